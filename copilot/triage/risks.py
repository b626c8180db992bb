"""What a ticket must not be lost for: rules first, and a network that bears them out and hears what they miss."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.untrusted import instructions

from .floors import Level
from .pairs import Shown, any_of, shown_by_pairs
from .signs import Heard, Signs


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk that a ticket carries, the least urgency it asks for, and the customer's words that show it."""

    name: str
    floor: Level
    quote: str


def carried_risks(signs: Signs, messages: Sequence[Heard], named: Mapping[str, Shown]) -> list[Risk]:
    """The risks of the customer's words, one of each kind at most, in the order of `cues.toml`.

    `named` are those that rules find (`named_risks`). Of a few words that often mean no harm the network is asked, too,
    and what it is all but sure of is left out; it adds what is said in other words. How urgent a risk is that only the
    one or the other finds is weighed with all else that the words show: alone it asks for nothing, or for high at most.
    """
    told = signs.strongest(messages) if messages else {}
    risks = []
    for cue in cues():
        share = told[cue.risk].share if cue.risk in told else 0.0
        shown = named.get(cue.risk)
        if shown and share >= _DENIED.get(cue.risk, 0.0):
            floor: Level = shown.floor if share >= _BORNE_OUT.get(cue.risk, 0.0) else "low"
            risks.append(Risk(cue.risk, floor, shown.quote[:_LONGEST_QUOTE]))
        elif share >= signs.least.get(cue.risk, 2.0):
            alone: Level = "high" if cue.floor == "urgent" and share >= _PLAIN else "low"
            floor = "urgent" if cue.risk == "self_harm" else alone
            risks.append(Risk(cue.risk, floor, told[cue.risk].quote[:_LONGEST_QUOTE]))
    return risks


_DENIED = {"safety": 0.08, "fraud": 0.08, "legal": 0.015, "press": 0.08, "minors": 0.04, "churn": 0.04}
"""Where the network gives a risk less than this, the words that name it are a title, a joke or a place."""
_BORNE_OUT = {"safety": 0.4, "fraud": 0.4, "legal": 0.3, "press": 0.3, "minors": 0.3}
"""From here on the words that name a risk set how urgent it is at least."""
_PLAIN = 0.7


def named_risks(texts: Sequence[str]) -> dict[str, Shown]:
    """The risks that cues, pairs of words and instructions to a model name in the texts."""
    found = {}
    for cue in cues():
        quote = _first_quote(cue, texts)
        if cue.risk == "injection":
            quote = quote or _first_instruction(texts)
        if shown := Shown(quote, cue.floor) if quote else shown_by_pairs(cue.risk, texts):
            found[cue.risk] = shown
    return found


@dataclass(frozen=True, slots=True)
class Cue:
    """A risk and its words; `unless` are words nearby that make them harmless."""

    risk: str
    floor: Level
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


def _first_instruction(messages: Sequence[str]) -> str | None:
    """The first words that speak to a model instead of to people."""
    found = (message[start:end] for message in messages for start, end in instructions(message))
    return next((quote[:_LONGEST_QUOTE] for quote in found), None)


_AROUND = 60
_LONGEST_QUOTE = 120


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
    return re.compile(any_of(words), re.IGNORECASE)


def _whole_words(text: str, start: int, end: int) -> str:
    """The match to the ends of its words, so that a quote does not stop inside one."""
    while end < len(text) and text[end].isalnum() and end - start < _LONGEST_QUOTE:
        end += 1
    return text[start:end]
