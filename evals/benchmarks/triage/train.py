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
from bags import Bags, asking, calibration, chances, rows_of
from figures import ece
from nets import Layers, fit, held_out
from sklearn.linear_model import LogisticRegression

from copilot.models import INTENTS
from copilot.triage.courtesy import without_courtesy
from copilot.triage.floors import LEVELS
from copilot.triage.weighing import cheapest, weighed_row
from copilot.triage.words import columns

Row = dict[str, Any]
HERE = Path(__file__).parent
WEIGHTS = HERE.parents[2] / "copilot" / "triage" / "weights"
FEELINGS = ("negative", "report", "positive")
RISKS = ("safety", "self_harm", "fraud", "legal", "press", "minors", "injection", "churn")


def main() -> None:
    texts = told()
    rows = [row for row, _ in texts]
    bags = Bags.of([(row.get("subject"), row["text"]) for row in rows], padded=True)
    truth = np.hstack(
        [np.array([said(answers.get(name), labels) for _, answers in texts]) for name, labels in ASKED.items()]
    )
    folds = np.array([left_out_with(row["writer"] or 0, place) for place, row in enumerate(rows)])
    marked = asked_in_parts(rows, bags)
    everywhere = held_out(bags, truth, marked, folds)
    layers = fit(bags, truth, marked)
    # What was joined is learnt from, and nothing is judged by it.
    writers = np.array([0 if "joined" in row else row["writer"] or 0 for row in rows])
    judged = truth.copy()
    judged[[row.get("channel") != "social" for row in rows], -len(ASKED["public"]) :] = np.nan
    slopes, shifts = calibration_apart(everywhere, judged, writers)
    shares = chances(everywhere * slopes + shifts)
    least, before = [], 0
    for name, labels in ASKED.items():
        own = slice(before, before := before + len(labels))
        least.append(barred(name, labels, shares[:, own], judged[:, own], writers, chances(everywhere[:, own])))
    write(layers, slopes, shifts, np.concatenate(least))
    tickets = np.array(["urgency" in row and "intents" in row and "joined" not in row for row in rows])
    weigh([row for row, ticket in zip(rows, tickets, strict=True) if ticket], shares[tickets])


def told() -> list[tuple[Row, dict[str, Any]]]:
    """Every text with what was said of it, by question."""
    tickets = [row for name in ("tickets.jsonl", *WRITERS) if name != POSTS for row in read(name)]
    found = [
        (
            row,
            {
                "intents": row["intents"],
                # The calm reports of blind.jsonl are told as neutral there.
                "sentiment": [row["sentiment"]] if row["writer"] != WRITERS["blind.jsonl"] else None,
                "urgency": at_least(row["urgency"]),
                "risks": row["risks"],
                "public": in_public(row["sentiment"], row.get("channel")),
            },
        )
        for row in tickets
    ]
    for row in read("messages.jsonl"):
        urgency = at_least(row["urgency"]) if row["urgency"] else None
        feeling = {"sentiment": [row["sentiment"]], "public": in_public(row["sentiment"], None)}
        found.append((row, {**feeling, "urgency": urgency, "risks": row["risks"]}))
    for row in read("feelings_apart.jsonl"):
        feeling = {"sentiment": [row["sentiment"]], "public": in_public(row["sentiment"], row["channel"])}
        found.append((row | {"writer": WRITERS["strangers.jsonl"]}, feeling))
    found += [(row, {"public": in_public(row["sentiment"], "social")}) for row in read(POSTS)]
    for row in read("intents.jsonl") + plain():
        label = row["label"]
        urgency = at_least(EVERYDAY[label]) if label in EVERYDAY else None
        risks = None if label in DOUBTFUL else ["safety"] if label == "safety" else []
        found.append((row, {"intents": [label], "urgency": urgency, "risks": risks}))
    found += [(row, {"risks": [row["label"]]}) for row in read("risks.jsonl")]
    # A calm report is negative in these.
    sentences = read("held_out.jsonl") + read("held_out_final.jsonl")
    found += [(row, {"urgency": at_least(row["urgency"])}) for row in sentences]
    return found + joined(tickets)


