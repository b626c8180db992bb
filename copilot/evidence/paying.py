"""Facts about money that follow from a rule's clause: until when to pay, and what goes back to which way to pay."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from copilot.models import Clause, Entitlement, Fact, Order, Payment, Shop
from copilot.values import add_days, local_date, money, read_money


def due_facts(order: Order, rules: Sequence[Clause], shop: Shop) -> Iterator[Fact]:
    """The day until which an order that nobody has paid yet waits for its money, where the rules that hold agree."""
    windows = {rule.window for rule in rules if rule.window and rule.window.start == "placed_at"}
    paid = any(payment.kind == "payment" for payment in order.payments)
    if len(windows) != 1 or order.status != "pending" or order.placed_at is None or paid:
        return
    window = windows.pop()
    last, steps = add_days(local_date(order.placed_at, shop.zone), window.days, window.kind, shop.holidays)
    subject = f"order:{order.id}"
    yield Fact(
        f"{subject}.pay_until", "date", "payment.until", subject, last.isoformat(), f"order {order.id}", tuple(steps)
    )


def share_facts(order: Order, rules: Sequence[Clause], entitled: Sequence[Entitlement]) -> Iterator[Fact]:
    """How a refund is spread over two ways to pay, where a rule says which of them comes first.

    Nothing where it is not known what was paid, or paid back before, by which of them.
    """
    ways = {tuple(rule.when.methods) for rule in rules if rule.method and len(rule.when.methods) == 1}
    paid = [(n, payment) for n, payment in enumerate(order.payments, 1) if payment.kind == "payment"]
    if len(ways) != 1 or len(paid) != 2 or any(payment.method is None for payment in order.payments):
        return
    first = ways.pop()[0]
    (to, card), (other, rest) = sorted(paid, key=lambda one: _kind(one[1]) != first)
    if _kind(card) != first or _kind(rest) == first:
        return
    back = sum((p.amount for p in order.payments if p.kind == "refund" and _kind(p) == first), Decimal(0))
    left = max(card.amount - back, Decimal(0))
    for entitlement in entitled:
        if entitlement.order_id != order.id or not entitlement.amount or entitlement.state not in _GIVEN:
            continue
        amount, currency = read_money(entitlement.amount)
        share = min(amount, left)
        for number, part, step in (
            (to, share, f"the {first.replace('_', ' ')} first, up to {money(left, currency)}"),
            (other, amount - share, f"{entitlement.amount} - {money(share, currency)}"),
        ):
            if part > Decimal(0):
                value = money(part, currency)
                yield Fact(
                    f"{entitlement.id}.share.{number}",
                    "money",
                    f"{entitlement.about}.amount",
                    f"order:{order.id}",
                    value,
                    f"order {order.id}, payment {number}, and how refunds are spread",
                    (*entitlement.steps, f"{step} = {value}"),
                )


_GIVEN = ("allowed", "approval")


def _kind(payment: Payment) -> str | None:
    return payment.method.kind if payment.method else None
