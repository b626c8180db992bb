"""Many processes decide about the same reviews at once; every review must be decided exactly once.

    python evals/benchmarks/review/race.py --kind sqlite --reviews 2000 --processes 8

Each process goes through all reviews in an order of its own, decides about each in its own way, and then tries to
release each. Prints one JSON object; exits with 1 when a promise was broken.
"""

import argparse
import json
import multiprocessing
import random
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
from places import KEY, example, places, snapshot, unchanged

from copilot.errors import NotReleased, ReviewConflict
from copilot.models import Decision
from copilot.review import open_reviews


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--reviews", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--url", help="a PostgreSQL server that is running already")
    given = parser.parse_args()
    with places(given.kind, given.url) as made:
        found = race(next(made), given.reviews, given.processes)
    print(json.dumps({"kind": given.kind, "processes": given.processes, **found}))
    return 0 if found["kept"] else 1


def race(place: str, reviews: int, processes: int) -> dict[str, object]:
    """What came of it: counts, seconds, and whether every promise was kept."""
    store = open_reviews(place, key=KEY)
    started = perf_counter()
    for number in range(reviews):
        store.submit(example(number), snapshot(number))
    submitting = perf_counter() - started
    store.close()
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    for step in (_decide_all, _release_all):
        started = perf_counter()
        workers = [context.Process(target=step, args=(place, reviews, agent, results)) for agent in range(processes)]
        for worker in workers:
            worker.start()
        told = [results.get() for _ in workers]
        for worker in workers:
            worker.join()
        if step is _decide_all:
            deciding, won, lost = perf_counter() - started, sum(w for w, _ in told), sum(n for _, n in told)
        else:
            releasing, released = perf_counter() - started, [number for numbers, _ in told for number in numbers]
    store = open_reviews(place, key=KEY)
    decided = Counter(entry.review_id for entry in store.log() if entry.kind == "decided")
    states = {review.id: review.state for review in store.list()}
    approved = {entry.review_id for entry in store.log() if entry.told.get("decision") == "approve"}
    kept = {
        "decided once each": won == reviews and set(decided.values()) == {1} and len(decided) == reviews,
        "none lost": len(states) == reviews,
        "released are the approved, once each": Counter(released) == Counter(approved),
        "log sound": store.verify().sound,
    }
    store.close()
    return {
        "reviews": reviews,
        "submissions_per_second": round(reviews / submitting),
        "decisions_per_second": round(reviews / deciding),
        "attempts_per_second": round((won + lost) / deciding),
        "lost_races": lost,
        "released": len(released),
        "releases_per_second": round(len(released) / releasing),
        "states": dict(sorted(Counter(states.values()).items())),
        "promises": kept,
        "kept": all(kept.values()),
    }


def _decide_all(place: str, reviews: int, agent: int, results: "multiprocessing.Queue[object]") -> None:
    store = open_reviews(place, key=KEY)
    order = random.Random(agent).sample(range(reviews), reviews)
    won = lost = 0
    for number in order:
        kind = "approve" if (number + agent) % 4 else "reject"
        reason = "not this one" if kind == "reject" else None
        try:
            store.decide(f"r{number}", Decision(kind=kind, agent=f"agent {agent}", reason=reason))
            won += 1
        except ReviewConflict:
            lost += 1
    store.close()
    results.put((won, lost))


def _release_all(place: str, reviews: int, agent: int, results: "multiprocessing.Queue[object]") -> None:
    store = open_reviews(place, key=KEY)
    order = random.Random(100 + agent).sample(range(reviews), reviews)
    released, refused = [], 0
    for number in order:
        try:
            store.release(f"r{number}", f"sending of agent {agent}", unchanged)
            released.append(f"r{number}")
        except (NotReleased, ReviewConflict):
            refused += 1
    store.close()
    results.put((released, refused))


if __name__ == "__main__":
    sys.exit(main())
