"""Fit the weights that ship with copilot.triage from the texts beside this script.

    python evals/benchmarks/triage/train.py

Prints what each writer's tickets get from weights that were fitted to the others' texts, on which calibration and bars
rest, and writes copilot/triage/weights/*.npz. Four minutes of one core.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from bags import Bags, calibration, chances, fit, held_out, rows_of
from figures import ece
from sklearn.linear_model import LogisticRegression

from copilot.models import INTENTS
from copilot.triage.floors import LEVELS
from copilot.triage.weighing import weighed_row
from copilot.triage.words import columns

Row = dict[str, Any]
HERE = Path(__file__).parent
WEIGHTS = HERE.parents[2] / "copilot" / "triage" / "weights"
FEELINGS = ("negative", "report", "positive")
RISKS = ("safety", "self_harm", "fraud", "legal", "press", "minors", "injection", "churn")


def main() -> None:
    tickets = [row for name in ("tickets.jsonl", *WRITERS) for row in read(name)]
    messages = read("messages.jsonl")
    feelings = [row | {"writer": WRITERS["strangers.jsonl"]} for row in read("feelings_apart.jsonl")]
    examples, named = read("intents.jsonl") + plain(), read("risks.jsonl")
    told = [(row, row["intents"]) for row in tickets] + [(row, [row["label"]]) for row in examples]
    wanted = learn("intents", INTENTS, told)
    # The calm reports of blind.jsonl are told as neutral there.
    felt = [row for row in tickets if row["writer"] != WRITERS["blind.jsonl"]] + messages + feelings
    learn("sentiment", FEELINGS, [(row, [row["sentiment"]]) for row in felt])
    sentences = read("held_out.jsonl") + read("held_out_final.jsonl")  # a calm report is negative there
    judged = [(row, at_least(row["urgency"])) for row in tickets + messages + sentences if row["urgency"]]
    judged += [(row, at_least(EVERYDAY[row["label"]])) for row in examples if row["label"] in EVERYDAY]
    urgent = learn("urgency", LEVELS[1:], judged)
    carried = [(row, row["risks"]) for row in tickets + messages] + [(row, [row["label"]]) for row in named]
    carried += [
        (row, ["safety"] if row["label"] == "safety" else []) for row in examples if row["label"] not in DOUBTFUL
    ]
    risked = learn("risks", RISKS, carried)
    weigh(tickets, urgent[: len(tickets)], wanted[: len(tickets)], risked[: len(tickets)])


DOUBTFUL = ("account", "charge_dispute", "complaint")
"""Requests that may carry a risk or not."""
EVERYDAY = dict.fromkeys(
    ("product_question", "availability", "loyalty", "praise", "gift_card", "invoice"), "low"
) | dict.fromkeys(
    ("return", "exchange", "warranty", "damaged_item", "missing_item", "wrong_item", "change_payment", "privacy"),
    "normal",
)
"""Requests as every shop gets them whose urgency their kind tells."""


def at_least(urgency: str) -> tuple[str, ...]:
    return LEVELS[1 : LEVELS.index(urgency) + 1]


def read(name: str) -> list[Row]:
    """The lines of a file; `writer` is set for those whose texts calibrate what is learnt of the others'."""
    rows = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    return [(flat(row) if "gold" in row else row) | {"writer": WRITERS.get(name)} for row in rows]


def flat(ticket: Row) -> Row:
    """A ticket of blind.jsonl with its customer's words in one, and its gold."""
    words = "\n".join(message["body"] for message in ticket["messages"] if message["author"] == "customer")
    return {"subject": ticket.get("subject"), "text": words, **ticket["gold"]}


def plain() -> list[Row]:
    """The requests of plain.toml, each about two things."""
    table = tomllib.loads((HERE / "plain.toml").read_text("utf-8"))
    things = {language: line.split(", ") for language, line in table.pop("things").items()}
    draw = np.random.default_rng(0)
    return [
        {"text": request.replace("{}", str(thing)), "label": label, "language": language, "writer": None}
        for label, requests in table.items()
        for language, lines in requests.items()
        for request in lines
        for thing in draw.choice(things[language], 2, replace=False)
    ]


WRITERS = {
    "tickets_requests.jsonl": 1,
    "tickets_feelings.jsonl": 2,
    "tickets_lines.jsonl": 3,
    "strangers.jsonl": 4,
    "tickets_shops.jsonl": 5,
    "blind.jsonl": 6,
}


