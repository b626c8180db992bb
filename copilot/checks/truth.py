"""What the records say about an event: that it happened, that it did not, or nothing."""

import re
from collections.abc import Sequence

from copilot.evidence import Evidence
from copilot.models import Order, Shipment
from copilot.policy import is_kind

GONE = ("shipped", "partially_shipped", "delivered", "returned")


def happened(kind: str, order: Order, lines: frozenset[str], evidence: Evidence) -> bool | None:
    """Whether this happened to the order, or to these lines of it; None when the records do not decide."""
    if acted(kind, order, evidence, lines):
        return True
    match kind:
        case "cancel":
            return order.status == "cancelled" or (None if _event(order, "cancel", lines) else False)
        case "ship":
            return _sent(order, lines)
        case "transit":
            return _on_its_way(order, lines)
        case "out_for_delivery":
            return True if _event(order, "out.?for.?delivery", lines) else _on_the_way(order)
        case "deliver":
            return _delivered(order, lines)
        case "process":
            return order.status in ("processed", *GONE) if order.status != "cancelled" else None
        case "processing":
            return order.status == "processed" or (order.status == "pending" and None)
        case "open":
            return order.status in ("pending", "processed")
        case "pending":
            return order.status == "pending"
        case "refund":
            if lines and order.returns and not _returns(order, lines):
                return None  # what was paid back was for other items
            return any(p.kind == "refund" for p in order.payments) or _event(order, "refund", lines)
        case "return":
            return order.status == "returned" or bool(_returns(order, lines)) or _event(order, "return", lines)
        case "delay":
            return _late(order, evidence) or _event(order, "delay|late", lines)
        case "lost":
            return _event(order, "lost|missing", lines) or _counts_as_lost(order, evidence)
        case "backorder":
            return not _sent(order, lines) and _event(order, "back.?order|out.?of.?stock", lines)
        case "damage":
            return _event(order, "damag|broken|defect", lines) or None
        case _:
            return _event(order, kind[:5], lines)


def acted(kind: str, order: Order, evidence: Evidence, lines: frozenset[str] = frozenset()) -> bool:
    """Whether the agent did this to the order, or to these lines of it, a moment ago."""
    return any(
        action.order_id == order.id
        and is_kind(action.kind, kind)
        and (not lines or not action.line_ids or lines <= set(action.line_ids))
        for action in evidence.actions
    )


def coded(order: Order, evidence: Evidence) -> bool:
    """Whether the agent put a code on the order a moment ago."""
    return any(action.order_id == order.id and is_kind(action.kind, "code") for action in evidence.actions)


def _parcels(order: Order, lines: frozenset[str]) -> Sequence[Shipment]:
    """The shipments that hold these lines; all of them where no line, or no shipment's contents, is named."""
    if not lines or not any(shipment.line_ids for shipment in order.shipments):
        return order.shipments
    return [shipment for shipment in order.shipments if lines & set(shipment.line_ids)]


def _sent(order: Order, lines: frozenset[str]) -> bool | None:
    if order.status in ("shipped", "delivered", "returned"):
        return True
    if order.status == "partially_shipped":
        if not lines:
            return None
        return any(parcel.shipped_at or parcel.tracking_number for parcel in _parcels(order, lines))
    return None if order.status == "cancelled" and any(s.shipped_at for s in order.shipments) else False


def _on_its_way(order: Order, lines: frozenset[str]) -> bool | None:
    return _sent(order, lines) if order.status in ("shipped", "partially_shipped") else False


def _delivered(order: Order, lines: frozenset[str]) -> bool | None:
    if order.status in ("delivered", "returned"):
        return True
    parcels = _parcels(order, lines)
    arrived = [parcel.delivered_at is not None for parcel in parcels]
    if lines or len(arrived) == 1:
        return bool(arrived) and all(arrived)
    return None if any(arrived) else False


def _on_the_way(order: Order) -> bool | None:
    return None if order.status in ("shipped", "partially_shipped") else False


def _late(order: Order, evidence: Evidence) -> bool:
    """An expected day that passed before the parcel came, or without it."""
    zone = evidence.shop.zone
    for shipment in order.shipments:
        if shipment.expected_at:
            until = shipment.delivered_at or evidence.as_of
            if until.astimezone(zone).date() > shipment.expected_at.astimezone(zone).date():
                return True
    return False


def _counts_as_lost(order: Order, evidence: Evidence) -> bool | None:
    """What has left and never came counts as lost once another one may be sent."""
    if order.status not in ("shipped", "partially_shipped"):
        return None
    states = {offer.state for offer in evidence.entitled("replacement", order.id)}
    return True if states == {"allowed"} else None


def _returns(order: Order, lines: frozenset[str]) -> Sequence[object]:
    return [back for back in order.returns if not lines or lines & set(back.line_ids)]


def _event(order: Order, pattern: str, lines: frozenset[str]) -> bool:
    words = re.compile(pattern)
    said = [
        event.kind.casefold()
        for event in order.events
        if not lines or not event.line_ids or lines & set(event.line_ids)
    ]
    return any(words.search(text) for text in (*said, (order.shop_status or "").casefold()))
