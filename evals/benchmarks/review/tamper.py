"""Edits, deletions, swaps and truncations of single records in a log of 500 must be found, and named right.

    python evals/benchmarks/review/tamper.py --entries 500

The log is written by a real store on SQLite, and read back; what somebody with access to the database could do is
done to the records that were read. Prints one JSON object; exits with 1 when anything was missed.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from places import KEY, example, places, snapshot, unchanged

from copilot.models import Decision
from copilot.review import Entry, Head, open_reviews
from copilot.review.chain import linked, verify_chain
from copilot.review.keys import Keys

KEYS, STRANGER = Keys(KEY), Keys(b"e" * 32)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=500)
    given = parser.parse_args()
    with places("sqlite", None) as made:
        log, head = written(next(made), given.entries)
    tried: dict[str, int] = {}
    missed: list[str] = []
    for kind, first_bad, changed in chain(edits(log), removals(log), swaps(log)):
        tried[kind] = tried.get(kind, 0) + 1
        if verify_chain(changed, head, KEYS).bad != first_bad:
            missed.append(f"{kind} at {first_bad}")
    print(json.dumps({"entries": len(log), "tried": tried, "missed": missed}))
    return 1 if missed else 0


def written(place: str, entries: int) -> tuple[tuple[Entry, ...], Head]:
    """The log of a store in which reviews went from submission to sent."""
    store = open_reviews(place, key=KEY)
    for number in range(entries // 5):
        review_id = store.submit(example(number), snapshot(number)).id
        store.claim(review_id, "ana")
        store.decide(review_id, Decision(kind="approve", agent="ana"))
        store.release(review_id, "key", unchanged)
        store.confirm_sent(review_id, "key")
    log, head = store.log(), store.head()
    store.close()
    return log, head


def edits(log: Sequence[Entry]) -> Iterator[tuple[str, int, Sequence[Entry]]]:
    """Every field of every record, changed; and every record hashed anew by somebody who has not the key."""
    for place, entry in enumerate(log):
        for field in fields(Entry):
            value = getattr(entry, field.name)
            other = value + 1 if isinstance(value, int) else f"{value}0" if value else "x"
            yield f"edit of {field.name}", place + 1, _with(log, place, replace(entry, **{field.name: other}))
        yield "edit, hashed anew", place + 1, _with(log, place, linked(replace(entry, agent="eve"), STRANGER))


def removals(log: Sequence[Entry]) -> Iterator[tuple[str, int, Sequence[Entry]]]:
    """Every record deleted, every record doubled, and the log cut off before every record."""
    for place, entry in enumerate(log):
        yield "deletion", place + 1, [*log[:place], *log[place + 1 :]]
        yield "doubling", place + 2, [*log[: place + 1], entry, *log[place + 1 :]]
        yield "truncation", place + 1, log[:place]


def swaps(log: Sequence[Entry]) -> Iterator[tuple[str, int, Sequence[Entry]]]:
    """Every record exchanged with its neighbour and with every tenth one after that."""
    for place in range(len(log)):
        for other in range(place + 1, len(log), 10):
            changed = list(log)
            changed[place], changed[other] = log[other], log[place]
            yield "swap", place + 1, changed


def _with(log: Sequence[Entry], place: int, entry: Entry) -> Sequence[Entry]:
    return [*log[:place], entry, *log[place + 1 :]]


if __name__ == "__main__":
    sys.exit(main())
