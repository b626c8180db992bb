"""Triage of whole tickets against their gold: intents, sentiment, urgency, risks, and the words alone against the facts.

    python evals/benchmarks/triage/whole.py [TICKETS.jsonl]

Lines of {channel, language, subject, text, intents, sentiment, urgency, risks}; by default tickets_apart.jsonl, which no
classifier is fitted to. No orders come with them: the words alone decide.
"""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from figures import ece
from held_out import tau, wilson
from sklearn.metrics import confusion_matrix, f1_score

from copilot.models import Message, Shop, Ticket, Triage
from copilot.triage import classify_many
from copilot.triage.floors import LEVELS

FEELINGS = ("negative", "neutral", "positive")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("tickets_apart.jsonl")
    report([json.loads(line) for line in path.read_text("utf-8").splitlines()])


def report(rows: list[dict[str, Any]]) -> None:
    """Prints what triage makes of these tickets beside what people said."""
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)
    tickets = [
        Ticket(
            id=str(number),
            channel=row.get("channel", "email"),
            subject=row["subject"],
            created_at=now,
            messages=[Message(author="customer", body=row["text"])],
        )
        for number, row in enumerate(rows)
    ]
    told = list(classify_many(tickets, shop=Shop()))
    felt = [
        "negative" if row["sentiment"] == "report" and row.get("channel") == "social" else row["sentiment"]
        for row in rows
    ]
    sentiment(["neutral" if label == "report" else label for label in felt], told)
    if "urgency" not in rows[0]:
        return  # texts with their feeling alone
    intents([set(row["intents"]) for row in rows], told)
    urgency([LEVELS.index(row["urgency"]) for row in rows], told)
    risks([set(row["risks"]) for row in rows], told)


def intents(truth: list[set[str]], told: list[Triage]) -> None:
    found = [{intent.label for intent in one.intents} for one in told]
    hits = sum(len(one & other) for one, other in zip(truth, found, strict=True))
    same = sum(one == other for one, other in zip(truth, found, strict=True)) / len(truth)
    precision, recall = hits / sum(map(len, found)), hits / sum(map(len, truth))
    print(f"intents: {len(truth)} tickets, all right {same:.3f}, precision {precision:.3f}, recall {recall:.3f}")
    pairs = [(i.confidence, i.label in gold) for gold, one in zip(truth, told, strict=True) for i in one.intents]
    shares, right = np.array([share for share, _ in pairs]), np.array([hit for _, hit in pairs], float)
    print(f"  ECE {ece(shares, right):.3f}")


def sentiment(truth: list[str], told: list[Triage]) -> None:
    labels = [one.sentiment.label for one in told]
    right = np.array([one == other for one, other in zip(truth, labels, strict=True)])
    sure = np.array([not one.sentiment.unsure for one in told])
    print(f"sentiment: right {right.mean():.3f}, macro-F1 {f1_score(truth, labels, average='macro'):.3f}")
    print(f"  rows true, columns told, {FEELINGS}: {confusion_matrix(truth, labels, labels=FEELINGS).tolist()}")
    shares = np.array([one.sentiment.confidence for one in told])
    print(
        f"  ECE {ece(shares, right.astype(float)):.3f}; sure of {sure.mean():.3f}, right there {right[sure].mean():.3f}"
    )


def urgency(truth: list[int], told: list[Triage]) -> None:
    levels = [LEVELS.index(one.urgency.label) for one in told]
    apart = np.abs(np.array(truth) - np.array(levels))
    print(f"urgency: exact {(apart == 0).mean():.3f}, within one step {(apart < 2).mean():.3f}")
    print(f"  rows true, columns told, {LEVELS}: {confusion_matrix(truth, levels, labels=range(4)).tolist()}")
    found = [level for gold, level in zip(truth, levels, strict=True) if gold == 3]
    low, high = wilson(found.count(3), len(found))
    called = [gold for gold, level in zip(truth, levels, strict=True) if level == 3]
    print(
        f"  recall of urgent {found.count(3)}/{len(found)} [{low:.3f}, {high:.3f}], below high {sum(one < 2 for one in found)}; "
        f"precision of urgent {called.count(3)}/{len(called)}"
    )
    feelings = [-one.sentiment.score for one in told]
    print(
        f"  queue order, Kendall tau-b {tau(truth, levels):.3f}; by negative sentiment alone {tau(truth, feelings):.3f}"
    )


def risks(truth: list[set[str]], told: list[Triage]) -> None:
    found = [set(one.risks) for one in told]
    missed = Counter(risk for one, other in zip(truth, found, strict=True) for risk in one - other)
    false = Counter(risk for one, other in zip(truth, found, strict=True) for risk in other - one)
    print(f"risks: {sum(map(len, truth))}, missed {dict(missed)}, false {dict(false)}")


if __name__ == "__main__":
    main()
