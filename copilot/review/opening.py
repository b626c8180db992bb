"""Where reviews are kept: a SQLite file by default, memory, or PostgreSQL by URL."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import ReviewError
from copilot.settings import Settings

if TYPE_CHECKING:
    from .protocol import ReviewStore

LEASE = timedelta(minutes=15)
"""How long a claimed review is kept from other agents."""


def open_reviews(
    place: str | Path | None = None,
    *,
    key: Path | bytes | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> "ReviewStore":
    """The reviews in this SQLite file (made when there is none), at this PostgreSQL URL, or in memory (None).

    `key` is the secret that signs the log and seals personal data, 32 bytes or the file that holds it. A SQLite file
    has it beside it unless told otherwise; a PostgreSQL database never holds it, so its file must be named.
    """
    from .keys import Keys, open_key
    from .store import Database, SqlReviews  # SQLAlchemy and cryptography load with the first store, not before

    url, beside = _located(place)
    database = Database(url)
    try:
        if place is None and key is None:
            secret = secrets.token_bytes(32)
        elif isinstance(key, bytes):
            secret = key
        elif file := key or beside:
            secret = open_key(file, create=not database.begun())
        else:
            raise ReviewError(
                f"{database.name!r} needs the key file of its reviews; name it (key=, Settings.reviews_key, "
                "--reviews-key), or a data folder that keeps it (Settings.data, --data)"
            )
        return SqlReviews(database, Keys(secret), clock, LEASE)
    except BaseException:
        database.close()
        raise


def reviews_of(settings: Settings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> "ReviewStore":
    """The reviews of these settings: at their URL or in their file, else in the data folder, else in memory."""
    data = settings.data
    place = settings.reviews or (data / "reviews.db" if data else None)
    at_url = settings.reviews is not None and "://" in settings.reviews
    key = settings.reviews_key or (data / "reviews.key" if at_url and data else None)
    return open_reviews(place, key=key, clock=clock)


def _located(place: str | Path | None) -> tuple[str, Path | None]:
    """The database's URL, and where its key stands by default."""
    if place is None:
        return "sqlite://", None
    if isinstance(place, str) and "://" in place:
        return place, None
    file = Path(place)
    file = file / "reviews.db" if file.is_dir() or not file.suffix else file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)  # what is not sealed in it, such as ids and times, is for its owner alone, too
    except OSError as error:
        raise ReviewError(f"{str(file)!r} cannot be made: {error.strerror}; see to room and rights there") from error
    return f"sqlite:///{file}", file.with_suffix(".key")
