"""Which embedder an index is opened with: by name, as an object, or the one that built it."""

import sqlite3
from pathlib import Path

from copilot.errors import IndexMismatch, SettingsError
from copilot.llm import LangChainEmbedder, open_embedder

from .embedding import Embedder, MiniLM
from .multilingual import Multilingual


def embedder_of(which: object, url: str | None = None) -> Embedder:
    """ "offline", "multilingual", a provider's such as "openai:text-embedding-3-small"; an Embedder; or any LangChain
    Embeddings object. SettingsError for anything else."""
    if isinstance(which, str):
        for kind, name in ((MiniLM, "offline"), (Multilingual, "multilingual")):
            if which in (name, kind.name):
                return kind()
        return open_embedder(which, url)
    if isinstance(which, Embedder):
        return which
    if hasattr(which, "embed_documents") and hasattr(which, "embed_query"):
        return LangChainEmbedder(which)
    raise SettingsError(
        f"{which!r} is no embedder; expected a name such as 'openai:text-embedding-3-small', an object with name, "
        "dimensions and embed, or a LangChain Embeddings object"
    )


def builder_of(directory: Path | None, known: dict[str, str]) -> str:
    """The name of the embedder that built an index; IndexMismatch where it was an object, which no name opens."""
    name = known.get("embedder", MiniLM.name)
    if name in (MiniLM.name, Multilingual.name) or (":" in name and not name.startswith("langchain:")):
        return name
    raise IndexMismatch(
        f"the index in {str(directory)!r} was built with the embedder {name!r}, which was given as an object; "
        "open it with that object, or delete the folder and index again"
    )


def kept(directory: Path | None) -> dict[str, str]:
    """What an index remembers of how it was built; nothing where there is none."""
    file = directory and directory / "catalog.sqlite"
    if not file or not file.is_file():
        return {}
    catalog = sqlite3.connect(file, timeout=60)
    try:
        return dict(catalog.execute("SELECT key, value FROM meta"))
    except sqlite3.OperationalError:  # another process is making it at this moment
        return {}
    finally:
        catalog.close()
