"""Every test of the store runs on SQLite, in a file and in memory, and on a PostgreSQL started for the tests."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from copilot.review import ReviewStore, open_reviews

KEY = bytes(range(32))


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server that ends with the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    pgserver = pytest.importorskip("pgserver", reason="pgserver has no wheel for this platform")
    # Not below pytest's own folder: as root the server runs as another user, who may not go in there.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's own start-up code, not ours
        server = pgserver.get_server(tempfile.mkdtemp(prefix="reviews-"), cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # no test pulls the plug of the machine
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def new_database(postgres: str) -> Callable[[], str]:
    """Makes a place without tables (a schema: it costs less than a database) and gives its URL."""

    def make() -> str:
        name = f"reviews_{uuid4().hex}"
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{postgres}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """A database that several stores, threads and processes can open."""
    return tmp_path / "reviews.db" if request.param == "file" else request.getfixturevalue("new_database")()


@pytest.fixture(params=["memory", "file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[ReviewStore]:
    match request.param:
        case "memory":
            place: str | Path | None = None
        case "file":
            place = tmp_path / "reviews.db"
        case _:
            place = request.getfixturevalue("new_database")()
    opened = open_reviews(place, key=KEY, clock=clock)
    yield opened
    opened.close()
