"""Entitlements against the gold of the sample shop's tickets.

    python evals/benchmarks/entitlements/agreement.py evals/sample_shop knowledge_base

The first folder holds `shop/` and `tickets.jsonl`, the second the documents. Each gold entitlement is looked for among
those of its order and lines at the time of the ticket; what gold names must be equal, and its clauses among those used.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from copilot.knowledge import load_documents
from copilot.models import Customer, Entitlement, Order, Product, Shop, Ticket, read_lines
from copilot.policy import entitlements, granted_in, require_sound, scoped_clauses


def main(suite: Path, knowledge: Path) -> None:
    """Print one JSON object: agreement by kind of offer, and every disagreement."""
    shop = Shop.model_validate_json((suite / "shop" / "shop.json").read_text("utf-8"))
    documents = load_documents([knowledge])
    require_sound(documents, shop)
    clauses = scoped_clauses(documents)
    orders = {order.id: order for order in _records(suite / "shop" / "orders.jsonl", Order)}
    customers = {customer.id: customer for customer in _records(suite / "shop" / "customers.jsonl", Customer)}
    products = _records(suite / "shop" / "products.jsonl", Product)
    asked, agreed, disagreements = Counter[str](), Counter[str](), []
    for ticket in _records(suite / "tickets.jsonl", Ticket):
        for gold in ticket.gold.get("entitlements", ()):
            order = orders[gold["order_id"]]
            offers = entitlements(
                order,
                customers[order.customer_id],
                clauses,
                shop,
                as_of=ticket.asked_at,
                channel=ticket.channel,
                granted=granted_in(other for other in orders.values() if other.customer_id == order.customer_id),
                products=products,
                line_ids=gold.get("line_ids", ()),
            )
            offers = [offer for offer in offers if offer.about == gold["about"]]
            asked[gold["about"]] += 1
            if any(_same(gold, offer) for offer in offers):
                agreed[gold["about"]] += 1
            else:
                disagreements.append({"ticket": ticket.id, "gold": gold, "found": [_told(offer) for offer in offers]})
    figures = {about: f"{agreed[about]} of {asked[about]}" for about in sorted(asked)}
    total = f"{sum(agreed.values())} of {sum(asked.values())}"
    print(json.dumps({"agreed": total, "by offer": figures, "disagreements": disagreements}, indent=2))


def _records(path: Path, model: Any) -> list[Any]:
    return [record for _, record in read_lines(path, model) if isinstance(record, model)]


def _same(gold: dict[str, Any], offer: Entitlement) -> bool:
    for name, value in gold.items():
        if name in ("about", "order_id", "line_ids"):
            continue
        if name == "clauses":
            if not set(value) <= set(offer.clauses):
                return False
        elif isinstance(value, list):
            if sorted(value) != sorted(getattr(offer, name)):
                return False
        elif value != getattr(offer, name):
            return False
    return True


def _told(offer: Entitlement) -> dict[str, Any]:
    names = ("id", "state", "amount", "fee", "until", "clauses", "missing", "steps")
    return {name: getattr(offer, name) for name in names if getattr(offer, name)}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
