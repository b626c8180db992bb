"""Facts about money that follow from a rule in the pages: until when to pay, and what goes back to which way to pay."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from copilot.models import Document, Entitlement, Fact, Order, Shop
from copilot.values import local_date, money, read_money

_UNPAID = re.compile(r"\btransfer\b[^.\n]{0,120}?\b(\d{1,3}) days? without (?:money|payment)[^.\n]{0,40}\bcancelled\b")
_GIFT_CARD_FIRST = re.compile(r"\bgift card is refunded first\b")


def due_facts(orders: Sequence[Order], documents: Sequence[Document], shop: Shop) -> Iterator[Fact]:
    """The day until which an order that nobody has paid yet waits for its money, where a page sets one."""
    rule = next((match for document in documents if (match := _UNPAID.search(document.text))), None)
    for order in orders if rule else ():
        paid = any(payment.kind == "payment" for payment in order.payments)
        if rule and order.status == "pending" and order.placed_at and not paid:
            placed = local_date(order.placed_at, shop.zone)
            last = placed + timedelta(days=int(rule[1]))
            subject, step = f"order:{order.id}", f"{placed} + {rule[1]} days = {last}"
            yield Fact(
                f"{subject}.pay_until", "date", "payment.until", subject, last.isoformat(), f"order {order.id}", (step,)
            )


def share_facts(
    orders: Sequence[Order], entitled: Sequence[Entitlement], documents: Sequence[Document]
) -> Iterator[Fact]:
    """How a refund is spread over a gift card and another way to pay, where a page says that the card comes first."""
    if not any(_GIFT_CARD_FIRST.search(document.text) for document in documents):
        return
    by_id = {order.id: order for order in orders}
    for entitlement in entitled:
        order = by_id.get(entitlement.order_id)
        if order is None or not entitlement.amount or entitlement.state not in ("allowed", "approval"):
            continue
        paid = [(n, p) for n, p in enumerate(order.payments, 1) if p.kind == "payment" and p.method]
        cards = [(n, p) for n, p in paid if p.method and p.method.kind == "gift_card"]
        others = [(n, p) for n, p in paid if p.method and p.method.kind != "gift_card"]
        if len(cards) != 1 or len(others) != 1:
            continue
        amount, currency = read_money(entitlement.amount)
        first = min(amount, cards[0][1].amount)
        for number, share, step in (
            (cards[0][0], first, f"the gift card first, up to {money(cards[0][1].amount, currency)}"),
            (others[0][0], amount - first, f"{entitlement.amount} - {money(first, currency)}"),
        ):
            if share > Decimal(0):
                value = money(share, currency)
                yield Fact(
                    f"{entitlement.id}.share.{number}",
                    "money",
                    f"{entitlement.about}.amount",
                    f"order:{order.id}",
                    value,
                    f"order {order.id}, payment {number}, and how refunds are spread",
                    (*entitlement.steps, f"{step} = {value}"),
                )
