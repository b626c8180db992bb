"""Fit the weights that ship with copilot.triage from the texts beside this script.

    python evals/benchmarks/triage/train.py

Prints what each writer's tickets get from weights that were fitted to the others' texts, on which calibration and bars
rest, and writes copilot/triage/weights/*.npz. Five minutes of one core.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from bags import Bags, asking, calibration, chances, rows_of
from figures import ece
from nets import Layers, fit, fitted_apart, odds_apart
from sklearn.linear_model import LogisticRegression
from texts import HERE, WRITERS, Row, told

from copilot.models import INTENTS
from copilot.triage.floors import LEVELS
from copilot.triage.weighing import cheapest, weighed_row
from copilot.triage.words import columns

WEIGHTS = HERE.parents[2] / "copilot" / "triage" / "weights"
FEELINGS = ("negative", "report", "positive")
RISKS = ("safety", "self_harm", "fraud", "legal", "press", "minors", "injection", "churn")


def main() -> None:
    learnt = learn()
    write(fit(learnt.bags, learnt.truth, learnt.marked), learnt)
    weigh(weighed_apart(learnt))


@dataclass
class Learnt:
    """All texts, the networks that are fitted to all folds but one, and what is chosen on what they say of the one.

    `truth` has one row a text and one column a label, nan where nobody said; `shares` are the calibrated chances.
    """

    rows: list[Row]
    bags: Bags
    truth: np.ndarray
    marked: np.ndarray
    folds: np.ndarray
    apart: dict[int, Layers]
    slopes: np.ndarray
    shifts: np.ndarray
    shares: np.ndarray
    least: np.ndarray


def learn() -> Learnt:
    texts = told()
    rows = [row for row, _ in texts]
    bags = Bags.of([(row.get("subject"), row["text"]) for row in rows], padded=True)
    truth = np.hstack(
        [np.array([said(answers.get(name), labels) for _, answers in texts]) for name, labels in ASKED.items()]
    )
    folds = np.array([left_out_with(row["writer"] or 0, place) for place, row in enumerate(rows)])
    marked = asked_in_parts(rows, bags)
    apart = fitted_apart(bags, truth, marked, folds)
    raw = odds_apart(apart, bags, folds)
    # What was joined is learnt from, and nothing is judged by it; how posts read is judged by posts alone.
    writers = np.array([0 if "joined" in row else row["writer"] or 0 for row in rows])
    judged = truth.copy()
    judged[[row.get("channel") != "social" for row in rows], -len(ASKED["public"]) :] = np.nan
    slopes, shifts = calibration_apart(raw, judged, writers)
    shares = chances(raw * slopes + shifts)
    least, before = [], 0
    for name, labels in ASKED.items():
        own = slice(before, before := before + len(labels))
        least.append(barred(name, labels, shares[:, own], judged[:, own], writers, chances(raw[:, own])))
    return Learnt(rows, bags, truth, marked, folds, apart, slopes, shifts, shares, np.concatenate(least))


def said(answer: Any, labels: tuple[str, ...]) -> list[float]:
    return [float("nan") if answer is None else float(label in answer) for label in labels]


def asked_in_parts(rows: list[Row], bags: Bags) -> np.ndarray:
    """Which part asks for what, where the words that ask were marked; nan everywhere else."""
    found = np.full((len(bags.parts), len(INTENTS)), np.nan, np.float32)
    for row, start in zip(rows, bags.starts, strict=True):
        if requests := row.get("requests"):
            wanted = [(INTENTS.index(one["intent"]), one["words"]) for one in requests]
            parts = asking(row.get("subject"), row["text"], wanted, len(INTENTS))
            if parts is not None:
                found[start : start + len(parts)] = parts
    return found


ASKED = {
    "intents": INTENTS,
    "sentiment": FEELINGS,
    "urgency": LEVELS[1:],
    "risks": RISKS,
    "public": ("negative", "positive"),
}
"""The questions and their labels; requests come first, which are marked in parts, too, and last how posts read."""
FOLDS = {6: (4,), 10: (7,), 12: (4, 5)}
"""Writers of few tickets are left out together with others; of the posts one half at a time."""


def left_out_with(writer: int, place: int) -> int:
    folds = FOLDS.get(writer, (writer,))
    return folds[place % len(folds)]


def calibration_apart(odds: np.ndarray, truth: np.ndarray, writers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(slopes, shifts), by what each other writer's texts got from networks that were fitted to the rest."""
    lines = []
    for column, known in zip(odds.T, truth.T, strict=True):
        apart = (writers > 0) & ~np.isnan(known)
        slopes, shifts = calibration(column[apart, None], known[apart, None])
        lines.append((slopes[0], shifts[0]))
    slopes, shifts = np.array(lines, np.float32).T
    return slopes, shifts


def barred(
    name: str, labels: tuple[str, ...], shares: np.ndarray, truth: np.ndarray, writers: np.ndarray, raw: np.ndarray
) -> np.ndarray:
    """The chance from which each label is taken; prints what that makes of each other writer's texts."""
    apart = (writers > 0) & ~np.isnan(truth[:, 0])
    shares, known, writers = shares[apart], truth[apart], writers[apart]
    least = bars(name, labels, shares, known)
    guesses = shares >= least
    for place, label in enumerate(labels):
        hits = (guesses[:, place] * known[:, place]).sum()
        print(
            f"{name} {label}: {known[:, place].sum():.0f} of {len(known)}, taken from {least[place]:.2f}, "
            f"precision {hits / max(1, guesses[:, place].sum()):.3f}, recall {hits / max(1, known[:, place].sum()):.3f}"
        )
    for writer in np.unique(writers):
        own = writers == writer
        hits = (guesses[own] * known[own]).sum()
        print(
            f"{name} of {list(WRITERS)[writer - 1]}: precision {hits / guesses[own].sum():.3f}, "
            f"recall {hits / known[own].sum():.3f}, all right {(guesses[own] == known[own]).all(axis=1).mean():.3f}"
        )
    print(
        f"{name}: all labels right {(guesses == known).all(axis=1).mean():.3f}, "
        f"ECE {ece(raw[apart].ravel(), known.ravel()):.4f} before, {ece(shares.ravel(), known.ravel()):.4f} after",
        flush=True,
    )
    return least


