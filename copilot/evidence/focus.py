"""Which orders a ticket is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from copilot.models import Order, Ticket

_ORDINARY = frozenset({"can", "set", "kit", "pack", "card"})  # last words of item names that say nothing by themselves
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Focus:
    """The orders in question, how that was found out, and order ids that the customer named and does not own."""

    orders: tuple[Order, ...]
    how: Literal["named", "item", "only", "all", "none"]
    foreign: tuple[str, ...] = ()


def focus(ticket: Ticket, orders: Sequence[Order]) -> Focus:
    """Ids that were named come first, then items that were named; else every order of the customer, newest first."""
    newest = sorted(orders, key=lambda order: order.placed_at or datetime.min.replace(tzinfo=UTC), reverse=True)
    named, foreign = _named(ticket, newest)
    if named:
        return Focus(named, "named", foreign)
    if len(newest) <= 1:
        return Focus(tuple(newest), "only" if newest else "none", foreign)
    by_item = _by_item(ticket, newest)
    if by_item:
        return Focus(by_item, "item", foreign)
    return Focus(tuple(newest), "all", foreign)


def lines_spoken_of(ticket: Ticket, order: Order) -> tuple[str, ...]:
    """The ids of the order's lines whose item the customer named by its name or the last word of it."""
    text = _spoken(ticket)
    return tuple(item.id for item in order.items if _spoken_of(item.name, text))


def _named(ticket: Ticket, orders: Sequence[Order]) -> tuple[tuple[Order, ...], tuple[str, ...]]:
    """Orders whose id stands in the ticket's own list or, as whole tokens, in what the customer wrote."""
    said = [_bare(token) for text in ticket.said for token in text.split()]
    listed = [_bare(id) for id in ticket.order_ids]
    position = {token: place for place, token in reversed(list(enumerate([*listed, *said])))}
    own = {_bare(order.id): order for order in orders}
    named = sorted((key for key in own if key in position), key=position.__getitem__)
    foreign = [id for id in ticket.order_ids if _bare(id) not in own]
    return tuple(own[key] for key in named), tuple(dict.fromkeys(foreign))


def _by_item(ticket: Ticket, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders with an item whose name, or the last word of it, the customer wrote."""
    text = _spoken(ticket)
    return tuple(order for order in orders if any(_spoken_of(item.name, text) for item in order.items))


def _spoken(ticket: Ticket) -> str:
    return " " + " ".join(_stem(word) for said in ticket.said for word in _WORD.findall(said)) + " "


def _spoken_of(name: str, text: str) -> bool:
    words = [_stem(word) for word in _WORD.findall(name)]
    return bool(words) and (
        f" {' '.join(words)} " in text
        or (len(words[-1]) > 2 and words[-1] not in _ORDINARY and f" {words[-1]} " in text)
    )


def _stem(word: str) -> str:
    """The word without case and a plural's s, which is as much as an item's name needs."""
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded


def _bare(token: str) -> str:
    return token.strip("#.,;:!?()[]{}'\"*_").casefold()
