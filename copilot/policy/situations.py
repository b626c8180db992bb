"""One line of an order as clauses see it at the as-of time: what is known of it, and when what happened."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from copilot.models import Customer, Order, OrderItem, Shipment, Shop
from copilot.values import local_date

from .regions import region_names
from .returns import came_back


@dataclass(frozen=True, slots=True)
class Situation:
    """A line, what is known of it by dimension (None: the records do not say), and the clock."""

    order: Order
    line: OrderItem
    known: Mapping[str, frozenset[str] | None]
    as_of: datetime
    shop: Shop

    @property
    def alike(self) -> Hashable:
        """Equal for lines of one order that clauses cannot tell apart."""
        order = self.order
        named = [part.line_ids for parts in (order.shipments, order.returns, order.events) for part in parts]
        happened = (position for position, line_ids in enumerate(named) if self.line.id in line_ids)
        return self.known["status"], self.known["tags"], tuple(happened)

    @property
    def today(self) -> date:
        return self.day(self.as_of)

    @property
    def tier(self) -> str | None:
        return next(iter(self.known["tiers"] or ()), None)

    def day(self, moment: datetime) -> date:
        """The calendar day of an instant in the shop's time zone."""
        try:
            return local_date(moment, self.shop.zone)
        except OverflowError:  # year 1 or 9999, which shop systems write for "never"
            return moment.date()

    def of(self, line: OrderItem, about: str, as_of: datetime) -> "Situation":
        """Another line of the same order, for another offer, at another time."""
        return situation_of(self.order, line, about, self.known, shop=self.shop, as_of=as_of)

    def time(self, name: str) -> datetime | None:
        """When the event of this name happened to the line, if the records say; nothing later than the as-of time."""
        return event_time(self.order, self.line.id, name, self.as_of)


def known_of(
    order: Order, customer: Customer | None, *, channel: str | None, region: str | None
) -> dict[str, frozenset[str] | None]:
    """What the records say that is the same for all lines and offers of an order."""
    return {
        "regions": _regions(order, region),
        "tiers": None if customer is None else _folded([customer.tier] if customer.tier else []),
        "channels": None if channel is None else _folded([channel]),
        "methods": methods_of(order) or None,
    }


def situation_of(
    order: Order,
    line: OrderItem,
    about: str,
    known: Mapping[str, frozenset[str] | None],
    *,
    shop: Shop,
    as_of: datetime,
) -> Situation:
    """What clauses about this offer are matched against for one line; `known` is the same for all."""
    own = {"status": frozenset(_statuses(order, line, about, as_of)), "tags": _folded(line.tags)}
    return Situation(order, line, {**known, **own}, as_of, shop)


def methods_of(order: Order) -> frozenset[str]:
    """The kinds of method that the order was paid with; none when a payment does not say."""
    methods = [payment.method for payment in order.payments if payment.kind == "payment"]
    return frozenset() if None in methods else _folded(method.kind for method in methods if method)


def event_time(order: Order, line_id: str, name: str, as_of: datetime) -> datetime | None:
    """When something happened to a line: a field of the order, its shipments or returns, or the kind of an event."""
    found: datetime | None
    match name:
        case "placed_at":
            found = order.placed_at
        case "expected_at":
            found = _of_all(shipment.expected_at for shipment in shipments_of(order, line_id))
            return found or _from_events(order, line_id, name, as_of)
        case "shipped_at" | "delivered_at":
            found = _of_all(getattr(shipment, name) for shipment in shipments_of(order, line_id))
        case "requested_at" | "received_at":
            found = _of_all(getattr(part, name) for part in order.returns if line_id in part.line_ids)
        case _:
            found = None
    return found if found and found <= as_of else _from_events(order, line_id, name, as_of)


def delivered_lines(order: Order, as_of: datetime) -> list[str]:
    """The lines that have arrived; all where the order is delivered or returned and its shipments do not say."""
    arrived = [item.id for item in order.items if event_time(order, item.id, "delivered_at", as_of)]
    everything = [item.id for item in order.items]
    return everything if not arrived and order.status in ("delivered", "returned") else arrived


def shipments_of(order: Order, line_id: str) -> list[Shipment]:
    """The shipments that carry the line; one that names no lines carries all."""
    return [shipment for shipment in order.shipments if line_id in shipment.line_ids or not shipment.line_ids]


def _of_all(times: Iterable[datetime | None]) -> datetime | None:
    """The last of the times; none when one is missing, for then it is not over yet."""
    known = list(times)
    return None if None in known else max((time for time in known if time), default=None)


def _from_events(order: Order, line_id: str, name: str, as_of: datetime) -> datetime | None:
    kinds = (name, name.removesuffix("_at"))
    times = (
        event.at
        for event in order.events
        if event.kind in kinds and event.at <= as_of and (line_id in event.line_ids or not event.line_ids)
    )
    return max(times, default=None)


def _statuses(order: Order, line: OrderItem, about: str, as_of: datetime) -> Iterable[str]:
    """The order's status and the shop's word for it; in an order on its way each line is as far as its own parcel.

    Goodwill and credit are for the order. A line that has left can no more be cancelled or changed than a part-shipped
    order can, so there both count. What came back is refunded as returned, however far the rest of the order is.
    """
    if order.shop_status:
        yield order.shop_status.casefold()
    if about == "refund" and came_back(order, line.id, as_of):
        yield "returned"
        return
    own = _own_status(order, line, as_of)
    if own is None or about in ("goodwill", "credit"):
        yield order.status
    elif about in ("cancel", "modify"):
        yield from (order.status, own) if own != "processed" else (order.status,)
    else:
        yield own


def _own_status(order: Order, line: OrderItem, as_of: datetime) -> str | None:
    if order.status not in ("shipped", "partially_shipped"):
        return None
    if event_time(order, line.id, "delivered_at", as_of):
        return "delivered"
    if event_time(order, line.id, "shipped_at", as_of):
        return "shipped"
    return "processed" if order.status == "partially_shipped" and not shipments_of(order, line.id) else None


def _regions(order: Order, region: str | None) -> frozenset[str] | None:
    if region is not None:
        return region_names(region)
    address = order.shipping_address
    return None if address is None else region_names(address.country, address.region)


def _folded(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value.casefold() for value in values)
