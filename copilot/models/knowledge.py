"""Documents, the passages cut from them, queries and hits; clauses, the rules that policies state."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

from .base import Identifier, Moment, Price, Record

About = Literal[
    "return", "exchange", "cancel", "modify", "refund", "replacement", "credit", "goodwill", "warranty",
    "shipping", "disclosure", "forbidden", "target",
]  # fmt: skip


class When(Record):
    """Whom and what a clause is about; every key that is given must match, an absent key matches all."""

    status: list[str] = []
    tags: list[str] = []
    regions: list[str] = []
    tiers: list[str] = []
    channels: list[str] = []
    methods: list[str] = []


class Window(Record):
    """How long a clause's permission lasts: `days` after the event named by `from`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    start: str = Field(alias="from", min_length=1)
    days: int = Field(ge=0, strict=True)
    kind: Literal["calendar", "business"] = "calendar"


class Fee(Record):
    """A fixed amount in the shop's currency, or a percentage; `by_tier` replaces it for the tiers it names."""

    amount: Price | None = None
    percent: Price | None = None
    by_tier: dict[str, Price] = {}

    @model_validator(mode="after")
    def _one(self) -> "Fee":
        if (self.amount is None) == (self.percent is None):
            raise ValueError("either amount or percent")
        return self


class Cap(Record):
    """The most that may be granted, by which role, in how many days."""

    amount: Price
    role: str | None = None
    per_days: int | None = Field(default=None, ge=1, strict=True)


class Clause(Record):
    """One rule of a policy, beside the words of the prose that it stands for."""

    id: Identifier
    about: About
    effect: Literal["grant", "deny", "approval", "require"]
    when: When = When()
    window: Window | None = None
    fee: Fee | None = None
    cap: Cap | None = None
    method: str | None = None
    timing: str | None = None
    decided_by: Literal["placed_at", "delivered_at", "requested_at"] = "placed_at"
    effective_from: Moment | None = None
    effective_to: Moment | None = None
    quote: Annotated[str, Field(min_length=1)]
    examples: list[Any] = []


class Document(Record):
    """One file of the knowledge base. Unknown keys are kept in `metadata`."""

    id: Annotated[Identifier, Field(validation_alias=AliasChoices("id", "_id"))]
    title: str = ""
    text: str
    kind: str | None = None
    effective_from: Moment | None = None
    effective_to: Moment | None = None
    regions: list[str] = []
    channels: list[str] = []
    tiers: list[str] = []
    clauses: list[Clause] = []
    metadata: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _keep_unknown(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = {*cls.model_fields, "_id"}
        unknown = {key: value for key, value in data.items() if key not in known}
        kept = {key: value for key, value in data.items() if key in known and value is not None}
        if "id" in kept:
            unknown |= {"_id": kept.pop("_id")} if "_id" in kept else {}
        metadata = data.get("metadata") or {}
        return {**kept, "metadata": {**metadata, **unknown} if isinstance(metadata, dict) else metadata}


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a document: `text` is document.text[start:end], in code points."""

    id: str
    document: str
    title: str
    headings: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score (0 to 1) and the raw cosine similarity to the query."""

    passage: Passage
    score: float
    similarity: float = field(default=0.0)


class Query(BaseModel):
    """One search, with the turns before it, oldest first. Unknown keys are kept in `metadata`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Annotated[Identifier, Field(validation_alias=AliasChoices("id", "_id"))]
    text: str
    history: list[tuple[Literal["user", "agent"], str]] = []
