"""Where an order is."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import MANY, OPEN, orders_asked
from copilot.drafting.lateness import came_late, is_over, late_expectation
from copilot.drafting.look import Look
from copilot.drafting.text import Line, Names, line
from copilot.evidence import Evidence
from copilot.models import Fact, NextStep, Order, Shipment

from .beside import on_pages
from .needed import fits
from .notices import delivery_timing

LISTED = 6  # orders to choose from
TO_COME = ("pending", "processed", "shipped")
"""Statuses of orders that leave or arrive as a whole."""


def status(evidence: Evidence, _: str) -> Answer:
    """Where the orders in question are; without a hint, those that are still open."""
    return each(evidence, orders_asked(evidence, lambda order: order.status in OPEN), status_lines)


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


def status_lines(evidence: Evidence, order: Order, *, lost: bool = False) -> list[Line]:
    """Where the order is, with every date and number that the record has; sorry first when it is late.

    Of a `lost` parcel nobody waits for a new date.
    """
    look = Look(evidence, order)
    late, came = late_expectation(evidence, order), came_late(look)
    lines = [line("sorry_late", look("status").id, order=look("order_id"), date=late)] if late else []
    lines += [line("sorry_was_late", order=look("order_id"), date=came)] if came else []
    if len(order.shipments) == 1 and order.status in ("shipped", "delivered"):
        lines += [one for one in _one_parcel(look, late) if not (lost and one.key == "no_new_date")]
    else:
        lines.append(line(f"order_{order.status}", look("status").id, order=look("order_id")))
        if order.status in ("pending", "processed") and (placed := look.find("placed_at")):
            lines.append(line("placed_on", date=placed))
            lines += _making(evidence, order)
        for number, shipment in enumerate(order.shipments, 1):
            lines += _shipment_lines(look, order, shipment, number, evidence.today)
    if due := look.find("pay_until"):
        lines += [line("unpaid", due.id), line("pay_until", date=due)]
    notes = _note_lines(look)
    lines += notes
    if not notes and order.status in TO_COME and not late and not due and not _due(look):
        usual = delivery_timing(evidence, order)
        slow = [line("sorry_refund_late", look("status").id), line("no_new_date", look("status").id)]
        lines += slow if usual and _is_over(look, usual[0]) else usual
    if refunded := look.find("refunded"):
        lines.append(line("refunded", amount=refunded))
    return lines


def _making(evidence: Evidence, order: Order) -> list[Line]:
    """How long it takes to make what is made to order, where the thing's page says so."""
    made = {item.name.casefold() for item in order.items if "made_to_order" in item.tags}
    return on_pages(evidence, "made_within", [page for page in evidence.documents if page.title.casefold() in made])


def coming_lines(evidence: Evidence, order: Order) -> list[Line]:
    """When an order that is on its way is expected, and its number."""
    look = Look(evidence, order)
    if order.status not in ("shipped", "partially_shipped") or late_expectation(evidence, order):
        return []
    days = _due(look)
    return [*([line("expected_on", date=days[0])] if len(days) == 1 else []), *tracking_lines(look, order)]


def tracking_lines(look: Look, order: Order) -> list[Line]:
    """The tracking numbers of the order."""
    numbers = range(1, len(order.shipments) + 1)
    return [line("tracking", tracking=fact) for n in numbers if (fact := look.find(f"tracking_number.{n}"))]


def _one_parcel(look: Look, late: Fact | None) -> list[Line]:
    """An order in one parcel: where it is and when it comes in one sentence, how it left in another."""
    shipped, carrier, expected, delivered, tracking = (
        look.find(f"{role}.1") for role in ("shipped_at", "carrier", "expected_at", "delivered_at", "tracking_number")
    )
    order, source, lines = look("order_id"), look("status").id, []
    if look.order.status == "delivered":
        lines.append(
            line("order_delivered_on", source, order=order, date=delivered)
            if delivered
            else line("order_delivered", source, order=order)
        )
    elif not late and expected:
        lines.append(line(f"order_due{_when(look, expected)}", source, order=order, date=expected))
        lines += fits(look, expected)
    elif not late:
        lines.append(line("order_shipped", source, order=order))
    if shipped:
        lines.append(line("shipped_on", date=shipped, carrier=_by(carrier), tracked=_tracked(tracking)))
    elif tracking:
        lines.append(line("tracking", tracking=tracking))
    return [*lines, *([line("no_new_date", late.id)] if late else [])]


def _by(carrier: Fact | None) -> Line | str:
    return line("by_carrier", carrier=carrier) if carrier else ""


def _tracked(tracking: Fact | None) -> Line | str:
    return line("tracked", tracking=tracking) if tracking else ""


def _when(look: Look, expected: Fact) -> str:
    """How an expected day is told: as today or tomorrow where it is one of these."""
    days = date.fromisoformat(expected.value) - look.evidence.today
    return {timedelta(0): "_today", timedelta(1): "_tomorrow"}.get(days, "")


def _due(look: Look) -> list[Fact]:
    """The days on which parcels of the order are expected."""
    return [fact for n in range(1, len(look.order.shipments) + 1) if (fact := look.find(f"expected_at.{n}"))]


def _note_lines(look: Look) -> list[Line]:
    """What the shop noted of an open order, as long as a day that it names is to come."""
    if look.order.status not in OPEN:
        return []
    lines = []
    for number in range(1, len(look.order.events) + 1):
        note, days = look.find(f"event_note.{number}"), _days_of(look, number)
        if note and days and max(day.value for day in days) >= look.evidence.today.isoformat():
            foreign = (line("event_day", note.id, date=days[0]),) if len(days) == 1 else None
            lines.append(Line("event_note", {"note": note}, otherwise=foreign))
    return lines


def _is_over(look: Look, usual: Line) -> bool:
    """Whether the parcel was handed over longer ago than delivery usually takes."""
    timing, shipped = usual.slots["timing"], look.find("shipped_at.1")
    return shipped is not None and isinstance(timing, Fact) and is_over(look.evidence, shipped, timing)


def _days_of(look: Look, number: int) -> list[Fact]:
    """The days that the note of an event names."""
    start = f"order:{look.order.id}.event_note_day.{number}."
    return [fact for id, fact in look.evidence.by_id.items() if id.startswith(start)]


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
    if shipped:
        lines.append(line(f"{parcel}shipped_on", date=shipped, carrier=_by(carrier), tracked=""))
    if delivered:
        lines.append(line("delivered_on", date=delivered))
    elif expected and order.status in OPEN and date.fromisoformat(expected.value) >= today:
        lines.append(line("expected_on", date=expected))
    if tracking and not (several and shipment.line_ids):
        lines.append(line("tracking", tracking=tracking))
    return lines
