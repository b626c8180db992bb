"""How often a customer was in touch lately."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from .log import entries
from .schema import reviews_table

LATELY = timedelta(days=14)


def contacts(connection: Connection, key_ids: Sequence[str], ticket_id: str, at: datetime) -> int:
    """How many other tickets under these keys were asked in the fourteen days before `at` and are not resolved."""
    mine = select(reviews_table.c.id).where(reviews_table.c.key_id.in_(key_ids), reviews_table.c.ticket_id != ticket_id)
    asked = (
        entry.told
        for review_id in connection.execute(mine).scalars()
        for entry, _, _ in entries(connection, review_id, "submitted")
    )
    lately = {told["ticket"] for told in asked if at - LATELY <= datetime.fromisoformat(told["asked_at"]) < at}
    if not lately:
        return 0
    return len(lately - {entry.told["ticket"] for entry, _, _ in entries(connection, kind="resolved")})
