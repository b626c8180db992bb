"""Intervals and tests take customers, not tickets, for what is drawn."""

import math

import numpy as np
import pytest

from copilot.evaluation.statistics import adjusted, difference, mean, pass_hat


def test_a_mean_where_nothing_varies_is_not_certain() -> None:
    """Ten of ten customers passing leaves room for three in ten failing (exact binomial)."""
    found = mean([1.0] * 10, [f"c{n}" for n in range(10)], share=True, seed=1)
    assert (found.value, round(found.low, 3), found.high) == (1.0, 0.692, 1.0)


def test_cases_of_one_customer_are_one_draw() -> None:
    """Forty tickets of four customers tell less than forty tickets of forty."""
    values = [float(n // 10 % 2) for n in range(40)]
    few = mean(values, [f"c{n // 10}" for n in range(40)], share=True, seed=1)
    many = mean(values, [f"c{n}" for n in range(40)], share=True, seed=1)
    assert (few.customers, many.customers) == (4, 40)
    assert few.high - few.low > many.high - many.low
    assert few.smallest == math.inf


def test_six_customers_that_move_alike_are_the_fewest_that_convince() -> None:
    """A sign-flip test is exact for few: 2 / 2⁵ is above one in twenty and 2 / 2⁶ below."""
    customers = [f"c{n}" for n in range(20)]
    before = [1.0] * 20
    five = difference(before, [0.0] * 5 + [1.0] * 15, customers, seed=1)
    six = difference(before, [0.0] * 6 + [1.0] * 14, customers, seed=1)
    assert (five.p, six.p) == (pytest.approx(2 / 2**5), pytest.approx(2 / 2**6))
    assert (six.change, six.smallest >= 6 / 20) == (pytest.approx(-0.3), True)


def test_nothing_moved() -> None:
    found = difference([0.2, 0.4], [0.2, 0.4], ["a", "b"], seed=1)
    assert (found.p, found.change, found.low, found.high) == (1.0, 0.0, 0.0, 0.0)


def test_one_customer_that_moved_proves_nothing() -> None:
    assert difference([1.0, 1.0, 1.0], [0.0, 1.0, 1.0], ["a", "b", "c"], seed=1).p == 1.0


def test_the_interval_of_a_change_holds_it() -> None:
    """For noisy scores, the bootstrap interval of the change lies around it."""
    noise = np.random.default_rng(3)
    before = noise.normal(0.5, 0.1, 60)
    after = before + 0.1 + noise.normal(0, 0.05, 60)
    found = difference(list(before), list(after), [f"c{n // 2}" for n in range(60)], seed=1)
    assert found.low < found.change < found.high
    assert (found.customers, found.p < 0.001) == (30, True)


def test_many_comparisons_are_corrected() -> None:
    assert adjusted([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert adjusted([]) == []


@pytest.mark.parametrize(("passed", "expected"), [(4, 1.0), (3, 0.5), (1, 0.0)])
def test_pass_hat(passed: int, expected: float) -> None:
    """The chance that two drafts in a row pass, of those that did among four."""
    assert pass_hat(passed, 4, 2) == expected
