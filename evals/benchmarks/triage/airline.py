"""Sentiment of tweets to airlines: a set that nothing here was trained on, and that no choice was made on.

    python evals/benchmarks/triage/airline.py TWEETS.jsonl

Lines of {text, label}. Each tweet is read whole, as a public message.
"""

import argparse
import json
from pathlib import Path

from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

from copilot.models import Message, Shop, Ticket
from copilot.triage import classify_many

LABELS = ("negative", "neutral", "positive")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tweets", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().tweets.read_text("utf-8").splitlines()]
    tickets = (
        Ticket(id=str(place), channel="social", messages=[Message(author="customer", body=row["text"])])
        for place, row in enumerate(rows)
    )
    told = [triage.sentiment for triage in classify_many(tickets, shop=Shop())]
    truth, labels = [row["label"] for row in rows], [one.label for one in told]
    scores = f1_score(truth, labels, labels=LABELS, average=None).round(3).tolist()
    print(
        f"{len(rows)} tweets, macro-F1 {f1_score(truth, labels, average='macro'):.3f}, accuracy {accuracy_score(truth, labels):.3f}"
    )
    print(f"by label {dict(zip(LABELS, scores, strict=True))}")
    print(f"rows true, columns told, {LABELS}: {confusion_matrix(truth, labels, labels=LABELS).tolist()}")
    sure = [place for place, one in enumerate(told) if not one.unsure]
    right = sum(truth[place] == labels[place] for place in sure) / len(sure)
    print(f"sure of {len(sure) / len(rows):.3f}, right there {right:.3f}")


if __name__ == "__main__":
    main()
