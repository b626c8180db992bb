"""Means with intervals, paired tests, and how small a difference a suite can see. Customers are the units drawn.

Tickets of one customer are alike, so resampling and tests work on customers: a suite with a hundred tickets of ten
customers knows ten things, not a hundred.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from copilot.errors import MissingExtra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

RESAMPLES = 4999
LEVEL = 0.95
POWER = 0.8
FEWEST = 6
"""So many customers have to move the same way before a sign-flip test can reach p < 0.05 (2 / 2⁶ = 0.031)."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over cases with its interval; `smallest` is the least change that a second run would show."""

    cases: int
    customers: int
    value: float
    low: float
    high: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs over the same cases: the mean change, its interval, the test's p, and the least change it could see."""

    cases: int
    customers: int
    before: float
    after: float
    change: float
    low: float
    high: float
    p: float
    smallest: float


def mean(values: Sequence[float], customers: Sequence[str], *, share: bool, seed: int) -> Mean:
    """The mean of the cases' values, with a 95 % bootstrap interval over customers."""
    totals, counts = _by_customer(values, customers)
    value = float(totals.sum() / counts.sum())
    low, high = _interval(totals, counts, seed)
    if share and low == high and value in (0, 1):
        low, high = _exact(value == 1, len(totals))
    error = _standard_error(totals, counts)
    # Nothing is known of a second run yet: as if it were drawn apart, which overstates what a paired test needs.
    smallest = _smallest(error * math.sqrt(2), len(totals), values)
    return Mean(len(values), len(totals), value, low, high, smallest)


def difference(before: Sequence[float], after: Sequence[float], customers: Sequence[str], *, seed: int) -> Difference:
    """How the same cases moved, tested by flipping the signs of customers' changes."""
    changes = [new - old for old, new in zip(before, after, strict=True)]
    totals, counts = _by_customer(changes, customers)
    low, high = _interval(totals, counts, seed)
    smallest = _smallest(_standard_error(totals, counts), len(totals), [*before, *after])
    return Difference(
        cases=len(changes),
        customers=len(totals),
        before=float(np.mean(before)),
        after=float(np.mean(after)),
        change=float(np.mean(changes)),
        low=low,
        high=high,
        p=sign_flip(totals, seed),
        smallest=smallest,
    )


def adjusted(ps: Sequence[float]) -> list[float]:
    """The p values corrected for being many (Benjamini and Hochberg)."""
    return [float(p) for p in _scipy_stats().false_discovery_control(ps)] if ps else []


def sign_flip(totals: "Numbers", seed: int) -> float:
    """The p value of customers' changes under the hypothesis that each could as well have had the other sign."""
    moved = totals[totals != 0]
    if len(moved) < 2:  # one customer's change could as well have had the other sign: nothing to tell
        return 1.0
    test = _scipy_stats().permutation_test(
        (moved, np.zeros_like(moved)),
        _gap,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
    )
    return min(1.0, float(test.pvalue))


def pass_hat(passed: int, tried: int, k: int) -> float:
    """The chance that k drafts in a row pass, from `passed` of `tried` (unbiased)."""
    return math.comb(passed, k) / math.comb(tried, k)


def _gap(one: "Numbers", other: "Numbers", axis: int = -1) -> "Numbers":
    gap: Numbers = np.sum(one - other, axis=axis)
    return gap


def _by_customer(values: Sequence[float], customers: Sequence[str]) -> tuple["Numbers", "Numbers"]:
    """Sums and numbers of the values by customer, customers in order of their names."""
    _, places = np.unique(np.asarray(customers), return_inverse=True)
    numbers = np.asarray(values, float)
    return np.bincount(places, numbers).astype(np.float64), np.bincount(places).astype(np.float64)


def _interval(totals: "Numbers", counts: "Numbers", seed: int) -> tuple[float, float]:
    """The bootstrap interval of the ratio of sums; a single point where nothing varies or there is one customer."""
    point = float(totals.sum() / counts.sum())
    if len(totals) < 2 or np.ptp(totals / counts) == 0:
        return point, point
    result = _scipy_stats().bootstrap(
        (totals, counts),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        confidence_level=LEVEL,
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)


def _exact(all_of_them: bool, customers: int) -> tuple[float, float]:
    """The exact binomial interval where every customer came out alike: a bootstrap would call that certain."""
    found = _scipy_stats().binomtest(customers if all_of_them else 0, customers).proportion_ci(LEVEL)
    return float(found.low), float(found.high)


def _ratio(totals: "Numbers", counts: "Numbers", axis: int = -1) -> "Numbers":
    ratio: Numbers = totals.sum(axis=axis) / counts.sum(axis=axis)
    return ratio


def _standard_error(totals: "Numbers", counts: "Numbers") -> float:
    """Of the ratio of sums, customers being the units drawn."""
    number = len(totals)
    if number < 2:
        return math.inf
    residuals = totals - counts * (totals.sum() / counts.sum())
    return float(math.sqrt(number / (number - 1) * (residuals**2).sum()) / counts.sum())


def _smallest(error: float, customers: int, values: Sequence[float]) -> float:
    """The change that a two-sided test at 5 % finds four times out of five; infinite where it never can.

    Where a case passes or fails it is at least what so many customers make up as a sign-flip test needs.
    """
    if customers < FEWEST:
        return math.inf
    normal = _scipy_stats().norm
    z = float(normal.ppf(0.5 + LEVEL / 2) + normal.ppf(POWER))
    return max(z * error, FEWEST / customers if set(values) <= {0, 1} else 0.0)


def _scipy_stats() -> Any:
    try:
        from scipy import stats  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("scipy", 'pip install "support-copilot[evals]"') from error
    return stats
