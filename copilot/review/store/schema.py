"""The tables, and the steps that bring an older database up to them."""

from collections.abc import Callable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
    update,
)

from copilot.errors import ReviewError

metadata = MetaData()

texts_table = Table(  # what many reviews rest on and no customer owns, by its digest
    "copilot_texts",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

version_table = Table("copilot_schema", metadata, Column("version", Integer, primary_key=True))

keys_table = Table(
    "copilot_keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("customer", String(64), nullable=False, index=True),  # a code over the customer's id, not the id
    Column("wrapped", LargeBinary),  # null once it is destroyed
    Column("created_at", String(32), nullable=False),
    Column("destroyed_at", String(32)),
)

reviews_table = Table(
    "copilot_reviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False, unique=True),  # the order of submission
    Column("ticket_id", Text, nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("key_id", String(32), nullable=False, index=True),
    Column("owner", Text),
    Column("claimed_at", String(32)),
    Column("lease_until", String(32)),
    Column("escalated_by", Text),
    Column("proposed_by", Text),
    Column("binding", String(64)),
    Column("release_key", String(64)),
    Column("submitted_at", String(32), nullable=False),
    Column("decided_at", String(32)),
    Column("released_at", String(32)),
    Column("sent_at", String(32)),
    Column("body", LargeBinary),  # the review as it is; sealed, like the next two, and null once it was let go
    Column("original", LargeBinary),  # the review as it was submitted
    Column("snapshot", LargeBinary),
    Column("code", String(64), nullable=False),  # over all columns before, made with the secret
)

Index(
    "copilot_one_open_review",
    reviews_table.c.ticket_id,
    unique=True,
    sqlite_where=text("state IN ('pending', 'claimed', 'escalated')"),
    postgresql_where=text("state IN ('pending', 'claimed', 'escalated')"),
)

log_table = Table(
    "copilot_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("review_id", Text, index=True),
    Column("agent", Text),
    Column("detail", Text, nullable=False),
    Column("sealed", LargeBinary),
    Column("sealed_digest", String(64)),
    Column("key_id", String(32)),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("code", String(64), nullable=False),
)

head_table = Table(
    "copilot_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("public", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)


UPGRADES: tuple[Callable[[Connection], None], ...] = (texts_table.create,)
"""What each version of the tables did to the one before; the first version is 1, and what was published stays."""


def migrate(connection: Connection, upgrades: Sequence[Callable[[Connection], None]] = UPGRADES) -> None:
    """Make the tables, or bring older ones up, in the caller's transaction; those of a later version are refused."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7203114)"))  # two processes that start at once
    newest = len(upgrades) + 1
    version = _version(connection)
    if version is None:
        metadata.create_all(connection)
        connection.execute(insert(version_table), {"version": newest})
        return
    if version > newest:
        raise ReviewError(
            f"the reviews were written by a later version (tables {version}, this one knows {newest}); "
            "install the later version of support-copilot"
        )
    for upgrade in upgrades[version - 1 :]:
        upgrade(connection)
    if version < newest:
        connection.execute(update(version_table), {"version": newest})


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(version_table.name):
        return None
    return int(connection.execute(select(version_table.c.version)).scalar_one())
