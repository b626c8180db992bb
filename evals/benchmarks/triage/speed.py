"""Tickets a second and memory of `classify_many`.

    python evals/benchmarks/triage/speed.py

The texts of messages.jsonl in order, as tickets of one message. Processor time stands beside the clock, which other work
on the machine slows.
"""

import json
import resource
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from copilot.models import Message, Shop, Ticket
from copilot.triage import classify_many

TICKETS = 200


def main() -> None:
    rows = [json.loads(line) for line in Path(__file__).with_name("messages.jsonl").read_text("utf-8").splitlines()]
    now = datetime(2026, 11, 22, tzinfo=UTC)
    tickets = [
        Ticket(id=str(number), channel="email", created_at=now, messages=[Message(author="customer", body=row["text"])])
        for number, row in enumerate(rows[: TICKETS + 1])
    ]
    started = perf_counter()
    list(classify_many(tickets[:1], shop=Shop()))
    print(f"first ticket, models loaded with it: {perf_counter() - started:.2f} s")
    started, busy = perf_counter(), process_time()
    list(classify_many(tickets[1:], shop=Shop()))
    took, busy = perf_counter() - started, process_time() - busy
    print(
        f"{TICKETS} tickets: {TICKETS / took:.0f} a second by the clock, {busy / TICKETS * 1000:.1f} ms of one core each"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
