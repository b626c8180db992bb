"""Gathering: from a ticket to the evidence that its draft may rely on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from copilot.knowledge import KnowledgeIndex, Scope
from copilot.models import Action, Customer, Document, Entitlement, Hit, Order, Product, Query, Shop, Ticket
from copilot.orders import OrderStore, identify
from copilot.policy import ScopedClause, entitlements, granted_in
from copilot.privacy import known_personal

from .clauses import standing
from .focus import focus
from .ledger import Evidence, ledger

PASSAGES = 5
IN_LINES = 3  # of so many orders in question it is also worked out what each line may be offered by itself


def gather(
    ticket: Ticket,
    *,
    store: OrderStore,
    shop: Shop,
    clauses: Sequence[ScopedClause],
    index: KnowledgeIndex | None,
    as_of: datetime,
    product_pages: Mapping[str, str] = MappingProxyType({}),
    done_for: Callable[[str], Sequence[Action]] = lambda _: (),
    documents: Sequence[Document] = (),
) -> Evidence:
    """Who is writing, their orders, what these may be offered, and the passages that fit the request.

    `clauses` are those of the whole knowledge base; `index` finds passages, and without one there are none.
    `product_pages` says which product a document is about, by document id; `done_for` tells what agents did before for
    a customer of this id, which counts with what the events of orders tell; `documents` are those of the knowledge base.
    """
    identity = identify(ticket, store)
    customer = identity.customer
    orders = tuple(store.orders(customer.id)) if customer else ()
    hits = _hits(ticket, customer, orders, shop, index, as_of)
    pages = [page for hit in hits if (page := product_pages.get(hit.passage.document))]
    products = _products(orders, pages, store)
    granted = granted_in(orders, done_for(customer.id) if customer else ())

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
        for order in about.orders[:IN_LINES]
        for item in (order.items if len(order.items) > 1 else ())
        for entitlement in offered(order, [item.id])
    )
    decided = [*entitled, *lines]
    stand = standing(clauses, customer, shop, as_of, [e for e in decided if e.order_id in {o.id for o in about.orders}])
    return Evidence(
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
        line_entitlements=lines,
        policy=tuple(clauses),
        clauses=tuple(scoped.clause for scoped in stand),
        documents=_documents(documents, stand, hits, products, product_pages, _scope(ticket, customer, shop, as_of)),
    )


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
        or (scope.admits(document) and (document.id in found or product_pages.get(document.id) in bought))
    )


def _products(orders: Sequence[Order], pages: Sequence[str], store: OrderStore) -> tuple[Product, ...]:
    """The products of the orders, and those that the passages found are about."""
    ordered = [item.product_id for order in orders for item in order.items]
    ids = dict.fromkeys([*ordered, *pages])
    return tuple(product for id in ids if (product := store.product(id)))


def _hits(
    ticket: Ticket,
    customer: Customer | None,
    orders: Sequence[Order],
    shop: Shop,
    index: KnowledgeIndex | None,
    as_of: datetime,
) -> tuple[Hit, ...]:
    """The passages in force for this customer on this channel that fit the last message, earlier turns considered."""
    if index is None or not ticket.last_said.strip():
        return ()
    turns = [(("user" if m.author == "customer" else "agent"), m.body) for m in ticket.messages]
    query = Query.model_validate({"id": ticket.id, "text": ticket.last_said, "history": turns[:-1]})
    personal = known_personal(customer, orders, ticket.customer_email)
    return tuple(index.search(query, PASSAGES, _scope(ticket, customer, shop, as_of), personal=personal))


def _scope(ticket: Ticket, customer: Customer | None, shop: Shop, as_of: datetime) -> Scope:
    """The documents that stand for this customer on this channel."""
    return Scope(
        channel=ticket.channel,
        tier=customer.tier or "" if customer else "",
        region=customer.address.country if customer and customer.address else "",
        as_of=as_of.astimezone(shop.zone),
    )
