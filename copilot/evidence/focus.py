"""Which orders a ticket is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from copilot.models import Order, Ticket

_ORDINARY = frozenset({"can", "set", "kit", "pack", "card"})  # last words of item names that say nothing by themselves
_WORD = re.compile(r"[^\W_]+")
_SIGNS = "#.,;:!?()[]{}'\"*_"
_CLAUSE = re.compile(r"[.,;:!?\n]+")
_KEPT = re.compile(
    r"\b(?:keep|keeping|kept|fine|okay|ok|leave|stays?|else|top|love|happy"
    r"|behalten?|bleib\w*|passt|garde\w*|laisse\w*|quedo|queda|bien|tengo|tenere|bene|resta"
    r"|fico|ficar|bem|houd|hou|blijft|goed)\b",
    re.IGNORECASE,
)
"""Words by which customers say that a thing is in order or stays: "the mugs are fine", "I'll keep the candle"."""


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
    """The ids of the order's lines whose item the customer named, without those that are said to be kept or fine."""
    text, kept = _spoken(ticket), _kept(ticket)
    named = [item for item in order.items if _spoken_of(item.name, text)]
    wanted = [item for item in named if not _spoken_of(item.name, kept)]
    return tuple(item.id for item in wanted or named)


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


def _by_item(ticket: Ticket, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders with an item whose name, or the last word of it, the customer wrote."""
    text = _spoken(ticket)
    return tuple(order for order in orders if any(_spoken_of(item.name, text) for item in order.items))


def _spoken(ticket: Ticket) -> str:
    return _padded(" ".join(ticket.said))


def _kept(ticket: Ticket) -> str:
    """The clauses in which the customer says that something stays or is in order."""
    clauses = (clause for said in ticket.said for clause in _CLAUSE.split(said))
    return _padded(" ".join(clause for clause in clauses if _KEPT.search(clause)))


def _padded(text: str) -> str:
    return " " + " ".join(_stem(word) for word in _WORD.findall(text)) + " "


def _spoken_of(name: str, text: str) -> bool:
    """Whether the whole name stands there, or its head: the last word that says something by itself."""
    words = [_stem(word) for word in _WORD.findall(name)]
    heads = [word for word in words[1:] or words if len(word) > 2 and word not in _ORDINARY]
    return bool(words) and (f" {' '.join(words)} " in text or (bool(heads) and f" {heads[-1]} " in text))


def _stem(word: str) -> str:
    """The word without case and a plural's s, which is as much as an item's name needs."""
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded


def _bare(token: str) -> str:
    return token.strip(_SIGNS).casefold()


def _shape(id: str) -> str:
    """How an id is written, letters and digits apart from their values."""
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in id)
