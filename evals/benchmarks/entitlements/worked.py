"""Entitlements against the sheets in `worked/`, which people filled in by hand from the prose and the orders.

    python evals/benchmarks/entitlements/worked.py

Each row is one order at one time and one kind of offer, and must be met by exactly the offers that are found: what the
row names must be equal, `null` means that the offer has none. The rows know nothing of the program.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from copilot.knowledge import load_documents
from copilot.models import Action, Customer, Entitlement, Order, Product, Shop, read_lines
from copilot.policy import entitlements, granted_in, scoped_clauses
from copilot.values import read_money

SHEETS = ("returns", "cancelling", "faults", "money")
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHOP = ROOT / "evals" / "sample_shop" / "shop"


def main() -> None:
    """Print one JSON object: agreement by kind of offer, and every disagreement."""
    asked, agreed, disagreements = Counter[str](), Counter[str](), []
    for row, found in compared():
        asked[row["about"]] += 1
        if met(row, found):
            agreed[row["about"]] += 1
        else:
            disagreements.append({**row, "found": [_told(offer) for offer in found]})
    figures = {about: f"{agreed[about]} of {asked[about]}" for about in sorted(asked)}
    total = f"{sum(agreed.values())} of {sum(asked.values())}"
    print(json.dumps({"agreed": total, "by offer": figures, "disagreements": disagreements}, indent=2, default=str))


def compared() -> Iterator[tuple[dict[str, Any], list[Entitlement]]]:
    """Each row of the sheets with the offers that are found for it."""
    shop = Shop.model_validate_json((SHOP / "shop.json").read_text("utf-8"))
    clauses = scoped_clauses(load_documents([ROOT / "knowledge_base"]))
    customers = {customer.id: customer for customer in _records(SHOP / "customers.jsonl", Customer)}
    products = _records(SHOP / "products.jsonl", Product)
    own = [Order.model_validate(record) for record in _sheet("orders")]
    orders = {order.id: order for order in [*_records(SHOP / "orders.jsonl", Order), *own]}
    for row in rows():
        order = orders[row["order"]]
        customer = customers.get(row["customer"] or "") if "customer" in row else customers[order.customer_id]
        granted = [
            Action(kind=kind, order_id=order.id, amount=Decimal(amount), at=_instant(at, shop))
            for kind, amount, at in row.get("granted", ())
        ]
        found = entitlements(
            order,
            customer,
            clauses,
            shop,
            as_of=_instant(row["at"], shop),
            channel=row.get("channel", "email"),
            line_ids=row.get("lines", ()),
            granted=[*granted_in([order]), *granted],
            products=_repriced(products, row["prices"]) if "prices" in row else products,
        )
        whole = tuple(item.id for item in order.items)
        told = [replace(offer, line_ids=offer.line_ids or whole) for offer in found]
        yield row, [offer for offer in told if offer.about == row["about"]]


def rows() -> Iterator[dict[str, Any]]:
    """The rows of all sheets, each with its order."""
    for sheet in SHEETS:
        for group in _sheet(sheet):
            for row in group["worked"]:
                yield {"sheet": sheet, "order": group["order"], **row}


def met(row: dict[str, Any], found: list[Entitlement]) -> bool:
    """Whether the offers found are those of the row, one for one."""
    expected = [] if row["expect"] == "nothing" else row["expect"]
    expected = expected if isinstance(expected, list) else [expected]
    left = list(found)
    for wanted in expected:
        hit = next((offer for offer in left if _same(wanted, offer)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _same(wanted: dict[str, Any], offer: Entitlement) -> bool:
    for name, value in wanted.items():
        has = getattr(offer, "line_ids" if name == "lines" else name)
        if name == "lines":
            same = list(has) == value
        elif name == "missing":
            same = sorted(has) == sorted(value)
        elif name in ("amount", "before_fee", "fee") and value and has:
            same = read_money(has) == read_money(value)
        else:
            same = has == (None if value is None else str(value))
        if not same:
            return False
    return True


def _repriced(products: list[Product], prices: dict[str, tuple[float, bool]]) -> list[Product]:
    def repriced(product: Product) -> Product:
        variants = [
            variant.model_copy(
                update={"price": Decimal(str(prices[variant.id][0])), "available": prices[variant.id][1]}
            )
            if variant.id in prices
            else variant
            for variant in product.variants
        ]
        return product.model_copy(update={"variants": variants})

    return [repriced(product) for product in products]


def _sheet(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / "worked" / f"{name}.yaml").read_text("utf-8")))


def _instant(text: str, shop: Shop) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=shop.zone)


def _records(path: Path, model: Any) -> list[Any]:
    return [record for _, record in read_lines(path, model) if isinstance(record, model)]


def _told(offer: Entitlement) -> dict[str, Any]:
    names = ("id", "state", "amount", "before_fee", "fee", "until", "method", "timing", "role", "missing", "steps")
    return {name: getattr(offer, name) for name in names if getattr(offer, name)}


if __name__ == "__main__":
    main()
