"""Writing and reading the audit log inside a transaction."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from copilot.errors import ReviewError
from copilot.review.chain import GENESIS, Entry, Head, linked, signed_head
from copilot.review.keys import Keys, seal, unseal
from copilot.review.records import canonical, stamp

from .customers import key_of
from .schema import head_table, log_table


class Writing:
    """One write transaction. Holding the head of the log, it is the only one; `close` signs what it appended."""

    def __init__(self, connection: Connection, keys: Keys, at: datetime) -> None:
        self.connection, self.keys, self.at = connection, keys, at
        head = read_head(connection, lock=True)
        if head is None:
            raise ReviewError("the audit log has lost its head; restore the reviews from a copy")
        self.seq, self._last = head.seq, head.hash
        self._begun_at = head.seq

    def append(
        self,
        kind: str,
        review_id: str | None = None,
        agent: str | None = None,
        detail: dict[str, Any] | None = None,
        personal: bytes | None = None,
        key_id: str | None = None,
    ) -> None:
        """One more entry; what is `personal` is sealed with the customer's key of this id."""
        content = None
        if personal is not None and key_id is not None:
            content = seal(key_of(self.connection, self.keys, key_id), personal, f"log/{self.seq + 1}")
        entry = linked(
            Entry(
                seq=self.seq + 1,
                at=stamp(self.at),
                kind=kind,
                review_id=review_id,
                agent=agent,
                detail=canonical(detail or {}).decode(),
                sealed=sha256(content).hexdigest() if content is not None else None,
                before=self._last,
            ),
            self.keys,
        )
        values = {name: getattr(entry, name) for name in _PLAIN}
        self.connection.execute(
            insert(log_table), {**values, "sealed": content, "sealed_digest": entry.sealed, "key_id": key_id}
        )
        self.seq, self._last = entry.seq, entry.hash

    def close(self) -> None:
        """Sign the new head."""
        if self.seq != self._begun_at:
            head = signed_head(self.seq, stamp(self.at), self._last, self.keys)
            self.connection.execute(update(head_table), _columns(head))


def begin_log(connection: Connection, keys: Keys, at: datetime) -> None:
    """The head of an empty log, unless there is one; a head that another key signed is refused."""
    head = read_head(connection)
    if head is None:
        first = signed_head(0, stamp(at), GENESIS, keys)
        connection.execute(insert(head_table), {"id": 1, **_columns(first)})
    elif head.public != keys.public:
        raise ReviewError("these reviews were written with another key; give the key file that was made with them")


def read_head(connection: Connection, *, lock: bool = False) -> Head | None:
    """The signed head; `lock` makes every other writer wait for the end of this transaction."""
    query = select(head_table).where(head_table.c.id == 1)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else Head(row.seq, row.at, row.hash, row.public, row.signature)


def entries(
    connection: Connection, of: str | Select[tuple[str]] | None = None, kind: str | None = None
) -> Iterator[tuple[Entry, bytes | None, str | None]]:
    """(entry, sealed content, id of its key), oldest first; of one review or several, or of one kind, where given."""
    query = select(log_table).order_by(log_table.c.seq)
    if of is not None:
        query = query.where(log_table.c.review_id == of if isinstance(of, str) else log_table.c.review_id.in_(of))
    if kind is not None:
        query = query.where(log_table.c.kind == kind)
    for row in connection.execute(query):
        yield _entry(row), row.sealed, row.key_id


def opened(connection: Connection, keys: Keys, entry: Entry, sealed: bytes, key_id: str) -> bytes:
    """What an entry holds that is personal."""
    return unseal(key_of(connection, keys, key_id), sealed, f"log/{entry.seq}")


def last_version(connection: Connection, review_id: str) -> int | None:
    """The version of the review that the log knows."""
    found = [entry.told.get("version") for entry, _, _ in entries(connection, review_id)]
    return next((version for version in reversed(found) if version is not None), None)


_PLAIN = ("seq", "at", "kind", "review_id", "agent", "detail", "before", "hash", "code")


def _entry(row: Row[Any]) -> Entry:
    return Entry(sealed=row.sealed_digest, **{name: getattr(row, name) for name in _PLAIN})


def _columns(head: Head) -> dict[str, Any]:
    return {name: getattr(head, name) for name in ("seq", "at", "hash", "public", "signature")}
