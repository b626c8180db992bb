"""Sentiment and urgency of short texts; those of held_out*.jsonl were held out once, and urgency is trained on them since.

    python evals/benchmarks/triage/held_out.py [TEXTS.jsonl]

Lines of {text, sentiment, urgency, calm, language, channel}; `calm` marks urgent texts that are polite and free of
alarming words. No facts come with them: the words alone decide.
"""

import json
import math
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from sklearn.metrics import confusion_matrix, f1_score

from copilot.models import Message, Shop, Ticket, Triage
from copilot.triage import classify_many
from copilot.triage.floors import LEVELS

FEELINGS = ("negative", "neutral", "positive")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("held_out.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
    tickets = [
        Ticket(
            id=str(number),
            channel=row["channel"],
            created_at=now,
            messages=[Message(author="customer", body=row["text"])],
        )
        for number, row in enumerate(rows)
    ]
    results = list(classify_many(tickets, shop=Shop()))
    sentiment(rows, results)
    urgency(rows, results)
    for row, result in zip(rows, results, strict=True):
        told = result.urgency.label + " (unsure)" * result.urgency.unsure
        if row["urgency"] != result.urgency.label:
            print(f"  {row['urgency']} read as {told}: {row['text'][:90]}")


def sentiment(rows: list[dict[str, str]], results: list[Triage]) -> None:
    truth, told = [row["sentiment"] for row in rows], [result.sentiment.label for result in results]
    print(f"sentiment: {len(rows)} texts, macro-F1 {f1_score(truth, told, average='macro'):.3f}")
    scores = f1_score(truth, told, labels=FEELINGS, average=None).round(3).tolist()
    print(f"  by label {dict(zip(FEELINGS, scores, strict=True))}")
    print(f"  rows true, columns told, {FEELINGS}: {confusion_matrix(truth, told, labels=FEELINGS).tolist()}")
    for language, places in by_language(rows).items():
        share = sum(truth[place] == told[place] for place in places) / len(places)
        print(f"  {language}: accuracy {share:.3f} of {len(places)}")
    sure = [place for place, result in enumerate(results) if not result.sentiment.unsure]
    right = sum(truth[place] == told[place] for place in sure) / len(sure)
    print(f"  sure of {len(sure) / len(rows):.3f}, right there {right:.3f}")


def urgency(rows: list[dict[str, str]], results: list[Triage]) -> None:
    truth = [LEVELS.index(row["urgency"]) for row in rows]
    told = [LEVELS.index(result.urgency.label) for result in results]
    exact = sum(one == other for one, other in zip(truth, told, strict=True)) / len(rows)
    near = sum(abs(one - other) <= 1 for one, other in zip(truth, told, strict=True)) / len(rows)
    print(f"urgency: {len(rows)} texts, exact {exact:.3f}, within one step {near:.3f}")
    print(f"  rows true, columns told, {LEVELS}: {confusion_matrix(truth, told, labels=range(4)).tolist()}")
    for name, chosen in (("urgent", truth), ("urgent and calm", [3 * bool(row["calm"]) for row in rows])):
        found = [told[place] == 3 for place, level in enumerate(chosen) if level == 3]
        low, high = wilson(sum(found), len(found))
        lost = sum(told[place] < 2 for place, level in enumerate(chosen) if level == 3)
        share = f"{sum(found)}/{len(found)} = {sum(found) / len(found):.3f} [{low:.3f}, {high:.3f}]"
        print(f"  recall of {name}: {share}, below high: {lost}")
    called = [truth[place] for place, level in enumerate(told) if level == 3]
    print(f"  precision of urgent: {called.count(3)}/{len(called)} = {called.count(3) / len(called):.3f}")
    feelings = [-result.sentiment.score for result in results]
    print(
        f"  queue order, Kendall tau-b: {tau(truth, told):.3f}; by negative sentiment alone: {tau(truth, feelings):.3f}"
    )
    for language, places in by_language(rows).items():
        print(f"  {language}: exact {sum(truth[place] == told[place] for place in places) / len(places):.3f}")


def by_language(rows: list[dict[str, str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row["language"]].append(place)
    return places


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share; all of it where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return middle - reach, middle + reach


def tau(truth: list[int], told: list[float]) -> float:
    """Kendall's tau-b: agreement of two orders, ties allowed for."""
    agree = one_tied = other_tied = pairs = 0
    for place in range(len(truth)):
        for later in range(place + 1, len(truth)):
            first, second = truth[place] - truth[later], told[place] - told[later]
            agree += (first * second > 0) - (first * second < 0)
            one_tied += first == 0
            other_tied += second == 0
            pairs += 1
    return agree / math.sqrt((pairs - one_tied) * (pairs - other_tied))


if __name__ == "__main__":
    main()
