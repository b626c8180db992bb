"""From records to evidence: which orders a ticket is about, what they may be offered, and every fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from copilot.models import Action, Customer, Entitlement, Hit, Order, Product, Shop, Ticket
from copilot.orders import Identity
from copilot.policy import ScopedClause, entitlements, granted_in

from .focus import focus
from .ledger import Evidence, ledger

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
    done: tuple[Action, ...] = (),
) -> Evidence:
    """The evidence that these records are; `done` is what agents did for the customer before."""
    granted = granted_in(orders, done)

    def offered(order: Order, line_ids: Sequence[str] = ()) -> tuple[Entitlement, ...]:
        return entitlements(
            order,
            identity.customer,
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
    lines = [
        entitlement
        for order in about.orders[:IN_LINES]
        for item in (order.items if len(order.items) > 1 else ())
        for entitlement in offered(order, [item.id])
    ]
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
        done=done,
        facts=ledger(
            identity=identity,
            shop=shop,
            orders=orders,
            products=products,
            entitlements=[*entitled, *lines],
            clauses=clauses,
            hits=hits,
        ),
    )


def reweighed(
    records: dict[str, Any], clauses: Sequence[ScopedClause], hits: tuple[Hit, ...] | None = None
) -> Evidence:
    """The evidence of `Evidence.records`, under these clauses, and with these passages instead of the recorded ones."""
    customer = records["customer"] and Customer.model_validate(records["customer"])
    return weighed(
        Ticket.model_validate(records["ticket"]),
        shop=Shop.model_validate(records["shop"]),
        as_of=datetime.fromisoformat(records["as_of"]),
        identity=Identity(customer, records["identity"]),
        orders=tuple(Order.model_validate(order) for order in records["orders"]),
        products=tuple(Product.model_validate(product) for product in records["products"]),
        hits=TypeAdapter(tuple[Hit, ...]).validate_python(records["hits"]) if hits is None else hits,
        clauses=clauses,
        done=tuple(Action.model_validate(action) for action in records["done"]),
    )
