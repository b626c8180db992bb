"""How long the entitlements of 10,000 orders take: `python evals/benchmarks/entitlements/measure.py [ORDERS]`.

The orders and the policy are made up here: 9 kinds of offer, 54 clauses in two versions, by tier and region.
"""

import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from copilot.models import Customer, Document, Order, Shop
from copilot.policy import OFFERS, entitlements, scoped_clauses

AS_OF = datetime(2026, 11, 22, 9, tzinfo=UTC)
SHOP = Shop(currency="EUR", timezone="Europe/Berlin")


def main(count: int) -> None:
    """Print one JSON object with the seconds that it took, and those that the processor worked."""
    chance = random.Random(7)  # made-up orders, no secrets
    customers = [Customer(id=f"c{n}", name="Ana Ruiz", tier=tier) for n, tier in enumerate((None, "silver", "gold"))]
    orders = [Order.model_validate(_order(number, chance)) for number in range(count)]
    documents = _documents()
    start, worked = time.perf_counter(), time.process_time()
    clauses = scoped_clauses(documents)
    offers = sum(
        len(entitlements(order, customers[number % 3], clauses, SHOP, as_of=AS_OF, channel="email"))
        for number, order in enumerate(orders)
    )
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    figures = {"orders": count, "clauses": len(clauses), "entitlements": offers}
    print(json.dumps(figures | {"seconds": round(seconds, 2), "cpu_seconds": round(worked, 2)}))


def _order(number: int, chance: random.Random) -> dict[str, Any]:
    placed = AS_OF - timedelta(days=chance.randrange(1, 400))
    status = chance.choice(["pending", "processed", "shipped", "partially_shipped", "delivered", "delivered"])
    items = [
        {
            "id": str(line),
            "product_id": "p",
            "name": "Thing",
            "quantity": chance.randrange(1, 4),
            "unit_price": f"{chance.randrange(100, 20000) / 100:.2f}",
            "tags": chance.choice([[], [], [], ["final_sale"], ["electronics"]]),
        }
        for line in range(1, chance.randrange(2, 6))
    ]
    delivered = [line["id"] for line in items] if status == "delivered" else []
    delivered = [items[0]["id"]] if status == "partially_shipped" else delivered
    address = {"line1": "1 Main", "city": "X", "postal_code": "1", "country": chance.choice(["DE", "FR", "US", "GB"])}
    return {
        "id": f"#{number}",
        "customer_id": "c",
        "status": status,
        "currency": "EUR",
        "placed_at": placed.isoformat(),
        "items": items,
        "shipments": [{"line_ids": delivered, "delivered_at": (placed + timedelta(days=4)).isoformat()}]
        if delivered
        else [],
        "payments": [{"kind": "payment", "amount": "5000.00", "method": {"kind": chance.choice(["card", "paypal"])}}],
        "shipping_address": address,
    }


def _documents() -> list[Document]:
    spans = [("2020-01-01", "2026-05-31", 14), ("2026-06-01", None, 30)]
    return [
        Document.model_validate(
            {
                "id": f"{about}-{days}",
                "text": "words",
                "effective_from": start,
                "effective_to": end,
                "clauses": [
                    _clause(about, days, "grant", {}),
                    _clause(about, days * 2, "grant", {"tiers": ["gold"]}),
                    {**_clause(about, days, "deny", {"tags": ["final_sale"]}), "window": None},
                ],
            }
        )
        for about in OFFERS
        for start, end, days in spans
    ]


def _clause(about: str, days: int, effect: str, when: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{about}.{days}.{effect}",
        "about": about,
        "effect": effect,
        "when": when,
        "window": {"from": "placed_at", "days": days, "kind": "business" if about == "return" else "calendar"},
        "fee": {"amount": "6.95", "by_tier": {"gold": "0"}} if about == "return" else None,
        "quote": "words",
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
