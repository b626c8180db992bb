"""From records to evidence: which orders a ticket is about, what they may be offered, and every fact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from copilot.knowledge import Scope
from copilot.models import Action, Customer, Document, Entitlement, Hit, Order, Product, Shop, Ticket
from copilot.orders import Identity
from copilot.policy import ScopedClause, entitlements, granted_in

from .clauses import standing
from .focus import focus
from .ledger import Evidence, ledger
from .shelf import Shelf
from .working_out import worked_out

IN_LINES = 3  # of so many orders in question it is also worked out what each line may be offered by itself


def weighed(
    ticket: Ticket,
    *,
    shop: Shop,
    as_of: datetime,
    identity: Identity,
    orders: tuple[Order, ...],
    products: tuple[Product, ...],
    hits: tuple[Hit, ...],
    clauses: Sequence[ScopedClause],
    documents: Sequence[Document],
    product_pages: Mapping[str, str],
    scope: Scope,
    done: tuple[Action, ...] = (),
) -> Evidence:
    """The evidence that these records are; `done` is what agents did for the customer before."""
    customer = identity.customer
    granted = granted_in(orders, done)

    def offered(order: Order, line_ids: Sequence[str] = ()) -> tuple[Entitlement, ...]:
        return entitlements(
            order,
            customer,
            clauses,
            shop,
            as_of=as_of,
            channel=ticket.channel,
            granted=granted,
            products=products,
            line_ids=line_ids,
        )

    entitled = tuple(entitlement for order in orders for entitlement in offered(order))
    about = focus(ticket, orders)
    lines = tuple(
        entitlement
        for order in (*about.orders[:IN_LINES], *about.beside)
        for item in (order.items if len(order.items) > 1 else ())
        for entitlement in offered(order, [item.id])
    )
    decided = [*entitled, *lines]
    asked = {order.id for order in (*about.orders, *about.beside)}
    stand = standing(clauses, customer, shop, as_of, [e for e in decided if e.order_id in asked])
    held = _documents(documents, stand, hits, products, product_pages, scope)
    ids = {document.id for document in held}
    evidence = Evidence(
        ticket=ticket,
        shop=shop,
        as_of=as_of,
        identity=identity,
        focus=about,
        orders=orders,
        products=products,
        hits=hits,
        entitlements=entitled,
        facts=ledger(
            identity=identity,
            shop=shop,
            orders=orders,
            products=products,
            entitlements=decided,
            clauses=stand,
            hits=hits,
        ),
        done=done,
        line_entitlements=lines,
        policy=tuple(clauses),
        clauses=tuple(scoped.clause for scoped in stand),
        documents=held,
        pages=tuple(document for document in documents if document.id not in ids and scope.admits(document)),
        sold=tuple(document.title for document in documents if document.id in product_pages and document.title),
    )
    return replace(evidence, facts=(*evidence.facts, *worked_out(evidence)))


def reweighed(
    records: Mapping[str, Any],
    *,
    clauses: Sequence[ScopedClause],
    documents: Sequence[Document],
    product_pages: Mapping[str, str],
    hits: tuple[Hit, ...] | None = None,
) -> Evidence:
    """The evidence of `Evidence.records`, under these clauses; with other passages than the recorded ones if given."""
    customer = Customer.model_validate(records["customer"]) if records["customer"] else None
    ticket, shop = Ticket.model_validate(records["ticket"]), Shop.model_validate(records["shop"])
    as_of = datetime.fromisoformat(records["as_of"])
    evidence = weighed(
        ticket,
        shop=shop,
        as_of=as_of,
        identity=Identity(customer, records["identity"]),
        orders=tuple(Order.model_validate(order) for order in records["orders"]),
        products=tuple(Product.model_validate(product) for product in records["products"]),
        hits=TypeAdapter(tuple[Hit, ...]).validate_python(records["hits"]) if hits is None else hits,
        clauses=clauses,
        documents=documents,
        product_pages=product_pages,
        scope=scope_of(ticket, customer, shop, as_of),
        done=tuple(Action.model_validate(action) for action in records["done"]),
    )
    shelf = Shelf.of([Product.model_validate(product) for product in records.get("shelf", ())])
    return replace(evidence, earlier_contacts=records.get("earlier_contacts", 0), shelf=shelf)


def _documents(
    documents: Sequence[Document],
    clauses: Sequence[ScopedClause],
    hits: Sequence[Hit],
    products: Sequence[Product],
    product_pages: Mapping[str, str],
    scope: Scope,
) -> tuple[Document, ...]:
    """The documents of these clauses; of the others in scope those that were found or are about these products."""
    holding = {scoped.document for scoped in clauses}
    found = {hit.passage.document for hit in hits}
    bought = {product.id for product in products}
    return tuple(
        document
        for document in documents
        if document.id in holding
        or ((document.id in found or product_pages.get(document.id) in bought) and scope.admits(document))
    )


def scope_of(ticket: Ticket, customer: Customer | None, shop: Shop, as_of: datetime) -> Scope:
    """The documents that stand for this customer on this channel."""
    return Scope(
        channel=ticket.channel,
        tier=customer.tier or "" if customer else "",
        region=customer.address.country if customer and customer.address else "",
        as_of=as_of.astimezone(shop.zone),
    )
