"""The facts of one order: everything that a correct draft may say about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from copilot.models import Address, Fact, FactType, Method, Order, OrderItem, Shop
from copilot.values import find_values, local_date, minor_digits, money


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose facts are being written, and how a person would name the place they stand in."""

    id: str
    place: str

    def fact(self, type: FactType, role: str, value: str, steps: tuple[str, ...] = (), mark: str = "") -> Fact:
        name = f"{self.id}.{role}{f'.{mark}' if mark else ''}"
        return Fact(name, type, role, self.id, value, f"{self.place}, {role.replace('_', ' ')}", steps)


def order_facts(order: Order, shop: Shop) -> Iterator[Fact]:
    """All facts of the order, in the order of its record; sums carry their steps."""
    whole = _Subject(f"order:{order.id}", f"order {order.id}")
    yield whole.fact("id", "order_id", order.id)
    yield whole.fact("status", "status", order.status)
    if order.shop_status:
        yield whole.fact("status", "shop_status", order.shop_status)
    yield from _day(whole, "placed_at", order.placed_at, shop)
    for item in order.items:
        line = _Subject(f"{whole.id}/line:{item.id}", f"{whole.place}, line {item.id}")
        yield from _item_facts(line, item, order)
        yield from _shares(line, item, order)
    yield whole.fact("count", "line_count", str(len(order.items)))
    yield whole.fact("count", "item_count", str(sum(item.quantity for item in order.items)))
    yield from _sums(whole, order)
    yield from _shipments(whole, order, shop)
    yield from _payments(whole, order, shop)
    yield from _returns(whole, order, shop)
    for number, event in enumerate(order.events, 1):
        yield whole.fact("event", "event", event.kind, mark=str(number))
        yield from _day(whole, "event_at", event.at, shop, mark=str(number))
        if event.amount is not None:
            yield whole.fact("money", "event_amount", money(event.amount, order.currency), mark=str(number))
        if event.note:
            yield from _note(whole, event.note, order, shop, str(number))
    if order.shipping_address:
        yield from address_facts(whole.id, whole.place, "shipping_address", order.shipping_address)


def address_facts(subject: str, place: str, role: str, address: Address) -> Iterator[Fact]:
    """The address as a whole and each of its parts, since a draft may name only the city."""
    owner = _Subject(subject, place)
    parts = {key: value for key, value in address if value}
    yield owner.fact("address", role, ", ".join(parts.values()))
    for key, value in parts.items():
        yield owner.fact("address", f"{role}.{key}", value)


def method_facts(
    subject: str, place: str, role: str, method: Method, currency: str | None, mark: str
) -> Iterator[Fact]:
    """How something was or may be paid. A balance is in `currency`; without one it is left out."""
    owner = _Subject(subject, place)
    yield owner.fact("method", role, method.kind, mark=mark)
    if method.brand:
        yield owner.fact("method", f"{role}.brand", method.brand, mark=mark)
    if method.last_four:
        yield owner.fact("id", f"{role}.last_four", method.last_four, mark=mark)
    if method.balance is not None and currency:
        yield owner.fact("money", f"{role}.balance", money(method.balance, currency), mark=mark)


def _item_facts(line: _Subject, item: OrderItem, order: Order) -> Iterator[Fact]:
    yield line.fact("product", "item", item.name)
    for name, value in item.options.items():
        yield line.fact("option", f"option.{name}", value)
    yield line.fact("count", "quantity", str(item.quantity))
    yield line.fact("money", "unit_price", money(item.unit_price, order.currency))
    if item.quantity > 1:
        step = f"{item.quantity} x {money(item.unit_price, order.currency)}"
        yield line.fact("money", "line_total", money(item.unit_price * item.quantity, order.currency), (step,))
    if item.variant_id:
        yield line.fact("id", "variant_id", item.variant_id)
    yield line.fact("id", "product_id", item.product_id)


def _shares(line: _Subject, item: OrderItem, order: Order) -> Iterator[Fact]:
    """The line's part of tax and discount, by its price."""
    whole = sum((other.unit_price * other.quantity for other in order.items), Decimal(0))
    price = item.unit_price * item.quantity
    if len(order.items) > 1 and whole:
        for role, amount in (("tax", order.tax), ("discount", order.discount)):
            if amount:
                share = (amount * price / whole).quantize(
                    Decimal(1).scaleb(-minor_digits(order.currency)), ROUND_HALF_UP
                )
                step = f"{money(amount, order.currency)} x {price} / {whole}"
                yield line.fact("money", role, money(share, order.currency), (step,))


