"""Where an order is, and what is in it."""

from collections.abc import Callable, Sequence
from datetime import date

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import MANY, OPEN, orders_asked
from copilot.drafting.look import Look
from copilot.drafting.text import Line, Names, line
from copilot.evidence import Evidence
from copilot.models import Fact, NextStep, Order, Shipment

LISTED = 6  # orders to choose from


def status(evidence: Evidence, _: str) -> Answer:
    """Where the orders in question are; without a hint, those that are still open."""
    return each(evidence, orders_asked(evidence, lambda order: order.status in OPEN), status_lines)


def details(evidence: Evidence, _: str) -> Answer:
    """What was ordered, what was paid and where it goes."""
    return each(evidence, orders_asked(evidence, lambda _: True), detail_lines)


def each(evidence: Evidence, orders: Sequence[Order], lines: Callable[[Evidence, Order], list[Line]]) -> Answer:
    """One paragraph an order; a list and a question where there are too many to tell one by one."""
    if not orders:
        return Answer([] if evidence.focus.foreign else [[line("no_orders")]])
    if len(orders) <= MANY:
        return Answer([lines(evidence, order) for order in orders], steps=_chase(evidence, orders))
    return Answer([which_order(evidence, orders)])


def which_order(evidence: Evidence, orders: Sequence[Order]) -> Paragraph:
    """The question which order is meant, with the orders to choose from."""
    looks = [Look(evidence, order) for order in orders[:LISTED]]
    listed = [
        line("order_line", order=look("order_id"), status=look("status"), items=look.items(look.order.items))
        for look in looks
    ]
    return [line("which_order"), *listed]


def status_lines(evidence: Evidence, order: Order) -> list[Line]:
    """Where the order is, with every date and number that the record has; sorry first when it is late."""
    look = Look(evidence, order)
    lines = [line(f"order_{order.status}", look("status").id, order=look("order_id"))]
    if late := late_expectation(evidence, order):
        lines.insert(0, line("sorry_late", order=look("order_id"), date=late))
    elif was := _came_late(look):
        lines.insert(0, line("sorry_was_late", order=look("order_id"), date=was))
    if order.status in ("pending", "processed") and (placed := look.find("placed_at")):
        lines.append(line("placed_on", date=placed))
    for number, shipment in enumerate(order.shipments, 1):
        lines += _shipment_lines(look, order, shipment, number, evidence.today)
    for number in range(1, len(order.events) + 1):
        if order.status in OPEN and (note := look.find(f"event_note.{number}")) and _still_to_come(evidence, note):
            lines.append(line("event_note", note=note))
    if refunded := look.find("refunded"):
        lines.append(line("refunded", amount=refunded))
    return lines


def detail_lines(evidence: Evidence, order: Order) -> list[Line]:
    """What was ordered, what was paid, and the address."""
    look = Look(evidence, order)
    lines = [line("order_items", order=look("order_id"))]
    for item in order.items:
        facts = {name: look(name, item.id) for name in ("item", "quantity")}
        facts["price"] = look("unit_price", item.id)
        if item.options:
            options = [look(f"option.{name}", item.id) for name in item.options]
            text = ", ".join(f"{name}: {value}" for name, value in item.options.items())
            lines.append(Line("order_item_options", {**facts, "options": text}, tuple(f.id for f in options)))
        else:
            lines.append(Line("order_item", dict(facts)))
    for role in ("shipping_fee", "discount", "tax"):
        if amount := look.find(role):
            lines.append(line(role, amount=amount))
    lines.append(paid_line(look))
    if refunded := look.find("refunded"):
        lines.append(line("refunded", amount=refunded))
    if address := look.find("shipping_address"):
        lines.append(line("address", address=address))
    return lines


def paid_line(look: Look) -> Line:
    """What was paid and how; the total where no payment is on record."""
    paid, method = look.find("paid"), look.method()
    if paid and method:
        return line("total_paid_with", amount=paid, method=method)
    if paid:
        return line("total_paid", amount=paid)
    return line("total", amount=look("total"))


