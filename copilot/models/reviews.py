"""What goes out: triage, drafts with citations, findings, reviews, decisions."""

from typing import Any, Literal

from pydantic import Field, model_validator

from .base import Identifier, Record, Time
from .evidence import Entitlement, Fact
from .tickets import Action

Severity = Literal["block", "warn", "info"]
State = Literal[
    "pending", "claimed", "approved", "edited", "rejected", "escalated", "superseded", "expired", "released", "sent",
]  # fmt: skip

INTENTS = (
    "order_status",  # where is it, when does it come, tracking
    "late_delivery",  # it should have been here
    "lost_parcel",  # said to be delivered, or stuck, and not here
    "order_details",  # what did I order, pay, which address, which method
    "cancel",
    "change_address",
    "change_payment",
    "change_item",
    "return",
    "exchange",
    "refund_request",
    "refund_status",
    "damaged_item",
    "wrong_item",
    "missing_item",
    "product_question",
    "availability",  # price and stock, alternatives
    "warranty",
    "invoice",
    "charge_dispute",  # an unknown or a double charge
    "discount",  # codes, promotions, price adjustment
    "loyalty",
    "gift_card",
    "account",  # log in, locked, taken over
    "privacy",  # what do you hold about me, delete it
    "complaint",
    "praise",
    "safety",
    "other",
)
"""The built-in intents, which composer and triage share."""


class Sentiment(Record):
    label: Literal["negative", "neutral", "positive"]
    score: float = Field(ge=-1, le=1)
    confidence: float = Field(ge=0, le=1)
    reasons: list[str] = []
    unsure: bool = False


class Urgency(Record):
    label: Literal["low", "normal", "high", "urgent"]
    reasons: list[str] = []
    unsure: bool = False


class Intent(Record):
    label: str
    confidence: float = Field(ge=0, le=1)


class Statement(Record):
    """A sentence or clause of the message, and the intents that it may show by itself, likeliest first."""

    words: str
    intents: list[Intent]


class Triage(Record):
    ticket: str
    sentiment: Sentiment
    urgency: Urgency
    intents: list[Intent]
    language: str
    risks: list[str] = []
    statements: list[Statement] = Field(default=[], exclude=True)
    """Read again for each draft, and never written: the ticket holds the customer's words."""


class Citation(Record):
    """The facts, clauses or passages that a span of the draft rests on; half-open, in code points."""

    start: int
    end: int
    sources: list[str]


class Slot(Record):
    """A span of the draft that was filled with one fact; half-open, in code points. What it says is still read."""

    start: int
    end: int
    fact: str


class Draft(Record):
    text: str
    language: str
    author: Literal["composer", "model", "agent"]
    citations: list[Citation] = []
    slots: list[Slot] = []


class Finding(Record):
    """What one rule says about one span of a draft (no span for an omission)."""

    rule: str
    severity: Severity
    status: Literal["violated", "unchecked"]
    message: str
    start: int | None = None
    end: int | None = None
    says: str | None = None
    evidence: list[str] = []
    fix: str | None = None


class Run(Record):
    """What it took to make the draft. Timings are milliseconds by stage; the cost is in US dollars.

    There is no cost where one of the calls has no price that is known.
    """

    model: str | None = None
    prompt: str | None = None
    calls: list[dict[str, Any]] = []
    tokens: int = 0
    cost: float | None = None
    timings: dict[str, float] = {}


class NextStep(Record):
    """One thing for the agent to do in the shop system, in plain words; `sources` say why."""

    kind: str
    text: str
    order_id: str | None = None
    line_ids: list[str] = []
    amount: str | None = None
    sources: list[str] = []


class Review(Record):
    """A draft with its findings, waiting for a human or decided."""

    id: Identifier
    ticket_id: str
    as_of: Time
    state: State = "pending"
    triage: Triage
    draft: Draft
    attempt: Draft | None = None
    entitlements: list[Entitlement] = []
    facts: list[Fact] = []
    findings: list[Finding] = []
    next_steps: list[NextStep] = []
    blocked: bool
    clean: bool
    run: Run = Run()


def verdict(findings: list[Finding]) -> tuple[bool, bool]:
    """(blocked, clean): what the findings of the block rules amount to."""
    deciding = [finding for finding in findings if finding.severity == "block"]
    return any(finding.status == "violated" for finding in deciding), not deciding


class Decision(Record):
    """What a human decided about a review. `override` approves in spite of blocking findings, for the `reason`.

    `actions` is what the agent did about it in the shop system, so that the reply may say so.
    """

    kind: Literal["approve", "edit", "reject", "escalate"]
    agent: Identifier
    text: str | None = None
    reason: str | None = None
    override: bool = False
    actions: list[Action] = []
    at: Time | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Decision":
        if (self.kind == "edit") != (self.text is not None):
            raise ValueError("text with an edit, and only with an edit")
        if self.kind in ("reject", "escalate") and not self.reason:
            raise ValueError(f"a reason with {self.kind}")
        if self.override and (self.kind not in ("approve", "edit") or not (self.reason or "").strip()):
            raise ValueError("override only to approve or edit, and with a reason")
        return self
