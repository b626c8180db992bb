"""Hard rules, before any model: words that name a risk, in seven languages, each with the urgency it asks for at least.

A rule that fires is a reason; that none fires is no evidence of calm.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .reading import Reading


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk that a ticket carries, the least urgency it asks for, and the customer's words that show it."""

    name: str
    floor: str
    quote: str


def named_risks(reading: Reading) -> list[Risk]:
    """The risks that the customer's words name, at most one of each kind, in the order of the table."""
    found: dict[str, Risk] = {}
    for cue in cues():
        if cue.risk not in found and (quote := _first_quote(cue, reading.messages)):
            found[cue.risk] = Risk(cue.risk, cue.floor, quote)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Cue:
    """A risk and its words; `unless` are words nearby that make them harmless."""

    risk: str
    floor: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@cache
def cues() -> tuple[Cue, ...]:
    """The table of `cues.toml`, in its order."""
    table = tomllib.loads((files("copilot.triage") / "cues.toml").read_text("utf-8"))
    return tuple(
        Cue(risk, entry["floor"], tuple(entry["words"]), tuple(entry.get("unless", ())))
        for risk, entry in table.items()
    )


_GAP = r"[^.!?\n]{0,40}?"
_AROUND = 60


def _first_quote(cue: Cue, messages: Sequence[str]) -> str | None:
    pattern = _pattern(cue.words)
    for message in messages:
        plain = message.replace("’", "'")
        for match in pattern.finditer(plain):
            near = plain[max(0, match.start() - _AROUND) : match.end() + _AROUND].lower()
            if not any(word in near for word in cue.unless):
                return _whole_words(plain, match.start(), match.end())
    return None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = (re.escape(word).replace("…", _GAP) for word in dict.fromkeys(words))
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + ")", re.IGNORECASE)


def _whole_words(text: str, start: int, end: int) -> str:
    """The match to the ends of its words, so that a quote does not stop inside one."""
    while end < len(text) and text[end].isalnum() and end - start < 80:
        end += 1
    return text[start:end]
