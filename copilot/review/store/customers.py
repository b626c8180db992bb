"""Each customer's data has a key of its own; destroying the key erases the data, wherever a copy of it stands."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from copilot.errors import UnknownReview
from copilot.review.keys import Keys
from copilot.review.records import canonical, stamp

from .schema import keys_table


def key_for(
    connection: Connection, keys: Keys, customer_id: str | None, ticket_id: str, at: datetime
) -> tuple[str, bytes]:
    """(id, key) of the customer, made at the first review; a ticket of nobody known has a key of its own."""
    owner = _code(keys, customer_id, ticket_id)
    query = select(keys_table).where(keys_table.c.customer == owner, keys_table.c.destroyed_at.is_(None))
    if found := connection.execute(query).first():
        return found.id, keys.customer_key(found.wrapped, found.id)
    key_id = secrets.token_hex(16)
    wrapped = keys.new_customer_key(key_id)
    connection.execute(insert(keys_table).values(id=key_id, customer=owner, wrapped=wrapped, created_at=stamp(at)))
    return key_id, keys.customer_key(wrapped, key_id)


def key_of(connection: Connection, keys: Keys, key_id: str) -> bytes:
    """A customer's key by its id; UnknownReview when it was destroyed."""
    wrapped = connection.execute(select(keys_table.c.wrapped).where(keys_table.c.id == key_id)).scalar_one_or_none()
    if wrapped is None:
        raise UnknownReview("the customer's key was destroyed, and with it all that was kept about the customer")
    return keys.customer_key(wrapped, key_id)


def keys_of(connection: Connection, keys: Keys, customer_id: str) -> list[str]:
    """The ids of the keys to the customer's data; none where it was erased."""
    owner = keys_table.c.customer == _code(keys, customer_id, "")
    return list(connection.execute(select(keys_table.c.id).where(owner, keys_table.c.destroyed_at.is_(None))).scalars())


def destroy_key(
    connection: Connection, keys: Keys, customer_id: str | None, ticket_id: str | None, at: datetime
) -> list[str]:
    """Overwrite the key of the customer, or of the ticket of nobody known; the ids of the keys that are no more."""
    owner = keys_table.c.customer == _code(keys, customer_id, ticket_id)
    live = owner & keys_table.c.destroyed_at.is_(None)
    gone = list(connection.execute(select(keys_table.c.id).where(live)).scalars())
    connection.execute(update(keys_table).where(live).values(wrapped=None, destroyed_at=stamp(at)))
    return gone


def _code(keys: Keys, customer_id: str | None, ticket_id: str | None) -> str:
    """What stands for the owner of the data in the database, which learns no customer's id."""
    return keys.mac(canonical(["customer", customer_id] if customer_id else ["ticket", ticket_id]))
