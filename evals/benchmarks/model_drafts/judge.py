"""What the checks say today of the replies that `record.py` kept, and a sheet of them to be read without the verdicts.

    python evals/benchmarks/model_drafts/judge.py --shop DIR --knowledge DIR --tickets FILE --replies replies.jsonl \
        [--sheet sheet.jsonl] [--among other.jsonl]

Each reply goes through the flow as if the model had given it just now and were gone afterwards, so nothing is written
anew: what is offered is the first draft, mended where a fix is certain, or the composer's. The sheet gets a line for
each text that it does not hold yet, first drafts and what is offered, without a verdict; with a `wrong` of true or false
in its lines the next call says how many of each verdict are wrong in truth, with the exact 95 % interval. `--among` leaves out
tickets that another file has no reply to: to compare two prompts on the same tickets.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from copilot import Copilot, Settings
from copilot.drafting import answer, compose, doubts, open_writer, write
from copilot.errors import ModelError
from copilot.llm import Answer, Message
from copilot.models import Draft, Finding, Ticket, read_lines, verdict


class Recorded:
    """A ChatModel that gives one recorded reply and is gone for every call after that."""

    def __init__(self, reply: dict[str, object]) -> None:
        self.name = "recorded"
        self._replies = [reply]

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        if not self._replies:
            raise ModelError("only one reply was recorded", "refused")
        reply = self._replies.pop()
        return Answer(record.model_validate(reply), json.dumps(reply), 0, 0)


def main() -> None:
    options = arguments()
    rows = lines(options.replies)
    replies = {row["ticket"]: row["reply"] for row in rows if "reply" in row}
    if options.among:
        others = {row["ticket"] for row in lines(options.among) if "reply" in row}
        rows = [row for row in rows if row["ticket"] in others]
        replies = {ticket: reply for ticket, reply in replies.items() if ticket in others}
    settings = Settings(shop=options.shop, knowledge=options.knowledge)
    with Copilot(settings) as copilot:
        tickets = [t for _, t in read_lines(options.tickets, Ticket) if isinstance(t, Ticket) and t.id in replies]
        judged = [judge(copilot, ticket, replies[ticket.id]) for ticket in tickets]
    print(f"tickets asked {len(rows)}, answered {len(judged)}")
    print("first draft:", dict(Counter(row["first"] for row in judged)))
    for status in ("violated", "unchecked"):
        count = sum(bool(VALUES & row[status]) for row in judged)
        print(
            f"first drafts with a value {status}: {count}; values by slot in all: {sum(row['slots'] for row in judged)}"
        )
    print("offered:", dict(Counter((row["author"], row["verdict"]) for row in judged)))
    timed = [row for row in rows if "seconds" in row]
    for what in ("seconds", "tokens_in", "tokens_out") if timed else ():
        print(f"mean {what}: {sum(row[what] for row in timed if 'reply' in row) / len(timed):.0f}")
    if options.sheet:
        sheet = lines(options.sheet) if options.sheet.exists() else []
        read = {(row["ticket"], row["text"]): row.get("wrong") for row in sheet}
        audit(judged, read)
        unread = dict.fromkeys((row["ticket"], row["asked"], text) for row in judged for text in (row["first_text"], row["text"])
                               if text and (row["ticket"], text) not in read)  # fmt: skip
        with options.sheet.open("a", encoding="utf-8") as out:
            for ticket, asked, text in unread:
                print(json.dumps({"ticket": ticket, "asked": asked, "text": text}, ensure_ascii=False), file=out)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


VALUES = frozenset({"F001", "F002", "F004", "F005", "F006", "F007", "F011"})
"""Amounts, dates, ids, durations, percentages, counts, ways to pay."""


def judge(copilot: Copilot, ticket: Ticket, reply: dict[str, object]) -> dict:
    """The verdict on the first draft, and on what is offered."""
    evidence = copilot.gather(ticket)
    writer = open_writer(copilot.settings, Recorded(reply), {s.clause.id: s.clause.quote for s in copilot.clauses})
    assert writer is not None
    seen: list[tuple[str, str]] = []
    first_found: dict[str, set[str]] = {"violated": set(), "unchecked": set()}
    slots = 0

    def check(draft: Draft) -> tuple[Finding, ...]:
        nonlocal slots
        findings = copilot.findings(draft.text, draft.language, evidence, draft.slots)
        if not seen:
            slots = sum(not slot.fact.endswith(".name") for slot in draft.slots)
            for finding in findings:
                first_found[finding.status].add(finding.rule)
        seen.append((draft.text, named(findings)))
        return findings

    triage = copilot.classify(evidence)
    answered = answer(evidence, triage)
    written = write(
        evidence, triage, writer, check=check, mend=lambda draft: copilot.mend(draft, evidence),
        otherwise=lambda: compose(answered),
    )  # fmt: skip
    draft, findings = copilot.mend(written.draft, evidence)
    if draft.author == "composer":
        findings = (*findings, *doubts(answered))
    first_text, first = seen[0] if seen else ("", "none")
    if first != "blocked" and written.attempt:
        first = "set aside"  # for what no rule reads: another language, a slot that nobody knows, a refusal to help
    return {"ticket": ticket.id, "asked": ticket.last_said, "first_text": first_text, "first": first,
            **first_found, "slots": slots, "author": draft.author, "text": draft.text, "verdict": named(findings)}  # fmt: skip


def audit(judged: Sequence[dict], read: dict[tuple[str, str], bool | None]) -> None:
    """Of the first drafts and of what is offered, by verdict, how many are wrong in truth, by the sheet."""
    from scipy.stats import binomtest

    for name, text_, verdict_ in (("first drafts", "first_text", "first"), ("offered", "text", "verdict")):
        for kind in ("clean", "unsure", "set aside", "blocked"):
            rows = [row for row in judged if row[verdict_] == kind]
            told = [wrong for row in rows if (wrong := read.get((row["ticket"], row[text_]))) is not None]
            if told:
                low, high = binomtest(sum(told), len(told)).proportion_ci()
                print(f"{name} {kind}: {sum(told)} of {len(told)} wrong ({low:.3f} to {high:.3f}), {len(rows)} in all")
    for author in ("model", "composer"):
        clean = [row for row in judged if (row["author"], row["verdict"]) == (author, "clean")]
        told = [wrong for row in clean if (wrong := read.get((row["ticket"], row["text"]))) is not None]
        if told:
            low, high = binomtest(sum(told), len(told)).proportion_ci()
            print(f"offered clean, by the {author}: {sum(told)} of {len(told)} wrong ({low:.3f} to {high:.3f})")


def named(findings: Sequence[Finding]) -> str:
    blocked, clean = verdict(list(findings))
    return "blocked" if blocked else "clean" if clean else "unsure"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, action="append", required=True)
    parser.add_argument("--tickets", type=Path, required=True)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--among", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
