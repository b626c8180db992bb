"""Who is believed: the helpdesk's customer id, or a verified address of exactly one customer. Nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.models import Customer, Ticket
from copilot.orders import identify


class Two:
    """An order store that knows two customers."""

    customers = (
        Customer(id="ana", name="Ana Sol", email="ana@example.com"),
        Customer(id="bo", name="Bo Li", email="bo@example.com"),
    )

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        return next((c for c in self.customers if c.id == id or (email and c.email == email)), None)

    def orders(self, customer_id: str) -> tuple[()]:
        return ()

    def product(self, id: str) -> None:
        return None


@pytest.mark.parametrize(
    ("ticket", "who"),
    [
        ({"customer_id": "ana"}, "ana"),
        ({"customer_id": "ana", "customer_email": "ana@example.com"}, "ana"),
        ({"customer_id": "ana", "customer_email": "new.address@example.com"}, "ana"),
        ({"customer_id": "ana", "customer_email": "bo@example.com"}, None),
        ({"customer_id": "zoe"}, None),
        ({"customer_email": "ana@example.com"}, None),
        ({"customer_email": "ana@example.com", "sender_verified": True}, "ana"),
        ({"customer_email": "zoe@example.com", "sender_verified": True}, None),
        ({"order_ids": ["#W1"]}, None),
    ],
)
def test_identity(ticket: dict[str, Any], who: str | None, make_ticket: Callable[..., Ticket]) -> None:
    identity = identify(make_ticket("Where is my order #W1?", **ticket), Two())
    assert (identity.customer.id if identity.customer else None) == who
    assert identity.reason
