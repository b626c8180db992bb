"""Fits the weights by which the checks trust what no rule has read (`copilot/checks/trust.py`).

    python evals/benchmarks/draft_checks/train_trust.py

From the English drafts in `blind/`: what no rule has read of a correct one may be trusted; what overlaps the changed
place of a wrong one may not, and counts for little where another rule finds it anyway. First the support vectors that
tell what sounds made up, from these, the English sentences in `speech/` and those of the shop's copy; what they say of a writer's units by
the other writers' alone is then weighed by the trees beside the other signals. Prints, for each writer by the others' drafts alone, how much of the correct is trusted where
10, 20 and 30 % of the wrong that nothing else finds is, and for whole drafts how many correct and wrong ones are clean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drafts_of import Case, cases
from kernel import Texts, fitted, read
from kernel import arrays as multiplied
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.svm import SVC
from train_speech import sentences
from trees import arrays

from copilot.checks import RULES, speech, trust
from copilot.checks.reading import Reading
from copilot.checks.rules.understood import conditions, open_units
from copilot.checks.sentences import sentences as split
from copilot.checks.spoken_of import widened
from copilot.prompts import load_copy

WORDS = Path(speech.__file__).parent / "words"
TREES, DEPTH, RATE, PART, LEAF, SEEN = 200, 3, 0.04, 0.5, 20, 0.15
CAUGHT, MISSED = 0.4, 2.0  # what a wrong unit counts that another rule finds, and one that none does
MADE_UP, WRITTEN = (
    1.5,
    0.3,
)  # what a wrong unit counts where it is told what sounds made up, and a sentence of `speech/`
VALUES = {f"F{number:03}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)}
SLIPS = (0.1, 0.2, 0.3)
DIAL = (0.5, 0.6, 0.7, 0.75, 0.78, 0.8, 0.85, 0.9)


@dataclass(frozen=True)
class Row:
    """One unit that no rule has read: what is weighed, whether it is wrong, and which rules find it."""

    signals: list[float]
    text: str
    wrong: bool
    found: frozenset[str]


@dataclass(frozen=True)
class Draft:
    """The open units of a draft, and whether another rule marks something in it."""

    writer: str
    wrong: bool
    marked: bool
    rows: tuple[Row, ...]


def main() -> None:
    report_and_store([draft for case in cases() for draft in drafts_of(case)])


def drafts_of(case: Case) -> Iterator[Draft]:
    """An English draft with its open units."""
    if case.language != "en":
        return
    reading = Reading(case.text, case.language, widened(case.evidence, case.text))
    problems = [
        (rule.code, problem.start, problem.end or 0)
        for rule in RULES
        if rule.code != "U001" and rule.severity == "block"
        for problem in rule.check(reading)
    ]
    marked = bool(problems) or any(True for _ in conditions(reading))
    start, end = case.changed or (0, 0)
    found = frozenset(code for code, first, last in problems if first is None or (first < end and last > start))
    units = open_units(reading)
    rows = []
    for unit, told in zip(units, trust.signals(reading, units), strict=True):
        text = case.text[unit.start : unit.end]
        wrong = unit.start < end and unit.end > start and text not in case.correct
        rows.append(Row(told, text, wrong, found if wrong else frozenset()))
    yield Draft(case.writer, case.changed is not None, marked, tuple(rows))


def report_and_store(drafts: Sequence[Draft]) -> None:
    rows = [row for draft in drafts for row in draft.rows]
    of_writer = np.array([draft.writer for draft in drafts for _ in draft.rows])
    told, wrong = np.array([row.signals for row in rows]), np.array([row.wrong for row in rows])
    caught, by_value = np.array([bool(row.found) for row in rows]), np.array([_by_value(row) for row in rows])
    fit = np.array([row.wrong or not draft.wrong for draft in drafts for row in draft.rows])
    sounds = _Sounds(rows, fit & ~by_value, of_writer)
    told[:, trust.PLAUSIBLE] = sounds.held_out()
    weight = np.where(wrong & caught, CAUGHT, np.where(wrong, MISSED, 1.0))
    held = np.zeros(len(rows))
    for writer in sorted(set(of_writer)):
        own, others = of_writer == writer, fit & (of_writer != writer)
        held[own] = _trees(told[others], wrong[others], weight[others]).predict_proba(told[own])[:, 1]
        _report(writer, held[own & fit], wrong[own & fit], caught[own & fit])
    _report("all", held[fit], wrong[fit], caught[fit])
    _report_drafts(drafts, held)
    np.savez_compressed(WORDS / "trust.npz", **arrays(_trees(told[fit], wrong[fit], weight[fit])))
    np.savez_compressed(WORDS / "replies.npz", **sounds.arrays())
    print(f"{len(rows)} units, {wrong.sum()} of them wrong")


def _by_value(row: Row) -> bool:
    """Whether a wrong unit is found by its values alone: its words may well be a correct one's."""
    return bool(row.found) and row.found <= VALUES


