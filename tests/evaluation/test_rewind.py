"""Orders as they were at a time, from records that go on after it."""

from datetime import datetime
from typing import Any

import pytest

from copilot.evaluation.rewind import order_at
from copilot.models import Order

ORDER = {
    "id": "#1", "customer_id": "c", "status": "delivered", "shop_status": "done", "currency": "EUR",
    "placed_at": "2026-11-01T09:00:00Z",
    "items": [{"id": "1", "product_id": "p", "name": "Mug", "quantity": 1, "unit_price": "9.00"}],
    "shipments": [{"tracking_number": "T", "shipped_at": "2026-11-03T09:00:00Z", "expected_at": "2026-11-05T09:00:00Z",
                   "delivered_at": "2026-11-06T09:00:00Z"}],
    "payments": [{"kind": "payment", "amount": "9.00", "at": "2026-11-01T09:00:00Z"},
                 {"kind": "refund", "amount": "9.00", "at": "2026-11-20T09:00:00Z"}],
    "returns": [{"id": "R", "state": "refunded", "line_ids": ["1"], "requested_at": "2026-11-10T09:00:00Z",
                 "received_at": "2026-11-15T09:00:00Z"}],
}  # fmt: skip


def at(day: int) -> Order | None:
    return order_at(Order.model_validate(ORDER), datetime.fromisoformat(f"2026-11-{day:02}T12:00:00Z"))


def test_before_it_was_placed() -> None:
    assert order_at(Order.model_validate(ORDER), datetime.fromisoformat("2026-10-31T12:00:00Z")) is None


def test_after_everything() -> None:
    assert at(21) == Order.model_validate(ORDER)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (2, ("pending", 0, False, [], ["payment"])),
        (4, ("shipped", 1, False, [], ["payment"])),
        (7, ("delivered", 1, True, [], ["payment"])),
        (11, ("delivered", 1, True, ["requested"], ["payment"])),
        (16, ("delivered", 1, True, ["refunded"], ["payment"])),
    ],
)
def test_in_between(day: int, expected: tuple[Any, ...]) -> None:
    """Status, parcels, arrival, returns and payments are those of the day, and the shop's own words are gone."""
    order = at(day)
    assert order is not None
    told = (
        order.status,
        len(order.shipments),
        any(shipment.delivered_at for shipment in order.shipments),
        [back.state for back in order.returns],
        [payment.kind for payment in order.payments],
    )
    assert (told, order.shop_status) == (expected, None)