def calibrated(layers: Layers, learnt: Learnt) -> Layers:
    """The layers of a network whose log odds are those of being right."""
    scaled = {name: layers[name] * learnt.slopes for name in ("out", "straight", "whole")}
    return layers | scaled | {"bias": layers["bias"] * learnt.slopes + learnt.shifts}


def write(layers: Layers, learnt: Learnt) -> None:
    """The network as it ships: calibrated, in half precision."""
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS / "network.npz",
        questions=np.array(list(ASKED)),
        **{f"labels_{name}": np.array(labels) for name, labels in ASKED.items()},
        **{name: one.astype(np.float16) for name, one in calibrated(layers, learnt).items()},
        least=learnt.least.astype(np.float32),
    )


@dataclass
class Weighed:
    """Tickets, with what is weighed for the urgency of each, by networks that were not fitted to its writer's texts."""

    tickets: list[Row]
    rows: np.ndarray
    levels: np.ndarray
    writers: np.ndarray

    def without(self, writer: int) -> LogisticRegression:
        """The weighing that is fitted to all other writers' tickets."""
        kept = self.writers != writer
        return weighing(self.rows[kept], self.levels[kept])


def weighed_apart(learnt: Learnt) -> Weighed:
    whole = np.array(["urgency" in row and "intents" in row and "joined" not in row for row in learnt.rows])
    tickets = [row for row, ticket in zip(learnt.rows, whole, strict=True) if ticket]
    kinds = np.array([rows_of(row.get("subject"), row["text"])[0][-columns() :] > 0 for row in tickets])
    ends = np.cumsum([len(labels) for labels in ASKED.values()])[:-1]
    wanted, _, urgent, risked, _ = np.split(learnt.shares[whole], ends, axis=1)
    levels = np.array([LEVELS.index(row["urgency"]) for row in tickets])
    writers = np.array([row["writer"] or 0 for row in tickets])
    return Weighed(tickets, weighed_row(urgent, wanted, risked, kinds), levels, writers)


def weigh(known: Weighed) -> None:
    """Fit and write what urgency comes to from all that a ticket shows; prints it for each writer left out."""
    for name, writer in WRITERS.items():
        left = known.writers == writer
        if left.any():  # of posts nobody said how urgent they are
            shares = known.without(writer).predict_proba(known.rows[left])
            print(f"urgency by words alone, {name}: {told_apart(shares, known.levels[left])}")
    fitted = weighing(known.rows, known.levels)
    np.savez_compressed(
        WEIGHTS / "weighing.npz",
        weights=fitted.coef_.astype(np.float32),
        bias=fitted.intercept_.astype(np.float32),
    )


def weighing(rows: np.ndarray, levels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=3000).fit(rows, levels)


def told_apart(shares: np.ndarray, levels: np.ndarray) -> str:
    """The figures of tickets that nothing was fitted to."""
    told = cheapest(shares)
    apart, urgent = np.abs(told - levels), levels == 3
    return (
        f"exact {(apart == 0).mean():.3f}, within one step {(apart < 2).mean():.3f}, "
        f"urgent {(told[urgent] == 3).sum()} of {urgent.sum()}, told {(told == 3).sum()}, "
        f"below high {(told[urgent] < 2).sum()}"
    )


def bars(name: str, labels: tuple[str, ...], shares: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The chance from which each label is taken: chosen by hand, else where F is best, drawn towards 0.4."""
    strict = STRICT.get(name, 1.0)
    found = {
        label: strict * (0.5 * best(shares[:, place], truth[:, place] == 1) + 0.2) for place, label in enumerate(labels)
    }
    return np.array([LEAST.get(name, {}).get(label, found[label]) for label in labels])


STRICT = {"intents": 1.05}
"""Above where F is best: F hardly falls, and more tickets get exactly the requests that they make."""
LEAST = {
    "risks": {
        "safety": 0.4,
        "self_harm": 0.2,
        "fraud": 0.3,
        "legal": 0.3,
        "press": 0.4,
        "minors": 0.35,
        "injection": 0.35,
        "churn": 0.4,
    },
    "intents": {"complaint": 0.55},
    "sentiment": {"negative": 0.34, "positive": 0.28},
    "public": {"negative": 0.4, "positive": 0.3},
}
"""Taken from here on: a lost urgent ticket or risk costs far more than one read too early, a false complaint an apology."""


def best(shares: np.ndarray, truth: np.ndarray) -> float:
    return float(max(np.arange(0.1, 0.9, 0.02), key=lambda least: f_score(shares >= least, truth, 1.0)))


def f_score(taken: np.ndarray, truth: np.ndarray, lean: float) -> float:
    hits = (taken & truth).sum()
    return (1 + lean**2) * hits / max(1, lean**2 * truth.sum() + taken.sum())


if __name__ == "__main__":
    main()
