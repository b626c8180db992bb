"""Which orders a ticket is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from copilot.models import Order, Ticket

from .naming import orders_by_item

BESIDE = 3  # orders of which only an item is named, where others are named themselves
_SIGNS = "#.,;:!?()[]{}'\"*_"


@dataclass(frozen=True, slots=True)
class Focus:
    """The orders in question, how that was found out, and order ids that the customer named and does not own.

    `beside` are orders with an item that was named beside these; `lines` are (order id, line id) where a part of the
    message goes on about lines that another part names.
    """

    orders: tuple[Order, ...]
    how: Literal["named", "item", "only", "all", "none"]
    foreign: tuple[str, ...] = ()
    beside: tuple[Order, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


def focus(ticket: Ticket, orders: Sequence[Order]) -> Focus:
    """Ids that were named come first, then items that were named; else every order of the customer, newest first."""
    newest = sorted(orders, key=lambda order: order.placed_at or datetime.min.replace(tzinfo=UTC), reverse=True)
    named, foreign = _named(ticket, newest)
    if named:
        items = orders_by_item(ticket, newest)
        return Focus(named, "named", foreign, tuple(order for order in items if order not in named)[:BESIDE])
    if len(newest) <= 1:
        return Focus(tuple(newest), "only" if newest else "none", foreign)
    by_item = orders_by_item(ticket, newest)
    if by_item:
        return Focus(by_item, "item", foreign)
    return Focus(tuple(newest), "all", foreign)


def _named(ticket: Ticket, orders: Sequence[Order]) -> tuple[tuple[Order, ...], tuple[str, ...]]:
    """Orders whose id stands in the ticket's own list or, as whole tokens, in what the customer wrote."""
    said = [_bare(token) for text in ticket.said for token in text.split()]
    listed = [_bare(id) for id in ticket.order_ids]
    position = {token: place for place, token in reversed(list(enumerate([*listed, *said])))}
    own = {_bare(order.id): order for order in orders}
    named = sorted((key for key in own if key in position), key=position.__getitem__)
    foreign = [id for id in ticket.order_ids if _bare(id) not in own]
    shapes = {_shape(key) for key in own}
    foreign += [
        token.strip(_SIGNS)
        for text in ticket.said
        for token in text.split()
        if _bare(token) not in own and _shape(_bare(token)) in shapes and any(map(str.isdigit, token))
    ]
    return tuple(own[key] for key in named), tuple(dict.fromkeys(foreign))


def _bare(token: str) -> str:
    return token.strip(_SIGNS).casefold()


def _shape(id: str) -> str:
    """How an id is written, letters and digits apart from their values."""
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in id)