def in_public(feeling: str, channel: str | None) -> list[str] | None:
    """How a text reads as a post; None for a calm report to the shop alone, which might be told in public otherwise."""
    if feeling == "report":
        return ["negative"] if channel == "social" else None
    return [feeling]


def joined(tickets: list[Row]) -> list[tuple[Row, dict[str, Any]]]:
    """Two tickets of one writer, language and channel as one, so that a request is heard beside any other."""
    draw = np.random.default_rng(0)
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in tickets:
        if len(row["intents"]) == 1 and len(row["text"]) < JOINED:
            alike.setdefault((row["writer"], row.get("language"), row.get("channel")), []).append(row)
    found = []
    for rows in alike.values():
        order = draw.permutation(len(rows))
        for place, other in zip(order[::2], order[1::2], strict=False):
            one, two = rows[place], rows[other]
            if one["intents"] != two["intents"]:
                text = f"{one['text']}\n{without_courtesy(two['text'])}"
                steps = max(one["urgency"], two["urgency"], key=LEVELS.index)
                answers = {
                    "intents": one["intents"] + two["intents"],
                    "urgency": at_least(steps),
                    "risks": one["risks"] + two["risks"],
                }
                found.append((one | {"text": text, "joined": True}, answers))
    return found


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
DOUBTFUL = ("account", "charge_dispute", "complaint")
"""Requests that may carry a risk or not."""
EVERYDAY = dict.fromkeys(
    ("product_question", "availability", "loyalty", "praise", "gift_card", "invoice"), "low"
) | dict.fromkeys(
    ("return", "exchange", "warranty", "damaged_item", "missing_item", "wrong_item", "change_payment", "privacy"),
    "normal",
)
"""Requests as every shop gets them whose urgency their kind tells."""


def left_out_with(writer: int, place: int) -> int:
    folds = FOLDS.get(writer, (writer,))
    return folds[place % len(folds)]


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


POSTS = "posts.jsonl"
JOINED = 400
"""Characters of a ticket that is joined with another."""
WRITERS = {
    "tickets_requests.jsonl": 1,
    "tickets_feelings.jsonl": 2,
    "tickets_lines.jsonl": 3,
    "strangers.jsonl": 4,
    "tickets_shops.jsonl": 5,
    "blind.jsonl": 6,
    "others.jsonl": 7,
    "tickets_near.jsonl": 8,
    "tickets_told.jsonl": 9,
    "fresh.jsonl": 10,
    "tickets_plain.jsonl": 11,
    POSTS: 12,
}


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


def write(layers: Layers, slopes: np.ndarray, shifts: np.ndarray, least: np.ndarray) -> None:
    """The network as it ships: calibrated, in half precision."""
    calibrated = layers | {name: layers[name] * slopes for name in ("out", "straight", "whole")}
    calibrated["bias"] = layers["bias"] * slopes + shifts
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS / "network.npz",
        questions=np.array(list(ASKED)),
        **{f"labels_{name}": np.array(labels) for name, labels in ASKED.items()},
        **{name: one.astype(np.float16) for name, one in calibrated.items()},
        least=least.astype(np.float32),
    )


def weigh(tickets: list[Row], shares: np.ndarray) -> None:
    """Fit and write what urgency comes to from all that a ticket shows, on chances by networks of other writers' texts."""
    kinds = np.array([rows_of(row.get("subject"), row["text"])[0][-columns() :] > 0 for row in tickets])
    ends = np.cumsum([len(labels) for labels in ASKED.values()])[:-1]
    wanted, _, urgent, risked, _ = np.split(shares, ends, axis=1)
    rows = weighed_row(urgent, wanted, risked, kinds)
    levels = np.array([LEVELS.index(row["urgency"]) for row in tickets])
    writers = np.array([row["writer"] or 0 for row in tickets])
    for name, writer in WRITERS.items():
        left = writers == writer
        if not left.any():
            continue  # posts, of which nobody said how urgent they are
        fitted = weighing(rows[~left], levels[~left])
        print(f"urgency by words alone, {name}: {told_apart(fitted.predict_proba(rows[left]), levels[left])}")
    fitted = weighing(rows, levels)
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


STRICT = {"intents": 1.1}
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
