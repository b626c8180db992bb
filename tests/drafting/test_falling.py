"""A lower price of today counts only where the customer names it beside what was paid."""

from decimal import Decimal

import pytest

from copilot.drafting.falling import price_fell_to
from copilot.models import OrderItem, Product, Variant


def item(paid: str) -> OrderItem:
    return OrderItem(id="1", variant_id="V1", product_id="P1", name="Oak Desk", quantity=1, unit_price=Decimal(paid))


def sold(price: str) -> list[Product]:
    return [Product(id="P1", name="Oak Desk", variants=[Variant(id="V1", price=Decimal(price), available=True)])]


@pytest.mark.parametrize(
    ("words", "paid", "now", "fell"),
    [
        ("I paid 269, now it says 249", "269.00", "249.00", "249.00"),
        ("à 89,90 en octobre, 79,90 aujourd'hui", "89.90", "79.90", "79.90"),
        ("it was 1,299.00 and is 1,199.00 now", "1299.00", "1199.00", "1199.00"),
        ("I paid 269 and want 20 back", "269.00", "249.00", None),
        ("it was 249 and is 269 now", "249.00", "269.00", None),
    ],
)
def test_both_prices_have_to_be_named(words: str, paid: str, now: str, fell: str | None) -> None:
    assert price_fell_to(words, item(paid), sold(now)) == (Decimal(fell) if fell else None)
