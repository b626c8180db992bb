"""Is every review made again, from what was kept of it, the same as the first time?

    python evals/benchmarks/review/replay.py --shop DIR --knowledge DIR [--knowledge DIR] --tickets FILE [--limit N]

Each ticket is prepared, and its review replayed in another process of thought: with a shop that is empty and an index
that is never asked. Then the last day of every return, and the first fee, is changed in the policy, and it is replayed
under the policy of today. Prints one JSON object: how many were identical, what differed, processor time a review.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from copilot.errors import Fault
from copilot.models import Customer, Order, Product, Ticket, Window, read_lines
from copilot.pipeline import Copilot
from copilot.policy import ScopedClause
from copilot.settings import Settings


class NoShop:
    """A shop that knows nobody: what a replay needs was kept."""

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        return None

    def orders(self, customer_id: str) -> Sequence[Order]:
        return ()

    def product(self, id: str) -> Product | None:
        return None


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, required=True, action="append")
    parser.add_argument("--tickets", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    tickets = [found for _, found in read_lines(given.tickets, Ticket) if not isinstance(found, Fault)][: given.limit]
    with Copilot(Settings(shop=given.shop, knowledge=given.knowledge)) as copilot:
        started = time.process_time()
        prepared = [copilot.prepare(ticket).id for ticket in tickets]
        took = time.process_time() - started
        copilot.orders = NoShop()
        started = time.process_time()
        replays = [copilot.replay(review) for review in prepared]
        again = time.process_time() - started
        copilot.clauses = tuple(shorter(scoped) for scoped in copilot.clauses)
        today = [copilot.replay(review, policy="today") for review in prepared]
    differing = Counter(difference.place.split(".")[0] for found in replays for difference in found.differences)
    figures = {
        "reviews": len(replays),
        "identical": sum(found.identical for found in replays),
        "differences": differing,
        "under a shorter policy, reviews that differ": sum(not found.identical for found in today),
        "and drafts that differ": sum(any(d.place == "draft.text" for d in found.differences) for found in today),
        "milliseconds of processor time to prepare, to replay": [
            round(1000 * seconds / len(prepared), 1) for seconds in (took, again)
        ],
    }
    print(json.dumps(figures, indent=1))
    return 0 if all(found.identical for found in replays) else 1


def shorter(scoped: ScopedClause) -> ScopedClause:
    """The clause with a day less to return things."""
    clause = scoped.clause
    if clause.about != "return" or clause.window is None:
        return scoped
    window = Window.model_validate({**clause.window.model_dump(by_alias=True), "days": clause.window.days - 1})
    return replace(scoped, clause=clause.model_copy(update={"window": window}))


if __name__ == "__main__":
    sys.exit(main())
