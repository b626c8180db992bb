"""What a reader sees: the tokens, the words of the language, and what is known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from copilot.values.spans import Bound, Found, FoundType
from copilot.values.tokens import NUMBER, WORD, Tokens
from copilot.values.words import Words

DASHES = frozenset("-–—−‐‑‒~")
MINUSES = frozenset("-−")
_IN_FRONT = 48
_MARKS = ' \t\u00a0\u202f(*_`"“«„['


class Figure(NamedTuple):
    """A written number: the token after it, and what it may mean."""

    end: int
    values: tuple[Decimal, ...]
    spelled: bool = False
    article: bool = False


class Reading(NamedTuple):
    """What a reader read: the token after it, and the values with their places."""

    end: int
    founds: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """One text with all that its readers need."""

    tokens: Tokens
    words: Words
    locale: str | None
    spaced: bool
    """Whether a plain space groups the digits of a number in this locale ("1 380")."""
    currency: str
    today: date
    memory: dict[int, str] = field(default_factory=dict)
    """What stands in front of a token, kept while one place is read."""
    figures: dict[int, Figure | None] = field(default_factory=dict)

    def found(
        self,
        type_: FoundType,
        start: int,
        end: int,
        values: Sequence[str],
        *,
        bound: Bound | None = None,
        relative: bool = False,
        resolved: str | None = None,
        spelled: bool = False,
    ) -> Found:
        """The value that the tokens from start up to end write."""
        first, last = self.tokens.starts[start], self.tokens.ends[end - 1]
        return Found(
            type_, first, last, self.tokens.text[first:last], tuple(dict.fromkeys(values)),
            bound=bound, relative=relative, resolved=resolved, spelled=spelled,
        )  # fmt: skip

    def match(self, table: str, at: int) -> tuple[int, Any] | None:
        """The longest phrase of the named table that stands there: the token after it, and its meaning."""
        tokens = self.tokens
        for rest, meaning in self.words.tables[table].get(tokens.words[at], ()):
            end = at + 1
            for word in rest:
                end = tokens.gap(end)
                if tokens.words[end] != word:
                    break
                end += 1
            else:
                return end, meaning
        return None

    def follows(self, table: str, at: int) -> int | None:
        """The token after a phrase of the named table that stands there, a space before it allowed."""
        hit = self.match(table, self.tokens.gap(at))
        return hit[0] if hit else None

    def preceded(self, names: Sequence[str], at: int) -> bool:
        """Whether a phrase of one of the named sets stands in front of a token, on the same line."""
        before = self.in_front(at)
        return any(ends_with(before, self.words.fronts[name]) for name in names)

    def in_front(self, at: int) -> str:
        """The folded text of the same line in front of a token, without the spaces and marks that touch the token."""
        if at not in self.memory:
            start = self.tokens.starts[at]
            line = self.tokens.text[max(0, start - _IN_FRONT) : start].rpartition("\n")[2]
            self.memory[at] = line.replace("’", "'").lower().rstrip(_MARKS)
        return self.memory[at]

    def joined_left(self, at: int) -> bool:
        """Whether a letter or digit touches the token from the left."""
        return self.tokens.kinds[at - 1] in (WORD, NUMBER) or self.tokens.words[at - 1] == "_"


def stands(scan: Scan, at: int) -> bool:
    """Whether nothing of letters or digits is joined on at the token."""
    tokens = scan.tokens
    if tokens.kind(at) in (WORD, NUMBER) or tokens.word(at) in ("_", "#"):
        return False
    return not (tokens.word(at) in ("-", "/") and tokens.kind(at + 1) == NUMBER)


def ends_with(text: str, phrases: frozenset[str]) -> int:
    """The length of the longest of the phrases with which the text ends, as whole words; 0 for none."""
    endings, lengths = _endings(phrases)
    if text[-2:] not in endings and text[-1:] not in endings:
        return 0
    for length in lengths:
        if text[-length:] in phrases and len(text) >= length and not text[-length - 1 : -length].isalnum():
            return length
    return 0


@lru_cache(maxsize=512)
def _endings(phrases: frozenset[str]) -> tuple[frozenset[str], tuple[int, ...]]:
    """The last two letters of each phrase, or its only one, and the lengths, longest first."""
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)
    return frozenset(phrase[-2:] for phrase in phrases), tuple(lengths)
