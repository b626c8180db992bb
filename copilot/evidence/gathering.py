"""Gathering: from a ticket to the evidence that its draft may rely on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from copilot.knowledge import KnowledgeIndex, Scope
from copilot.models import Action, Customer, Hit, Order, Product, Query, Shop, Ticket
from copilot.orders import OrderStore, identify
from copilot.policy import ScopedClause

from .ledger import Evidence
from .weighing import weighed

PASSAGES = 5


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
) -> Evidence:
    """Who is writing, their orders, what these may be offered, and the passages that fit the request.

    `clauses` are those of the whole knowledge base; `index` finds passages, and without one there are none.
    `product_pages` says which product a document is about, by document id; `done_for` tells what agents did before for
    a customer of this id, which counts with what the events of orders tell.
    """
    identity = identify(ticket, store)
    customer = identity.customer
    orders = tuple(store.orders(customer.id)) if customer else ()
    hits = _hits(ticket, customer, shop, index, as_of)
    pages = [page for hit in hits if (page := product_pages.get(hit.passage.document))]
    return weighed(
        ticket,
        shop=shop,
        as_of=as_of,
        identity=identity,
        orders=orders,
        products=_products(orders, pages, store),
        hits=hits,
        clauses=clauses,
        done=tuple(done_for(customer.id)) if customer else (),
    )


def _products(orders: Sequence[Order], pages: Sequence[str], store: OrderStore) -> tuple[Product, ...]:
    """The products of the orders, and those that the passages found are about."""
    ordered = [item.product_id for order in orders for item in order.items]
    ids = dict.fromkeys([*ordered, *pages])
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
