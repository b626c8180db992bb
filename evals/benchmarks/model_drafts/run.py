"""Drafts by a live model, ticket by ticket: what the checks find in the first, after repair, and what is offered.

    python evals/benchmarks/model_drafts/run.py --shop DIR --knowledge DIR --tickets FILE --model openai:local \
        --base-url http://127.0.0.1:8080/v1 --out drafts.jsonl [--limit 10] [--seconds 600] [--minutes 20]

Resumable: tickets that stand in the output are passed over, and each result is written as it comes. `--minutes` ends
the run before the next ticket. `--report` only sums up what is there.
"""

import argparse
import json
import time
from pathlib import Path

from copilot import Copilot, Settings
from copilot.checks import check
from copilot.drafting import write
from copilot.models import Draft, Finding, Ticket, read_lines, verdict


def main() -> None:
    options = arguments()
    done = [json.loads(line) for line in options.out.read_text().splitlines()] if options.out.exists() else []
    if not options.report:
        known = {row["ticket"] for row in done}
        tickets = [t for _, t in read_lines(options.tickets, Ticket) if isinstance(t, Ticket) and t.id not in known]
        started = time.monotonic()
        settings = Settings(
            shop=options.shop,
            knowledge=options.knowledge,
            model=options.model,
            base_url=options.base_url,
            model_timeout=options.seconds,
            model_context=options.context,
            model_options={"temperature": 0, "max_tokens": 600},
        )
        with Copilot(settings) as copilot, options.out.open("a", encoding="utf-8") as out:
            for ticket in tickets[: options.limit]:
                if time.monotonic() - started > options.minutes * 60:
                    break
                row = drafted(copilot, ticket)
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
                done.append(row)
    summary(done)


def drafted(copilot: Copilot, ticket: Ticket) -> dict[str, object]:
    """One ticket: the verdict on every draft that the model wrote, and on what is offered in the end."""
    evidence = copilot.gather(ticket)
    triage = copilot.classify(evidence)
    seen: list[tuple[str, tuple[Finding, ...]]] = []

    def found(draft: Draft) -> tuple[Finding, ...]:
        findings = check(draft.text, draft.language, evidence)
        seen.append((draft.text, findings))
        return findings

    assert copilot.writer is not None
    started = time.monotonic()
    written = write(evidence, triage, copilot.writer, check=found, mend=lambda draft: copilot.mend(draft, evidence))
    seconds = round(time.monotonic() - started, 1)
    offered, findings = copilot.mend(written.draft, evidence)
    return {
        "ticket": ticket.id,
        "author": offered.author,
        "drafts": [
            {"text": text, "verdict": named(list(found)), "rules": sorted({f.rule for f in found})}
            for text, found in seen
        ],
        "offered": {
            "text": offered.text,
            "verdict": named(list(findings)),
            "rules": sorted({f.rule for f in findings}),
        },
        "notices": [notice.message for notice in written.notices],
        "calls": [dict(call) for call in written.calls],
        "seconds": seconds,
    }


def named(findings: list[Finding]) -> str:
    blocked, clean = verdict(findings)
    return "blocked" if blocked else "clean" if clean else "unsure"


def summary(rows: list[dict]) -> None:
    """The figures, with how many tickets they are of."""
    answered = [row for row in rows if row["drafts"]]
    print(f"tickets {len(rows)}, answered by the model {len(answered)}")
    if not answered:
        return
    for name, of in (("first", lambda row: row["drafts"][0]), ("last", lambda row: row["drafts"][-1])):
        verdicts = [of(row)["verdict"] for row in answered]
        print(f"{name} draft: " + ", ".join(f"{v} {verdicts.count(v)}" for v in ("clean", "unsure", "blocked")))
    offered = [row["offered"]["verdict"] for row in rows]
    print("offered: " + ", ".join(f"{v} {offered.count(v)}" for v in ("clean", "unsure", "blocked")))
    print(f"offered by the model {sum(row['author'] == 'model' for row in rows)}")
    calls = [call for row in rows for call in row["calls"]]
    for stage in ("write", "repair"):
        of = [call for call in calls if call["stage"] == stage and "tokens_in" in call]
        if of:
            seconds, tokens_in, tokens_out = (
                sum(call[key] for call in of) / len(of) for key in ("seconds", "tokens_in", "tokens_out")
            )
            print(f"{stage}: {len(of)} calls, mean {seconds:.1f} s, {tokens_in:.0f} tokens in, {tokens_out:.0f} out")
    failures = [call["error"] for call in calls if "error" in call]
    print("failed calls: " + (", ".join(f"{r} {failures.count(r)}" for r in sorted(set(failures))) or "none"))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path)
    parser.add_argument("--knowledge", type=Path, action="append")
    parser.add_argument("--tickets", type=Path)
    parser.add_argument("--model", default="openai:local")
    parser.add_argument("--base-url")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--minutes", type=float, default=10_000)
    parser.add_argument("--context", type=int, default=12_000)
    parser.add_argument("--report", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
