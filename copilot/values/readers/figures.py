"""Numbers in digits or in words, and what joins two of them into a range."""

from decimal import Decimal
from typing import Final

from copilot.values.numbers import read_number
from copilot.values.tokens import NUMBER, SPACE, WORD

from .scan import DASHES, Figure, Scan

_GROUP_SPACES: Final = frozenset("\u00a0\u202f\u2009")
_LONGEST: Final = 24
"""Digits; exact arithmetic on them stays within the 28 of the decimal module."""


def figure_at(scan: Scan, at: int) -> Figure | None:
    """The number that is written there, in digits or in words."""
    if at not in scan.figures:
        scan.figures[at] = _figure_at(scan, at)
    return scan.figures[at]


def range_joint(scan: Scan, at: int, *, between: bool = False) -> int | None:
    """The token after a dash or a word such as "to" that joins the two ends of a range."""
    at = scan.tokens.gap(at)
    if scan.tokens.word(at) in DASHES:
        return scan.tokens.gap(at + 1)
    end = scan.follows("to", at) or (scan.follows("conjunction", at) if between else None)
    return scan.tokens.gap(end) if end else None


def _figure_at(scan: Scan, at: int) -> Figure | None:
    kind = scan.tokens.kinds[at]
    if kind == NUMBER:
        return _digits_at(scan, at)
    if kind != WORD:
        return None
    if hit := scan.match("numbers", at):
        return _spelled(scan, *hit)
    if hit := scan.match("articles", at):
        return Figure(hit[0], (Decimal(hit[1]),), spelled=True, article=True)
    return None


def _spelled(scan: Scan, end: int, value: int) -> Figure:
    """ "two hundred and fifty", "two thousand five hundred": the whole number that begins with a word."""
    end, value = _hundreds(scan, end, value)
    thousand = scan.match("numbers", scan.tokens.gap(end))
    if thousand and thousand[1] == 1000 and 1 < value < 1000:
        end, value = thousand[0], value * 1000
    rest = _after(scan, end)
    if rest and value and value % 1000 == 0 and 0 < rest[1] < 1000:
        further, hundreds = _hundreds(scan, *rest)
        end, value = (end, value) if _multiplied(scan, further, 1000) else (further, value + hundreds)
    return Figure(end, (Decimal(value),), spelled=True)


def _hundreds(scan: Scan, end: int, value: int) -> tuple[int, int]:
    hundred = scan.match("numbers", scan.tokens.gap(end))
    if hundred and hundred[1] == 100 and 1 < value < 10:
        end, value = hundred[0], value * 100
    rest = _after(scan, end) if value and value % 100 == 0 and value < 1000 else None
    if rest and 0 < rest[1] < 100 and not _multiplied(scan, rest[0], 100) and not _multiplied(scan, rest[0], 1000):
        end, value = rest[0], value + rest[1]
    return end, value


def _after(scan: Scan, end: int) -> tuple[int, int] | None:
    """The number word that follows, an "and" between allowed."""
    at = scan.tokens.gap(scan.follows("conjunction", end) or end)
    return scan.match("numbers", at) if at > end else None


def _multiplied(scan: Scan, at: int, by: int) -> bool:
    """Whether "hundred" or "thousand" follows: the "two" of "two hundred" is no two."""
    hit = scan.match("numbers", scan.tokens.gap(at))
    return hit is not None and hit[1] == by


def _digits_at(scan: Scan, at: int) -> Figure | None:
    tokens = scan.tokens
    end, written = at + 1, tokens.words[at]
    if len(written) > _LONGEST:
        return None
    if len(written) <= 3 and written.isdecimal():
        while len(written) < _LONGEST and (group := _next_group(scan, end)):
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
