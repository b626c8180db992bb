"""One thing changes between approval and release: must the approval expire, and does it?

    python evals/benchmarks/review/expiry.py --shop DIR --knowledge DIR --tickets FILE --limit 30

Every ticket is prepared and approved once for each change; then the change is made to the shop's records or clauses,
and the text is released. Prints one JSON object: by change, how often it was tried and how often the approval expired.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from copilot.errors import Fault, NotReleased
from copilot.models import Customer, Decision, Order, Payment, Product, Review, Ticket, read_lines
from copilot.orders import FolderStore
from copilot.pipeline import Copilot
from copilot.review.expiry import cited_sources, orders_of
from copilot.settings import Settings


class ChangedShop:
    """A shop's records with one change, which can be put in and taken out."""

    def __init__(self, folder: Path) -> None:
        self.records = FolderStore(folder)
        self.order: Callable[[Order], Order] = lambda order: order
        self.item: Callable[[Product], Product] = lambda product: product

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        return self.records.customer(id, email)

    def orders(self, customer_id: str) -> Sequence[Order]:
        return [self.order(order) for order in self.records.orders(customer_id)]

    def product(self, id: str) -> Product | None:
        found = self.records.product(id)
        return self.item(found) if found else None


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--tickets", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=30)
    given = parser.parse_args()
    tickets = [found for _, found in read_lines(given.tickets, Ticket) if not isinstance(found, Fault)]
    shop = ChangedShop(given.shop)
    with Copilot(Settings(shop=given.shop, knowledge=[given.knowledge]), orders=shop) as copilot:
        found = measure(copilot, shop, tickets[: given.limit])
    print(json.dumps(found, indent=1))
    return 0


def measure(copilot: Copilot, shop: ChangedShop, tickets: Sequence[Ticket]) -> dict[str, dict[str, object]]:
    """{change: {must_expire, tried, expired}}."""
    expired: dict[str, list[bool]] = defaultdict(list)
    for ticket in tickets:
        prepared = copilot.prepare(ticket, as_of=copilot.clock())
        for name, (_, possible) in CHANGES.items():
            if (make := possible(copilot, shop, prepared)) is not None:
                expired[name].append(_expires(copilot, prepared, name, make, shop))
    return {
        name: {"must_expire": must, "tried": len(expired[name]), "expired": sum(expired[name])}
        for name, (must, _) in CHANGES.items()
    }


def _expires(copilot: Copilot, prepared: Review, name: str, make: Callable[[], None], shop: ChangedShop) -> bool:
    """Whether the approval of a copy of the review expires when the change is made before its release."""
    copy = prepared.model_copy(update={"id": f"{prepared.id}-{name}", "ticket_id": f"{prepared.ticket_id}-{name}"})
    copilot.reviews.submit(copy, copilot.reviews.snapshot(prepared.id))
    override, reason = (True, "measured") if prepared.blocked else (False, None)
    decision = Decision(kind="approve", agent="ana", override=override, reason=reason)
    copilot.reviews.decide(copy.id, decision, second=False)
    clauses, documents = copilot.clauses, copilot.documents
    make()
    try:
        copilot.release(copy.id, "key")
    except NotReleased:
        return True
    finally:
        copilot.clauses, copilot.documents = clauses, documents
        shop.order, shop.item = lambda order: order, lambda item: item
    return False


def _nothing(_copilot: Copilot, _shop: ChangedShop, _review: Review) -> Callable[[], None]:
    return lambda: None


def _refund(_copilot: Copilot, shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    def change(order: Order) -> Order:
        payments = [*order.payments, Payment(kind="refund", amount=Decimal("1.00"))]
        return order.model_copy(update={"payments": payments})

    return _to_order(shop, lambda order_id: f"order:{order_id}" in orders_of(review), change, review)


def _status(_copilot: Copilot, shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    return _to_order(shop, lambda order_id: f"order:{order_id}" in orders_of(review), _other_status, review)


def _other_order(_copilot: Copilot, shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    return _to_order(shop, lambda order_id: f"order:{order_id}" not in orders_of(review), _other_status, review)


def _other_price(_copilot: Copilot, shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    cited = cited_sources(review)
    about = {source.split("/")[0].split(".")[0] for source in cited if source.startswith("product:")}

    def change(product: Product) -> Product:
        if f"product:{product.id}" in about:
            return product
        variants = [variant.model_copy(update={"price": variant.price + 1}) for variant in product.variants]
        return product.model_copy(update={"variants": variants})

    def make() -> None:
        shop.item = change

    return make


def _cited_clause(copilot: Copilot, _shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    return _to_clause(copilot, cited_sources(review))


def _uncited_clause(copilot: Copilot, _shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    relied = {clause for entitlement in review.entitlements for clause in entitlement.clauses}
    return _to_clause(copilot, {scoped.clause.id for scoped in copilot.clauses} - cited_sources(review) - relied)


def _cited_passage(copilot: Copilot, _shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    return _to_passage(copilot, review, cited=True)


def _uncited_passage(copilot: Copilot, _shop: ChangedShop, review: Review) -> Callable[[], None] | None:
    return _to_passage(copilot, review, cited=False)


CHANGES = {
    "nothing": (False, _nothing),
    "a refund on the order it is about": (True, _refund),
    "another status of the order it is about": (True, _status),
    "another status of another order of the customer": (False, _other_order),
    "the price of another product": (False, _other_price),
    "the wording of a clause that it cites": (True, _cited_clause),
    "the wording of a clause that plays no part": (False, _uncited_clause),
    "the words of a passage that it cites": (True, _cited_passage),
    "the words of a passage that was found and not cited": (False, _uncited_passage),
}
"""Each change: whether the approval must expire, and how it is made where the review allows it."""


def _to_order(
    shop: ChangedShop, wanted: Callable[[str], bool], change: Callable[[Order], Order], review: Review
) -> Callable[[], None] | None:
    found = sorted({fact.value for fact in review.facts if fact.role == "order_id" and wanted(fact.value)})
    if not found:
        return None

    def make() -> None:
        shop.order = lambda order: change(order) if order.id == found[0] else order

    return make


def _to_clause(copilot: Copilot, ids: set[str]) -> Callable[[], None] | None:
    found = sorted(ids & {scoped.clause.id for scoped in copilot.clauses})
    if not found:
        return None

    def make() -> None:
        copilot.clauses = tuple(
            replace(scoped, clause=scoped.clause.model_copy(update={"quote": scoped.clause.quote + " (as of today)"}))
            if scoped.clause.id == found[0]
            else scoped
            for scoped in copilot.clauses
        )

    return make


def _to_passage(copilot: Copilot, review: Review, *, cited: bool) -> Callable[[], None] | None:
    sources = cited_sources(review)
    used = {s for s in sources if "#" in s} | {
        fact.subject.removeprefix("passage:") for fact in review.facts if fact.id in sources
    }
    hits = [hit["passage"] for hit in copilot.reviews.snapshot(review.id).evidence["hits"]]
    found = [passage for passage in hits if (passage["id"] in used) == cited]
    if not found or not sources:
        return None

    def make() -> None:
        copilot.documents = [
            document.model_copy(update={"text": document.text.replace(found[0]["text"], "Nothing of this holds.")})
            if document.id == found[0]["document"]
            else document
            for document in copilot.documents
        ]

    return make


def _other_status(order: Order) -> Order:
    return order.model_copy(update={"status": "cancelled" if order.status != "cancelled" else "delivered"})


if __name__ == "__main__":
    sys.exit(main())
