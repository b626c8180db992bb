"""How often a customer was in touch lately."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from copilot.review.records import canonical

from .log import entries
from .schema import log_table, reviews_table

LATELY = timedelta(days=14)


def contacts(connection: Connection, key_ids: Sequence[str], ticket_id: str, at: datetime) -> int:
    """How many other tickets under these keys were asked in the fourteen days before `at` and are not resolved."""
    mine = select(reviews_table.c.id).where(reviews_table.c.key_id.in_(key_ids), reviews_table.c.ticket_id != ticket_id)
    asked = (entry.told for entry, _, _ in entries(connection, mine, "submitted"))
    lately = {told["ticket"] for told in asked if at - LATELY <= datetime.fromisoformat(told["asked_at"]) < at}
    if not lately:
        return 0
    told = [canonical({"ticket": ticket}).decode() for ticket in lately]
    resolved = select(log_table.c.detail).where(log_table.c.kind == "resolved", log_table.c.detail.in_(told))
    return len(set(told) - set(connection.execute(resolved).scalars()))
