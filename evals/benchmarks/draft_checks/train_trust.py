"""Fits the trees by which the checks trust what no rule has read (`copilot/checks/trust.py`).

    python evals/benchmarks/draft_checks/train_trust.py

From the drafts in `blind/`: what no rule has read of a correct one may be trusted; what overlaps the changed place of a
wrong one may not, and counts for little where another rule finds it anyway. Prints, for each writer by trees from the
others' drafts alone, how much of the correct is trusted where 10, 20 and 30 % of the wrong that nothing else finds is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drafts_of import Case, cases
from sklearn.ensemble import GradientBoostingClassifier
from trees import arrays

from copilot.checks import RULES, speech, trust
from copilot.checks.reading import Reading
from copilot.checks.rules.understood import open_units

OUT = Path(speech.__file__).parent / "words" / "trust.npz"
TREES, DEPTH, RATE, PART, LEAF, SEEN = 220, 3, 0.04, 0.6, 12, 0.3
CAUGHT, MISSED = 0.4, 2.0  # what a wrong unit counts that another rule finds, and one that none does
SLIPS = (0.1, 0.2, 0.3)


@dataclass(frozen=True)
class Row:
    """One unit that no rule has read: who wrote it, what is weighed, whether it is wrong, whether a rule finds it."""

    writer: str
    signals: list[float]
    wrong: bool
    caught: bool
    text: str


def main() -> None:
    report_and_store([row for case in cases() for row in rows_of(case)])


def rows_of(case: Case) -> Iterator[Row]:
    """The open units of a draft; of a wrong one those at the changed place."""
    reading = Reading(case.text, case.language, case.evidence)
    if reading.vocabulary is None or reading.vocabulary.auxiliaries == "anywhere":
        return
    units = open_units(reading)
    caught = False
    if case.changed:
        start, end = case.changed
        units = [unit for unit in units if unit.start < end and unit.end > start]
        caught = any(
            problem.start is None or (problem.start < end and (problem.end or 0) > start)
            for rule in RULES
            if rule.code != "U001" and rule.severity == "block"
            for problem in rule.check(reading)
        )
    for unit, told in zip(units, trust.signals(reading, units), strict=True):
        yield Row(case.writer, told, case.changed is not None, caught, case.text[unit.start : unit.end])


def report_and_store(rows: list[Row]) -> None:
    told, wrong = np.array([row.signals for row in rows]), np.array([row.wrong for row in rows])
    caught, writers = np.array([row.caught for row in rows]), np.array([row.writer for row in rows])
    weight = np.where(wrong & caught, CAUGHT, np.where(wrong, MISSED, 1.0))
    held = np.zeros(len(rows))
    for writer in sorted(set(writers)):
        test = writers == writer
        held[test] = _fitted(told[~test], wrong[~test], weight[~test]).predict_proba(told[test])[:, 1]
        _report(writer, held[test], wrong[test], caught[test])
    _report("all", held, wrong, caught)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        known, slipped = held[~wrong] >= least, held[wrong & ~caught] >= least
        print(f"from {least}: {known.mean():.3f} of the correct are trusted, {slipped.mean():.3f} of the wrong are")
    np.savez_compressed(OUT, **arrays(_fitted(told, wrong, weight)))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes from {len(rows)} units, {wrong.sum()} of them wrong")


def _fitted(told: np.ndarray, wrong: np.ndarray, weight: np.ndarray) -> GradientBoostingClassifier:
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        subsample=PART,
        min_samples_leaf=LEAF,
        max_features=SEEN,
        random_state=0,
    )
    return model.fit(told, ~wrong, sample_weight=weight)


def _report(writer: str, held: np.ndarray, wrong: np.ndarray, caught: np.ndarray) -> None:
    others = np.sort(held[wrong & ~caught])[::-1]
    shares = [(held[~wrong] > others[int(len(others) * slip)]).mean() for slip in SLIPS]
    told = ", ".join(f"{share:.3f} at {slip:.0%}" for share, slip in zip(shares, SLIPS, strict=True))
    print(f"{writer:8} {(~wrong).sum():4} correct, {len(others):3} wrong units that nothing else finds: trusted {told}")


if __name__ == "__main__":
    main()