def late_expectation(evidence: Evidence, order: Order) -> Fact | None:
    """The expected day of a parcel that is still on its way, if that day has passed; the earliest of them."""
    look = Look(evidence, order)
    expected = [
        fact
        for number, shipment in enumerate(order.shipments, 1)
        if shipment.delivered_at is None and (fact := look.find(f"expected_at.{number}"))
    ]
    past = [fact for fact in expected if date.fromisoformat(fact.value) < evidence.today]
    return min(past, key=lambda fact: fact.value) if past and order.status in OPEN else None


def coming_lines(evidence: Evidence, order: Order) -> list[Line]:
    """When an order that is on its way is expected, and its number."""
    look = Look(evidence, order)
    if order.status not in ("shipped", "partially_shipped") or late_expectation(evidence, order):
        return []
    days = [fact for n in range(1, len(order.shipments) + 1) if (fact := look.find(f"expected_at.{n}"))]
    return [*([line("expected_on", date=days[0])] if len(days) == 1 else []), *tracking_lines(look, order)]


def tracking_lines(look: Look, order: Order) -> list[Line]:
    """The tracking numbers of the order."""
    numbers = range(1, len(order.shipments) + 1)
    return [line("tracking", tracking=fact) for n in numbers if (fact := look.find(f"tracking_number.{n}"))]


def _still_to_come(evidence: Evidence, note: Fact) -> bool:
    """Whether a note names a day that is not over yet."""
    days = [
        fact
        for id, fact in evidence.by_id.items()
        if id.startswith(f"{note.subject}.event_note_day.{note.id.rpartition('.')[2]}.")
    ]
    return any(date.fromisoformat(day.value) >= evidence.today for day in days)


def _came_late(look: Look) -> Fact | None:
    """The day on which a parcel was expected that came after it."""
    for number in range(1, len(look.order.shipments) + 1):
        expected, delivered = look.find(f"expected_at.{number}"), look.find(f"delivered_at.{number}")
        if expected and delivered and delivered.value > expected.value:
            return expected
    return None


def _chase(evidence: Evidence, orders: Sequence[Order]) -> list[NextStep]:
    late = [(order, fact) for order in orders if (fact := late_expectation(evidence, order))]
    return [
        NextStep(
            kind="ask_carrier",
            text=f"Ask the carrier about the parcel of order {order.id}: it was expected on {fact.value}.",
            order_id=order.id,
            sources=[fact.id],
        )
        for order, fact in late
    ]


def _ids(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if fact)


def _shipment_lines(look: Look, order: Order, shipment: Shipment, number: int, today: date) -> list[Line]:
    shipped, carrier, expected, delivered, tracking = (
        look.find(f"{role}.{number}")
        for role in ("shipped_at", "carrier", "expected_at", "delivered_at", "tracking_number")
    )
    lines = []
    several = len(order.shipments) > 1 or order.status == "partially_shipped"
    parcel = "parcel_" if several else ""
    if several and tracking and shipment.line_ids:
        items = [look("item", id) for id in shipment.line_ids]
        names = Names(tuple(item.value for item in items))
        lines.append(Line("parcel_items", {"tracking": tracking, "items": names}, _ids(*items)))
    if shipped and carrier:
        lines.append(line(f"{parcel}shipped_on_with", date=shipped, carrier=carrier))
    elif shipped:
        lines.append(line(f"{parcel}shipped_on", date=shipped))
    if delivered:
        lines.append(line("delivered_on", date=delivered))
    elif expected and order.status in OPEN and date.fromisoformat(expected.value) >= today:
        lines.append(line("expected_on", date=expected))
    if tracking and not (several and shipment.line_ids):
        lines.append(line("tracking", tracking=tracking))
    return lines
