"""The clauses for tau2-bench's retail policy, on the data that COPILOT_DATA names."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copilot.knowledge import load_documents
from copilot.models import Customer, Order, Shop, read_lines
from copilot.policy import entitlements, require_sound, scoped_clauses

DATA = os.environ.get("COPILOT_DATA")
SIDECARS = Path(__file__).parents[2] / "evals" / "tau2_retail" / "policies"
ALLOWED = {"pending": {"cancel", "modify"}, "delivered": {"return", "exchange"}}

pytestmark = pytest.mark.skipif(not DATA, reason="COPILOT_DATA names no folder with tau2_retail")


def test_the_status_of_an_order_without_dates_decides_what_it_is_offered() -> None:
    folder = Path(DATA or "") / "tau2_retail"
    documents = load_documents([folder / "policies", SIDECARS])
    assert {doubt.severity for doubt in require_sound(documents, Shop())} <= {"warning"}
    clauses = scoped_clauses(documents)
    orders = [order for _, order in read_lines(folder / "orders.jsonl", Order) if isinstance(order, Order)]
    for order in orders[:100]:
        customer = Customer(id=order.customer_id, name="Somebody")
        offers = entitlements(order, customer, clauses, Shop(), as_of=datetime(2024, 5, 15, tzinfo=UTC))
        assert {offer.about for offer in offers if offer.state == "allowed"} == ALLOWED.get(order.status, set())
        assert {offer.state for offer in offers} <= {"allowed", "denied"}
