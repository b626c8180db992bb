"""Whether a customer names what was paid for a thing and the lower price that it has today."""

import re
from collections.abc import Sequence
from decimal import Decimal

from copilot.models import OrderItem, Product

LONGEST = 1000  # code points of a text that are read
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,'’\u00a0]\d{3})+|\d{1,5})(?:[.,](\d{2}))?(?![\d])")
_GROUPS = re.compile(r"\D")


def price_fell_to(words: str, item: OrderItem, products: Sequence[Product]) -> Decimal | None:
    """The price of the item's variant, where it is below what was paid and the words name both; None else."""
    variants = (variant for product in products if product.id == item.product_id for variant in product.variants)
    now = next((variant.price for variant in variants if variant.id == item.variant_id), None)
    if now is None or now >= item.unit_price:
        return None
    named = {Decimal(f"{_GROUPS.sub('', whole)}.{rest or '00'}") for whole, rest in _AMOUNT.findall(words[:LONGEST])}
    return now if {now, item.unit_price} <= named else None
