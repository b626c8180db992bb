"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ShopFolder = Annotated[Path, typer.Option("--shop", help="Folder with customers, orders, products and shop.json.")]
Knowledge = Annotated[
    list[Path], typer.Option("--knowledge", help="Folder of documents, or a JSON Lines file. Repeatable.")
]
Data = Annotated[Path | None, typer.Option("--data", help="Where index and reviews are kept.")]
NeededData = Annotated[Path, typer.Option("--data", help="Where index and reviews are kept.")]
EmbedderName = Annotated[
    str | None, typer.Option("--embedder", help='"offline" (the default) or such as "openai:text-embedding-3-small".')
]
EmbedderUrl = Annotated[str | None, typer.Option("--embedder-url", help="An OpenAI-compatible server for it.")]
ChromaUrl = Annotated[
    str | None, typer.Option("--chroma", help="A Chroma server that keeps a team's vectors: its URL.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines on stdout, and nothing else there.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Judge as of this time: ISO 8601 with an offset.")]
AgentName = Annotated[str, typer.Option("--agent", help="Who decides.")]
ReviewId = Annotated[str, typer.Argument(help="The review's id, or the beginning of it.")]