def _sums(whole: _Subject, order: Order) -> Iterator[Fact]:
    """Items, fees and the total; what was paid stands apart, since the two may disagree."""
    currency = order.currency
    items = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
    steps = tuple(f"{item.name}: {item.quantity} x {money(item.unit_price, currency)}" for item in order.items)
    yield whole.fact("money", "items_total", money(items, currency), steps)
    extras = (("shipping_fee", order.shipping_fee, 1), ("tax", order.tax, 1), ("discount", order.discount, -1))
    total, total_steps = items, [f"items {money(items, currency)}"]
    for role, amount, sign in extras:
        if amount is not None:
            yield whole.fact("money", role, money(amount, currency))
            total += sign * amount
            total_steps.append(f"{'plus' if sign > 0 else 'minus'} {role.replace('_', ' ')} {money(amount, currency)}")
    yield whole.fact("money", "total", money(total, currency), tuple(total_steps))
    for kind, role in (("payment", "paid"), ("refund", "refunded")):
        amounts = [payment.amount for payment in order.payments if payment.kind == kind]
        if amounts:
            added = tuple(f"{kind} {money(amount, currency)}" for amount in amounts)
            yield whole.fact("money", role, money(sum(amounts, Decimal(0)), currency), added)


def _shipments(whole: _Subject, order: Order, shop: Shop) -> Iterator[Fact]:
    for number, shipment in enumerate(order.shipments, 1):
        mark = str(number)
        if shipment.tracking_number:
            yield whole.fact("tracking", "tracking_number", shipment.tracking_number, mark=mark)
        if shipment.carrier:
            yield whole.fact("name", "carrier", shipment.carrier, mark=mark)
        yield from _day(whole, "shipped_at", shipment.shipped_at, shop, mark)
        yield from _day(whole, "expected_at", shipment.expected_at, shop, mark)
        yield from _day(whole, "delivered_at", shipment.delivered_at, shop, mark)
    if order.shipments:
        yield whole.fact("count", "shipment_count", str(len(order.shipments)))


def _payments(whole: _Subject, order: Order, shop: Shop) -> Iterator[Fact]:
    for number, payment in enumerate(order.payments, 1):
        mark = str(number)
        role = "payment" if payment.kind == "payment" else "refund"
        yield whole.fact("money", role, money(payment.amount, order.currency), mark=mark)
        yield from _day(whole, f"{role}_at", payment.at, shop, mark)
        if payment.method:
            yield from method_facts(whole.id, whole.place, f"{role}_method", payment.method, order.currency, mark)


def _returns(whole: _Subject, order: Order, shop: Shop) -> Iterator[Fact]:
    for back in order.returns:
        yield whole.fact("id", "return_id", back.id, mark=back.id)
        yield whole.fact("status", "return_state", back.state, mark=back.id)
        yield from _day(whole, "return_requested_at", back.requested_at, shop, back.id)
        yield from _day(whole, "return_received_at", back.received_at, shop, back.id)
        if back.amount is not None:
            yield whole.fact("money", "return_amount", money(back.amount, order.currency), mark=back.id)


def _note(whole: _Subject, note: str, order: Order, shop: Shop, mark: str) -> Iterator[Fact]:
    """The shop's own words about an event, and the days in them."""
    yield whole.fact("text", "event_note", note, mark=mark)
    today = order.placed_at.astimezone(shop.zone).date() if order.placed_at else None
    found = find_values(note, language=shop.locale, currency=order.currency, today=today) if today else ()
    for value in found:
        if value.type == "date" and len(value.values) == 1:
            yield whole.fact("date", "event_note_day", value.values[0], mark=f"{mark}.{value.start}")


def _day(whole: _Subject, role: str, at: datetime | None, shop: Shop, mark: str = "") -> Iterator[Fact]:
    if at is not None:
        day = local_date(at, shop.zone)
        yield whole.fact("date", role, day.isoformat(), mark=mark)
        if at.date() != day:  # as the customer saw it, where they are
            yield whole.fact("date", role, at.date().isoformat(), mark=f"{mark}.there" if mark else "there")
