"""Teach what ships with copilot.triage from the texts beside this script.

    pip install "support-copilot[train]"
    python evals/benchmarks/triage/train.py [--further]

Some writers' tickets are never learnt from: by these chances are calibrated, bars chosen and urgency weighed, and what all
of triage makes of them is printed for each writer. Writes copilot/triage/weights/*.npz. Half an hour of two cores that do
nothing else, where the processor counts in half precision; two hours where it does not. `--further` goes on from the
weights that ship, for texts that were added since, and takes a quarter of that.
"""

from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

import numpy as np
from chances import asking, calibration, chances
from figures import ece
from messages import Message, message, reading_of
from nets import ENGLISH, OTHERS, Before, Taught, Way, fit
from sklearn.linear_model import LogisticRegression
from texts import HERE, LEFT_OUT, Row, is_left_out, told
from whole import report

from copilot.models import INTENTS
from copilot.triage.floors import LEVELS
from copilot.triage.network import LAYERS
from copilot.triage.signs import hear
from copilot.triage.weighing import cheapest, weighed_row

WEIGHTS = HERE.parents[2] / "copilot" / "triage" / "weights"
FEELINGS = ("negative", "report", "positive")
RISKS = ("safety", "self_harm", "fraud", "legal", "press", "minors", "injection", "churn")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--further", action="store_true")
    further = parser.parse_args().further
    texts = Texts.all()
    left = np.array([is_left_out(row) for row in texts.rows])
    learnt = texts.only(np.flatnonzero(~left))
    judged = texts.only(np.flatnonzero(left & np.array(["joined" not in row for row in texts.rows])))
    ways = {"english": ENGLISH, "others": OTHERS}
    english, others = (
        calibrated(learnt.taught(way, before(name) if further else None), judged, way) for name, way in ways.items()
    )
    in_english = np.array([bool(message.stretches) for message in judged.messages])[:, None]
    shares = np.where(in_english, english.shares(judged.messages), others.shares(judged.messages))
    least = judge(shares, judged)
    weigh(judged.rows, shares)
    write(english, others, least)
    compare(judged, shares)
    for name in LEFT_OUT:
        print(f"\n{name} (bars and weighing were chosen on it, too)")
        report([row for row in judged.rows if row["file"] == name])


@dataclass
class Texts:
    """Texts, how they are read, what was said of each, nan where nobody said, and of some which part asks for what."""

    rows: list[Row]
    messages: list[Message]
    truth: np.ndarray
    marked: list[np.ndarray | None]

    @classmethod
    def all(cls) -> "Texts":
        rows, answers = zip(*told(), strict=True)
        messages = [message(row.get("subject"), row["text"]) for row in rows]
        truth = [[one for name, labels in ASKED.items() for one in said(own.get(name), labels)] for own in answers]
        marked = [asked_in_parts(row, read) for row, read in zip(rows, messages, strict=True)]
        return cls(list(rows), messages, np.array(truth), marked)

    def only(self, places: np.ndarray) -> "Texts":
        rows, messages, marked = ([of[place] for place in places] for of in (self.rows, self.messages, self.marked))
        return Texts(rows, messages, self.truth[places], marked)

    def taught(self, way: Way, before: Before | None) -> Taught:
        return fit(self.messages, self.truth, self.marked, way, before)


def before(whose: str) -> Before:
    """What ships, as what was taught before."""
    with np.load(WEIGHTS / "network.npz") as arrays:
        head = {name: arrays[f"{whose}_{name}"].astype(np.float32) for name in LAYERS}
    with np.load(WEIGHTS / "layers.npz") as arrays:
        return Before(head, dict(arrays))


def said(answer: Any, labels: tuple[str, ...]) -> list[float]:
    return [float("nan") if answer is None else float(label in answer) for label in labels]


def asked_in_parts(row: Row, read: Message) -> np.ndarray | None:
    """Which part asks for what, where the words that ask were marked."""
    if not (requests := row.get("requests")):
        return None
    wanted = [(INTENTS.index(one["intent"]), one["words"]) for one in requests]
    return asking(read.parts, f"{row.get('subject') or ''}\n{row['text']}", wanted, len(INTENTS))


ASKED = {
    "intents": INTENTS,
    "sentiment": FEELINGS,
    "urgency": LEVELS[1:],
    "risks": RISKS,
    "public": ("negative", "positive"),
}
"""The questions and their labels; requests come first, which are marked in parts, too, and last how posts read."""


@dataclass
class Calibrated:
    """A network with the (slopes, shifts), one each a label, that make its chances rates of being right."""

    taught: Taught
    slopes: np.ndarray
    shifts: np.ndarray

    def shares(self, messages: list[Message]) -> np.ndarray:
        return chances(self.taught.odds(messages) * self.slopes + self.shifts)

    def layers(self) -> dict[str, np.ndarray]:
        layers = self.taught.layers()
        layers |= {name: layers[name] * self.slopes for name in ("out", "straight", "whole")}
        layers["bias"] = layers["bias"] * self.slopes + self.shifts
        return layers


