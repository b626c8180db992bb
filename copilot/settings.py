"""Settings: built once, passed in, and read from nowhere else."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from copilot.models import Record


class Voice(Record):
    """How replies without a model address people and sign."""

    name: Literal["first", "full"] = "first"
    """What the greeting calls the customer."""
    signature: str | None = None
    """Who signs e-mails, such as "Your team at Quillmoor"; the shop's name without it."""


class Settings(Record):
    """Everything that a shop may set. Nothing here is read from the environment or at import."""

    shop: Path
    """The shop folder: customers.jsonl, orders.jsonl, products.jsonl, shop.json."""
    knowledge: list[Path] = []
    """Folders of documents and JSON Lines files; a later folder may hold sidecars for the files of an earlier one."""
    data: Path | None = None
    """Where index and reviews are kept; without it they live in memory and end with the process."""
    reviews: str | None = None
    """Where a team's reviews are kept instead: a URL such as postgresql://host/name, or a file."""
    reviews_key: Path | None = None
    """The file with the secret of the reviews, which no database holds; by default beside them, or in `data`."""
    embedder: str | None = None
    """"offline", or a hosted one such as "openai:text-embedding-3-small"; by default what the index was built with."""
    embedder_url: str | None = None
    """An OpenAI-compatible server for the embedder instead of the provider's own."""
    chroma: str | None = None
    """The URL of a Chroma server that keeps a team's vectors; its path names them: "http://127.0.0.1:8000/shop"."""
    model: str | None = None
    """A chat model such as "openai:gpt-5-mini"; without it drafts are written from the evidence alone."""
    base_url: str | None = None
    """An OpenAI-compatible server instead of the provider's own."""
    model_timeout: float = Field(default=20.0, gt=0)
    """Seconds that a draft may wait for the model before it is written without one."""
    model_options: dict[str, Any] = {}
    """What else the model's package is given, such as {"temperature": 0}."""
    model_context: int = Field(default=12_000, ge=1_000)
    """Tokens that a prompt may hold."""
    model_calls: int = Field(default=4, ge=1)
    """Calls to the model at the same time."""
    prompts: Path | None = None
    """A folder whose prompts replace the shipped ones of the same name; its copy/<language>.yaml, our sentences."""
    voice: Voice = Voice()
    """How replies without a model address people and sign."""
    hide_ids: bool = False
    """Whether order ids and tracking numbers, too, leave for the model as placeholders only."""
    rules: dict[str, Literal["block", "warn", "info", "off"]] = {}
    """Severity by rule code, where the shop wants another than ours."""
    trust: float | None = Field(default=None, ge=0, le=1)
    """How surely harmless or borne out what no rule reads must be, from 0 to 1; by default 0.5 in English (U001)."""
    limits: dict[Literal["email", "chat", "social", "phone", "public"], Annotated[int, Field(ge=1)]] = {"public": 280}
    """Characters of a reply by channel; "public" is what others can read, "social" a private message."""
    wording: dict[str, str] = {}
    """What a finding tells by rule code; our words may stand in it as {message}, those of the draft as {says}."""

    @field_validator("knowledge", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str | Path) else value

    def absolute(self) -> "Settings":
        """The same settings with paths that hold from any working directory."""
        return self.model_copy(
            update={
                "shop": self.shop.absolute(),
                "knowledge": [path.absolute() for path in self.knowledge],
                "data": self.data and self.data.absolute(),
                "prompts": self.prompts and self.prompts.absolute(),
                "reviews": self.reviews
                and (self.reviews if "://" in self.reviews else str(Path(self.reviews).absolute())),
                "reviews_key": self.reviews_key and self.reviews_key.absolute(),
            }
        )
