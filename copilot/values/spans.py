"""What is found in a text: a typed value with its place."""

from dataclasses import dataclass
from typing import Literal

FoundType = Literal[
    "money", "percent", "date", "time", "duration", "count", "number", "ordinal", "measure", "id", "tracking",
    "card", "phone", "email", "link",
]  # fmt: skip

Bound = Literal["at_most", "at_least", "from", "to"]


@dataclass(frozen=True, slots=True)
class Found:
    """One value that a text states; `start` and `end` are code points, half open, of the value without its hedges.

    `values` are the canonical texts that it may stand for, likeliest first: several when the writing is ambiguous
    ("03/04/2026", "$5" in a shop that sells in CAD), none when it has no value of its own (a link to nowhere).
    `approximate`: "about $50". `bound`: "up to" is at_most, "over" is at_least; "from" and "to" are the ends of a
    range that is written as two values ("$10-$20"). `relative`: it was resolved against today ("next Tuesday").
    `resolved` is the day that a relative duration comes to ("in 3 days"). `spelled`: written in words only.
    """

    type: FoundType
    start: int
    end: int
    text: str
    values: tuple[str, ...]
    approximate: bool = False
    bound: Bound | None = None
    relative: bool = False
    resolved: str | None = None
    spelled: bool = False
