"""What the records say about a ticket's urgency: due dates, closing windows, waiting, repeated contact."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from copilot.models import Entitlement, Intent, Order, Shop, Ticket

from .calm import waits_for_payment
from .delivery import NOT_SENT, OPEN, meant, named
from .floors import Floor, Level
from .intents import read_poorly
from .refunds import is_paid_back, running_refund


def urgent_facts(
    ticket: Ticket,
    wanted: Sequence[Intent],
    *,
    shop: Shop,
    as_of: datetime,
    orders: Sequence[Order],
    entitlements: Sequence[Entitlement],
    earlier_contacts: int,
) -> list[Floor]:
    """The floors that orders, entitlements, earlier contacts and the wait ask for, judged at `as_of`."""
    today = as_of.astimezone(shop.zone).date()
    intents = [intent.label for intent in wanted]
    about = named(ticket, orders) or list(orders if len(orders) == 1 else ())
    paid = [order for order in about or orders if not waits_for_payment(order, orders)]
    return [
        *_leaving(paid, as_of, intents),
        *_deliveries(about, meant(ticket, orders), shop, today, wanted),
        *_refunds(about or orders, orders, wanted, entitlements, shop=shop, as_of=as_of),
        *_windows(entitlements, today, intents),
        *_contacts(ticket, earlier_contacts),
        *_wait(ticket, as_of),
    ]


_DELIVERY = frozenset({"order_status", "late_delivery", "lost_parcel", "change_address"})
_MISSED = frozenset({"late_delivery", "lost_parcel"})
_BEFORE_IT_LEAVES = frozenset({"cancel", "change_address", "change_item"})
_GIVING_BACK = frozenset({"return", "exchange"})
_MAY_BE_THE_PARCEL = frozenset({"other", "complaint", "missing_item", "refund_request"})
_FRESH = {"processed": timedelta(days=3), "pending": timedelta(days=7)}
"""How long after it was placed an order leaves; one that is still here then waits for something else."""
_LATE_DAYS = 3
_CLOSING_DAYS = 1
_MANY_CONTACTS = 2


def _leaving(orders: Sequence[Order], as_of: datetime, intents: Sequence[str]) -> list[Floor]:
    """An order that was placed lately can still be changed, and only until it leaves."""
    if not _BEFORE_IT_LEAVES & set(intents):
        return []
    return [Floor("high", f"order {order.id} is about to leave") for order in orders if _may_leave(order, as_of)]


def _may_leave(order: Order, as_of: datetime) -> bool:
    if order.status not in NOT_SENT:
        return False
    if order.placed_at is None:
        return order.status == "pending"
    return timedelta(0) <= as_of - order.placed_at <= _FRESH[order.status]


def _deliveries(
    orders: Sequence[Order], on_their_way: Sequence[Order], shop: Shop, today: date, wanted: Sequence[Intent]
) -> list[Floor]:
    """Parcels that are due or late, where one is asked about, or may well be and there is only one."""
    labels = {intent.label for intent in wanted}
    asked = bool(_DELIVERY & labels)
    if not asked and (len(on_their_way) != 1 or not (read_poorly(wanted) or _MAY_BE_THE_PARCEL & labels)):
        return []
    floors = []
    for order in orders if asked else on_their_way:
        if order.status in ("cancelled", "returned", "delivered") or is_paid_back(order):
            continue
        for shipment in order.shipments:
            if shipment.expected_at is None or shipment.delivered_at:
                continue
            days = (today - shipment.expected_at.astimezone(shop.zone).date()).days
            if days == 0 and asked:
                floors.append(Floor("high", f"order {order.id} is due today"))
            elif days > 0:
                label: Level = "high" if days >= _LATE_DAYS or not asked or _MISSED & labels else "normal"
                floors.append(Floor(label, f"order {order.id} is {days} day{'s' if days > 1 else ''} late"))
    return floors


def _refunds(
    orders: Sequence[Order],
    every: Sequence[Order],
    wanted: Sequence[Intent],
    entitlements: Sequence[Entitlement],
    *,
    shop: Shop,
    as_of: datetime,
) -> list[Floor]:
    """A refund that is overdue, where it is asked about, or may well be and no order is open."""
    asked = "refund_status" in (intent.label for intent in wanted)
    if not asked and (not read_poorly(wanted) or any(order.status in OPEN for order in every)):
        return []
    refund = running_refund(orders, entitlements, shop=shop, as_of=as_of)
    # Money that was sent has mostly come: only who asks for it says that it has not.
    overdue = refund and as_of.astimezone(shop.zone).date() > refund.due and (asked or not refund.made)
    return [Floor("high", refund.reason)] if refund and overdue else []


def _windows(entitlements: Sequence[Entitlement], today: date, intents: Sequence[str]) -> list[Floor]:
    floors = []
    for entitlement in entitlements:
        if (
            entitlement.until is None
            or entitlement.about not in _GIVING_BACK
            or entitlement.state not in ("allowed", "approval")
            or not _GIVING_BACK & set(intents)
        ):
            continue
        until = date.fromisoformat(entitlement.until[:10])
        if timedelta(0) <= until - today <= timedelta(days=_CLOSING_DAYS):
            reason = f"the time for {entitlement.about} of order {entitlement.order_id} ends on {until.isoformat()}"
            floors.append(Floor("high", reason))
    return list(dict.fromkeys(floors))


def _contacts(ticket: Ticket, earlier: int) -> list[Floor]:
    if earlier >= _MANY_CONTACTS:
        return [Floor("high", f"{earlier} earlier contacts, not settled")]
    unanswered = 0
    for message in ticket.messages:
        unanswered = 0 if message.author == "agent" else unanswered + 1
    if unanswered > _MANY_CONTACTS:
        return [Floor("normal", f"{unanswered} messages without an answer")]
    return [Floor("normal", "an earlier contact, not settled")] if earlier else []


# How long a customer waits on each channel before the wait itself is a reason.
_TARGETS = {
    "chat": timedelta(minutes=10),
    "social": timedelta(hours=2),
    "phone": timedelta(hours=8),
    "email": timedelta(hours=24),
}


def _wait(ticket: Ticket, as_of: datetime) -> list[Floor]:
    if ticket.asked_at is None or (waited := as_of - ticket.asked_at) <= _TARGETS[ticket.channel]:
        return []
    hours = waited.total_seconds() / 3600
    label: Level = "high" if waited > 3 * _TARGETS[ticket.channel] else "normal"
    return [Floor(label, f"waiting for {hours:.1f} hours, longer than the {ticket.channel} target")]
