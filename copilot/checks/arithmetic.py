"""Amounts that a draft works out from others that it states: sums, differences, shares."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from copilot.values import read_money

MOST = 7  # stated amounts that are combined; beyond them nothing is worked out
CENT = Decimal("0.01")


def works_out(amount: str, others: Sequence[str], percents: Sequence[str] = (), numbers: Sequence[int] = ()) -> bool:
    """Whether an amount is a sum or difference of two to four others, a percentage of one, or a multiple of one.

    Amounts are canonical texts; percentages and numbers are those that stand beside them. One cent is for rounding.
    """
    wanted, currency = read_money(amount)
    known = list(dict.fromkeys(value for text in others for value, code in [read_money(text)] if code == currency))[
        :MOST
    ]
    return any(abs(abs(wanted) - abs(result)) <= CENT for result in _results(known, percents, numbers))


def _results(known: Sequence[Decimal], percents: Sequence[str], numbers: Sequence[int]) -> Iterator[Decimal]:
    for value in known:
        for percent in percents:
            share = value * Decimal(percent) / 100
            yield share
            yield value - share
        yield from (value * number for number in numbers if 1 < number <= 100)
    for size in (2, 3, 4):
        for chosen in combinations(known, size):
            yield from _signed(chosen)


def _signed(chosen: Sequence[Decimal]) -> Iterator[Decimal]:
    """The first with each of the others added or taken away, whichever comes first."""
    totals = [chosen[0]]
    for value in chosen[1:]:
        totals = [total + sign * value for total in totals for sign in (1, -1)]
    yield from (total for total in totals if abs(total) > CENT)
