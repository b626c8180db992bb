"""Which orders, lines and offers a request is about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from copilot.evidence import Evidence, lines_spoken_of
from copilot.models import Entitlement, Order, OrderItem
from copilot.values import read_money

OPEN = ("pending", "processed", "shipped", "partially_shipped")
RECENT = timedelta(days=14)
_ALL = re.compile(
    r"\b(?:all|both|alle|beide|toutes|todos|todas|ambos|tutti|entrambi|allebei)\b[^.!?\n]{0,30}"
    r"\b(?:orders|bestellungen|commandes|pedidos|ordini|encomendas|bestellingen)\b",
    re.IGNORECASE,
)
MANY = 3  # more orders than this are not told one by one: the reply lists them and asks


@dataclass(frozen=True, slots=True)
class Offer:
    """An entitlement and the lines that it is for; `exact` when they are just what the customer asked about."""

    entitlement: Entitlement
    lines: tuple[OrderItem, ...]
    exact: bool


def orders_asked(evidence: Evidence, fits: Callable[[Order], bool]) -> tuple[Order, ...]:
    """The orders that were named; without a name those that the request fits, else the newest."""
    orders = evidence.focus.orders
    if evidence.focus.foreign and evidence.focus.how not in ("named", "item"):
        return ()
    fitting = tuple(order for order in orders if fits(order))
    if evidence.focus.how in ("named", "only"):
        return fitting if fitting and len(orders) > 1 else orders
    named = {item.name for order in fitting for item in lines_asked(evidence, order)}
    others = [
        order
        for order in orders
        if evidence.focus.how == "item"
        and fitting
        and order not in fitting
        and names_lines(evidence, order)
        and named.isdisjoint(item.name for item in lines_asked(evidence, order))
    ]
    return tuple(order for order in orders if order in fitting or order in others) or orders[:1]


def orders_meant(evidence: Evidence, fits: Callable[[Order], bool]) -> tuple[Order, ...]:
    """As `orders_asked`, for what is done to one order: of several the one that just moved."""
    orders = orders_asked(evidence, fits)
    if evidence.focus.how != "all" or len(orders) < 2 or _all_meant(evidence):
        return orders
    moved = [order for order in orders if evidence.as_of - _last_moved(order) <= RECENT]
    return tuple(moved) if len(moved) == 1 else orders


def too_many(evidence: Evidence, orders: Sequence[Order]) -> bool:
    """Whether the customer has to say first which order is meant."""
    return len(orders) > (1 if evidence.focus.how == "all" and not _all_meant(evidence) else MANY)


def _all_meant(evidence: Evidence) -> bool:
    """Whether the customer asks for all their orders at once."""
    return any(_ALL.search(said) for said in evidence.ticket.said)


def _last_moved(order: Order) -> datetime:
    """When an order was last delivered, shipped or placed."""
    parcels = [time for parcel in order.shipments for time in (parcel.delivered_at, parcel.shipped_at) if time]
    return max([*parcels, *([order.placed_at] if order.placed_at else [])], default=datetime.min.replace(tzinfo=UTC))


def lines_asked(evidence: Evidence, order: Order) -> tuple[OrderItem, ...]:
    """The lines whose item was named, here or in the part that goes before; every line where none was."""
    named = [line for id, line in evidence.focus.lines if id == order.id] or lines_spoken_of(evidence.ticket, order)
    return tuple(item for item in order.items if item.id in named) or tuple(order.items)


def names_lines(evidence: Evidence, order: Order) -> bool:
    """Whether the customer names some of the order's lines, here or in the part that goes before."""
    return any(id == order.id for id, _ in evidence.focus.lines) or bool(lines_spoken_of(evidence.ticket, order))


def things_of(evidence: Evidence) -> frozenset[tuple[str, str]]:
    """The lines of orders that the evidence is about, as (order id, line id); none where it may be about any order."""
    orders = evidence.focus.orders if evidence.focus.how != "all" else ()
    return frozenset((order.id, item.id) for order in orders for item in lines_asked(evidence, order))


def things_named(evidence: Evidence) -> frozenset[str]:
    """The names of the things of the orders in question that the customer speaks of."""
    return frozenset(
        item.name
        for order in evidence.focus.orders
        if names_lines(evidence, order)
        for item in lines_asked(evidence, order)
    )


def offers(evidence: Evidence, about: str, order: Order, *, whole: bool = False) -> list[Offer]:
    """What was worked out about this, in groups of lines that agree; empty when no clause speaks.

    It is for the lines asked about, or for the `whole` order.
    """
    groups = _groups(evidence, about, order)
    asked = {item.id for item in (order.items if whole else lines_asked(evidence, order))}
    apart = [group for group in groups if not any(_lines(other, order) < _lines(group, order) for other in groups)]
    found = (_offer(evidence, group, order, asked) for group in apart)
    return [offer for offer in found if offer and not _is_nothing(offer.entitlement)]


def together(evidence: Evidence, about: str, order: Order) -> Offer | None:
    """What several groups come to in one parcel, with one fee, where that is what was asked about."""
    groups, asked = _groups(evidence, about, order), {item.id for item in lines_asked(evidence, order)}
    for group in groups:
        own = _lines(group, order)
        if own == asked and any(_lines(other, order) < own for other in groups):
            return Offer(group, tuple(item for item in order.items if item.id in own), exact=False)
    return None


def _groups(evidence: Evidence, about: str, order: Order) -> list[Entitlement]:
    """The entitlements for lines; not those of a single role or a single way to pay."""
    whole = f"{about}:{order.id}"
    return [e for e in evidence.entitled(about, order.id) if not {"~", "@"} & set(e.id.removeprefix(whole))]


def _lines(entitlement: Entitlement, order: Order) -> frozenset[str]:
    return frozenset(entitlement.line_ids or (item.id for item in order.items))


def _is_nothing(entitlement: Entitlement) -> bool:
    """A refund of what was paid back already."""
    return entitlement.about == "refund" and entitlement.amount is not None and not read_money(entitlement.amount)[0]


def parts(evidence: Evidence, offer: Entitlement) -> list[Entitlement]:
    """Where the methods of one order are treated differently: the part of each of them."""
    return [e for e in evidence.entitled(offer.about, offer.order_id) if e.id.startswith(f"{offer.id}~")]


def only_offer(evidence: Evidence, about: str, order: Order) -> Offer | None:
    """The one offer about this, where all the lines asked about agree."""
    found = offers(evidence, about, order)
    return found[0] if len(found) == 1 else None


def _offer(evidence: Evidence, group: Entitlement, order: Order, asked: set[str]) -> Offer | None:
    own = set(group.line_ids) or {item.id for item in order.items}
    wanted = own & asked
    if not wanted:
        return None
    lines = tuple(item for item in order.items if item.id in wanted)
    everything = asked == {item.id for item in order.items}
    if wanted == own:
        return Offer(group, lines, exact=not everything or len(lines) == 1)
    alone = [
        e
        for e in evidence.line_entitlements
        if e.about == group.about and e.order_id == order.id and set(e.line_ids) == wanted
    ]
    if len(wanted) == 1 and len(alone) == 1:
        return Offer(alone[0], lines, exact=True)
    return Offer(replace(group, amount=None, before_fee=None), lines, exact=False)
