"""What is left to the next tier: in the currency of the orders, and from the sum that the page names."""

from datetime import UTC, datetime

import pytest

from copilot.evidence.spending import spending_facts
from copilot.models import Customer, Document, Order, Shop

AS_OF = datetime(2026, 11, 20, 12, tzinfo=UTC)


def left(sentence: str, currency: str, shop: Shop, **front: str) -> list[tuple[str, str, tuple[str, ...]]]:
    customer = Customer(id="c", name="Ana Luz", tier="standard")
    order = Order.model_validate(
        {
            "id": "1",
            "customer_id": "c",
            "status": "delivered",
            "currency": currency,
            "placed_at": "2026-10-01T10:00:00+00:00",
            "items": [
                {"id": "1", "product_id": "p", "variant_id": "v", "quantity": 1, "name": "Mug", "unit_price": "100.00"}
            ],
            "payments": [{"kind": "payment", "amount": "100.00", "method": {"kind": "credit_card"}}],
        }
    )
    page = Document(id="tiers", metadata=front, text=f"You are {sentence} within twelve months.")
    facts = spending_facts(customer, [order], [page], frozenset(["silver"]), AS_OF, shop)
    return [(fact.role, fact.value, fact.steps[-1:]) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "currency", "shop", "least"),
    [
        ("a silver member from 300 euros", "EUR", Shop(currency="EUR"), "300.00 EUR"),
        ("a silver member from €1,000.00", "EUR", Shop(currency="EUR"), "1000.00 EUR"),
        ("a silver customer from $300", "USD", Shop(currency="USD"), "300.00 USD"),
    ],
)
def test_the_way_to_a_tier_is_told_in_the_currency_of_orders_and_page(
    sentence: str, currency: str, shop: Shop, least: str
) -> None:
    missing = f"{int(least.split('.')[0]) - 100}.00 {currency}"
    assert left(sentence, currency, shop) == [
        ("spent", f"100.00 {currency}", (f"together 100.00 {currency}",)),
        ("to_next_tier", missing, (f"{least} - 100.00 {currency} = {missing}",)),
        ("tier", "silver", ()),
    ]


@pytest.mark.parametrize(
    ("sentence", "currency"),
    [
        ("a silver member from 300 euros", "USD"),
        ("a silver member from $300", "CAD"),  # or dollars of the United States
        ("a silver member from 3 orders", "EUR"),
    ],
)
def test_a_sum_that_is_not_surely_in_the_currency_of_the_orders_says_nothing_of_the_way_to_a_tier(
    sentence: str, currency: str
) -> None:
    assert left(sentence, currency, Shop(currency=currency)) == []


def test_a_page_whose_sums_hold_in_any_currency_says_it_of_all_orders() -> None:
    found = left("a silver member from 300 euros", "GBP", Shop(currency="EUR"), sums="any currency")
    assert [value for _, value, _ in found] == ["100.00 GBP", "200.00 GBP", "silver"]
