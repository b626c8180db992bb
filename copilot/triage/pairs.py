"""Risks that no single word names: two kinds of words close together, in seven languages."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .floors import Level


@dataclass(frozen=True, slots=True)
class Pair:
    """One kind of words and another, what they show within so many characters, and the least urgency of it."""

    risk: str
    floor: Level
    within: int
    first: re.Pattern[str]
    second: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """The words from the one kind to the other, and the least urgency that they ask for."""

    quote: str
    floor: Level


def shown_by_pairs(risk: str, texts: Sequence[str]) -> Shown | None:
    """The first pair of this risk that stands in one of the texts; None where none does. Linear in the texts."""
    folded = [(_folded(text), text) for text in texts]
    for pair in pairs():
        for low, text in folded if pair.risk == risk else ():
            if span := _meeting(pair, low):
                return Shown(text[span[0] : span[1]], pair.floor)
    return None


@cache
def pairs() -> tuple[Pair, ...]:
    """The table of `pairs.toml`, in its order."""
    table = tomllib.loads((files("copilot.triage") / "pairs.toml").read_text("utf-8"))
    return tuple(
        Pair(risk, entry["floor"], entry.get("within", 100), _kind(entry["first"]), _kind(entry["second"]))
        for named, entries in table.items()
        for entry in entries
        for risk in (named, *entry.get("also", ()))
    )


def _kind(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))


def any_of(words: Sequence[str]) -> str:
    """A pattern of these phrases from the beginning of a word; "…" is a gap, "/" the end of a word."""
    phrases = (re.escape(word).replace("…", r"[^.!?\n]{0,40}?") for word in dict.fromkeys(words))
    return r"(?<!\w)(?:" + "|".join(re.sub("/$", r"\\b", phrase) for phrase in phrases) + ")"


def _folded(text: str) -> str:
    """Small letters, plain apostrophes, each character in its place: faster to search than without regard to case."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low.replace("’", "'")


def _meeting(pair: Pair, text: str) -> tuple[int, int] | None:
    firsts = [match.span() for match in pair.first.finditer(text)]
    if not firsts:
        return None
    seconds = [match.span() for match in pair.second.finditer(text)]
    starts = [start for start, _ in seconds]
    for start, end in firsts:
        after = bisect_left(starts, start)
        for other in seconds[max(0, after - 1) : after + 2]:
            low, high = min(start, other[0]), max(end, other[1])
            apart = max(start, other[0]) - min(end, other[1])
            if 0 <= apart <= pair.within:
                return low, high
    return None
