"""Rules for drafts: the clauses that are no offers and hold for an order, or for whoever writes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from copilot.models import Customer, Order, Shop

from .clauses import ScopedClause
from .regions import region_names
from .situations import known_of

NOTICES = ("disclosure", "target", "forbidden", "shipping")


def notices(
    order: Order | None,
    customer: Customer | None,
    clauses: Iterable[ScopedClause],
    shop: Shop,
    *,
    as_of: datetime,
    channel: str | None = None,
    line_ids: Sequence[str] = (),
) -> tuple[ScopedClause, ...]:
    """The clauses about disclosure, targets, shipping and what is forbidden that hold for these lines of the order.

    Without an order: those that ask nothing of one. A dimension that the records do not decide holds nothing back.
    """
    known = _known(order, customer, channel, line_ids)
    return tuple(
        scoped
        for scoped in clauses
        if scoped.clause.about in NOTICES
        and scoped.stands_on(_decided(scoped, order, as_of), shop.zone)
        and all(_fits(asked, known[dimension]) for dimension, asked in scoped.scope.items())
    )


def _known(
    order: Order | None, customer: Customer | None, channel: str | None, line_ids: Sequence[str]
) -> dict[str, frozenset[str] | None]:
    """What is known by dimension; None where the records do not say, the empty set where there is nothing."""
    if order is None:
        country = customer.address.country if customer and customer.address else None
        return {
            "status": frozenset(),
            "tags": frozenset(),
            "methods": frozenset(),
            "regions": region_names(country) if country else None,
            "tiers": None if customer is None else frozenset([customer.tier.casefold()] if customer.tier else []),
            "channels": None if channel is None else frozenset([channel.casefold()]),
        }
    lines = [item for item in order.items if not line_ids or item.id in line_ids]
    statuses = {order.status, *([order.shop_status.casefold()] if order.shop_status else [])}
    return {
        **known_of(order, customer, channel=channel, region=None),
        "status": frozenset(statuses),
        "tags": frozenset(tag.casefold() for item in lines for tag in item.tags),
    }


def _fits(asked: tuple[frozenset[str], ...], known: frozenset[str] | None) -> bool:
    return known is None or all(one & known for one in asked)


def _decided(scoped: ScopedClause, order: Order | None, as_of: datetime) -> datetime:
    """The instant at which the clause has to stand: that of the order where it is decided by it."""
    if order is None or order.placed_at is None or scoped.clause.decided_by != "placed_at":
        return as_of
    return order.placed_at
