"""Fits the weights by which the checks trust what no rule has read (`copilot/checks/trust.py`).

    python evals/benchmarks/draft_checks/train_trust.py

From the English drafts in `blind/`, and correct ones that are generated: what a correct one says may be trusted; what overlaps the changed place of a wrong
one may not, and counts for little where another rule finds it anyway. First what sounds made up (from these, the English
sentences in `speech/` and those of the shop's copy), which words look out of place, and which values do not suit the
words beside them; what this says of a writer's drafts by the other writers' alone is then weighed by trees beside the
other signals, for open units and for whole sentences. Prints, for each writer by the others' drafts alone, how much of
the correct is trusted where 10, 20 and 30 % of the wrong that nothing else finds is, and for whole drafts how many
correct and wrong ones are clean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drafts_of import Case, cases, generated
from hashes import Signs, linear, stored
from kernel import read, straight, straight_arrays
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier
from train_speech import sentences
from trees import arrays

from copilot.checks import RULES, fitting, speech, trust, wording
from copilot.checks.reading import Reading
from copilot.checks.rules.understood import conditions, told_units
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
BESIDE = 0.3  # what a word or value counts that stands beside a wrong one
GENERATED = 60  # drafts in the phrasings of the checks' own author
SLIPS = (0.1, 0.2, 0.3)
DIAL = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


@dataclass(frozen=True)
class Row:
    """An open unit or a whole sentence: what is weighed, whether it is wrong, which rules find it, its words and values.

    Words and values are told by their numbers among all signs that were seen.
    """

    whole: bool
    of_correct: bool
    signals: list[float]
    text: str
    wrong: bool
    found: frozenset[str]
    words: Sequence[int]
    values: Sequence[int]


@dataclass(frozen=True)
class Draft:
    """A draft's sentences, each as a whole and then its open units, and whether another rule marks something in it."""

    writer: str
    wrong: bool
    marked: bool
    sentences: tuple[tuple[Row, ...], ...]


class Reader:
    """Reads drafts; a sentence that stands in the correct draft as well is read there."""

    def __init__(self) -> None:
        self.words, self.values = Signs(), Signs()
        self._known: dict[tuple[int, str], tuple[Row, ...]] = {}
        self._cases: list[Case] = []  # kept, so that no other evidence gets the id of one that is gone

    def drafts(self) -> list[Draft]:
        return [self._draft(case) for case in (*cases(), *generated(GENERATED)) if case.language == "en"]

    def _draft(self, case: Case) -> Draft:
        reading = Reading(case.text, case.language, widened(case.evidence, case.text))
        problems = [
            (rule.code, problem.start, problem.end or 0)
            for rule in RULES
            if rule.code != "U001" and rule.severity == "block"
            for problem in rule.check(reading)
        ]
        marked = bool(problems) or any(True for _ in conditions(reading))
        self._cases.append(case)
        start, end = case.changed or (0, 0)
        found = frozenset(code for code, first, last in problems if first is None or (first < end and last > start))
        units, own = told_units(reading)
        new = [whole for whole in own if case.changed is None or self._key(case, whole) not in self._known]
        self._read(case, reading, new, units, found)
        kept = tuple(self._known[self._key(case, whole)] for whole in own)
        return Draft(case.writer, case.changed is not None, marked, kept)

    def _key(self, case: Case, unit: Unit) -> tuple[int, str]:
        return id(case.evidence), case.text[unit.start : unit.end]

    def _read(
        self, case: Case, reading: Reading, own: Sequence[Unit], units: Sequence[Unit], found: frozenset[str]
    ) -> None:
        """Keeps the rows of some sentences of a draft."""
        told_in = wording.told_in(reading.evidence)
        start, end = case.changed or (0, 0)
        rows = [[whole, *(unit for unit in units if trust.within(unit, whole))] for whole in own]
        signals = iter(trust.signals(reading, [unit for row in rows for unit in row], units))
        for whole, inside in zip(own, rows, strict=True):
            sentence = reading.sentence_of(whole.statements[0]).sentence
            spoken = sentence.words
            off = [word.start < end and word.end > start for word in spoken]
            words = self.words.add(wording.signs(spoken, told_in), off)
            told = list(fitting.signs(reading, sentence.start, sentence.end))
            values = self.values.add([names for _, names in told], [start <= at < end for at, _ in told])
            kept = []
            for place, unit in enumerate(inside):
                text = case.text[unit.start : unit.end]
                wrong = unit.start < end and unit.end > start and text not in case.correct
                places = {word.start for word in unit.words}
                row = Row(
                    whole=place == 0,
                    of_correct=case.changed is None,
                    signals=next(signals),
                    text=text,
                    wrong=wrong,
                    found=found if wrong else frozenset(),
                    words=[number for number, word in zip(words, spoken, strict=True) if word.start in places],
                    values=[
                        number for number, (at, _) in zip(values, told, strict=True) if unit.start <= at < unit.end
                    ],
                )
                kept.append(row)
            self._known[self._key(case, whole)] = tuple(kept)