def calibrated(taught: Taught, left: Texts, way: Way) -> Calibrated:
    """By the texts left out; one for English by the English ones."""
    if way.encoder:
        left = left.only(np.flatnonzero([bool(message.stretches) for message in left.messages]))
    raw, truth = taught.odds(left.messages), known(left)
    lines = []
    for column, wanted in zip(raw.T, truth.T, strict=True):
        told_of = ~np.isnan(wanted)
        (slope,), (shift,) = calibration(column[told_of, None], wanted[told_of, None])
        lines.append((slope, shift))
    slopes, shifts = np.array(lines, np.float32).T
    for name, own in columns():
        told_of = ~np.isnan(truth[:, own][:, 0])
        odds, wanted = raw[told_of, own], truth[told_of, own].ravel()
        after = chances(odds * slopes[own] + shifts[own]).ravel()
        print(
            f"{name}: ECE {ece(chances(odds).ravel(), wanted):.4f} before, {ece(after, wanted):.4f} after", flush=True
        )
    return Calibrated(taught, slopes, shifts)


def known(left: Texts) -> np.ndarray:
    """What was said of the texts; how posts read only of posts."""
    truth = left.truth.copy()
    truth[[row.get("channel") != "social" for row in left.rows], -len(ASKED["public"]) :] = np.nan
    return truth


def columns() -> list[tuple[str, slice]]:
    """Each question and where its labels stand."""
    ends = np.cumsum([len(labels) for labels in ASKED.values()])
    return [(name, slice(end - len(ASKED[name]), end)) for name, end in zip(ASKED, ends, strict=True)]


def judge(shares: np.ndarray, left: Texts) -> np.ndarray:
    """The bar of each label."""
    truth, least = known(left), []
    for name, own in columns():
        told_of = ~np.isnan(truth[:, own][:, 0])
        least.append(bars(name, ASKED[name], shares[told_of, own], truth[told_of, own]))
    return np.concatenate(least)


def weigh(rows: list[Row], shares: np.ndarray) -> None:
    """Fits and writes what urgency comes to from all that a ticket shows; prints it for each writer left out."""
    tickets = np.array(["urgency" in row and "intents" in row for row in rows])
    wanted, _, urgent, risked, _ = (shares[tickets, own] for _, own in columns())
    weighed = weighed_row(urgent, wanted, risked)
    levels = np.array([LEVELS.index(row["urgency"]) for row, kept in zip(rows, tickets, strict=True) if kept])
    files = np.array([row["file"] for row, kept in zip(rows, tickets, strict=True) if kept])
    for name in LEFT_OUT:
        own = files == name
        told = cheapest(weighing(weighed[~own], levels[~own]).predict_proba(weighed[own]))
        apart, found = np.abs(told - levels[own]), told[levels[own] == 3]
        print(
            f"urgency by words alone, {name}: exact {(apart == 0).mean():.3f}, within one step {(apart < 2).mean():.3f}, "
            f"urgent {(found == 3).sum()} of {len(found)}, told {(told == 3).sum()}, below high {(found < 2).sum()}"
        )
    fitted = weighing(weighed, levels)
    np.savez_compressed(
        WEIGHTS / "weighing.npz",
        weights=fitted.coef_.astype(np.float32),
        bias=fitted.intercept_.astype(np.float32),
    )


def weighing(rows: np.ndarray, levels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=3000).fit(rows, levels)


def write(english: Calibrated, others: Calibrated, least: np.ndarray) -> None:
    """What ships: the encoder's layers, and the networks, calibrated, in half precision."""
    encoder = english.taught.encoder
    assert encoder is not None
    np.savez_compressed(WEIGHTS / "layers.npz", **encoder.taught())
    both = {"english": english.layers(), "others": others.layers()}
    np.savez_compressed(
        WEIGHTS / "network.npz",
        questions=np.array(list(ASKED)),
        **{f"labels_{name}": np.array(labels) for name, labels in ASKED.items()},
        **{f"{whose}_{name}": one.astype(np.float16) for whose, own in both.items() for name, one in own.items()},
        least=least.astype(np.float32),
    )


def compare(left: Texts, shares: np.ndarray) -> None:
    """Prints how far chances of what was written differ from those of what was taught; exits where that is far."""
    some = np.arange(0, len(left.rows), COMPARED)
    read = [hear(reading_of(left.rows[place].get("subject"), left.rows[place]["text"]))[0] for place in some]
    apart = np.abs(chances(np.stack([one.odds for one in read])) - shares[some]).mean()
    print(f"what ships reads {len(some)} texts {apart:.4f} apart in the mean from what was taught")
    if apart > FAR:
        raise SystemExit("the product reads messages otherwise than they were taught; see messages.py and taught.py")


COMPARED, FAR = 20, 0.01


def bars(name: str, labels: tuple[str, ...], shares: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The chance from which each label is taken: chosen by hand, else where F is best, drawn towards 0.4."""
    strict = STRICT.get(name, 1.0)
    found = {
        label: strict * (0.5 * best(shares[:, place], truth[:, place] == 1) + 0.2) for place, label in enumerate(labels)
    }
    least = np.array([LEAST.get(name, {}).get(label, found[label]) for label in labels])
    for place, label in enumerate(labels):
        hits = ((shares[:, place] >= least[place]) & (truth[:, place] == 1)).sum()
        taken, there = (shares[:, place] >= least[place]).sum(), truth[:, place].sum()
        print(
            f"{name} {label}: {there:.0f} of {len(truth)}, taken from {least[place]:.2f}, "
            f"precision {hits / max(1, taken):.3f}, recall {hits / max(1, there):.3f}"
        )
    return least


STRICT = {"intents": 1.05}
"""Above where F is best: F hardly falls, and more tickets get exactly the requests that they make."""
LEAST = {
    "risks": {
        "safety": 0.25,
        "self_harm": 0.2,
        "fraud": 0.3,
        "legal": 0.3,
        "press": 0.5,
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
