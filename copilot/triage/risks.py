"""What a ticket must not be lost for: rules first, and a network that bears them out and hears what they miss."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from copilot.untrusted import instructions

from .floors import LEVELS, Level
from .pairs import Shown, any_of, shown_by_pairs
from .reading import sentence_of
from .signs import Heard, Signs, spoken


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk that a ticket carries, the least urgency it asks for, and the customer's words that show it."""

    name: str
    floor: Level
    quote: str


def carried_risks(signs: Signs, messages: Sequence[Heard], named: Mapping[str, Shown]) -> list[Risk]:
    """The risks of the customer's words, one of each kind at most, in the order of `cues.toml`.

    `named` are those that rules find (`named_risks`). Of a single word the network is asked, too, and where it is all
    but sure that no harm is meant the word is passed over; it adds what is said in other words. In a long message the
    sentence that holds the word is judged by itself, too, so that the rest does not drown it. How urgent a risk is
    that only the one or the other finds is weighed with all else that the words show: alone it asks for high at most.
    """
    told = signs.strongest(messages) if messages else {}
    by_itself = _by_itself(signs, messages, named)
    risks = []
    for cue in cues():
        share = told[cue.risk].share if cue.risk in told else 0.0
        shown = named.get(cue.risk)
        borne_out = max(share, by_itself.get(cue.risk, 0.0))
        if shown and (borne_out >= _DENIED.get(cue.risk, 0.0) or not _one_word(shown.quote)):
            risks.append(Risk(cue.risk, _floor(cue.risk, shown, borne_out), shown.quote[:_LONGEST_QUOTE]))
        elif share >= signs.least.get(cue.risk, 2.0):
            risks.append(Risk(cue.risk, _floor_alone(cue, share), told[cue.risk].quote[:_LONGEST_QUOTE]))
    return risks


def _by_itself(signs: Signs, messages: Sequence[Heard], named: Mapping[str, Shown]) -> dict[str, float]:
    """How likely sentences of long messages, which name risks, show them by themselves; only those that likely do."""
    shares: dict[str, float] = {}
    for risk, shown in named.items():
        held = ((sentence_of(shown.quote, heard.said.text), heard) for heard in messages)
        sentence, heard = next((pair for pair in held if pair[0]), (None, None))
        if sentence and heard and risk in _DENIED and len(heard.said.parts) >= _LONG:
            share = signs.of_each([sentence], spoken(sentence))[0][risk]
            shares |= {risk: share} if share >= _WORDS else {}
    return shares


def _floor(risk: str, shown: Shown, share: float) -> Level:
    """How urgent the words that name a risk are at least, given how likely the network thinks it."""
    if risk not in _DENIED or share >= (_WORD if _one_word(shown.quote) else _WORDS):
        return shown.floor
    return _least(risk) if _one_word(shown.quote) else min(shown.floor, "high", key=LEVELS.index)


def _floor_alone(cue: "Cue", share: float) -> Level:
    """How urgent a risk is at least that only the network hears."""
    if cue.risk == "self_harm":  # looked at soon where it may be meant, at once where it is likely
        return "urgent" if share >= _LIKELY else "high"
    return "high" if cue.floor == "urgent" and share >= _PLAIN else _least(cue.risk)


def _least(risk: str) -> Level:
    return "normal" if risk in ("self_harm", "safety", "legal") else "low"


_LIKELY = 0.35
_WORD, _WORDS = 0.4, 0.25
"""From here on a single word, or more of them, set how urgent a risk is at least."""
_DENIED = {"safety": 0.08, "fraud": 0.08, "legal": 0.04, "press": 0.08, "minors": 0.04, "churn": 0.04}
"""Where the network gives a risk less than this, a single word that names it is a title, a joke or a place."""
_PLAIN = 0.7
_LONG = 8
"""From so many parts on, the rest of a message drowns what one of them shows beside it."""


def _one_word(quote: str) -> bool:
    return len(quote.split()) == 1


def named_risks(texts: Sequence[str]) -> dict[str, Shown]:
    """The risks that cues, pairs of words and instructions to a model name in the texts."""
    found = {}
    for cue in cues():
        quotes = list(islice(_quotes(cue, texts), _MATCHES))
        if cue.risk == "injection" and (instruction := _first_instruction(texts)):
            quotes.append(instruction)
        # What takes several words to say is surer than a single one of them.
        longer = next((Shown(quote, cue.floor) for quote in quotes if not _one_word(quote)), None)
        single = next((Shown(quote, cue.floor) for quote in quotes), None)
        if shown := longer or shown_by_pairs(cue.risk, texts) or single:
            found[cue.risk] = shown
    return found


_MATCHES = 20


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


def _quotes(cue: Cue, messages: Sequence[str]) -> Iterator[str]:
    pattern = _pattern(cue.words)
    for message in messages:
        plain = message.replace("’", "'")
        for match in pattern.finditer(plain):
            near = plain[max(0, match.start() - _AROUND) : match.end() + _AROUND].lower()
            if not any(word in near for word in cue.unless):
                yield _whole_words(plain, match.start(), match.end())


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words), re.IGNORECASE)


def _whole_words(text: str, start: int, end: int) -> str:
    """The match to the ends of its words, so that a quote does not stop inside one."""
    while end < len(text) and text[end].isalnum() and end - start < _LONGEST_QUOTE:
        end += 1
    return text[start:end]
