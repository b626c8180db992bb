"""Gathering: from a ticket to the evidence that its draft may rely on."""

from collections.abc import Sequence
from datetime import datetime

from copilot.knowledge import KnowledgeIndex, Scope
from copilot.models import Customer, Hit, Order, Product, Query, Shop, Ticket
from copilot.orders import OrderStore, identify
from copilot.policy import ScopedClause, entitlements

from .focus import focus
from .ledger import Evidence, ledger

PASSAGES = 5


def gather(
    ticket: Ticket,
    *,
    store: OrderStore,
    shop: Shop,
    clauses: Sequence[ScopedClause],
    index: KnowledgeIndex | None,
    as_of: datetime,
) -> Evidence:
    """Who is writing, their orders, what these may be offered, and the passages that fit the request.

    `clauses` are those of the whole knowledge base; `index` finds passages, and without one there are none.
    """
    identity = identify(ticket, store)
    customer = identity.customer
    orders = tuple(store.orders(customer.id)) if customer else ()
    products = _products(orders, store)
    entitled = tuple(
        entitlement
        for order in orders
        for entitlement in entitlements(order, customer, clauses, shop, as_of=as_of, channel=ticket.channel)
    )
    hits = _hits(ticket, customer, shop, index, as_of)
    return Evidence(
        ticket=ticket,
        shop=shop,
        as_of=as_of,
        identity=identity,
        focus=focus(ticket, orders),
        orders=orders,
        products=products,
        hits=hits,
        entitlements=entitled,
        facts=ledger(
            identity=identity,
            shop=shop,
            orders=orders,
            products=products,
            entitlements=entitled,
            clauses=clauses,
            hits=hits,
        ),
    )


def _products(orders: Sequence[Order], store: OrderStore) -> tuple[Product, ...]:
    ids = dict.fromkeys(item.product_id for order in orders for item in order.items)
    return tuple(product for id in ids if (product := store.product(id)))


def _hits(
    ticket: Ticket, customer: Customer | None, shop: Shop, index: KnowledgeIndex | None, as_of: datetime
) -> tuple[Hit, ...]:
    """The passages in force for this customer on this channel that fit the last message, earlier turns considered."""
    if index is None or not ticket.last_said.strip():
        return ()
    turns = [(("user" if m.author == "customer" else "agent"), m.body) for m in ticket.messages]
    query = Query.model_validate({"id": ticket.id, "text": ticket.last_said, "history": turns[:-1]})
    scope = Scope(
        channel=ticket.channel,
        tier=customer.tier or "" if customer else "",
        region=customer.address.country if customer and customer.address else "",
        as_of=as_of.astimezone(shop.zone),
    )
    return tuple(index.search(query, PASSAGES, scope))
