"""Replay: what a review was made under besides its evidence, and what differs where it is made again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from copilot.errors import ReviewError
from copilot.llm import ChatModel, Recorded, Replayed
from copilot.models import Review
from copilot.review import Snapshot
from copilot.settings import Settings

KEPT = {"rules", "trust", "limits", "voice", "hide_ids", "model_context"}
"""The settings that a draft depends on besides its evidence and its model."""


def terms_then(review_id: str, snapshot: Snapshot, settings: Settings) -> tuple[Settings, "Exchange | None"]:
    """The settings that the draft was made under, and its talk with a model again. ReviewError where none were kept."""
    if not snapshot.terms:
        raise ReviewError(f"review {review_id!r} was kept by an earlier version, without all that it was made from")
    terms = snapshot.terms
    talk = Exchange(Replayed(terms["model"], snapshot.replies), tuple(terms["examples"])) if terms["model"] else None
    return Settings.model_validate({**settings.model_dump(), **terms["settings"]}), talk


def terms_of(settings: Settings, talk: "Exchange | None") -> dict[str, Any]:
    """What a draft was made under besides its evidence, as JSON."""
    return {
        "settings": settings.model_dump(mode="json", include=KEPT),
        "model": talk.model.name if talk else None,
        "examples": list(talk.examples or ()) if talk else [],
    }


@dataclass
class Exchange:
    """One draft's talk with a model: who answers, and the examples that it is shown; both can be had again."""

    model: ChatModel
    examples: tuple[str, ...] | None = None

    @property
    def replies(self) -> list[dict[str, Any]]:
        """What was answered, as JSON."""
        return self.model.replies if isinstance(self.model, Recorded) else []


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a review that is not what it was; None where there was, or is, nothing."""

    place: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """A review made again, and where it differs from the one that was submitted, timings left out."""

    review: Review
    differences: tuple[Difference, ...] = field(default=())

    @property
    def identical(self) -> bool:
        return not self.differences


def compared(before: Review, now: Review) -> Replay:
    """The replay of one review by another."""
    return Replay(now, tuple(_differing(_steady(before), _steady(now), "")))


def _steady(review: Review) -> dict[str, Any]:
    """What must be the same each time: all but the id, the state and how long things took."""
    told = review.model_dump(mode="json", exclude={"id": True, "state": True, "run": {"timings"}})
    for call in told["run"]["calls"]:
        call.pop("seconds", None)
    return told


def _differing(before: Any, now: Any, place: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in [*before, *(key for key in now if key not in before)]:
            yield from _differing(before.get(key), now.get(key), f"{place}.{key}" if place else str(key))
    elif _named(before) and _named(now):
        yield from _differing(_by_id(before), _by_id(now), place)
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from _differing(one, other, f"{place}[{number}]")
    elif before != now:
        yield Difference(place, before, now)


def _named(value: Any) -> bool:
    """Whether it is a list of records that their ids tell apart."""
    if not isinstance(value, list):
        return False
    ids = [part.get("id") for part in value if isinstance(part, dict)]
    return len(ids) == len(value) and None not in ids and len(set(ids)) == len(ids)


def _by_id(records: list[dict[str, Any]]) -> Mapping[str, Any]:
    return {record["id"]: record for record in records}
