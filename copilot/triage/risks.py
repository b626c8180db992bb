"""What a ticket must not be lost for: hard rules before any model, and a classifier for what the rules cannot name."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.untrusted import instructions

from .floors import Level
from .pairs import any_of, shown_by_pairs
from .signs import Heard, Signs


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk that a ticket carries, the least urgency it asks for, and the customer's words that show it."""

    name: str
    floor: Level
    quote: str


def carried_risks(signs: Signs, messages: Sequence[Heard]) -> list[Risk]:
    """The risks of the customer's words, one of each kind at most, in the order of `cues.toml`.

    A cue or a pair that fires decides; the signs add what is said in other words. That neither shows proves no calm.
    How urgent it is what only the signs show is weighed with all else that the words show: alone it is high at most.
    """
    texts = [heard.said.text for heard in messages]
    told = signs.strongest(messages) if messages else {}
    risks = []
    for cue in cues():
        quote = _first_quote(cue, texts)
        if cue.risk == "injection":
            quote = quote or _first_instruction(texts)
        if quote:
            risks.append(Risk(cue.risk, cue.floor, quote))
        elif shown := shown_by_pairs(cue.risk, texts):
            risks.append(Risk(cue.risk, shown.floor, shown.quote[:_LONGEST_QUOTE]))
        elif cue.risk in told and told[cue.risk].share >= signs.least[cue.risk]:
            floor: Level = "high" if cue.floor == "urgent" and cue.risk != "self_harm" else cue.floor
            risks.append(Risk(cue.risk, floor, told[cue.risk].quote[:_LONGEST_QUOTE]))
    return risks


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
