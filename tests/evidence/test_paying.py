"""Until when an order waits for its money, and what goes back to which way to pay: by clauses, whatever their words."""

from typing import Any

import pytest

from copilot.evidence.clauses import clause_facts
from copilot.evidence.paying import due_facts, share_facts
from copilot.models import Clause, Document, Entitlement, Order, Shop
from copilot.policy import scoped_clauses


def order(status: str, *payments: dict[str, Any]) -> Order:
    item = {"id": "1", "product_id": "p", "variant_id": "v", "name": "Mug", "quantity": 1, "unit_price": "100.00"}
    record = {"id": "1", "customer_id": "c", "status": status, "currency": "EUR", "items": [item]}
    return Order.model_validate({**record, "placed_at": "2026-11-13T10:00:00+00:00", "payments": list(payments)})


def rule(**keys: Any) -> Clause:
    return Clause.model_validate({"id": "r", "about": "target", "effect": "require", "quote": "Geld da?", **keys})


TEN = rule(when={"methods": ["bank_transfer"]}, window={"from": "placed_at", "days": 10, "kind": "business"})
FOURTEEN = rule(when={"methods": ["bank_transfer"]}, window={"from": "placed_at", "days": 14})
CARD_FIRST = rule(when={"methods": ["gift_card"]}, method="gift card")
BY_CARD = {"kind": "payment", "amount": "70.00", "method": {"kind": "credit_card"}}
BY_GIFT_CARD = {"kind": "payment", "amount": "30.00", "method": {"kind": "gift_card"}}


@pytest.mark.parametrize(
    ("order", "rules", "until"),
    [
        (order("pending"), [TEN], ["2026-11-27"]),
        (order("pending"), [FOURTEEN], ["2026-11-27"]),
        (order("pending"), [], []),
        (order("pending"), [CARD_FIRST], []),
        (order("pending"), [TEN, FOURTEEN], []),
        (order("pending", BY_CARD), [TEN], []),
        (order("processed"), [TEN], []),
    ],
)
def test_an_unpaid_order_waits_as_long_as_the_clause_says(order: Order, rules: list[Clause], until: list[str]) -> None:
    assert [fact.value for fact in due_facts(order, rules, Shop(currency="EUR"))] == until


def test_how_long_an_unpaid_order_waits_is_no_length_of_time_for_anything_else() -> None:
    """A draft that says "your refund takes 10 business days" has no leave from it."""
    window = {"from": "delivered_at", "days": 30}
    goods = Clause.model_validate(
        {"id": "g", "about": "return", "effect": "grant", "quote": "30 days", "window": window}
    )
    scoped = scoped_clauses([Document(id="d", text="Geld da? 30 days", clauses=[TEN, goods])])
    assert [(fact.id, fact.value) for fact in clause_facts(scoped, None, Shop())] == [("clause:g.window", "30 days")]


def back(amount: str, **method: str) -> dict[str, Any]:
    return {"kind": "refund", "amount": amount, **({"method": method} if method else {})}


@pytest.mark.parametrize(
    ("payments", "rules", "shares"),
    [
        ([BY_CARD, BY_GIFT_CARD], [CARD_FIRST], [("2", "30.00 EUR"), ("1", "20.00 EUR")]),
        ([BY_CARD, BY_GIFT_CARD, back("12.00", kind="gift_card")], [CARD_FIRST], [("2", "18.00 EUR"), ("1", "32.00 EUR")]),
        ([BY_CARD, BY_GIFT_CARD, back("30.00", kind="gift_card")], [CARD_FIRST], [("1", "50.00 EUR")]),
        ([BY_CARD, BY_GIFT_CARD, back("12.00")], [CARD_FIRST], []),
        ([BY_CARD, BY_GIFT_CARD], [TEN], []),
        ([BY_CARD, BY_CARD], [CARD_FIRST], []),
        ([BY_GIFT_CARD, BY_GIFT_CARD], [CARD_FIRST], []),
    ],
)  # fmt: skip
def test_a_refund_goes_first_where_the_clause_says_less_what_went_there_before(
    payments: list[dict[str, Any]], rules: list[Clause], shares: list[tuple[str, str]]
) -> None:
    owed = Entitlement(id="refund:1", about="refund", state="allowed", order_id="1", amount="50.00 EUR")
    facts = share_facts(order("delivered", *payments), rules, [owed])
    assert [(fact.id.removeprefix("refund:1.share."), fact.value) for fact in facts] == shares
