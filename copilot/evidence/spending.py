"""What a customer has spent within twelve months, and what is left to the next tier, as the pages set it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from copilot.models import Customer, Document, Fact, Order, Shop
from copilot.values import find_values, money, read_money

_LONGEST = 60
YEAR = timedelta(days=365)
COUNTED = ("pending", "processed", "shipped", "partially_shipped", "delivered")


def spending_facts(
    customer: Customer,
    orders: Sequence[Order],
    documents: Sequence[Document],
    tiers: frozenset[str],
    as_of: datetime,
    shop: Shop,
) -> Iterator[Fact]:
    """What was paid for the orders of a year less what was paid back, and how much is missing for which tier.

    Nothing where the pages set the tiers in another currency than that of the orders, unless they have
    `sums: any currency` in front of their words: the same number in each.
    """
    counted = [o for o in orders if o.status in COUNTED and o.placed_at and as_of - YEAR < o.placed_at <= as_of]
    currencies = {order.currency for order in counted}
    thresholds = _thresholds(documents, tiers, shop)
    anywhere = {page.id for page in documents if page.metadata.get("sums") == "any currency"}
    set_in = {read_money(least)[1] for least, id in thresholds.values() if id not in anywhere}
    if not thresholds or len(currencies) != 1 or not set_in <= currencies:
        return
    steps_up = sorted((read_money(least)[0], tier, id) for tier, (least, id) in thresholds.items())
    currency = currencies.pop()
    subject, spent, steps = f"customer:{customer.id}", Decimal(0), []
    for order in counted:
        paid = sum((p.amount * (1 if p.kind == "payment" else -1) for p in order.payments), Decimal(0))
        spent += paid
        steps.append(f"order {order.id}: {money(paid, currency)}")
    above = [(amount, tier, id) for amount, tier, id in steps_up if amount > spent]
    if not above or customer.tier in {tier for _, tier, _ in above}:
        return
    threshold, tier, document = above[0]
    left = money(threshold - spent, currency)
    place = f"the orders of twelve months, and document {document}"
    whole = money(spent, currency)
    yield Fact(f"{subject}.spent", "money", "spent", subject, whole, place, (*steps, f"together {whole}"))
    step = f"{money(threshold, currency)} - {whole} = {left}"
    yield Fact(f"{subject}.to_next_tier", "money", "to_next_tier", subject, left, place, (*steps, step))
    yield Fact(f"{subject}.next_tier", "text", "tier", subject, tier, place)


def _thresholds(documents: Sequence[Document], tiers: frozenset[str], shop: Shop) -> dict[str, tuple[str, str]]:
    """From which sum on somebody is of a tier, with the document: "a silver member from 300 euros"."""
    found: dict[str, tuple[str, str]] = {}
    for tier in sorted(tiers):
        for document in documents:
            if least := _threshold(tier, document.text, shop.locale, shop.currency):
                found.setdefault(tier, (least, document.id))
    return found


@lru_cache(maxsize=4096)  # the same documents are read for every ticket
def _threshold(tier: str, text: str, language: str, currency: str) -> str | None:
    pattern = rf"\b{re.escape(tier)} \w{{1,20}} from "
    starts = (text[match.end() : match.end() + _LONGEST] for match in re.finditer(pattern, text))
    return next(filter(None, (_sum_in_front(start, language, currency) for start in starts)), None)


def _sum_in_front(text: str, language: str, currency: str) -> str | None:
    """The sum that a text begins with; None where it may be read in two ways."""
    for value in find_values(text, language=language, currency=currency, today=date.min)[:1]:
        if value.type == "money" and value.start == 0 and len(value.values) == 1:
            return value.values[0]
    return None
