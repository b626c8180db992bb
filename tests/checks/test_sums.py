"""Amounts that a draft works out, and lengths that mean the same."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copilot.checks.arithmetic import works_out
from copilot.checks.lengths import same_length
from copilot.values import money

cents = st.integers(min_value=100, max_value=99_999).map(lambda number: Decimal(number) / 100)


@given(cents, cents, cents)
def test_sums_and_differences_of_stated_amounts_work_out(one: Decimal, other: Decimal, third: Decimal) -> None:
    assume(len({one, other, third}) == 3 and abs(one + other - third) > Decimal("0.01"))
    known = [money(amount, "EUR") for amount in (one, other, third)]
    assert works_out(money(one + other - third, "EUR"), known)
    assert not works_out(money(one + other + third + 1000, "EUR"), known[:2])


def test_a_percentage_of_a_stated_amount_works_out() -> None:
    assert works_out("6.24 GBP", ["77.95 GBP"], ["8"])
    assert works_out("71.71 GBP", ["77.95 GBP"], ["8"])
    assert not works_out("6.24 EUR", ["77.95 GBP"], ["8"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2 years", "730 days", True),
        ("2 years", "24 months", True),
        ("2 weeks", "14 days", True),
        ("5-7 business days", "5-7 business days", True),
        ("5 business days", "5 days", False),
        ("1 year", "730 days", False),
    ],
)
def test_lengths_in_other_units_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_length(one, other) is same
