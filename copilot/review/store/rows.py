"""One review as a row: what is personal sealed with the customer's key, and a code over all of it."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from copilot.errors import ReviewError, UnknownReview
from copilot.models import Review
from copilot.review.keys import Keys, seal, unseal
from copilot.review.records import Standing, canonical, stamp

from .customers import key_for, key_of
from .held import read_held, write_held
from .schema import reviews_table

_URGENCY = {"low": 0, "normal": 1, "high": 2, "urgent": 3}
_TIMES = ("claimed_at", "lease_until", "submitted_at", "decided_at", "released_at", "sent_at")
_PLAIN = ("version", "owner", "escalated_by", "proposed_by", "binding", "release_key")


def add_row(
    connection: Connection,
    keys: Keys,
    standing: Standing,
    customer_id: str | None,
    snapshot: bytes,
    place: int,
    at: datetime,
) -> None:
    """Insert a review that was just submitted, with its serialized snapshot."""
    review = standing.review
    key_id, key = key_for(connection, keys, customer_id, review.ticket_id, at)
    body = write_held(standing)
    values: dict[str, Any] = {
        "id": review.id,
        "place": place,
        "ticket_id": review.ticket_id,
        "urgency": _URGENCY[review.triage.urgency.label],
        "key_id": key_id,
        "body": seal(key, body, f"{review.id}/body"),
        "original": seal(key, body, f"{review.id}/original"),
        "snapshot": seal(key, snapshot, f"{review.id}/snapshot"),
        **_changing(standing),
    }
    connection.execute(insert(reviews_table), {**values, "code": _code(keys, values)})


def update_row(connection: Connection, keys: Keys, row: Row[Any], standing: Standing, *, body: bool) -> None:
    """Write the review's next version over the row that was read before; with its content if `body`."""
    changed = _changing(standing)
    if body:
        key = key_of(connection, keys, row.key_id)
        changed["body"] = seal(key, write_held(standing), f"{row.id}/body")
    _update(connection, keys, row, changed)


def clear_row(connection: Connection, keys: Keys, row: Row[Any], state: str) -> int:
    """Let the content of a review go, keep that it was; the new version."""
    version = int(row.version) + 1
    gone = {"body": None, "original": None, "snapshot": None}
    _update(connection, keys, row, {"state": state, "version": version, "owner": None, **gone})
    return version


def find_row(connection: Connection, keys: Keys, review_id: str) -> Row[Any]:
    """The row of the review, sure to be as it was written; UnknownReview when there is none."""
    row = connection.execute(select(reviews_table).where(reviews_table.c.id == review_id)).one_or_none()
    if row is None:
        raise UnknownReview(f"no review has the id {review_id!r}; see `copilot review list`")
    return genuine(keys, row)


def genuine(keys: Keys, row: Row[Any]) -> Row[Any]:
    """The row, if it is as a holder of the key wrote it."""
    if not is_genuine(keys, row):
        raise ReviewError(f"review {row.id!r} was altered outside the copilot; run `copilot audit verify`")
    return row


def is_genuine(keys: Keys, row: Row[Any]) -> bool:
    """Whether the row is as a holder of the key wrote it."""
    return keys.holds(_message(_values(row)), row.code)


def standing_of(connection: Connection, keys: Keys, row: Row[Any]) -> Standing:
    """The review with all that is known of it; UnknownReview when its content was let go."""
    held = read_held(content_of(connection, keys, row, "body"))
    known: dict[str, Any] = {name: _time(getattr(row, name)) for name in _TIMES}
    known |= {name: getattr(row, name) for name in _PLAIN}
    review = held.review.model_copy(update={"state": row.state})
    return Standing(review=review, snapshot=held.snapshot, policy=held.policy, **known)


def original_of(connection: Connection, keys: Keys, row: Row[Any]) -> Review:
    """The review as it was submitted."""
    return read_held(content_of(connection, keys, row, "original")).review


def content_of(connection: Connection, keys: Keys, row: Row[Any], column: str) -> bytes:
    """One sealed column, opened."""
    sealed = getattr(row, column)
    if sealed is None:
        raise UnknownReview(f"the content of review {row.id!r} was erased; only the log still knows of it")
    return unseal(key_of(connection, keys, row.key_id), sealed, f"{row.id}/{column}")


def _update(connection: Connection, keys: Keys, row: Row[Any], changed: dict[str, Any]) -> None:
    code = _code(keys, {**_values(row), **changed})
    query = update(reviews_table).where(
        reviews_table.c.id == bindparam("of_id"), reviews_table.c.version == bindparam("of_version")
    )
    found = connection.execute(query, {**changed, "code": code, "of_id": row.id, "of_version": row.version})
    if found.rowcount != 1:
        raise ReviewError(f"review {row.id!r} changed under a transaction that held it; run `copilot audit verify`")


def _changing(standing: Standing) -> dict[str, Any]:
    times = {name: _stamp(getattr(standing, name)) for name in _TIMES}
    return {"state": standing.review.state, **{name: getattr(standing, name) for name in _PLAIN}, **times}


def _values(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "code"}


def _code(keys: Keys, values: Mapping[str, Any]) -> str:
    return keys.mac(_message(values))


def _message(values: Mapping[str, Any]) -> bytes:
    given = {name: value for name, value in values.items() if value is not None}  # so that a new column changes no code
    return canonical({k: sha256(v).hexdigest() if isinstance(v, bytes) else v for k, v in given.items()})


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def snapshot_digest(content: bytes) -> str:
    """What a binding holds of the serialized snapshot."""
    return sha256(content).hexdigest()
