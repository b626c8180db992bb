"""Connections and transactions, the same for a SQLite file, a PostgreSQL database and memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from copilot.errors import MissingExtra, ReviewError

_BUSY_SECONDS = 30


class Database:
    """Transactions on one database; thread-safe."""

    def __init__(self, url: str) -> None:
        self.name, self._engine = _engine(url)
        # One connection serves all threads of a database in memory, so they take turns.
        self._turn: AbstractContextManager[Any] = (
            RLock() if self._engine.pool.__class__ is StaticPool else nullcontext()
        )

    def begun(self) -> bool:
        """Whether reviews were ever kept here."""
        with self.reading() as connection:
            return inspect(connection).has_table("copilot_head")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._turn, self._told("read"), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed, and on disk, when the block ends, and undone when it raises."""
        with self._turn, self._told("written"), self._engine.connect() as connection:
            connection = connection.execution_options(copilot_writes=True)
            with connection.begin():
                yield connection

    def scrub(self) -> None:
        """Leave no earlier copy of what was just overwritten in SQLite's write-ahead log."""
        if self._engine.dialect.name == "sqlite":
            with self._turn, self._told("written"), self._engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # type: ignore[union-attr]

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, UnicodeError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise ReviewError(
                f"the reviews at {self.name!r} could not be {done}: {reason}; nothing half done was kept, "
                "so repeat it once the database can be used again"
            ) from error


def _engine(url: str) -> tuple[str, Engine]:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ReviewError(f"{url!r} is no database; expected a file or a URL such as postgresql://host/name") from error
    name = parsed.render_as_string(hide_password=True)
    match parsed.get_backend_name():
        case "sqlite" if not parsed.database:
            engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
            _prepare_sqlite(engine)
        case "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS})
            _prepare_sqlite(engine)
        case "postgresql":
            try:
                engine = create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
                _prepare_postgresql(engine)
            except ImportError as error:
                raise MissingExtra("psycopg", 'pip install "support-copilot[postgres]"') from error
        case other:
            raise ReviewError(f"reviews are not kept in {other!r}; expected SQLite or PostgreSQL")
    return name, engine


def _prepare_postgresql(engine: Engine) -> None:
    """Do not wait for ever for a writer that hangs."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = '{_BUSY_SECONDS}s'")
        connection.commit()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself while another connection does the same."""
    end = monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.01)


def _prepare_sqlite(engine: Engine) -> None:
    """Take transactions into our own hands: the driver's begin late, and would let two writers read first."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")  # a decision that was acknowledged survives a power cut
        connection.execute("PRAGMA secure_delete=ON")  # a destroyed key is overwritten

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("copilot_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
