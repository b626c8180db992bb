"""The sample shop and its knowledge base hold together: they load, they add up, and what they point at exists."""

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from copilot.models import INTENTS, Action, Document, Order, Ticket

from .records import (
    CLAUSES,
    CUSTOMERS,
    KNOWLEDGE,
    ORDERS,
    POLICIES,
    PRODUCT_PAGES,
    PRODUCTS,
    STORIES,
    SUITE,
    TICKETS,
)


def test_ids_are_unique() -> None:
    """No customer, product, order, ticket, document or clause stands twice."""
    lines = {name: (SUITE / "shop" / f"{name}.jsonl").read_text("utf-8").splitlines()
             for name in ("customers", "products", "orders")}  # fmt: skip
    assert {name: len(text) for name, text in lines.items()} == {
        "customers": len(CUSTOMERS), "products": len(PRODUCTS), "orders": len(ORDERS)
    }  # fmt: skip
    assert max(Counter(ticket.id for ticket in TICKETS).values()) == 1
    assert max(Counter(page.id for page in [*POLICIES, *PRODUCT_PAGES]).values()) == 1
    assert len(CLAUSES) == sum(len(policy.clauses) for policy in POLICIES)


def test_everything_the_orders_name_exists() -> None:
    """An order belongs to a customer, and its lines are variants of the catalogue with that name and those options."""
    variants = {variant.id: (product, variant) for product in PRODUCTS.values() for variant in product.variants}
    for order in ORDERS.values():
        assert order.customer_id in CUSTOMERS
        for item in order.items:
            product, variant = variants[item.variant_id]
            assert (item.product_id, item.name) == (product.id, product.name)
            assert variant.options.items() <= item.options.items()
            assert set(item.tags) <= set(product.tags)


def test_payments_are_what_the_order_comes_to() -> None:
    """Items less discount plus tax and postage were paid, except in the orders whose story is that they were not."""
    told = {story["tale"] for story in STORIES if "paid" in story or "unpaid" in story}
    differing = {order.id for order in ORDERS.values() if paid(order) != total(order)}
    assert len(differing) == len(told)


def paid(order: Order) -> Decimal:
    return sum((payment.amount for payment in order.payments if payment.kind == "payment"), Decimal(0))


def total(order: Order) -> Decimal:
    goods = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
    return goods - (order.discount or 0) + (order.tax or 0) + (order.shipping_fee or 0)


def test_refunds_never_exceed_payments() -> None:
    for order in ORDERS.values():
        assert sum(payment.amount for payment in order.payments if payment.kind == "refund") <= paid(order)


def test_an_order_happens_in_order() -> None:
    """Nothing is shipped before it is placed, nor delivered before it is shipped, nor in before it is asked for."""
    for order in ORDERS.values():
        for shipment in order.shipments:
            times = [order.placed_at, shipment.shipped_at, shipment.delivered_at]
            known = [time for time in times if time]
            assert known == sorted(known), order.id
        for back in order.returns:
            if back.requested_at and back.received_at:
                assert back.requested_at <= back.received_at
        assert all(order.placed_at <= event.at for event in order.events if order.placed_at), order.id


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_each_clause_stands_in_the_prose(policy: Document) -> None:
    """A clause's quote is an exact run of words of its document, and its dates lie within the document's."""
    assert policy.kind == "policy"
    for clause in policy.clauses:
        assert clause.quote in policy.text, clause.id
        assert clause.effective_from in (None, policy.effective_from)
        assert clause.effective_to in (None, policy.effective_to)


@pytest.mark.parametrize("page", PRODUCT_PAGES, ids=lambda page: page.id)
def test_each_product_page_is_about_a_product(page: Document) -> None:
    assert page.kind == "product"
    assert page.metadata["product_id"] in PRODUCTS
    assert page.metadata["product_id"] in {product.id for product in PRODUCTS.values() if product.name in page.text}


@pytest.mark.parametrize("ticket", TICKETS, ids=lambda ticket: ticket.id)
def test_gold_fits_its_ticket(ticket: Ticket) -> None:
    """Gold labels come from the known sets, and the orders, lines and clauses that they name exist."""
    gold = ticket.gold
    assert set(gold["intents"]) <= set(INTENTS)
    assert gold["sentiment"] in ("negative", "neutral", "positive")
    assert gold["urgency"] in ("low", "normal", "high", "urgent")
    assert gold["reply"]
    assert ticket.customer_id is None or ticket.customer_id in CUSTOMERS
    for order_id in gold["order_ids"]:
        order = ORDERS[order_id]
        assert ticket.customer_id in (None, order.customer_id)
        assert all(time <= ticket.asked_at for time in happened(order)), order_id
    for entitlement in gold["entitlements"]:
        assert entitlement["order_id"] in gold["order_ids"]
        assert entitlement["state"] in ("allowed", "approval", "denied", "unknown")
        for clause_id in entitlement["clauses"]:
            assert CLAUSES[clause_id].about == entitlement["about"]
        for line_id in entitlement.get("line_ids", []):
            assert ORDERS[entitlement["order_id"]].line(line_id)
    assert set(gold.get("documents", [])) <= {page.id for page in [*POLICIES, *PRODUCT_PAGES]}
    for action in gold.get("actions", []):
        assert Action.model_validate(action).order_id in gold["order_ids"]


def happened(order: Order) -> list[Any]:
    """The instants of all that has happened to an order, so not the day it is expected."""
    times = [order.placed_at, *(event.at for event in order.events), *(payment.at for payment in order.payments)]
    times += [time for part in order.shipments for time in (part.shipped_at, part.delivered_at)]
    times += [time for back in order.returns for time in (back.requested_at, back.received_at)]
    return [time for time in times if time]


def test_reserved_addresses_and_numbers_only() -> None:
    """E-mail and web addresses lie in domains set aside for examples, telephone numbers in ranges for fiction."""
    files = [*SUITE.rglob("*.json*"), *SUITE.rglob("*.yaml"), *KNOWLEDGE.rglob("*.md")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    hosts = re.findall(r"(?:(?<=\w)@|://)([\w-]+(?:\.[\w-]+)+)", text)
    reserved = re.compile(r"(?:[\w-]+\.)*example(?:\.(?:com|org|net))?|evil\.test|[\w.-]+\.test")
    assert [host for host in hosts if not reserved.fullmatch(host)] == []
    numbers = re.findall(r"\+\d[\d ]{8,}\d", text)
    fictional = re.compile(r"\+49 30 23125 \d{3}|\+44 20 7946 0\d{3}|\+1 \d{3} 555 01\d\d")
    assert [number for number in numbers if not fictional.fullmatch(number)] == []


def test_orders_are_what_the_notes_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing the shop again from its notes gives the committed files, to the byte."""
    monkeypatch.syspath_prepend(str(SUITE))
    import make_shop

    (tmp_path / "shop").mkdir()
    (tmp_path / "source").symlink_to(SUITE / "source")
    monkeypatch.setattr(make_shop, "HERE", tmp_path)
    make_shop.main()
    for name in ("customers", "products", "orders"):
        written = (tmp_path / "shop" / f"{name}.jsonl").read_bytes()
        assert written == (SUITE / "shop" / f"{name}.jsonl").read_bytes(), name


def test_tickets_are_plain_json_lines() -> None:
    lines = (SUITE / "tickets.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [ticket.id for ticket in TICKETS]
