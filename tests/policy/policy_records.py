"""Small records for the tests of policies; every test states what it changes."""

from datetime import datetime
from typing import Any

from copilot.models import Customer, Document, Entitlement, Order, Shop
from copilot.policy import entitlements

BERLIN = Shop(currency="EUR", timezone="Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def clause(id: str, about: str, effect: str = "grant", **more: Any) -> dict[str, Any]:
    return {"id": id, "about": about, "effect": effect, "quote": "words of the policy", **more}


def policy(*clauses: dict[str, Any], id: str = "policy", **more: Any) -> Document:
    return Document.model_validate({"id": id, "text": "words of the policy", "clauses": list(clauses), **more})


def order(**more: Any) -> Order:
    """Two mugs and a hat for 35.00 EUR, delivered on 1 November, paid by card."""
    record = {
        "id": "#1",
        "customer_id": "ana",
        "status": "delivered",
        "currency": "EUR",
        "placed_at": "2026-10-20T10:00:00+02:00",
        "items": [line("1", "12.50", 2), line("2", "10.00")],
        "shipments": [{"delivered_at": "2026-11-01T12:00:00+01:00"}],
        "payments": [{"kind": "payment", "amount": "35.00", "method": {"kind": "card"}}],
    }
    return Order.model_validate(record | more)


def line(id: str, price: str, quantity: int = 1, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    named = {"id": id, "product_id": f"p{id}", "name": f"Thing {id}"}
    return {**named, "quantity": quantity, "unit_price": price, "tags": list(tags)}


def ana(tier: str | None = None) -> Customer:
    return Customer(id="ana", name="Ana Ruiz", tier=tier)


ANA = ana()


def offered(
    order: Order,
    *documents: Document,
    customer: Customer | None = ANA,
    as_of: str = "2026-11-22T09:00:00+01:00",
    shop: Shop = BERLIN,
    **more: Any,
) -> tuple[Entitlement, ...]:
    return entitlements(order, customer, documents, shop, as_of=at(as_of), **more)
