"""Whether a parcel that is asked about is awaited, late or lost: the customer asks, the records know."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from copilot.models import Intent, Order, Ticket

ABOUT_A_PARCEL = ("order_status", "late_delivery", "lost_parcel")
NOT_SENT = ("pending", "processed")
ON_ITS_WAY = ("shipped", "partially_shipped")
OPEN = (*NOT_SENT, *ON_ITS_WAY)
_LOST_DAYS = 10
"""A parcel that is so many days late does not come any more by itself, where no clause says when it is lost."""


def by_the_records(
    intents: Sequence[Intent],
    ticket: Ticket,
    orders: Sequence[Order],
    today: date,
    zone: tzinfo,
    late_until: Mapping[str, date] = MappingProxyType({}),
) -> list[Intent]:
    """The intents with one at most about the parcel: what the records of the order say, else the likeliest.

    The records decide where they say the same of every parcel that may be meant. `late_until` is the last day, by
    order id, on which a parcel that is late is not lost yet.
    """
    about = [intent for intent in intents if intent.label in ABOUT_A_PARCEL]
    if not about:
        return list(intents)
    likeliest = max(about, key=lambda intent: intent.confidence)
    states = {_state(order, likeliest.label, today, zone, late_until.get(order.id)) for order in meant(ticket, orders)}
    told = states - {None}
    label = told.pop() if len(told) == 1 else None
    kept = Intent(label=label or likeliest.label, confidence=likeliest.confidence)
    return [kept if intent is about[0] else intent for intent in intents if intent is about[0] or intent not in about]


def not_yet_due(
    intents: Sequence[Intent], ticket: Ticket, orders: Sequence[Order], today: date, zone: tzinfo
) -> str | None:
    """Why nothing is late, where only a parcel is asked about and the records promise it for a day to come."""
    if [intent.label for intent in intents] != ["order_status"]:
        return None
    days = {due.astimezone(zone).date() for order in meant(ticket, orders) for due in awaited(order)}
    return f"due on {min(days).isoformat()}" if days and min(days) > today else None


def meant(ticket: Ticket, orders: Sequence[Order]) -> list[Order]:
    """The orders that the ticket names, else those on their way."""
    return named(ticket, orders) or [order for order in orders if order.status in ON_ITS_WAY]


def named(ticket: Ticket, orders: Sequence[Order]) -> list[Order]:
    """The orders whose id the ticket or its customer names; the number of one may stand within that of another.

    As the evidence reads them: with or without "#", in capitals or not, and never by what an agent asks.
    """
    text, listed = "\n".join(ticket.said).casefold(), {_bare(id) for id in ticket.order_ids}

    def stands(order: Order) -> bool:
        return re.search(rf"(?<!\w){re.escape(_bare(order.id))}(?!\w)", text) is not None

    return [order for order in orders if _bare(order.id) in listed or stands(order)]


def _bare(id: str) -> str:
    return id.strip("#").casefold()


def _state(order: Order, asked: str, today: date, zone: tzinfo, last: date | None) -> str | None:
    """What the order's parcel is to somebody who asks where it is; None where the records do not tell."""
    if order.status == "delivered" and asked != "order_status":
        return "lost_parcel"
    due = awaited(order)
    if not due:
        return None
    days = (today - min(due).astimezone(zone).date()).days
    if today > last if last else days >= _LOST_DAYS:
        return "lost_parcel"
    if days > 0:
        return asked if asked == "lost_parcel" else "late_delivery"
    return asked if asked == "lost_parcel" else "order_status"


def awaited(order: Order) -> list[datetime]:
    """When what is on its way should arrive."""
    if order.status not in ON_ITS_WAY:
        return []
    return [one.expected_at for one in order.shipments if one.expected_at and not one.delivered_at]
