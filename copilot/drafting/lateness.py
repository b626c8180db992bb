"""Whether an order is late, by its record."""

from datetime import date

from copilot.evidence import Evidence
from copilot.models import Fact, Order
from copilot.values import DayKind, add_days, read_duration

from .asked import OPEN
from .look import Look


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


def came_late(look: Look) -> Fact | None:
    """The day on which a parcel was expected that came after it."""
    for number in range(1, len(look.order.shipments) + 1):
        expected, delivered = look.find(f"expected_at.{number}"), look.find(f"delivered_at.{number}")
        if expected and delivered and delivered.value > expected.value:
            return expected
    return None


def is_over(evidence: Evidence, since: Fact, timing: Fact) -> bool:
    """Whether more time than this has passed since a day; never for a time that is no number of days."""
    if timing.type != "duration":
        return False
    _, most, unit = read_duration(timing.value)
    kind: DayKind = "business" if unit == "business day" else "calendar"
    last, _ = add_days(date.fromisoformat(since.value), int(most), kind, evidence.shop.holidays)
    return unit.endswith("day") and last < evidence.today
