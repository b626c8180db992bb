"""A price that has fallen since, and codes for a discount."""

import re
from collections.abc import Iterator
from decimal import Decimal

from copilot.drafting.answer import Answer
from copilot.drafting.asked import Offer, lines_asked, offers, orders_asked
from copilot.drafting.look import Look
from copilot.drafting.on_topic import topic_sentences
from copilot.drafting.said import says
from copilot.drafting.text import Line, Sum, line
from copilot.evidence import Evidence
from copilot.models import Fact, NextStep, Order
from copilot.values import money

from .beside import anywhere
from .codes import code_answer, codes_today
from .refusals import refusal
from .steps import step
from .terms import timing_lines

LONGEST = 1000  # code points of the message that are read for prices
_FIGURE = re.compile(r"\b\d{1,6}(?:[.,]\d{2})?\b")


def discount(evidence: Evidence, intent: str) -> Answer | None:
    """A code that the customer names; a price that has fallen, under the clauses about it; else what the pages say."""
    if found := code_answer(evidence):
        return found
    orders = orders_asked(evidence, lambda order: any(_fallen(evidence, order)))
    fallen = any(True for order in orders[:1] for _ in _fallen(evidence, order))
    if not fallen and says(evidence, "other_shops") and (none := anywhere(evidence, "not_other_shops")):
        return Answer([none])
    paragraphs: list[list[Line]] = []
    steps: list[NextStep] = []
    for order in orders[:1]:
        look = Look(evidence, order)
        prices = dict(_fallen(evidence, order))
        for offer in offers(evidence, "credit", order):
            told_of = [prices[item.id] for item in offer.lines if item.id in prices]
            if offer.entitlement.state == "allowed" and told_of:
                paragraphs.append(_paid_back(look, offer, told_of))
                steps.append(step("credit", look, offer))
            elif offer.entitlement.state == "denied" and (prices or says(evidence, "price_fell")):
                paragraphs.append(
                    [line("credit_denied", *offer.entitlement.clauses, order=look("order_id")), *refusal(look, offer)]
                )
    asked = evidence.focus.how == "all" or says(evidence, "asks_codes")
    if not paragraphs and asked and (listed := codes_today(evidence)):
        return Answer([listed])
    words = topic_sentences(evidence, intent) if not paragraphs and evidence.focus.how == "all" else []
    if not paragraphs and not words:
        return None
    return Answer([*paragraphs, *([words] if words else [])], steps=steps)


def price_named(evidence: Evidence) -> bool:
    """Whether the customer names what they paid for a thing that costs less today."""
    if evidence.ticket.in_public or not evidence.identity.verified:
        return False
    paid = {
        item.unit_price
        for order in evidence.focus.orders
        for item in order.items
        if any(id == item.id for id, _ in _fallen(evidence, order))
    }
    return bool(figures_named(evidence) & paid)


def figures_named(evidence: Evidence) -> set[Decimal]:
    """The figures in what the customer last wrote that can be prices."""
    said = _FIGURE.finditer(evidence.ticket.last_said[:LONGEST])
    return {Decimal(match.group().replace(",", ".")) for match in said}


def _paid_back(look: Look, offer: Offer, fallen: list["Price"]) -> list[Line]:
    """That the difference is paid back, from which prices it comes, and how long that takes."""
    lines = []
    for item, paid, now, gap in fallen:
        lines.append(line("credit_doing", *offer.entitlement.clauses, difference=gap, to=look.method()))
        lines.append(line("price_fell", item=item, paid=paid, now=now, order=look("order_id")))
    return [*lines, *timing_lines(look, offer.entitlement)]


Price = tuple[Fact, Fact, Fact, Sum]
"""The item, what was paid for it, what it costs now, and the difference."""


def _fallen(evidence: Evidence, order: Order) -> Iterator[tuple[str, Price]]:
    """Lines whose variant costs less today than was paid."""
    look = Look(evidence, order)
    for item in lines_asked(evidence, order):
        now = evidence.by_id.get(f"product:{item.product_id}/variant:{item.variant_id}.price")
        variants = [v for p in evidence.products if p.id == item.product_id for v in p.variants]
        price = next((v.price for v in variants if v.id == item.variant_id), None)
        same = order.currency == evidence.shop.currency  # the catalogue has no other prices
        if now is not None and price is not None and same and price < item.unit_price:
            paid = look("unit_price", item.id)
            gap = Sum(money((item.unit_price - price) * item.quantity, order.currency), (paid.id, now.id))
            yield item.id, (look("item", item.id), paid, now, gap)
