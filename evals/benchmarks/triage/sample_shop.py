"""Triage of the sample shop's tickets with their orders, entitlements and customers, as a team would run it.

    python evals/benchmarks/triage/sample_shop.py

A development set: its tickets were read before some of the training texts and of the cues were written.
"""

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from sklearn.metrics import confusion_matrix, f1_score

from copilot import Copilot, Settings
from copilot.models import Ticket, Triage
from copilot.triage import classify
from copilot.triage.floors import LEVELS

ROOT = Path(__file__).parents[3]
FEELINGS = ("negative", "neutral", "positive")


def main() -> None:
    rows = [json.loads(line) for line in (ROOT / "evals/sample_shop/tickets.jsonl").read_text("utf-8").splitlines()]
    gold = [row["gold"] for row in rows]
    told, cost = triaged([Ticket.model_validate(row) for row in rows])
    cost.sort()
    print(
        f"{len(rows)} tickets, processor ms: median {cost[len(cost) // 2]:.1f}, 95 % {cost[int(0.95 * len(cost))]:.1f}"
    )
    urgency([row["urgency"] for row in gold], [one.urgency.label for one in told])
    truth, felt = [row["sentiment"] for row in gold], [one.sentiment.label for one in told]
    right = sum(a == b for a, b in zip(truth, felt, strict=True)) / len(truth)
    print(f"sentiment: right {right:.3f}, macro-F1 {f1_score(truth, felt, average='macro'):.3f}")
    print(f"  rows true, columns told, {FEELINGS}: {confusion_matrix(truth, felt, labels=FEELINGS).tolist()}")
    labels("intents", [set(row["intents"]) for row in gold], [{one.label for one in each.intents} for each in told])
    labels("risks", [set(row["risks"]) for row in gold], [set(each.risks) for each in told])


def triaged(tickets: list[Ticket]) -> tuple[list[Triage], list[float]]:
    """The triage of each ticket, and what it cost in milliseconds of processor time once the models are loaded."""
    told, cost = [], []
    with TemporaryDirectory() as data:
        settings = Settings(shop=ROOT / "evals/sample_shop/shop", knowledge=[ROOT / "knowledge_base"], data=Path(data))
        with Copilot(settings) as copilot:
            for ticket in tickets:
                known = copilot.gather(ticket)
                began = process_time()
                told.append(
                    classify(
                        ticket,
                        shop=copilot.shop,
                        as_of=known.as_of,
                        customer=known.customer,
                        orders=known.orders,
                        entitlements=known.entitlements,
                    )
                )
                cost.append(1000 * (process_time() - began))
    return told, cost


def urgency(truth: list[str], told: list[str]) -> None:
    pairs = [(LEVELS.index(a), LEVELS.index(b)) for a, b in zip(truth, told, strict=True)]  # type: ignore[arg-type]
    exact, near = (sum(abs(a - b) <= step for a, b in pairs) / len(pairs) for step in (0, 1))
    found = sum(a == b == 3 for a, b in pairs)
    print(
        f"urgency: exact {exact:.3f}, within one step {near:.3f}; urgent: found {found} of {truth.count('urgent')}, "
        f"below high {sum(a == 3 and b < 2 for a, b in pairs)}, precision {found} of {told.count('urgent')}"
    )
    print(f"  rows true, columns told, {LEVELS}: {confusion_matrix(truth, told, labels=LEVELS).tolist()}")


def labels(name: str, truth: list[set[str]], told: list[set[str]]) -> None:
    hits = sum(len(a & b) for a, b in zip(truth, told, strict=True))
    exact = sum(a == b for a, b in zip(truth, told, strict=True)) / len(truth)
    print(
        f"{name}: all right {exact:.3f}, precision {hits / sum(map(len, told)):.3f}, "
        f"recall {hits / sum(map(len, truth)):.3f}"
    )
    print(f"  missed {dict(Counter(label for a, b in zip(truth, told, strict=True) for label in sorted(a - b)))}")
    print(f"  false {dict(Counter(label for a, b in zip(truth, told, strict=True) for label in sorted(b - a)))}")


if __name__ == "__main__":
    main()
