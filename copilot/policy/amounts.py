"""What would be paid back for lines of an order, with the steps."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from copilot.models import Order, OrderItem
from copilot.values.money import minor_digits, money

_REFUNDED = ("refunded", "completed", "closed", "settled")


def refundable(order: Order, line_ids: Collection[str], as_of: datetime) -> tuple[Decimal | None, tuple[str, ...]]:
    """What was paid for these lines and is not paid back yet, before fees; None where the records do not tell.

    Price times quantity, less the lines' share of the order's discount, plus their share of a tax that was charged on
    top, less what was refunded for them; never more than is left of all payments. Delivery is not part of it.
    """
    lines = [item for item in order.items if item.id in line_ids]
    worth, whole = _worth(lines), _worth(order.items)
    amount = worth
    steps = [" + ".join(f"{item.quantity} x {item.unit_price}" for item in lines) + f" = {worth} {order.currency}"]
    if order.discount and whole:
        share = _share(order.discount, worth, whole, order)
        amount -= share
        steps.append(f"less discount {order.discount} x {worth} / {whole} = {share}")
    if order.tax and whole and _paid(order, as_of) == _total(order) + order.tax:
        share = _share(order.tax, worth, whole, order)
        amount += share
        steps.append(f"plus tax {order.tax} x {worth} / {whole} = {share}")
    back = sum((refunded_for(order, item.id, as_of) or Decimal(0) for item in lines), Decimal(0))
    if back:
        amount -= back
        steps.append(f"less refunded for these lines {back}")
    paid, refunded = _paid(order, as_of), refunded_of(order, as_of)
    tied = sum((refunded_for(order, item.id, as_of) or Decimal(0) for item in order.items), Decimal(0))
    others = {item.id for item in order.items} - set(line_ids)
    if refunded > tied and any(not refunded_for(order, line_id, as_of) for line_id in others):
        steps.append(f"{refunded - tied} was refunded and the records do not say for which lines")
        return None, tuple(steps)
    if paid is not None and amount > paid - refunded:
        amount = paid - refunded
        steps.append(f"no more than is left of the payments: {paid} - {refunded} = {amount}")
    amount = max(amount, Decimal(0))
    return amount, (*steps, f"to pay back: {money(amount, order.currency)}")


def price_paid(order: Order, line_ids: Collection[str]) -> Decimal:
    """The price of the lines less their share of the discount, before tax: what a percentage is of."""
    worth, whole = _worth([item for item in order.items if item.id in line_ids]), _worth(order.items)
    return worth - (_share(order.discount, worth, whole, order) if order.discount and whole else Decimal(0))


def payable_back(order: Order, as_of: datetime) -> tuple[Decimal | None, tuple[str, ...]]:
    """What is owed when nothing arrives: all that was paid, delivery too, and is not paid back; None where unknown."""
    paid, refunded = _paid(order, as_of), refunded_of(order, as_of)
    if paid is None:
        return None, ("no payment is in the records",)
    left = max(paid - refunded, Decimal(0))
    less = f" - refunded {refunded}" if refunded else ""
    return left, (f"paid {paid}{less} = {money(left, order.currency)}",)


def refunded_of(order: Order, as_of: datetime) -> Decimal:
    """All refunds of the order that the payments record."""
    return _sum(order, "refund", as_of)


def refunded_for(order: Order, line_id: str, as_of: datetime) -> Decimal | None:
    """What the records say was refunded for one line; None when nothing was, its whole worth when no sum is named.

    A refund of several lines is shared by their worth.
    """
    parts = [
        (part.line_ids, part.amount)
        for part in order.returns
        if part.state.casefold() in _REFUNDED and (part.requested_at is None or part.requested_at <= as_of)
    ]
    if not any(line_id in line_ids for line_ids, _ in parts):
        parts = [
            (event.line_ids, event.amount)
            for event in order.events
            if "refund" in event.kind.casefold() and event.at <= as_of and event.amount is not None
        ]
    sums = []
    for line_ids, amount in parts:
        if line_id in line_ids:
            lines = [order.line(other) for other in line_ids]
            mine, all_of_them = _worth([order.line(line_id)]), _worth(lines)
            sums.append(mine if amount is None else _share(amount, mine, all_of_them, order) if all_of_them else amount)
    return sum(sums, Decimal(0)) if sums else None


def rounded(amount: Decimal, order: Order) -> Decimal:
    """Half up to the minor units of the order's currency."""
    unit = Decimal(1).scaleb(-minor_digits(order.currency))
    return (amount / unit).to_integral_value("ROUND_HALF_UP") * unit


def _worth(lines: Collection[OrderItem]) -> Decimal:
    return sum((item.unit_price * item.quantity for item in lines), Decimal(0))


def _share(amount: Decimal, part: Decimal, whole: Decimal, order: Order) -> Decimal:
    return amount if part == whole else rounded(amount * part / whole, order)


def _total(order: Order) -> Decimal:
    return _worth(order.items) - (order.discount or 0) + (order.shipping_fee or 0)


def _paid(order: Order, as_of: datetime) -> Decimal | None:
    return _sum(order, "payment", as_of) if any(part.kind == "payment" for part in order.payments) else None


def _sum(order: Order, kind: str, as_of: datetime) -> Decimal:
    counted = (part.amount for part in order.payments if part.kind == kind and (part.at is None or part.at <= as_of))
    return sum(counted, Decimal(0))
