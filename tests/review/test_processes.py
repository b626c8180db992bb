"""Many processes, killed processes, threads, and a database that goes away."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from copilot.errors import NotReleased, ReviewConflict, ReviewError
from copilot.models import Decision
from copilot.review import ReviewStore, open_reviews

from .conftest import KEY, Clock
from .examples import SNAPSHOT, TEXT, review, unchanged

BENCHMARKS = Path(__file__).parents[2] / "evals" / "benchmarks" / "review"


def outcome(script: str, *options: str) -> dict[str, object]:
    """What a benchmark prints, at a size for a test."""
    command = [sys.executable, str(BENCHMARKS / script), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_of_several_processes_one_decides_and_nothing_unapproved_leaves(kind: str, postgres: str) -> None:
    found = outcome("race.py", "--kind", kind, "--url", postgres, "--reviews", "24", "--processes", "3")
    assert found["promises"] == {
        "decided once each": True,
        "none lost": True,
        "released are the approved, once each": True,
        "log sound": True,
    }
    assert found["lost_races"] == 48


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_process_that_is_killed_loses_nothing_that_it_acknowledged(kind: str, postgres: str) -> None:
    assert outcome("crash.py", "--kind", kind, "--url", postgres, "--runs", "5")["broken"] == []


def test_of_several_threads_one_decides(store: ReviewStore) -> None:
    def decide(agent: str) -> str:
        try:
            return store.decide("r1", Decision(kind="approve", agent=agent)).state
        except ReviewConflict:
            return "lost"

    store.submit(review(), SNAPSHOT)
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(decide, [f"agent {number}" for number in range(8)]))
    assert sorted(outcomes) == ["approved", *["lost"] * 7]
    assert len(store.decisions("r1")) == 1
    assert store.verify().sound


def test_a_database_that_is_opened_by_many_at_once_is_made_once(place: str | Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda _: open_reviews(place, key=KEY), range(8)))
    for number, store in enumerate(stores):
        store.submit(review(f"r{number}", ticket_id=f"t{number}"), SNAPSHOT)
        store.close()
    again = open_reviews(place, key=KEY)
    assert len(again.list()) == 8
    assert again.verify().sound
    again.close()


def test_the_log_can_be_verified_while_others_write(place: str | Path) -> None:
    writer, reader = open_reviews(place, key=KEY), open_reviews(place, key=KEY)

    def write() -> None:
        for number in range(40):
            writer.submit(review(f"r{number}", ticket_id=f"t{number}"), SNAPSHOT)

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(write)
        while not writing.done():
            assert reader.verify().problem is None
        writing.result()
    writer.close()
    reader.close()


def test_of_several_keys_at_once_one_gets_the_text(store: ReviewStore) -> None:
    def release(key: str) -> str:
        try:
            return store.release("r1", key, unchanged)
        except (NotReleased, ReviewConflict):
            return "refused"

    store.submit(review(), SNAPSHOT)
    store.decide("r1", Decision(kind="approve", agent="ana"))
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(release, [f"key {number}" for number in range(8)]))
    assert sorted(outcomes) == sorted([TEXT, *["refused"] * 7])


def test_a_database_that_goes_away_in_the_middle_acknowledges_nothing(new_database: Callable[[], str]) -> None:
    url = new_database()
    away = False

    def clock() -> datetime:
        if away:  # the clock is read inside the transaction
            with psycopg.connect(url, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    store = open_reviews(url, key=KEY, clock=clock)
    store.submit(review(), SNAPSHOT)
    away = True
    with pytest.raises(ReviewError, match=r"could not be written: .*; nothing half done was kept"):
        store.decide("r1", Decision(kind="approve", agent="ana"))
    away = False
    assert store.get("r1") == review()
    assert store.decide("r1", Decision(kind="approve", agent="ana")).state == "approved"
    assert store.verify().sound
    store.close()


def test_a_decision_that_was_made_but_not_acknowledged_is_repeated_without_harm(place: str | Path) -> None:
    approve = Decision(kind="approve", agent="ana")
    first = open_reviews(place, key=KEY)
    first.submit(review(), SNAPSHOT)
    first.decide("r1", approve)
    first.close()
    second = open_reviews(place, key=KEY)
    assert second.decide("r1", approve).state == "approved"
    assert second.release("r1", "k", unchanged) == second.release("r1", "k", unchanged) == TEXT
    assert [entry.kind for entry in second.log()] == ["submitted", "decided", "released"]
    second.close()


def test_a_clock_that_goes_backwards_breaks_neither_queue_nor_log(store: ReviewStore, clock: Clock) -> None:
    store.submit(review("r1", ticket_id="t1"), SNAPSHOT)
    clock.forward(days=-3)
    store.submit(review("r2", ticket_id="t2"), SNAPSHOT)
    store.decide("r1", Decision(kind="approve", agent="ana"))
    assert store.release("r1", "k", unchanged) == TEXT
    assert [found.id for found in store.list()] == ["r1", "r2"]
    assert store.verify().sound