class _Sounds:
    """The texts of units, and of sentences written by themselves, by which it is told what sounds made up."""

    def __init__(self, rows: Sequence[Row], fit: np.ndarray, of_writer: np.ndarray) -> None:
        written = sentences()
        english = [place for place, language in enumerate(written.languages) if language == "en"]
        own = _copied()
        others = len(english) + len(own)
        self.texts = read([*(row.text for row in rows), *(written.texts[place] for place in english), *own])
        self.good = np.array([*(not row.wrong for row in rows), *written.harmless[english], *([True] * len(own))])
        of_units = [MADE_UP if row.wrong else 1.0 for row in rows]
        self.weight = np.array([*of_units, *([WRITTEN] * len(english)), *([1.0] * len(own))])
        self.fit = np.array([*fit, *([True] * others)])
        self.writer = np.array([*of_writer, *([""] * others)])
        self.units = len(rows)

    def held_out(self) -> np.ndarray:
        """What is said of each writer's units by support vectors of the others'."""
        held = np.zeros(self.units)
        for writer in sorted(set(self.writer) - {""}):
            own, others = np.where(self.writer == writer)[0], np.where(self.fit & (self.writer != writer))[0]
            held[own] = self._fitted(others).decision_function(self.texts.alike(own, others))
        return held

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights that ship, from all writers."""
        chosen = np.where(self.fit)[0]
        own = Texts(self.texts.rows[chosen], self.texts.words[chosen], self.texts.rarity)
        return multiplied(self._fitted(chosen), own)

    def _fitted(self, places: np.ndarray) -> SVC:
        return fitted(self.texts.alike(places, places), self.good[places], self.weight[places])


def _copied() -> list[str]:
    """The sentences of the shop's own copy, and what stands behind and between their commas, without what is filled in."""
    texts = [_SLOT.sub("", text) for text in load_copy("en").sentences.values()]
    whole = [sentence.text for text in texts for sentence in split(text)]
    parts = [part for text in whole for part in (*_PART.split(text), *(text[m.end() :] for m in _PART.finditer(text)))]
    return list(dict.fromkeys(part.strip(" .") for part in (*whole, *parts) if part.count(" ") > 1))


_SLOT, _PART = re.compile(r"\{[^{}]*\}"), re.compile(r"[,;:]\s")


def _trees(told: np.ndarray, wrong: np.ndarray, weight: np.ndarray) -> GradientBoostingClassifier:
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


def _report_drafts(drafts: Sequence[Draft], held: np.ndarray) -> None:
    """The share of whole drafts that are clean, correct and wrong, by the trust that is asked for."""
    ends = np.cumsum([len(draft.rows) for draft in drafts])
    least = np.array([min(held[end - len(d.rows) : end], default=1.0) for d, end in zip(drafts, ends, strict=True)])
    free, wrong = np.array([not draft.marked for draft in drafts]), np.array([draft.wrong for draft in drafts])
    writers = np.array([draft.writer for draft in drafts])
    for writer in (*sorted(set(writers)), "all"):
        own = (writers == writer) | (writer == "all")
        shares = [[(free & (least >= asked))[own & kind].mean() for kind in (~wrong, wrong)] for asked in DIAL]
        told = ", ".join(f"{asked} {a:.3f}/{b:.3f}" for asked, (a, b) in zip(DIAL, shares, strict=True))
        print(f"{writer:8} {(own & ~wrong).sum():4} correct, {(own & wrong).sum():4} wrong drafts clean: {told}")


if __name__ == "__main__":
    main()
