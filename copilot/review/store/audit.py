"""Checking the log and the reviews against each other, and letting go of what may not be kept."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, select, update

from copilot.errors import ReviewError
from copilot.review.chain import Head, Verification, verify_chain
from copilot.review.decisions import APPROVED, OPEN
from copilot.review.keys import Keys

from .customers import destroy_key
from .log import Writing, entries, read_head
from .rows import clear_row, is_genuine
from .schema import log_table, reviews_table, texts_table
from .snapshots import is_what_it_says

CLOSED = ("rejected", "superseded", "expired", "sent")
"""States after which nothing happens to a review any more."""


def verify(connection: Connection, keys: Keys, anchors: Iterable[Head]) -> Verification:
    """The chain first, then that sealed content and reviews are those that the log speaks of."""
    head = read_head(connection)
    if head is None:
        return Verification(0, 1, "the log has lost its head")
    found = verify_chain((entry for entry, _, _ in entries(connection)), head, keys, anchors)
    if not found.sound:
        return found
    return _contents(connection, found) or _reviews(connection, keys, found) or _texts(connection, found) or found


def erase(writing: Writing, customer_id: str | None, ticket_id: str | None) -> int:
    """Destroy the key of a customer, or of a ticket of nobody known; the number of reviews that it held."""
    if (customer_id is None) == (ticket_id is None):
        raise ReviewError("either a customer or a ticket is erased; give one of the two")
    gone = destroy_key(writing.connection, writing.keys, customer_id, ticket_id, writing.at)
    query = select(reviews_table.c.id).where(reviews_table.c.key_id.in_(gone)).order_by(reviews_table.c.place)
    found = list(writing.connection.execute(query).scalars())
    for review_id in found:
        _clear(writing, review_id, "erased")
    writing.append("key_destroyed", detail={"keys": gone, "reviews": len(found)})
    return len(found)


def clear_before(writing: Writing, submitted_before: str) -> int:
    """Let go of the content of closed reviews that were submitted before; their number."""
    old = (reviews_table.c.submitted_at < submitted_before) & reviews_table.c.body.is_not(None)
    query = select(reviews_table.c.id).where(old, reviews_table.c.state.in_(CLOSED))
    found = list(writing.connection.execute(query).scalars())
    for review_id in found:
        _clear(writing, review_id, "cleared")
    return len(found)


def _clear(writing: Writing, review_id: str, kind: str) -> None:
    connection = writing.connection
    row = connection.execute(select(reviews_table).where(reviews_table.c.id == review_id)).one()
    state = "expired" if row.state in (*OPEN, *APPROVED, "released") else row.state
    version = clear_row(connection, writing.keys, row, state)
    connection.execute(update(log_table).where(log_table.c.review_id == review_id).values(sealed=None))
    writing.append(kind, review_id, detail={"version": version, "state": state})


def _contents(connection: Connection, chain: Verification) -> Verification | None:
    """Sealed content is what the chain holds the digest of, or the log says that it was let go."""
    let_go = {entry.review_id: entry.seq for entry, _, _ in entries(connection) if entry.kind in ("erased", "cleared")}
    for entry, sealed, _ in entries(connection):
        if sealed is None and entry.sealed is not None and let_go.get(entry.review_id, 0) < entry.seq:
            return Verification(chain.entries, entry.seq, f"the sealed content of entry {entry.seq} is missing")
        if sealed is not None and sha256(sealed).hexdigest() != entry.sealed:
            return Verification(chain.entries, entry.seq, f"the sealed content of entry {entry.seq} was altered")
    return None


def _reviews(connection: Connection, keys: Keys, chain: Verification) -> Verification | None:
    """Every review that the log speaks of is there, in the version that it speaks of, and no other is."""
    last: dict[str, tuple[int, int]] = {}
    for entry, _, _ in entries(connection):
        if entry.review_id is not None and (version := entry.told.get("version")) is not None:
            last[entry.review_id] = (version, entry.seq)
    for row in connection.execute(select(reviews_table).order_by(reviews_table.c.place)):
        version, seq = last.pop(row.id, (None, chain.entries))
        if version is None:
            return Verification(chain.entries, seq, f"the log knows nothing of review {row.id!r}")
        if not is_genuine(keys, row):
            return Verification(chain.entries, seq, f"review {row.id!r} was altered since entry {seq}")
        if version != row.version:
            return Verification(chain.entries, seq, f"review {row.id!r} is not in the version of entry {seq}")
    for review_id, (_, seq) in last.items():
        return Verification(chain.entries, seq, f"review {review_id!r}, of entry {seq}, is missing")
    return None


def _texts(connection: Connection, chain: Verification) -> Verification | None:
    """What many reviews rest on is what its digest says."""
    for row in connection.execute(select(texts_table)):
        if not is_what_it_says(row.content, row.digest):
            return Verification(chain.entries, chain.entries, f"the text {row.digest[:12]!r} was altered")
    return None
