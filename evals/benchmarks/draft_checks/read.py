"""Sixty verdicts read by a person, and whether the checks of today say the same.

    python evals/benchmarks/draft_checks/read.py

`read.jsonl` holds 30 of the sample shop's gold replies, drawn at random, 26 of the composer's drafts, drawn at random,
and the four of a live model. Each was read beside its records and policies: is anything in it wrong, and is the
verdict right? `why` says what is not. They were read by the author of some of the rules.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from copilot import Copilot, Settings
from copilot.models import Ticket, read_lines, verdict

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
AUTHORS = {"gold reply": "agent", "composer": "composer", "model": "model"}


def main() -> None:
    rows = [json.loads(line) for line in (HERE / "read.jsonl").read_text("utf-8").splitlines()]
    tickets = {
        t.id: t for _, t in read_lines(ROOT / "evals/sample_shop/tickets.jsonl", Ticket) if isinstance(t, Ticket)
    }
    told: Counter[tuple[str, str, str, str]] = Counter()
    with Copilot(Settings(shop=ROOT / "evals/sample_shop/shop", knowledge=[ROOT / "knowledge_base"])) as copilot:
        for row in rows:
            now = _verdict(copilot, tickets[row["ticket"]], row)
            told[row["source"], row["reading"], row["verdict"], now] += 1
            if now != row["verdict"]:
                print(
                    f"{row['ticket']} {row['source']}: read as {row['verdict']}, now {now}; {row['reading']}. {row['why']}"
                )
    print(f"{'source':12} {'reading':8} {'verdict':8} {'now':8} drafts")
    for (source, reading, then, now), number in sorted(told.items()):
        print(f"{source:12} {reading:8} {then:8} {now:8} {number}")
    print(f"right: {sum(row['right'] for row in rows)} of {len(rows)}")


def _verdict(copilot: Copilot, ticket: Ticket, row: dict[str, Any]) -> str:
    evidence = copilot.gather(ticket)
    triage, text = copilot.classify(evidence), row.get("draft") or ticket.gold["reply"]
    own = copilot.write(evidence, triage).draft if row["source"] == "composer" else None
    slots = own.slots if own and own.text == text else ()  # as it was when it was read
    author: Any = AUTHORS[row["source"]]
    found = copilot.findings(text, row["language"], evidence, slots, triage=triage, author=author)
    blocked, clean = verdict(list(found))
    return "blocked" if blocked else "clean" if clean else "unsure"


if __name__ == "__main__":
    main()
