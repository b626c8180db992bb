"""What a reader sees: the tokens, the words of the language, and what is known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from copilot.values.numbers import read_number
from copilot.values.spans import Bound, Found, FoundType
from copilot.values.tokens import NUMBER, SPACE, WORD, Tokens
from copilot.values.words import Table, Words

DASHES = frozenset("-–—−‐‑‒~")
MINUSES = frozenset("-−")
_GROUP_SPACES = frozenset("\u00a0\u202f\u2009")
_LONGEST_FIGURE = 40


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

    def match(self, table: Table, at: int) -> tuple[int, Any] | None:
        """The longest phrase of a table that stands there: the token after it, and its meaning."""
        tokens = self.tokens
        for rest, meaning in table.get(tokens.word(at), ()):
            end = at + 1
            for word in rest:
                end = tokens.gap(end)
                if tokens.word(end) != word:
                    break
                end += 1
            else:
                return end, meaning
        return None

    def follows(self, name: str, at: int) -> int | None:
        """The token after a phrase of the named table that stands there, a space before it allowed."""
        hit = self.match(self.words.tables[name], self.tokens.gap(at))
        return hit[0] if hit else None

    def before(self, at: int) -> str:
        """The folded text of the same line in front of a token, at most 40 code points."""
        return _before(self.tokens.text, self.tokens.starts[at])

    def preceded(self, names: Sequence[str], at: int) -> bool:
        """Whether a phrase of one of the named sets stands in front of a token."""
        before = self.before(at).rstrip(" \u00a0(*_\"'“«„")
        return any(ends_with(before, self.words.sets[name]) for name in names)

    def joined_left(self, at: int) -> bool:
        """Whether a letter or digit touches the token from the left."""
        start = self.tokens.starts[at]
        return start > 0 and (self.tokens.text[start - 1].isalnum() or self.tokens.text[start - 1] == "_")


def figure_at(scan: Scan, at: int) -> Figure | None:
    """The number that is written there, in digits or in words."""
    if scan.tokens.kind(at) == NUMBER:
        return _digits_at(scan, at)
    if scan.tokens.kind(at) != WORD:
        return None
    if hit := scan.match(scan.words.numbers, at):
        return Figure(hit[0], (Decimal(hit[1]),), spelled=True)
    if hit := scan.match(scan.words.articles, at):
        return Figure(hit[0], (Decimal(hit[1]),), spelled=True, article=True)
    return None


def range_joint(scan: Scan, at: int, *, between: bool = False) -> int | None:
    """The token after a dash or a word such as "to" that joins the two ends of a range."""
    at = scan.tokens.gap(at)
    if scan.tokens.word(at) in DASHES:
        return scan.tokens.gap(at + 1)
    end = scan.follows("to", at) or (scan.follows("conjunction", at) if between else None)
    return scan.tokens.gap(end) if end else None


def ends_with(text: str, phrases: frozenset[str]) -> bool:
    """Whether the text ends with one of the phrases, as whole words."""
    for length in _lengths(phrases):
        tail = text[-length:]
        if len(tail) == length and tail in phrases and not text[:-length][-1:].isalnum():
            return True
    return False


@lru_cache(maxsize=512)
def _lengths(phrases: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted({len(phrase) for phrase in phrases}))


def _before(text: str, start: int) -> str:
    line = text[max(0, start - 40) : start].rpartition("\n")[2]
    return line.replace("’", "'").lower()


def _digits_at(scan: Scan, at: int) -> Figure | None:
    tokens = scan.tokens
    end, written = at + 1, tokens.words[at]
    if len(written) > _LONGEST_FIGURE:
        return None
    if len(written) <= 3 and written.isdecimal():
        while len(written) < _LONGEST_FIGURE and (group := _next_group(scan, end)):
            written += " " + tokens.words[group]
            end = group + 1
            if not tokens.words[group].isdecimal():
                break
    values = read_number(written, scan.locale)
    return Figure(end, values) if values else None


def _next_group(scan: Scan, at: int) -> int | None:
    """The token of three digits, perhaps with decimals, that a grouping space joins to what is before it."""
    tokens = scan.tokens
    if tokens.kind(at) != SPACE or tokens.kind(at + 1) != NUMBER:
        return None
    space, digits = tokens.text[tokens.starts[at] : tokens.ends[at]], tokens.words[at + 1]
    if not (space in _GROUP_SPACES or (scan.spaced and space == " ")):
        return None
    whole = digits if digits.isdecimal() else digits[:3] if digits[3:4] in (".", ",") else ""
    return at + 1 if len(whole) == 3 and whole.isdecimal() else None
