"""What is sealed of a review, in a format with a version, so that a later version reads what this one wrote."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError

from copilot.errors import ReviewError
from copilot.models import Record, Review
from copilot.review.records import Standing, canonical

UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()
"""What each format did to the JSON object of the one before; the first format is 1."""


class Held(Record):
    """A review, and what its approval will be bound to besides."""

    review: Review
    snapshot: str
    policy: dict[str, str]


def write_held(standing: Standing) -> bytes:
    """The sealed part of the review, as JSON of the newest format."""
    held = Held(review=standing.review, snapshot=standing.snapshot, policy=standing.policy)
    return canonical({"format": len(UPGRADES) + 1, **held.model_dump(mode="json")})


def as_bytes(record: Record) -> bytes:
    """The record as JSON in ASCII, which holds any text that Python does, lone surrogates too."""
    return canonical(record.model_dump(mode="json"))


def read_held(content: bytes, upgrades: Sequence[Callable[[dict[str, Any]], dict[str, Any]]] = UPGRADES) -> Held:
    """The sealed part, brought up from the format that it was written in."""
    data = json.loads(content)
    written = data.pop("format")
    if written > len(upgrades) + 1:
        raise ReviewError(f"a review was written by a later version of support-copilot (format {written}); install it")
    for upgrade in upgrades[written - 1 :]:
        data = upgrade(data)
    try:
        return Held.model_validate(data)
    except ValidationError as error:
        raise ReviewError(f"a review of format {written} cannot be read by this version: {error}") from error
