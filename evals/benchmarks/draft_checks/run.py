"""How many corrupted drafts are shown as clean, and how many correct ones are not.

python evals/benchmarks/draft_checks/run.py SHOP --knowledge DIR [--knowledge DIR] [--drafts 200] [--show 5]
"""

import random
import re
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

from drafts import write
from mutations import mutations

from copilot.checks import check
from copilot.evidence import Evidence, gather
from copilot.knowledge import load_documents
from copilot.models import Customer, Finding, Order, Ticket, read_lines, verdict
from copilot.orders import FolderStore, read_shop
from copilot.policy import scoped_clauses


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("shop", type=Path)
    parser.add_argument("--knowledge", type=Path, action="append", default=[])
    parser.add_argument("--drafts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="wrong verdicts to print, of each kind")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    seconds = []
    for evidence, stranger in customers(args.shop, args.knowledge, args.drafts, rng):
        if not (orders := speakable(evidence)):
            continue
        written = write(evidence, rng.choice(orders), rng)
        text = written.text()
        began = process_time()
        findings = check(text, "en", evidence)
        seconds.append(process_time() - began)
        _count(outcomes["correct"], findings)
        outcomes["correct"]["number"] += _numbers_known(text, evidence)
        if not verdict(list(findings))[1] and shown["correct"] < args.show:
            shown["correct"] += 1
            _show("correct", text, findings)
        for kind, (corrupted, start, end) in mutations(written, evidence, stranger, rng):
            found = check(corrupted, "en", evidence)
            there = [f for f in found if f.start is None or (f.end is not None and f.start < end and start < f.end)]
            _count(outcomes[kind], there)
            outcomes[kind]["number"] += _numbers_known(corrupted, evidence)
            if verdict(there)[1] and shown[kind] < args.show:
                shown[kind] += 1
                _show(f"{kind}: {corrupted[start:end]!r}", corrupted, found)
    _report(outcomes, seconds)


def speakable(evidence: Evidence) -> list[Order]:
    """The orders that drafts are written about."""
    told = ("pending", "processed", "shipped", "delivered", "cancelled")
    return [order for order in evidence.orders if order.status in told]


def customers(shop: Path, knowledge: list[Path], number: int, rng: random.Random) -> list[tuple[Evidence, Customer]]:
    """So many customers with the evidence of a ticket, and another customer to each."""
    store, settings = FolderStore(shop), read_shop(shop)
    documents = load_documents(knowledge)
    clauses = scoped_clauses(documents)
    customers = [c for _, c in read_lines(shop / "customers.jsonl", Customer) if isinstance(c, Customer)]
    rng.shuffle(customers)
    found = []
    for turn in range(number):
        customer = customers[turn % len(customers)]
        ticket = Ticket.model_validate(
            {"id": f"t{turn}", "channel": "email", "customer_id": customer.id,
             "messages": [{"author": "customer", "body": "Could you tell me about my order, please?"}]}
        )  # fmt: skip
        at = datetime(2026, 11, 20, 12, tzinfo=UTC)
        evidence = gather(
            ticket, store=store, shop=settings, clauses=clauses, index=None, as_of=at, documents=documents
        )
        strangers = [
            c
            for c in customers
            if not {p.casefold() for p in c.name.split()} & {p.casefold() for p in customer.name.split()}
        ]
        found.append((evidence, rng.choice(strangers)))
    return found


def _numbers_known(text: str, evidence: Evidence) -> bool:
    """The baseline: whether every number of the text stands somewhere in the evidence."""
    known = {figure for fact in evidence.facts for figure in _FIGURE.findall(fact.value)}
    return all(figure in known for figure in _FIGURE.findall(text))


_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def _interval(part: int, whole: int) -> str:
    """Wilson's 95 % interval of a share."""
    share, z = part / whole, 1.96
    middle, half = share + z * z / (2 * whole), z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return f"{max(0.0, (middle - half) / (1 + z * z / whole)):.3f}-{(middle + half) / (1 + z * z / whole):.3f}"


def _count(counter: Counter[str], findings: "tuple[Finding, ...] | list[Finding]") -> None:
    blocked, clean = verdict(list(findings))
    counter["blocked" if blocked else "clean" if clean else "unsure"] += 1


def _show(title: str, text: str, findings: "tuple[Finding, ...]") -> None:
    print(f"--- {title}\n{text}")
    for finding in findings:
        print(f"    * {finding.rule} {finding.status} {finding.says!r}: {finding.message}")


def _report(outcomes: dict[str, Counter[str]], seconds: list[float]) -> None:
    print(f"{'kind':28} {'n':>5} {'clean':>7} {'unsure':>7} {'blocked':>8}  {'clean, 95 %':13} numbers known")
    shares = []
    for kind, counter in sorted(outcomes.items(), key=lambda entry: (entry[0] != "correct", entry[0])):
        n = counter["clean"] + counter["unsure"] + counter["blocked"]
        shares_of = " ".join(f"{counter[word] / n:7.3f}" for word in ("clean", "unsure", "blocked"))
        print(f"{kind:28} {n:5} {shares_of}   {_interval(counter['clean'], n):13} {counter['number'] / n:.3f}")
        if kind != "correct":
            shares.append(counter["clean"] / n)
    print(
        f"corrupted shown as clean: mean over {len(shares)} kinds {sum(shares) / len(shares):.3f}, worst {max(shares):.3f}"
    )
    ordered = sorted(seconds)
    print(
        f"check: {len(seconds)} drafts, median {ordered[len(ordered) // 2] * 1000:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
