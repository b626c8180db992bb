"""Gathering: from a ticket to the evidence that its draft may rely on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from copilot.knowledge import KnowledgeIndex, Scope
from copilot.models import Action, Customer, Document, Hit, Order, Product, Query, Shop, Ticket
from copilot.orders import OrderStore, identify
from copilot.policy import ScopedClause
from copilot.privacy import known_personal

from .ledger import Evidence
from .shelf import Shelf
from .weighing import scope_of, weighed

PASSAGES = 5
FOR_A_QUESTION = 2  # passages for each question of a message that asks several


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
    contacts_of: Callable[[str], int] = lambda _: 0,
    questions: Sequence[str] = (),
    shelf: Shelf | None = None,
) -> Evidence:
    """Who is writing, their orders, what these may be offered, and the passages that fit the request.

    `clauses` are those of the whole knowledge base; `index` finds passages, and without one there are none.
    `product_pages` says which product a document is about, by document id; `done_for` tells what agents did before for
    a customer of this id, which counts with what the events of orders tell; `documents` are all of the knowledge base;
    `contacts_of` tells how many other tickets of a customer came lately and are not settled; `questions` are those of
    the last message that are looked up by themselves, too; `shelf` is the whole catalogue.
    """
    identity = identify(ticket, store)
    customer = identity.customer
    orders = tuple(store.orders(customer.id)) if customer else ()
    scope = scope_of(ticket, customer, shop, as_of)
    hits = passages_for(ticket, customer, orders, index, scope, questions)
    pages = [page for hit in hits if (page := product_pages.get(hit.passage.document))]
    evidence = weighed(
        ticket,
        shop=shop,
        as_of=as_of,
        identity=identity,
        orders=orders,
        products=_products(orders, pages, store),
        hits=hits,
        clauses=clauses,
        documents=documents,
        product_pages=product_pages,
        scope=scope,
        done=tuple(done_for(customer.id)) if customer else (),
    )
    earlier = contacts_of(customer.id) if customer else 0
    return replace(evidence, earlier_contacts=earlier, shelf=shelf or Shelf())


def _products(orders: Sequence[Order], pages: Sequence[str], store: OrderStore) -> tuple[Product, ...]:
    """The products of the orders, and those that the passages found are about."""
    ordered = [item.product_id for order in orders for item in order.items]
    ids = dict.fromkeys([*ordered, *pages])
    return tuple(product for id in ids if (product := store.product(id)))


def passages_for(
    ticket: Ticket,
    customer: Customer | None,
    orders: Sequence[Order],
    index: KnowledgeIndex | None,
    scope: Scope,
    questions: Sequence[str] = (),
) -> tuple[Hit, ...]:
    """The passages in force for this customer on this channel that fit the last message, earlier turns considered.

    Behind them come the best for each of its questions.
    """
    if index is None or not ticket.last_said.strip():
        return ()
    turns = [(("user" if m.author == "customer" else "agent"), m.body) for m in ticket.messages]
    query = Query.model_validate({"id": ticket.id, "text": ticket.last_said, "history": turns[:-1]})
    personal = known_personal(customer, orders, ticket.customer_email)
    found = list(index.search(query, PASSAGES, scope, personal=personal))
    for question in questions:
        alone = Query(id=ticket.id, text=question)
        found += index.search(alone, FOR_A_QUESTION, scope, personal=personal)
    return tuple({hit.passage.id: hit for hit in reversed(found)}.values())[::-1]
