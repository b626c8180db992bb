"""Fits the weights by which the checks trust what no rule has read (`copilot/checks/trust.py`).

    python evals/benchmarks/draft_checks/train_trust.py

From the English drafts in `blind/`, and correct ones that are generated: what a correct one says may be trusted; what
overlaps the changed place of a wrong one may not, and counts for little where another rule finds it anyway. First what
sounds made up (from these, the English sentences in `speech/` and those of the shop's copy); what this says of a
writer's drafts by the other writers' alone is then weighed by trees beside the other signals. Prints, for each writer
by the others' drafts alone, how much of the correct is trusted where 10, 20 and 30 % of the wrong that nothing else
finds is, and for whole drafts how many correct and wrong ones are clean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drafts_of import Case, cases, generated
from kernel import read, straight, straight_arrays
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from train_speech import sentences
from trees import arrays

from copilot.checks import RULES, speech, trust
from copilot.checks.reading import Reading
from copilot.checks.rules.understood import conditions, open_units, own_sentences
from copilot.checks.sentences import sentences as split
from copilot.checks.spoken_of import widened
from copilot.checks.units import Unit
from copilot.prompts import load_copy

WORDS = Path(speech.__file__).parent / "words"
TREES, DEPTH, RATE, PART, LEAF, SEEN = 200, 3, 0.04, 0.5, 20, 0.15
CAUGHT, MISSED = 0.1, 2.0  # what a wrong unit counts that another rule finds, and one that none does
MADE_UP, WRITTEN = (
    1.5,
    0.3,
)  # what a wrong unit, and a sentence of `speech/`, count where it is told what sounds made up
GENERATED = 60  # drafts in the phrasings of the checks' own author
SLIPS = (0.1, 0.2, 0.3)
DIAL = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True)
class Row:
    """An open unit: what is weighed of it, whether it is wrong, and whether a rule finds that anyway."""

    of_correct: bool
    signals: list[float]
    text: str
    wrong: bool
    caught: bool


@dataclass(frozen=True)
class Draft:
    """A draft's open units, and whether another rule marks something in it."""

    writer: str
    wrong: bool
    marked: bool
    units: tuple[Row, ...]


class Reader:
    """Reads drafts; a sentence that stands in the correct draft as well is read there."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[Row, ...]] = {}
        self._cases: list[Case] = []  # kept, so that no other evidence gets the id of one that is gone

    def drafts(self) -> list[Draft]:
        return [self._draft(case) for case in (*cases(), *generated(GENERATED)) if case.language == "en"]

    def _draft(self, case: Case) -> Draft:
        self._cases.append(case)
        reading = Reading(case.text, case.language, widened(case.evidence, case.text))
        problems = [
            problem
            for rule in RULES
            if rule.code != "U001" and rule.severity == "block"
            for problem in rule.check(reading)
        ]
        spoken = own_sentences(reading)
        marked = bool(problems) or any(True for _ in conditions(reading, spoken))
        start, end = case.changed or (0, 0)
        caught = any(p.start is None or (p.start < end and (p.end or 0) > start) for p in problems)
        keys = [(id(case.evidence), sentence.sentence.text) for sentence in reading.sentences]
        own: dict[tuple[int, str], list[Unit]] = {
            key: [] for key in keys if case.changed is None or key not in self._known
        }
        for unit in open_units(reading, spoken):
            if (key := (id(case.evidence), unit.statements[0].sentence.text)) in own:
                own[key].append(unit)
        told = iter(trust.signals(reading, [unit for inside in own.values() for unit in inside]))
        for key, inside in own.items():
            self._known[key] = tuple(_row(case, unit, next(told), caught) for unit in inside)
        return Draft(
            case.writer, case.changed is not None, marked, tuple(row for key in keys for row in self._known[key])
        )


def _row(case: Case, unit: Unit, signals: list[float], caught: bool) -> Row:
    text = case.text[unit.start : unit.end]
    start, end = case.changed or (0, 0)
    wrong = unit.start < end and unit.end > start and text not in case.correct
    return Row(case.changed is None, signals, text, wrong, wrong and caught)


def main() -> None:
    learnt = Learnt(Reader().drafts())
    learnt.report()
    learnt.store()


class Learnt:
    """All that is fitted, and what it says of each writer's units by the other writers' alone."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        owners = {id(row): (row, draft.writer) for draft in drafts for row in draft.units}
        self.number = {key: number for number, key in enumerate(owners)}
        self.rows = [row for row, _ in owners.values()]
        self.writers = np.array([writer for _, writer in owners.values()])
        self.wrong = np.array([row.wrong for row in self.rows])
        self.caught = np.array([row.caught for row in self.rows])
        self.fit = np.array([row.wrong or row.of_correct for row in self.rows])
        self.weight = np.where(self.wrong & self.caught, CAUGHT, np.where(self.wrong, MISSED, 1.0))
        self.sounds = _Sounds(self.rows, self.fit & ~self.caught, self.writers)
        self.told = np.array([row.signals for row in self.rows])
        self.told[:, trust.PLAUSIBLE] = self.sounds.held_out()
        self.held = np.zeros(len(self.rows))
        for writer in sorted(set(self.writers)):
            own = self.writers == writer
            self.held[own] = self._trees(self.fit & ~own).predict_proba(self.told[own])[:, 1]

    def report(self) -> None:
        for writer in (*sorted(set(self.writers[self.wrong])), "all"):
            own = self.fit & ((self.writers == writer) | (writer == "all"))
            _report(writer, self.held[own], self.wrong[own], self.caught[own])
        written = [draft for draft in self.drafts if draft.writer != "generated"]
        least = [min((self.held[self.number[id(row)]] for row in draft.units), default=1.0) for draft in written]
        _report_drafts(written, least)
        print(f"{len(self.rows)} units, {self.wrong.sum()} of them wrong")

    def store(self) -> None:
        """Writes the weights that ship, from all writers."""
        np.savez_compressed(WORDS / "trust.npz", **arrays(self._trees(self.fit)))
        np.savez_compressed(WORDS / "replies.npz", **self.sounds.arrays())

    def _trees(self, chosen: np.ndarray) -> GradientBoostingClassifier:
        model = GradientBoostingClassifier(
            n_estimators=TREES,
            max_depth=DEPTH,
            learning_rate=RATE,
            subsample=PART,
            min_samples_leaf=LEAF,
            max_features=SEEN,
            random_state=0,
        )
        return model.fit(self.told[chosen], ~self.wrong[chosen], sample_weight=self.weight[chosen])


