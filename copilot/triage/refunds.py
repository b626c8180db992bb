"""Money that goes back to a customer by the records: since when, and until when it should have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from copilot.models import Entitlement, Order, Shop
from copilot.values import add_days, after, read_duration

_REMEMBERED = timedelta(days=60)
_LOOKED_AT = 2
"""Business days in which a return that arrived is looked at, before its money starts."""


@dataclass(frozen=True, slots=True)
class Refund:
    """The latest step of a refund, until when nobody need wonder, when it is due, and whether it was sent at all."""

    order_id: str
    step: str
    in_time_until: date
    due: date
    made: bool

    @property
    def reason(self) -> str:
        return f"refund of order {self.order_id} {self.step}, due by {self.due.isoformat()}"


def running_refund(
    orders: Sequence[Order], entitlements: Sequence[Entitlement], *, shop: Shop, as_of: datetime
) -> Refund | None:
    """The refund whose latest step lies nearest before `as_of`; None without one, or without its length.

    What was sent is in time until it is due; what was not sent yet, for the least time that refunds take.
    """
    steps = [(*step, order) for order in orders if (step := _latest_step(order, entitlements, as_of))]
    if not steps:
        return None
    at, words, order = max(steps, key=lambda step: step[0])
    start = at.astimezone(shop.zone).date()
    begun = add_days(start, _LOOKED_AT, "business", shop.holidays)[0] if words == _ARRIVED else start
    timings = [one.timing for one in entitlements if one.order_id == order.id and one.about == "refund" and one.timing]
    least = [day for timing in timings if (day := _end(start, timing, 0, shop))]
    most = [day for timing in timings if (day := _end(begun, timing, 1, shop))]
    if not least or not most:
        return None
    made = words == _MADE
    return Refund(order.id, f"{words} {start.isoformat()}", max(most) if made else max(least), max(most), made)


_MADE, _ARRIVED, _CANCELLED = "made on", "for a return that arrived on", "for the cancellation on"


def _latest_step(order: Order, entitlements: Sequence[Entitlement], as_of: datetime) -> tuple[datetime, str] | None:
    steps = [(one.at, _MADE) for one in order.payments if one.kind == "refund" and one.at]
    if _is_owed(order, entitlements):
        steps += [(one.received_at, _ARRIVED) for one in order.returns if one.received_at]
        if order.status == "cancelled" and any(one.kind == "payment" for one in order.payments):
            steps += [(one.at, _CANCELLED) for one in order.events if one.kind == "cancelled"]
    recent = [step for step in steps if timedelta(0) <= as_of - step[0] <= _REMEMBERED]
    return max(recent, key=lambda step: step[0], default=None)


def _is_owed(order: Order, entitlements: Sequence[Entitlement]) -> bool:
    return any(
        one.order_id == order.id and one.about == "refund" and one.state in ("allowed", "approval")
        for one in entitlements
    )


def _end(start: date, timing: str, bound: Literal[0, 1], shop: Shop) -> date | None:
    """The day on which the least (0) or the most (1) of a duration is over; None where it is not in days or longer."""
    try:
        *bounds, unit = read_duration(timing)
    except ValueError:
        return None
    days = int(bounds[bound])
    return add_days(start, days, "business", shop.holidays)[0] if unit == "business day" else after(start, days, unit)


def is_paid_back(order: Order) -> bool:
    """Whether all that was ordered was refunded, so that nothing is awaited any more."""
    worth = sum(item.unit_price * item.quantity for item in order.items) - (order.discount or 0)
    return 0 < worth <= sum(one.amount for one in order.payments if one.kind == "refund")
