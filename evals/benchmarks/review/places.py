"""Where the benchmarks keep their reviews, and the reviews they keep."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from copilot.models import Draft, Fact, Intent, Review, Sentiment, Triage, Urgency
from copilot.review import Fresh, Snapshot

KEY = bytes(range(32))


@contextmanager
def places(kind: str, url: str | None) -> Iterator[Iterator[str]]:
    """Any number of empty databases: files for "sqlite", schemas on the server, or one of its own, for "postgres"."""
    with tempfile.TemporaryDirectory(prefix="reviews-") as folder:
        if kind == "sqlite":
            yield (str(Path(folder) / f"{number}.db") for number in range(1_000_000))
            return
        if url:
            yield (_schema(url, f"reviews_{uuid4().hex}") for _ in range(1_000_000))
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pgserver

            server = pgserver.get_server(tempfile.mkdtemp(prefix="reviews-"), cleanup_mode="delete")
        try:
            yield (_schema(server.get_uri(), f"reviews_{uuid4().hex}") for _ in range(1_000_000))
        finally:
            server.cleanup()


def example(number: int) -> Review:
    """A clean review, each of a ticket of its own."""
    order = f"#W{number}"
    facts = [Fact(f"f{i}", "status", f"role_{i}", f"order:{order}", "delivered", "orders.jsonl") for i in range(40)]
    return Review(
        id=f"r{number}",
        ticket_id=f"t{number}",
        as_of=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        triage=Triage(
            ticket=f"t{number}",
            sentiment=Sentiment(label="neutral", score=0.0, confidence=0.5),
            urgency=Urgency(label="normal"),
            intents=[Intent(label="return", confidence=0.9)],
            language="en",
        ),
        draft=Draft(text=f"Your order {order} was delivered on 12 November. " * 8, language="en", author="composer"),
        facts=facts,
        blocked=False,
        clean=True,
    )


def snapshot(number: int) -> Snapshot:
    """What the review of this number rests on; ten tickets come from one customer."""
    return Snapshot(customer_id=f"c{number // 10}", evidence={"orders": [{"id": f"#W{number}"}] * 10})


def unchanged(seen: Review) -> Fresh:
    """A re-check that finds everything as it was."""
    return Fresh(seen.facts, seen.entitlements, seen.findings, {})


def _schema(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"