def learn(name: str, labels: tuple[str, ...], told: list[tuple[Row, Any]]) -> np.ndarray:
    """Fit and write one set of signs, calibrated and barred on what each writer gets from the others' texts.

    Gives the chances of every text, by signs that were fitted to other writers' texts.
    """
    bags = Bags.of([(row.get("subject"), row["text"]) for row, _ in told], padded=True)
    truth = np.array([[label in carried for label in labels] for _, carried in told], np.float32)
    writers = np.array([row["writer"] or 0 for row, _ in told])
    apart = np.flatnonzero(writers)
    everywhere = held_out(bags, truth, writers)
    raw, known = everywhere[apart], truth[apart]
    before = chances(raw)
    slopes, shifts = calibration(raw, known)
    shares = chances(raw * slopes + shifts)
    least = bars(name, labels, shares, known)
    guesses = shares >= least
    for place, label in enumerate(labels):
        hits = (guesses[:, place] * known[:, place]).sum()
        print(
            f"{name} {label}: {known[:, place].sum():.0f} of {len(known)}, taken from {least[place]:.2f}, "
            f"precision {hits / max(1, guesses[:, place].sum()):.3f}, recall {hits / max(1, known[:, place].sum()):.3f}"
        )
    for writer in np.unique(writers[apart]):
        own = writers[apart] == writer
        hits = (guesses[own] * known[own]).sum()
        print(
            f"{name} of {list(WRITERS)[writer - 1]}: precision {hits / guesses[own].sum():.3f}, "
            f"recall {hits / known[own].sum():.3f}, all right {(guesses[own] == known[own]).all(axis=1).mean():.3f}"
        )
    print(
        f"{name}: all labels right {(guesses == known).all(axis=1).mean():.3f}, "
        f"ECE {ece(before.ravel(), known.ravel()):.4f} before, {ece(shares.ravel(), known.ravel()):.4f} after",
        flush=True,
    )
    whole, parts, bias = fit(bags, truth)
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS / f"{name}.npz",
        labels=np.array(labels),
        whole=(whole * slopes[:, None]).astype(np.float16),
        parts=(parts * slopes[:, None]).astype(np.float16),
        bias=(bias * slopes + shifts).astype(np.float32),
        least=least.astype(np.float32),
    )
    return chances(everywhere * slopes + shifts)


def weigh(tickets: list[Row], urgent: np.ndarray, wanted: np.ndarray, risked: np.ndarray) -> None:
    """Fit and write what urgency comes to from all that a ticket shows, on chances by signs of other writers' texts."""
    kinds = np.array([rows_of(row.get("subject"), row["text"])[0][-columns() :] > 0 for row in tickets])
    rows = weighed_row(urgent, wanted, risked, kinds)
    levels = np.array([LEVELS.index(row["urgency"]) for row in tickets])
    writers = np.array([row["writer"] or 0 for row in tickets])
    for name, writer in WRITERS.items():
        left = writers == writer
        print(
            f"urgency by words alone, {name}: {told_apart(weighing(rows[~left], levels[~left]), rows[left], levels[left])}"
        )
    fits = weighing(rows, levels)
    np.savez_compressed(
        WEIGHTS / "weighing.npz",
        labels=np.array(LEVELS[1:]),
        weights=np.vstack([fitted.coef_ for fitted in fits]).astype(np.float32),
        bias=np.concatenate([fitted.intercept_ for fitted in fits]).astype(np.float32),
        least=np.array([STEPS[label] for label in LEVELS[1:]], np.float32),
    )


def weighing(rows: np.ndarray, levels: np.ndarray) -> list[LogisticRegression]:
    return [LogisticRegression(C=0.5, max_iter=3000).fit(rows, levels >= step) for step in (1, 2, 3)]


def told_apart(fits: list[LogisticRegression], rows: np.ndarray, levels: np.ndarray) -> str:
    """The figures of tickets that nothing was fitted to."""
    shares = np.stack([fitted.predict_proba(rows)[:, 1] for fitted in fits], axis=1)
    taken = shares >= [STEPS[label] for label in LEVELS[1:]]
    told = np.where(taken.any(axis=1), 3 - taken[:, ::-1].argmax(axis=1), 0)
    apart, urgent = np.abs(told - levels), levels == 3
    return (
        f"exact {(apart == 0).mean():.3f}, within one step {(apart < 2).mean():.3f}, "
        f"urgent {(told[urgent] == 3).sum()} of {urgent.sum()}, told {(told == 3).sum()}, "
        f"below high {(told[urgent] < 2).sum()}"
    )


STEPS = {"normal": 0.5, "high": 0.52, "urgent": 0.32}
"""The chance from which each step of urgency is taken: a lost urgent ticket costs far more than one read too early."""


def bars(name: str, labels: tuple[str, ...], shares: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The chance from which each label is taken: chosen by hand, else where F is best, drawn towards 0.4."""
    strict = STRICT.get(name, 1.0)
    found = {
        label: strict * (0.5 * best(shares[:, place], truth[:, place] == 1) + 0.2) for place, label in enumerate(labels)
    }
    return np.array([LEAST.get(name, {}).get(label, found[label]) for label in labels])


STRICT = {"intents": 1.3}
"""Above where F is best: F hardly falls, and more tickets get exactly the requests that they make."""
LEAST = {
    "risks": {
        "safety": 0.4,
        "self_harm": 0.6,
        "fraud": 0.3,
        "legal": 0.3,
        "press": 0.4,
        "minors": 0.35,
        "injection": 0.35,
        "churn": 0.4,
    },
    "intents": {"complaint": 0.55},
}
"""Taken from here on: a lost urgent ticket or risk costs far more than one read too early, a false complaint an apology."""


def best(shares: np.ndarray, truth: np.ndarray) -> float:
    return float(max(np.arange(0.1, 0.9, 0.02), key=lambda least: f_score(shares >= least, truth, 1.0)))


def f_score(taken: np.ndarray, truth: np.ndarray, lean: float) -> float:
    hits = (taken & truth).sum()
    return (1 + lean**2) * hits / max(1, lean**2 * truth.sum() + taken.sum())


if __name__ == "__main__":
    main()
