"""Triage on 200 tickets that another writer made for the sample shop without a look at triage.

    python evals/benchmarks/triage/blind.py [unseen]

Held out once, trained on since. "unseen" leaves out the tickets that were developed on: the first 60, and those with odd numbers.
"""

import sys
from collections import Counter
from pathlib import Path

from copilot.cli.parts import triages
from copilot.models import Ticket

HERE = Path(__file__).parent
STEPS = ("low", "normal", "high", "urgent")


def main(unseen: bool) -> None:
    tickets = [Ticket.model_validate_json(line) for line in (HERE / "blind.jsonl").read_text("utf-8").splitlines()]
    if unseen:
        tickets = [t for t in tickets if int(t.id[1:]) > 60 and int(t.id[1:]) % 2 == 0]
    found = list(triages(tickets, HERE.parent.parent / "sample_shop" / "shop", None))
    pairs = [(ticket.gold, triage) for ticket, triage in zip(tickets, found, strict=True)]
    apart = [abs(STEPS.index(gold["urgency"]) - STEPS.index(read.urgency.label)) for gold, read in pairs]
    urgent = [read.urgency.label for gold, read in pairs if gold["urgency"] == "urgent"]
    told = sum(read.urgency.label == "urgent" for _, read in pairs)
    risks = Counter(risk for gold, read in pairs for risk in gold["risks"] if risk not in read.risks)
    false = Counter(risk for gold, read in pairs for risk in read.risks if risk not in gold["risks"])
    print(f"tickets {len(pairs)}")
    print(f"urgency: exact {share(a == 0 for a in apart):.3f}, within one step {share(a <= 1 for a in apart):.3f}")
    print(f"urgent: {urgent.count('urgent')} of {len(urgent)} found, {told} told urgent, "
          f"{sum(label in STEPS[:2] for label in urgent)} below high")  # fmt: skip
    print(f"sentiment {share(gold['sentiment'] == read.sentiment.label for gold, read in pairs):.3f}")
    print(f"language {share(gold['language'] == read.language for gold, read in pairs):.3f}")
    print(f"intents: mean F1 {sum(map(f1, pairs)) / len(pairs):.3f}")
    print(f"risks missed {dict(risks)}, of {sum(len(gold['risks']) for gold, _ in pairs)}; false {dict(false)}")


def f1(pair: tuple) -> float:
    gold, read = set(pair[0]["intents"]), {intent.label for intent in pair[1].intents}
    return 2 * len(gold & read) / (len(gold) + len(read))


def share(of: object) -> float:
    kept = list(of)  # type: ignore[call-overload]
    return sum(kept) / len(kept)


if __name__ == "__main__":
    main("unseen" in sys.argv[1:])
