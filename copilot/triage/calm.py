"""Why there is time, by the records and by what is wanted, however pressing the words sound."""

from collections.abc import Sequence
from datetime import datetime

from copilot.models import Entitlement, Intent, Order, Shop, Ticket

from .delivery import NOT_SENT, OPEN, awaited, meant, named, not_yet_due
from .floors import Ceiling
from .intents import read_poorly
from .refunds import running_refund


def ceiling(
    ticket: Ticket,
    intents: Sequence[Intent],
    *,
    shop: Shop,
    as_of: datetime,
    orders: Sequence[Order],
    entitlements: Sequence[Entitlement],
) -> Ceiling | None:
    """The most urgency that the words may ask for; None where neither records nor wants say that there is time."""
    today = as_of.astimezone(shop.zone).date()
    labels = {intent.label for intent in intents}
    if not labels:
        return None
    told = (
        not_yet_due(intents, ticket, orders, today, shop.zone)
        or (_left(ticket, orders) if labels <= _BEFORE_IT_LEAVES else None)
        or (_unpaid(ticket, orders) if labels <= _WHILE_UNPAID else None)
        or _refund_in_time(ticket, intents, shop, as_of, orders, entitlements)
    )
    if told:
        return Ceiling("normal", told)
    days = [due.astimezone(shop.zone).date() for order in meant(ticket, orders) for due in awaited(order)]
    if labels <= _QUESTIONS and days and min(days) >= today:
        return Ceiling("high", f"due on {min(days).isoformat()}")
    return Ceiling("low", f"only {' and '.join(sorted(labels))}") if _is_small(ticket, intents, orders) else None


_BEFORE_IT_LEAVES = {"cancel", "change_item"}
_WHILE_UNPAID = {"cancel", "change_item", "change_payment", "order_status", "order_details"}
_ABOUT_A_REFUND = {"refund_status", "refund_request", "order_status", "order_details"}
_QUESTIONS = {"order_status", "order_details", "product_question", "availability", "invoice", "discount", "praise"}
_SMALL = {"praise", "invoice", "order_details"}
_SURE = 0.8


def _left(ticket: Ticket, orders: Sequence[Order]) -> str | None:
    """An order that has left can be neither cancelled nor changed any more, so that haste helps nobody."""
    about = named(ticket, orders) or orders
    if not about or any(order.status in (*NOT_SENT, "partially_shipped") for order in about):
        return None
    return f"order {about[0].id} is {about[0].status}" if len(about) == 1 else "every order has left"


def _unpaid(ticket: Ticket, orders: Sequence[Order]) -> str | None:
    about = named(ticket, orders) or [one for one in orders if one.status in OPEN]
    waits = about and all(waits_for_payment(order, orders) for order in about)
    return f"order {about[0].id} waits for its payment" if waits else None


def _refund_in_time(
    ticket: Ticket,
    intents: Sequence[Intent],
    shop: Shop,
    as_of: datetime,
    orders: Sequence[Order],
    entitlements: Sequence[Entitlement],
) -> str | None:
    """A refund that is asked about, or that words read poorly must be about, and that is not due yet."""
    labels = {intent.label for intent in intents}
    asked = "refund_status" in labels and labels <= _ABOUT_A_REFUND
    if not asked and not (read_poorly(intents) and not any(order.status in OPEN for order in orders)):
        return None
    refund = running_refund(named(ticket, orders) or orders, entitlements, shop=shop, as_of=as_of)
    return refund.reason if refund and as_of.astimezone(shop.zone).date() <= refund.in_time_until else None


def _is_small(ticket: Ticket, intents: Sequence[Intent], orders: Sequence[Order]) -> bool:
    """Whether nothing is wanted, surely, but to say thanks, or an invoice or details of orders that are all done."""
    labels = {intent.label for intent in intents}
    about = named(ticket, orders) or orders
    done = bool(about) and not any(order.status in OPEN for order in about)
    sure = all(intent.confidence >= _SURE for intent in intents)
    return sure and labels <= _SMALL and (done or labels == {"praise"})


def waits_for_payment(order: Order, orders: Sequence[Order]) -> bool:
    """Whether nothing was paid yet: the shop's own status says so, or the records tell of other orders' payments."""
    told = "payment" in (order.shop_status or "").casefold() or any(other.payments for other in orders)
    return order.status == "pending" and not order.payments and told
