"""The sample shop and its knowledge base, loaded; a line that does not load fails every test."""

from pathlib import Path
from typing import Any

import yaml

from copilot.errors import Fault
from copilot.models import Customer, Document, Order, Product, Shop, Ticket, read_lines

ROOT = Path(__file__).parents[2]
SUITE = ROOT / "evals" / "sample_shop"
KNOWLEDGE = ROOT / "knowledge_base"
STORIES = yaml.safe_load((SUITE / "source" / "orders.yaml").read_text("utf-8"))


def records(path: Path, model: type[Any]) -> list[Any]:
    found = [record for _, record in read_lines(path, model)]
    assert [str(record) for record in found if isinstance(record, Fault)] == []
    return found


def document(path: Path) -> Document:
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    return Document.model_validate({**yaml.safe_load(front), "text": text})


SHOP = Shop.model_validate_json((SUITE / "shop" / "shop.json").read_text("utf-8"))
CUSTOMERS = {record.id: record for record in records(SUITE / "shop" / "customers.jsonl", Customer)}
PRODUCTS = {record.id: record for record in records(SUITE / "shop" / "products.jsonl", Product)}
ORDERS = {record.id: record for record in records(SUITE / "shop" / "orders.jsonl", Order)}
TICKETS = records(SUITE / "tickets.jsonl", Ticket)
POLICIES = [document(path) for path in sorted((KNOWLEDGE / "policies").glob("*.md"))]
PRODUCT_PAGES = [document(path) for path in sorted((KNOWLEDGE / "products").glob("*.md"))]
CLAUSES = {clause.id: clause for policy in POLICIES for clause in policy.clauses}
