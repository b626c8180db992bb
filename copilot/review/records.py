"""What a review is kept with: the snapshot it rests on, where it stands, and what is known when it is released."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from copilot.models import Entitlement, Fact, Finding, Record, Review


class Snapshot(Record):
    """Everything that a draft rested on, as JSON, enough to rebuild the review later.

    `customer_id` is whose data this is, and so whose key seals it; `policy` maps what was in force (clauses and the
    passages that were found) to its version; `knowledge` is what of the knowledge base the draft was made from, JSON by
    name, each kept once for all reviews; `evidence`, the recorded model `replies` and the `terms` of the draft
    (settings, examples) are the caller's own JSON.
    """

    customer_id: str | None = None
    policy: dict[str, str] = {}
    knowledge: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    replies: list[Any] = []
    terms: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Fresh:
    """The evidence as it is now, and what the rules say about the approved text in its light."""

    facts: Sequence[Fact]
    entitlements: Sequence[Entitlement]
    findings: Sequence[Finding]
    policy: dict[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one review stands. `version` counts its changes; times are UTC; `release_key` is a digest."""

    review: Review
    snapshot: str
    policy: dict[str, str]
    version: int
    submitted_at: datetime
    owner: str | None = None
    claimed_at: datetime | None = None
    lease_until: datetime | None = None
    escalated_by: str | None = None
    proposed_by: str | None = None
    binding: str | None = None
    release_key: str | None = None
    decided_at: datetime | None = None
    released_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrongDraft:
    """A review as it was submitted, and why an agent says that its draft was wrong."""

    review: Review
    agent: str
    reason: str


def stamp(at: datetime) -> str:
    """The instant in UTC with microseconds: equal length, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: Any) -> bytes:
    """One JSON text for equal JSON values: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical(value)).hexdigest()


def binding_of(review: Review, snapshot: str, policy: dict[str, str]) -> str:
    """What an approval holds for: this draft, on this evidence, under these policies, with these findings."""
    draft = review.draft.model_dump(mode="json")
    findings = [finding.model_dump(mode="json") for finding in review.findings]
    return digest([review.id, draft, snapshot, policy, findings])