def main() -> None:
    reader = Reader()
    drafts = reader.drafts()
    learnt = Learnt(drafts, reader)
    learnt.report()
    learnt.store()


class Learnt:
    """All that is fitted, and what it says of each writer's rows by the other writers' alone."""

    def __init__(self, drafts: Sequence[Draft], reader: Reader) -> None:
        self.drafts = drafts
        owners = {id(row): (row, draft.writer) for draft in drafts for rows in draft.sentences for row in rows}
        self.number = {key: number for number, key in enumerate(owners)}
        self.rows = [row for row, _ in owners.values()]
        self.writers = np.array([writer for _, writer in owners.values()])
        self.wrong = np.array([row.wrong for row in self.rows])
        self.caught = np.array([bool(row.found) for row in self.rows])
        self.whole = np.array([row.whole for row in self.rows])
        self.fit = np.array([row.wrong or row.of_correct for row in self.rows])
        self.weight = np.where(self.wrong & self.caught, CAUGHT, np.where(self.wrong, MISSED, 1.0))
        self.sounds = _Sounds(self.rows, self.fit & ~self.caught, self.writers)
        self.words = _Parts(self, reader.words, [row.words for row in self.rows])
        self.values = _Parts(self, reader.values, [row.values for row in self.rows])
        self.told = np.array([row.signals for row in self.rows])
        self.told[:, trust.PLAUSIBLE] = self.sounds.held_out()
        words, values = self.words.held_out(), self.values.held_out()
        self.told[:, trust.DOUBTS] = [
            [*wording.gathered(list(words[list(row.words)])), *trust.fits(list(values[list(row.values)]))]
            for row in self.rows
        ]
        self.held = np.zeros(len(self.rows))
        for writer in self.each():
            for kind in (self.whole, ~self.whole):
                own, others = kind & (self.writers == writer), kind & self.fit & (self.writers != writer)
                self.held[own] = self._trees(others).predict_proba(self.told[own])[:, 1]

    def each(self) -> list[str]:
        return sorted(set(self.writers))

    def report(self) -> None:
        for name, kind in (("units", ~self.whole), ("sentences", self.whole)):
            for writer in (*sorted(set(self.writers[self.wrong])), "all"):
                own = kind & self.fit & ((self.writers == writer) | (writer == "all"))
                _report(f"{name}, {writer}", self.held[own], self.wrong[own], self.caught[own])
        written = [draft for draft in self.drafts if draft.writer != "generated"]
        _report_drafts(written, [self._least(draft) for draft in written])
        print(f"{len(self.rows)} units and sentences, {self.wrong.sum()} of them wrong")

    def store(self) -> None:
        """Writes the weights that ship, from all writers."""
        for name, kind in (("wholes", self.whole), ("trust", ~self.whole)):
            np.savez_compressed(WORDS / f"{name}.npz", **arrays(self._trees(kind & self.fit)))
        np.savez_compressed(WORDS / "replies.npz", **self.sounds.arrays())
        np.savez_compressed(WORDS / "wording.npz", **stored(self.words.fitted("")))
        np.savez_compressed(WORDS / "fitting.npz", **stored(self.values.fitted("")))

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

    def _least(self, draft: Draft) -> float:
        """What is trusted least in a draft, as `trust.doubted` has it."""
        rows = [self.number[id(row)] for rows in draft.sentences for row in rows]
        return float(
            np.prod([self.held[[n for n in rows if self.whole[n] == kind]].min(initial=1.0) for kind in (0, 1)])
        )


class _Parts:
    """The words, or the values, of all sentences, by which it is told what looks out of place."""

    def __init__(self, learnt: Learnt, signs: Signs, of_rows: Sequence[Sequence[int]]) -> None:
        self.table = signs.table()
        self.good = ~np.array(signs.wrong)
        self.weight = np.zeros(len(self.good))
        self.writer = np.full(len(self.good), "", "U12")
        for number, row in enumerate(learnt.rows):
            own = list(of_rows[number])
            if row.whole and own:
                self.writer[own] = learnt.writers[number]
                if learnt.fit[number]:
                    self.weight[own] = np.where(self.good[own], BESIDE if row.wrong else 1.0, learnt.weight[number])

    def held_out(self) -> np.ndarray:
        """What is said of each writer's words or values by the other writers' weights."""
        held = np.zeros(len(self.good))
        for writer in sorted(set(self.writer) - {""}):
            own = np.where(self.writer == writer)[0]
            held[own] = self.fitted(writer).decision_function(self.table[own])
        return held

    def fitted(self, without: str) -> SGDClassifier:
        """The weights by all writers but one."""
        chosen = np.where((self.weight > 0) & (self.writer != without))[0]
        return linear(self.table[chosen], self.good[chosen], self.weight[chosen])


class _Sounds:
    """The texts of units and sentences, and others written by themselves, by which it is told what sounds made up."""

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
