"""What a customer has spent within twelve months, and what is left to the next tier, as the pages set it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from copilot.models import Customer, Document, Fact, Order
from copilot.values import money

YEAR = timedelta(days=365)
COUNTED = ("pending", "processed", "shipped", "partially_shipped", "delivered")


def spending_facts(
    customer: Customer,
    orders: Sequence[Order],
    documents: Sequence[Document],
    tiers: frozenset[str],
    as_of: datetime,
) -> Iterator[Fact]:
    """What was paid for the orders of a year less what was paid back, and how much is missing for which tier."""
    counted = [o for o in orders if o.status in COUNTED and o.placed_at and as_of - YEAR < o.placed_at <= as_of]
    currencies = {order.currency for order in counted}
    steps_up = sorted((amount, tier, id) for tier, (amount, id) in _thresholds(documents, tiers).items())
    if len(currencies) != 1 or not steps_up:
        return
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


def _thresholds(documents: Sequence[Document], tiers: frozenset[str]) -> dict[str, tuple[Decimal, str]]:
    """From which sum on somebody is of a tier: "a silver member from 300 euros"."""
    found: dict[str, tuple[Decimal, str]] = {}
    for tier in sorted(tiers):
        for document in documents:
            if (amount := _threshold(tier, document.text)) is not None:
                found.setdefault(tier, (amount, document.id))
    return found


@lru_cache(maxsize=4096)  # the same documents are read for every ticket
def _threshold(tier: str, text: str) -> Decimal | None:
    pattern = rf"\b{re.escape(tier)} \w{{1,20}} from (\d{{1,6}}(?:\.\d\d)?) (?:euros?|pounds?|dollars?)\b"
    match = re.search(pattern, text)
    return Decimal(match[1]) if match else None
