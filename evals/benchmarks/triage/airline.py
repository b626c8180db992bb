"""Sentiment of tweets to airlines: a set that nothing here was trained on, and that no choice was made on.

    python evals/benchmarks/triage/airline.py TWEETS.jsonl [--vectors FILE.npz]

Lines of {text, label}. Each tweet is read whole, as the one message of its conversation.
"""

import argparse
import json
from pathlib import Path

from sklearn.metrics import accuracy_score, confusion_matrix, f1_score
from vectors import embed

from copilot.triage.intents import wanted
from copilot.triage.linear import shipped
from copilot.triage.sentiment import feeling

LABELS = ("negative", "neutral", "positive")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tweets", type=Path)
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.tweets.read_text("utf-8").splitlines()]
    vectors = embed([row["text"] for row in rows], options.vectors)
    told = []
    for place in range(len(rows)):
        row = vectors[place : place + 1]
        told.append(feeling(shipped("sentiment"), row, wanted(shipped("intents"), row, row)))
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
