"""Invoices, charges, discounts, prices, loyalty and gift cards."""

from collections import Counter
from collections.abc import Iterator

from copilot.drafting.answer import Answer
from copilot.drafting.asked import lines_asked, offers, orders_asked
from copilot.drafting.look import Look
from copilot.drafting.passages import first_holder, told
from copilot.drafting.text import Line, Sum, line
from copilot.evidence import Evidence
from copilot.models import NextStep, Order
from copilot.values import money

from .notices import topic_notices
from .orders import paid_line
from .steps import pass_on, step
from .terms import refusal


def invoice(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages say about invoices, and which order's it is."""
    words = _words(evidence, intent)
    orders = evidence.focus.orders if evidence.focus.how in ("named", "only", "item") else ()
    steps = [
        NextStep(
            kind="send_invoice",
            text=f"Send the invoice of order {order.id} again, as the customer asks for it.",
            order_id=order.id,
            sources=[f"order:{order.id}.order_id"],
        )
        for order in orders
    ]
    if not words:
        return None
    asked = [] if orders or evidence.customer is None else [line("ask_order")]
    return Answer([words], asked, steps)


def charge(evidence: Evidence, intent: str) -> Answer | None:
    """What the records show of payments; sorry first where an order was paid twice."""
    orders = orders_asked(evidence, lambda order: _paid_twice(order) is not None)
    paragraphs: list[list[Line]] = []
    steps: list[NextStep] = []
    for order in orders[:3]:
        look = Look(evidence, order)
        numbers = _paid_twice(order)
        if numbers:
            amount = look(f"payment.{numbers[0]}")
            days = look.find(f"payment_at.{numbers[1]}")
            lines = [
                line("sorry_double_charge", look(f"payment.{numbers[1]}").id, amount=amount, order=look("order_id"))
            ]
            if days:
                lines.append(line("second_payment_on", date=days))
            paragraphs.append(lines)
            text = f"Refund the second payment of order {order.id}, {amount.value}."
            steps.append(
                NextStep(kind="refund", text=text, order_id=order.id, amount=amount.value, sources=[amount.id])
            )
        elif evidence.focus.how in ("named", "only"):
            paragraphs.append([line("charge_of", order=look("order_id")), paid_line(look)])
    words = topic_notices(evidence, "double_charge", most=1) if steps else _words(evidence, intent)
    if not paragraphs and not words:
        return None
    if not steps:
        steps = [pass_on("Hand the payment that the customer asks about to somebody who can see the payments.")]
    return Answer([*paragraphs, *([words] if words else [])], steps=steps)


def discount(evidence: Evidence, intent: str) -> Answer | None:
    """A price that has fallen, under the clauses about it; what the pages say about codes."""
    orders = orders_asked(evidence, lambda order: any(_fallen(evidence, order)))
    paragraphs: list[list[Line]] = []
    steps: list[NextStep] = []
    for order in orders[:1]:
        look = Look(evidence, order)
        fallen = list(_fallen(evidence, order))
        for offer in offers(evidence, "credit", order) if fallen else ():
            lines: list[Line] = [prices for line_id, prices in fallen if line_id in {item.id for item in offer.lines}]
            clauses, until = offer.entitlement.clauses, look.entitled(offer.entitlement, "until")
            if not lines:
                continue
            if offer.entitlement.state == "allowed" and until:
                lines.append(line("credit_allowed_until", *clauses, date=until))
                timing = look.entitled(offer.entitlement, "timing")
                lines += [line("refund_timing", *clauses, timing=timing)] if timing else []
                steps.append(step("credit", look, offer))
            elif offer.entitlement.state == "denied":
                lines += [line("credit_denied", *clauses), *refusal(look, offer)]
            paragraphs.append(lines)
    words = [] if paragraphs else told(evidence, intent)
    if not paragraphs and not words:
        return None
    return Answer([*paragraphs, *([words] if words else [])], steps=steps)


def pages(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages found say about it."""
    words = told(evidence, intent)
    return Answer([words]) if words else None


def loyalty(evidence: Evidence, intent: str) -> Answer | None:
    """The customer's tier, and what the pages say about it."""
    customer = evidence.customer
    tier = evidence.by_id.get(f"customer:{customer.id}.tier") if customer else None
    words = told(evidence, intent)
    lines = [line("tier", tier=tier)] if tier else []
    return Answer([[*lines, *words]]) if words else None


def _words(evidence: Evidence, intent: str) -> list[Line]:
    """What the rules about it say, and what else of the pages fits."""
    rules, pages = topic_notices(evidence, intent, most=1), told(evidence, intent, 2)
    said = [str(one.slots["text"]) for one in rules if "text" in one.slots]
    return [*rules, *(page for page in pages if not any(_alike(str(page.slots["text"]), one) for one in said))]


def _alike(one: str, other: str) -> bool:
    """Whether one of two quotations holds the other."""
    return first_holder(one, [other]) == 0 or first_holder(other, [one]) == 0


def _paid_twice(order: Order) -> tuple[int, int] | None:
    """The numbers of two payments of the same amount, where one of them was due."""
    due = sum(item.unit_price * item.quantity for item in order.items)
    payments = [(n, p) for n, p in enumerate(order.payments, 1) if p.kind == "payment"]
    amounts = Counter(payment.amount for _, payment in payments)
    refunded = sum(p.amount for p in order.payments if p.kind == "refund")
    for amount, times in amounts.items():
        if times > 1 and sum(p.amount for _, p in payments) - refunded - amount >= due - (order.discount or 0):
            first, second = [n for n, payment in payments if payment.amount == amount][:2]
            return first, second
    return None


def _fallen(evidence: Evidence, order: Order) -> Iterator[tuple[str, Line]]:
    """Lines whose variant costs less today than was paid, with the sentence that says so."""
    look = Look(evidence, order)
    for item in lines_asked(evidence, order):
        now = evidence.by_id.get(f"product:{item.product_id}/variant:{item.variant_id}.price")
        variants = [v for p in evidence.products if p.id == item.product_id for v in p.variants]
        price = next((v.price for v in variants if v.id == item.variant_id), None)
        same = order.currency == evidence.shop.currency  # the catalogue has no other prices
        if now is not None and price is not None and same and price < item.unit_price:
            paid = look("unit_price", item.id)
            gap = Sum(money((item.unit_price - price) * item.quantity, order.currency), (paid.id, now.id))
            slots = {"item": look("item", item.id), "paid": paid, "now": now, "order": look("order_id")}
            yield item.id, line("price_fell", difference=gap, **slots)
