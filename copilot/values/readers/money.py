"""Sums of money and percentages, as people write them: "$1,380.79", "47,84€", "EUR 12", "fifty dollars", "10-15 %"."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from copilot.values import money as sums
from copilot.values.numbers import number
from copilot.values.spans import Bound, Found, FoundType
from copilot.values.tokens import NUMBER, SIGN, WORD

from . import currencies
from .figures import figure_at, range_joint
from .scan import DASHES, MINUSES, Figure, Reading, Scan

_MULTIPLES = {"k": 1000, "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000, "millones": 1_000_000}


class _Sum(NamedTuple):
    end: int
    amounts: tuple[Decimal, ...]
    codes: tuple[str, ...]
    spelled: bool = False
    leading: bool = False
    """Whether the currency stands in front."""


_Single = Callable[[Scan, int], _Sum | None]


def money_at(scan: Scan, at: int) -> Reading | None:
    """A sum of money, or a range of two."""
    return _one_or_two(scan, at, _sum_at, "money")


def percent_at(scan: Scan, at: int) -> Reading | None:
    """A percentage, or a range of two."""
    return _one_or_two(scan, at, _percentage_at, "percent")


def _one_or_two(scan: Scan, at: int, single: _Single, type_: FoundType) -> Reading | None:
    between = scan.preceded(("between",), at)
    if first := single(scan, at):
        joint = range_joint(scan, first.end, between=between)
        second = (single(scan, joint) or _bare(scan, joint, first)) if joint else None
        if second and second.codes == first.codes and first.amounts[0] < second.amounts[0]:
            return _pair(scan, at, first, joint or 0, second, type_)
        return Reading(first.end, (_found(scan, at, first.end, first, type_, None),))
    low = figure_at(scan, at)
    joint = range_joint(scan, low.end, between=between) if low and not low.article else None
    second = single(scan, joint) if joint else None
    if low and joint and second and not second.leading and low.values[0] < second.amounts[0]:
        first = _Sum(low.end, low.values, second.codes, low.spelled)
        return _pair(scan, at, first, joint, second, type_)
    return None


def _pair(scan: Scan, at: int, first: _Sum, joint: int, second: _Sum, type_: FoundType) -> Reading:
    return Reading(
        second.end,
        (
            _found(scan, at, first.end, first, type_, "from"),
            _found(scan, joint, second.end, second, type_, "to"),
        ),
    )


def _found(scan: Scan, at: int, end: int, read: _Sum, type_: FoundType, bound: Bound | None) -> Found:
    if type_ == "percent":
        values = [number(amount) for amount in read.amounts]
    else:
        values = [sums.money(amount, code) for code in read.codes for amount in read.amounts]
    return scan.found(type_, at, end, values, bound=bound, spelled=read.spelled)


def _bare(scan: Scan, at: int, first: _Sum) -> _Sum | None:
    """The second end of "$10-20": a figure that takes over the currency, unless a word makes it something else."""
    figure = figure_at(scan, at) if first.leading and scan.tokens.kind(at) == NUMBER else None
    if not figure:
        return None
    after = scan.tokens.gap(figure.end)
    if (
        scan.tokens.word(after) in ("%", ":", "/")
        or scan.match("units", after)
        or (after == figure.end and (scan.tokens.kind(after) == WORD))
    ):
        return None
    return _Sum(figure.end, figure.values, first.codes, leading=True)


def _percentage_at(scan: Scan, at: int) -> _Sum | None:
    at, sign = _minus(scan, at)
    figure = figure_at(scan, at)
    if not figure or figure.article:
        return None
    after = scan.tokens.gap(figure.end)
    after = after + 1 if scan.tokens.word(after) in DASHES and scan.tokens.kind(after + 1) == WORD else after
    if scan.tokens.word(after) in ("%", "％", "٪"):
        end = after + 1
    elif hit := scan.match("percent", after):
        end = hit[0]
    else:
        return None
    return _Sum(end, tuple(sign * value for value in figure.values), (), figure.spelled)


def _sum_at(scan: Scan, at: int) -> _Sum | None:
    start, sign = _minus(scan, at)
    if prefix := _currency_at(scan, start, leading=True):
        return _after_currency(scan, *prefix, sign)
    figure = figure_at(scan, start)
    return _before_currency(scan, figure, sign) if figure else None


def _minus(scan: Scan, at: int) -> tuple[int, int]:
    tokens = scan.tokens
    if tokens.word(at) in MINUSES and tokens.gap(at + 1) == at + 1 and not scan.joined_left(at):
        return at + 1, -1
    return at, 1


def _after_currency(scan: Scan, at: int, codes: tuple[str, ...], sign: int) -> _Sum | None:
    tokens = scan.tokens
    touching = tokens.kind(at - 1) == WORD
    at = tokens.gap(at)
    at, inner = (at + 1, -1) if tokens.word(at) in MINUSES else (at, 1)
    figure = figure_at(scan, at) if tokens.kind(at) == NUMBER else None
    if not figure or (inner < 0 and touching and tokens.words[at].isdecimal()):  # "KR-1001" is an order
        return None
    end, factor = _multiple(scan, _empty_cents(scan, figure.end))
    narrower = _currency_at(scan, scan.tokens.gap(end), leading=False)
    if narrower and set(narrower[1]) & {*codes, "USD"} and _code_stands(scan, scan.tokens.gap(end)):
        end, codes = narrower
    amounts = _money_like(figure)
    return _Sum(end, tuple(value * factor * sign * inner for value in amounts), codes, leading=True)


def _before_currency(scan: Scan, figure: Figure, sign: int) -> _Sum | None:
    end, factor = _multiple(scan, _empty_cents(scan, figure.end))
    after = scan.tokens.gap(end)
    after = after + 1 if scan.tokens.word(after) == "-" and scan.tokens.kind(after + 1) == WORD else after
    amounts = tuple(value * factor * sign for value in _money_like(figure))
    signed = scan.tokens.kind(after) == SIGN
    if signed and after > end and scan.tokens.kind(after + 1) == NUMBER:  # "2 $12.50" is two of something
        return None
    if (suffix := _currency_at(scan, after, leading=False)) and not (figure.spelled and signed):
        return _with_cents(scan, _Sum(suffix[0], amounts, suffix[1], figure.spelled))
    if hit := scan.match("cents", after):
        codes = (scan.currency,) if hit[1] == "shop" else (hit[1],)
        return _Sum(hit[0], tuple(amount / 100 for amount in amounts), codes, figure.spelled)
    return None


def _money_like(figure: Figure) -> tuple[Decimal, ...]:
    """Three decimals are no price: "1.380 €" is 1380 first, wherever it is written."""
    return tuple(sorted(figure.values, reverse=True))


def _multiple(scan: Scan, at: int) -> tuple[int, int]:
    if scan.tokens.word(at) == "k" and scan.tokens.kind(at + 1) != NUMBER:
        return at + 1, 1000
    after = scan.tokens.gap(at)
    factor = _MULTIPLES.get(scan.tokens.word(after), 1) if after > at else 1
    return (after + 1, factor) if factor > 1000 else (at, 1)


def _empty_cents(scan: Scan, at: int) -> int:
    """The token after the ".–" or ",-" that stands for no cents."""
    if scan.tokens.word(at) in (".", ",") and scan.tokens.word(at + 1) in DASHES and scan.tokens.kind(at + 2) != NUMBER:
        return at + 2
    return at


def _with_cents(scan: Scan, whole: _Sum) -> _Sum:
    """ "12 euros and 50 cents", "12€50"."""
    tokens = scan.tokens
    digits = whole.end if tokens.kind(whole.end - 1) == SIGN else tokens.gap(whole.end)
    two = tokens.kind(digits) == NUMBER and len(tokens.words[digits]) == 2 and tokens.words[digits].isdecimal()
    if two and tokens.kind(tokens.gap(digits + 1)) != WORD:
        return whole._replace(end=digits + 1, amounts=_plus(whole, Decimal(tokens.words[digits])))
    after = tokens.gap(scan.follows("conjunction", whole.end) or whole.end)
    figure = figure_at(scan, after)
    hit = scan.match("cents", tokens.gap(figure.end)) if figure and figure.values[0] < 100 else None
    return whole._replace(end=hit[0], amounts=_plus(whole, figure.values[0])) if figure and hit else whole


def _plus(whole: _Sum, cents: Decimal) -> tuple[Decimal, ...]:
    return tuple(amount + cents.copy_sign(amount) / 100 for amount in whole.amounts)


def _currency_at(scan: Scan, at: int, *, leading: bool) -> tuple[int, tuple[str, ...]] | None:
    """A sign, code or word of money: the token after it, and the currencies that it may mean."""
    tokens, shop = scan.tokens, scan.currency
    word, kind = tokens.word(at), tokens.kind(at)
    if kind == SIGN and word in currencies.SIGNS:
        letters = at + 1 if tokens.kind(at + 1) == WORD else tokens.gap(at + 1)
        if not leading and (codes := currencies.of_country(scan.tokens.raw(letters), word)):
            return letters + 1, codes
        return at + 1, currencies.of_sign(word, shop)
    if kind != WORD:
        return None
    if codes := currencies.of_country(word, tokens.word(at + 1)):
        return at + 2, codes
    if scan.joined_left(at) and leading:
        return None
    if codes := currencies.of_word(scan.tokens.raw(at), shop):
        return (at + 2 if word == "fr" and tokens.word(at + 1) == "." else at + 1), codes
    hit = None if leading else scan.match("currencies", at)
    return (hit[0], codes) if hit and (codes := currencies.of_name(hit[1], shop)) else None


def _code_stands(scan: Scan, at: int) -> bool:
    """Whether an ISO code stands there: "$47.84 USD"."""
    return scan.tokens.kind(at) == WORD and scan.tokens.raw(at).isupper() and len(scan.tokens.word(at)) == 3
