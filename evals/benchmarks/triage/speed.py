"""Tickets a second and memory of `classify_many`.

    python evals/benchmarks/triage/speed.py [TICKETS]

The whole tickets of tickets_requests.jsonl, over and over, 200 of them unless told. Processor time stands beside the
clock, which other work on the machine slows.
"""

import json
import resource
import sys
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time

from copilot.models import Message, Shop, Ticket
from copilot.triage import classify_many


def main(count: int) -> None:
    path = Path(__file__).with_name("tickets_requests.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    now = datetime(2026, 11, 22, tzinfo=UTC)
    tickets = (
        Ticket(
            id=str(number),
            channel=row["channel"],
            subject=row["subject"],
            created_at=now,
            messages=[Message(author="customer", body=f"{row['text']} {number}")],
        )
        for number, row in enumerate(islice(cycle(rows), count + 1))
    )
    started = perf_counter()
    list(classify_many(islice(tickets, 1), shop=Shop()))
    print(f"first ticket, models loaded with it: {perf_counter() - started:.2f} s")
    started, busy = perf_counter(), process_time()
    done = sum(1 for _ in classify_many(tickets, shop=Shop()))
    took, busy = perf_counter() - started, process_time() - busy
    print(f"{done} tickets: {done / took:.0f} a second by the clock, {busy / done * 1000:.1f} ms of one core each")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
