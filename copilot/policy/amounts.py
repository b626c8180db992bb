"""What would be paid back for lines of an order, with the steps."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from decimal import Decimal

from copilot.models import Order, OrderItem, Return, Variant
from copilot.values import minor_digits, money

from .returns import is_open, is_settled


def refundable(order: Order, line_ids: Collection[str], as_of: datetime) -> tuple[Decimal | None, tuple[str, ...]]:
    """What was paid for these lines and is not paid back yet, before fees; None where the records do not tell.

    Price times quantity, less the lines' share of the order's discount, plus their share of a tax that was charged on
    top, less what was refunded for them; never more than is left of all payments. Delivery is not part of it, nor is a
    line whose return was settled, for what was kept of it was a fee.
    """
    lines = [item for item in order.items if item.id in line_ids and not _settled(order, item.id, as_of)]
    if not lines:
        return Decimal(0), ("already paid back",)
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
    if back := sum((_refunded_for(order, item.id, as_of) for item in lines), Decimal(0)):
        amount -= back
        steps.append(f"less refunded for these lines {back}")
    if untied := _untied(order, {item.id for item in lines}, as_of):
        return None, (*steps, f"{untied} was refunded and the records do not say for which lines")
    paid, refunded = _paid(order, as_of), _sum(order, "refund", as_of)
    if paid is not None and amount > paid - refunded:
        amount = paid - refunded
        steps.append(f"no more than is left of the payments: {paid} - {refunded} = {amount}")
    amount = max(amount, Decimal(0))
    return amount, (*steps, f"to pay back: {money(amount, order.currency)}")


def due_for_return(
    order: Order,
    line_ids: Collection[str],
    as_of: datetime,
    worked_out: Callable[[Return], tuple[Decimal | None, tuple[str, ...]]],
) -> tuple[Decimal | None, tuple[str, ...]]:
    """What is to be refunded for lines of open returns: what these say, else what is worked out; None where unknown."""
    amount, steps = Decimal(0), []
    for part in order.returns:
        lines = [line_id for line_id in part.line_ids if line_id in line_ids]
        if not lines or not is_open(part, as_of):
            continue
        due, worked = (part.amount, ()) if part.amount is not None else worked_out(part)
        if due is None:
            return None, (f"return {part.id} does not say what is to be refunded",)
        mine = _worth([order.line(line_id) for line_id in lines])
        amount += _share(due, mine, _worth([order.line(line_id) for line_id in part.line_ids]), order)
        steps += [*worked, f"return {part.id}: {due}"]
    return amount, (*steps, f"to pay back: {money(amount, order.currency)}")


def price_paid(order: Order, line_ids: Collection[str]) -> Decimal:
    """The price of the lines less their share of the discount, before tax: what a percentage is of."""
    worth, whole = _worth([item for item in order.items if item.id in line_ids]), _worth(order.items)
    return worth - (_share(order.discount, worth, whole, order) if order.discount and whole else Decimal(0))


def price_fall(
    order: Order, lines: Collection[OrderItem], variants: Mapping[str, Variant]
) -> tuple[Decimal | None, tuple[str, ...]]:
    """What the lines have become cheaper than they were paid for; None where the catalogue does not tell.

    What is not in stock at the lower price does not count.
    """
    fall, steps = Decimal(0), []
    for item in lines:
        variant = variants.get(item.variant_id or "")
        if variant is None:
            return None, (f"what {item.name} costs today is not in the catalogue",)
        paid, today = price_paid(order, [item.id]), variant.price * item.quantity
        stock = "" if variant.available else ", but is not in stock"
        steps.append(f"{item.name}: paid {paid}, costs {today} today{stock}")
        if variant.available:
            fall += max(paid - today, Decimal(0))
    return fall, (*steps, f"cheaper by {money(fall, order.currency)}")


def payable_back(order: Order, as_of: datetime) -> tuple[Decimal | None, tuple[str, ...]]:
    """What is owed when nothing arrives: all that was paid, delivery too, and is not paid back; None where unknown."""
    paid, refunded = _paid(order, as_of), _sum(order, "refund", as_of)
    if paid is None:
        return None, ("no payment is in the records",)
    left = max(paid - refunded, Decimal(0))
    less = f" - refunded {refunded}" if refunded else ""
    return left, (f"paid {paid}{less} = {money(left, order.currency)}",)


def rounded(amount: Decimal, order: Order) -> Decimal:
    """Half up to the minor units of the order's currency."""
    unit = Decimal(1).scaleb(-minor_digits(order.currency))
    return (amount / unit).to_integral_value("ROUND_HALF_UP") * unit


def _settled(order: Order, line_id: str, as_of: datetime) -> bool:
    """Whether a return of the line is over and paid."""
    return any(line_id in part.line_ids and is_settled(part, as_of) for part in order.returns)


def _refunded_for(order: Order, line_id: str, as_of: datetime) -> Decimal:
    """What events say was refunded for one line; a refund of several lines is shared by their worth."""
    refunded = Decimal(0)
    for event in order.events:
        if "refund" in event.kind.casefold() and event.at <= as_of and event.amount and line_id in event.line_ids:
            whole = _worth([order.line(other) for other in event.line_ids])
            refunded += _share(event.amount, _worth([order.line(line_id)]), whole, order) if whole else event.amount
    return refunded


def _untied(order: Order, line_ids: set[str], as_of: datetime) -> Decimal:
    """What was refunded, and may have been for these lines or for others: the records do not say."""
    others = [item.id for item in order.items if item.id not in line_ids and not _settled(order, item.id, as_of)]
    if not others:
        return Decimal(0)
    tied = sum((_refunded_for(order, item.id, as_of) for item in order.items), Decimal(0))
    for part in order.returns:
        if is_settled(part, as_of):
            tied += _worth([order.line(line_id) for line_id in part.line_ids]) if part.amount is None else part.amount
    return max(_sum(order, "refund", as_of) - tied, Decimal(0))


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