class _Sounds:
    """The texts of units, and others written by themselves, by which it is told what sounds made up."""

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
        """What is said of each writer's texts by weights from the others'."""
        held = np.zeros(self.units)
        for writer in sorted(set(self.writer) - {""}):
            own, others = np.where(self.writer == writer)[0], np.where(self.fit & (self.writer != writer))[0]
            held[own] = self._fitted(others).decision_function(self.texts.table(own))
        return held

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights that ship, from all writers."""
        return straight_arrays(self._fitted(np.where(self.fit)[0]), self.texts)

    def _fitted(self, places: np.ndarray) -> LogisticRegression:
        return straight(self.texts, places, self.good[places], self.weight[places])


def _copied() -> list[str]:
    """The sentences of the shop's own copy, and what stands behind and between their commas, without what is filled in."""
    texts = [_SLOT.sub("", text) for text in load_copy("en").sentences.values()]
    whole = [sentence.text for text in texts for sentence in split(text)]
    parts = [part for text in whole for part in (*_PART.split(text), *(text[m.end() :] for m in _PART.finditer(text)))]
    return list(dict.fromkeys(part.strip(" .") for part in (*whole, *parts) if part.count(" ") > 1))


_SLOT, _PART = re.compile(r"\{[^{}]*\}"), re.compile(r"[,;:]\s")


def _report(name: str, held: np.ndarray, wrong: np.ndarray, caught: np.ndarray) -> None:
    others = np.sort(held[wrong & ~caught])[::-1]
    shares = [(held[~wrong] > others[int(len(others) * slip)]).mean() for slip in SLIPS]
    told = ", ".join(f"{share:.3f} at {slip:.0%}" for share, slip in zip(shares, SLIPS, strict=True))
    print(f"{name:20} {(~wrong).sum():4} correct, {len(others):4} wrong that nothing else finds: trusted {told}")


def _report_drafts(drafts: Sequence[Draft], least: Sequence[float]) -> None:
    """The share of whole drafts that are clean, correct and wrong, by the trust that is asked for."""
    shown, free = np.array(least), np.array([not draft.marked for draft in drafts])
    writers, wrong = np.array([draft.writer for draft in drafts]), np.array([draft.wrong for draft in drafts])
    for writer in (*sorted(set(writers)), "all"):
        own = (writers == writer) | (writer == "all")
        shares = [[(free & (shown >= asked))[own & kind].mean() for kind in (~wrong, wrong)] for asked in DIAL]
        told = ", ".join(f"{asked} {a:.3f}/{b:.3f}" for asked, (a, b) in zip(DIAL, shares, strict=True))
        print(f"{writer:8} {(own & ~wrong).sum():4} correct, {(own & wrong).sum():4} wrong drafts clean: {told}")


if __name__ == "__main__":
    main()
