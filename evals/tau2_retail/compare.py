"""Entitlements against the gold actions of tau2-bench's retail tickets, by action.

    python evals/tau2_retail/compare.py FOLDER

FOLDER holds the domain in the contract's format: customers, orders and tickets as JSON Lines, and policies/. Every
order that a ticket's gold actions act on must be entitled to the action, for the very lines; every action that the
policy rules out by the order's status must be denied. Where gold says what refund the customer is to be told, it is
compared with the amounts of the ticket's cancellations and returns: with their total, or with one of them.
"""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from copilot.knowledge import load_documents
from copilot.models import Customer, Order, Shop, Ticket, read_lines
from copilot.policy import entitlements, require_sound, scoped_clauses

ABOUT = {
    "cancel_pending_order": "cancel",
    "modify_pending_order_address": "modify",
    "modify_pending_order_items": "modify",
    "modify_pending_order_payment": "modify",
    "return_delivered_order_items": "return",
    "exchange_delivered_order_items": "exchange",
}
NEEDED = {"cancel": "pending", "modify": "pending", "return": "delivered", "exchange": "delivered"}
AS_OF = datetime(2024, 5, 15, 15, tzinfo=UTC)  # the day of the benchmark; no clause looks at it
CLAUSES = Path(__file__).parent / "policies"


def main(folder: Path) -> None:
    """Print one JSON object: agreement by action, sums, and every disagreement."""
    shop = Shop(name="tau2 retail", currency="USD", timezone="America/New_York")
    documents = load_documents([folder / "policies", CLAUSES])
    doubts = require_sound(documents, shop)
    clauses = scoped_clauses(documents)
    customers = {customer.id: customer for customer in _records(folder / "customers.jsonl", Customer)}
    orders = {order.id: order for order in _records(folder / "orders.jsonl", Order)}
    agreed, asked, disagreements = Counter[str](), Counter[str](), []
    told, right = 0, 0
    tickets = _records(folder / "tickets.jsonl", Ticket)
    for ticket in tickets:
        amounts: list[Decimal] = []
        for action in ticket.gold["actions"]:
            about = ABOUT.get(action["name"])
            if about is None:
                continue
            order = orders[action["arguments"]["order_id"]]
            lines = _lines(order, action["arguments"].get("item_ids", ()))
            offers = entitlements(order, customers[order.customer_id], clauses, shop, as_of=AS_OF, line_ids=lines)
            offer = next((offer for offer in offers if offer.about == about), None)
            asked[action["name"]] += 1
            if offer is None or offer.state != "allowed":
                disagreements.append([ticket.id, action["name"], order.id, offer and offer.state])
                continue
            agreed[action["name"]] += 1
            if about in ("cancel", "return") and offer.amount:
                amounts.append(Decimal(offer.amount.split()[0]))
        if any("refund" in assertion for assertion in ticket.gold["assertions"]):
            told += 1
            if {sum(amounts), *amounts} & _sums(ticket.gold["must_say"]):
                right += 1
            else:
                disagreements.append(
                    [ticket.id, "refund", ticket.gold["must_say"], [str(amount) for amount in amounts]]
                )
    denied = _denials(orders, customers, clauses, shop)
    print(
        json.dumps(
            {
                "tickets": len(tickets),
                "clauses": len(clauses),
                "doubts": len(doubts),
                "gold actions allowed": {name: f"{agreed[name]} of {asked[name]}" for name in sorted(asked)},
                "refunds that gold tells the customer": f"{right} of {told}",
                "other statuses denied": denied,
                "disagreements": disagreements,
            },
            indent=2,
        )
    )


def _records(path: Path, model: Any) -> list[Any]:
    return [record for _, record in read_lines(path, model) if isinstance(record, model)]


def _lines(order: Order, variants: list[str]) -> list[str]:
    """The lines that gold names by their variants; a variant that is named twice is two lines."""
    left = list(order.items)
    found = []
    for variant in variants:
        item = next(item for item in left if item.variant_id == variant)
        left.remove(item)
        found.append(item.id)
    return found


def _sums(must_say: list[str]) -> set[Decimal]:
    return {Decimal(text) for text in must_say if text.replace(".", "", 1).isdecimal()}


def _denials(orders: dict[str, Order], customers: dict[str, Customer], clauses: Any, shop: Shop) -> dict[str, str]:
    """For all orders and kinds of offer: the status that the policy names is allowed, every other is denied."""
    right, all_of_them = Counter[str](), Counter[str]()
    for order in orders.values():
        offers = entitlements(order, customers[order.customer_id], clauses, shop, as_of=AS_OF)
        states = {offer.about: offer.state for offer in offers}
        for about, status in NEEDED.items():
            wanted = "allowed" if order.status == status else "denied"
            all_of_them[about] += 1
            right[about] += states.get(about) == wanted
    return {about: f"{right[about]} of {all_of_them[about]}" for about in NEEDED}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
