"""Processes are killed at random points; nothing that was acknowledged may be missing afterwards.

    python evals/benchmarks/review/crash.py --kind sqlite --runs 200

In each run a process takes reviews from submission to sent and says after each step that it was done, until it is
killed with SIGKILL; then the store is opened again. Every tenth run begins with an empty database. In three runs of
four the time until the kill counts from the first step, in the fourth from the start, so that opening is hit too.
Prints one JSON object; exits with 1 when a promise was broken.
"""

import argparse
import json
import multiprocessing
import os
import random
import select
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import sleep

sys.path.insert(0, str(Path(__file__).parent))
from places import KEY, example, places, snapshot, unchanged

from copilot.models import Decision
from copilot.review import open_reviews

STEPS = ("pending", "claimed", "approved", "released", "sent")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="a PostgreSQL server that is running already")
    given = parser.parse_args()
    with places(given.kind, given.url) as made:
        found = crash(made, given.runs, random.Random(given.seed))
    print(json.dumps({"kind": given.kind, **found}))
    return 0 if not found["broken"] else 1


def crash(made: Iterator[str], runs: int, chance: random.Random) -> dict[str, object]:
    """How many runs were killed, after how many acknowledged steps, and what was broken."""
    context = multiprocessing.get_context("fork")
    acknowledged: dict[str, str] = {}
    broken: list[str] = []
    steps, last = 0, Counter[str]()
    place = ""
    for run in range(runs):
        if run % 10 == 0:
            place, acknowledged = next(made), {}
        reading, writing = os.pipe()
        worker = context.Process(target=_work, args=(place, run, writing))
        worker.start()
        os.close(writing)
        if run % 4:
            select.select([reading], [], [], 30)
        sleep(chance.uniform(0.0, 0.25))
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join()
        with os.fdopen(reading) as told:
            lines = [line.split() for line in told.read().splitlines(keepends=True) if line.endswith("\n")]
        acknowledged |= dict(lines)
        steps += len(lines)
        last[lines[-1][1] if lines else "none"] += 1
        store = open_reviews(place, key=KEY)
        states = {review.id: review.state for review in store.list()}
        for review_id, state in acknowledged.items():
            if review_id not in states or STEPS.index(states[review_id]) < STEPS.index(state):
                broken.append(f"run {run}: {review_id} was {state}, is {states.get(review_id)}")
        if not (found := store.verify()).sound:
            broken.append(f"run {run}: {found.problem}")
        store.close()
    return {"runs": runs, "acknowledged_steps": steps, "last_step_before_the_kill": dict(last), "broken": broken}


def _work(place: str, run: int, acknowledge: int) -> None:
    store = open_reviews(place, key=KEY)
    for number in range(run * 10_000, (run + 1) * 10_000):
        review_id = store.submit(example(number), snapshot(number)).id
        os.write(acknowledge, f"{review_id} pending\n".encode())
        store.claim(review_id, "ana")
        os.write(acknowledge, f"{review_id} claimed\n".encode())
        store.decide(review_id, Decision(kind="approve", agent="ana"))
        os.write(acknowledge, f"{review_id} approved\n".encode())
        store.release(review_id, "key", unchanged)
        os.write(acknowledge, f"{review_id} released\n".encode())
        store.confirm_sent(review_id, "key")
        os.write(acknowledge, f"{review_id} sent\n".encode())


if __name__ == "__main__":
    sys.exit(main())
