"""What the passages found for a ticket say: a draft may repeat a value of theirs, in words like theirs."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from copilot.evidence import Evidence
from copilot.values import Found, find_values

from .sentences import Word, sentences

SHARED = 2  # content words that a sentence of a draft must share with the passage's sentence
_STEM = 5


@dataclass(frozen=True, slots=True)
class Stated:
    """One sentence of a passage: its content words, and the values in it by (type, canonical text)."""

    stems: frozenset[str]
    values: frozenset[tuple[str, str]]


def states(evidence: Evidence, value: Found, words: tuple[Word, ...]) -> bool:
    """Whether a passage states this value in a sentence that speaks of the same things."""
    stems = _stems(words)
    wanted = {(value.type, text) for text in (*value.values, value.text.casefold())}
    return any(
        wanted & stated.values and len(stems & stated.stems) >= SHARED
        for hit in evidence.hits
        for stated in _read(hit.passage.text, evidence.shop.currency, evidence.today.year)
    )


@lru_cache(maxsize=4096)
def _read(text: str, currency: str, year: int) -> tuple[Stated, ...]:
    """The sentences of a passage; read once, however many drafts rest on it."""
    found = find_values(text, language=None, currency=currency, today=date(year, 7, 1))
    return tuple(
        Stated(
            _stems(sentence.words),
            frozenset(
                (value.type, canonical)
                for value in found
                if sentence.start <= value.start < sentence.end
                for canonical in (*value.values, value.text.casefold())
            ),
        )
        for sentence in sentences(text)
    )


def _stems(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.text[:_STEM] for word in words if len(word.text) > 3)
