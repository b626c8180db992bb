"""Which items a customer names, in English or in their own words, and which of them are said to be fine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.knowledge.glossary import foreign_language
from copilot.models import Order, OrderItem, Ticket

from .things import called_otherwise, plain

_ORDINARY = frozenset({"can", "set", "kit", "pack", "card"})  # last words of item names that say nothing by themselves
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.,;:!?\n]+|\b(?:and|but|und|aber|et|mais|y|pero|e|ma|però|mas|en|maar)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:keep|keeping|kept|fine|okay|ok|leave|stays?|else|top|love|happy"
    r"|behalten?|bleib\w*|passt|garde\w*|laisse\w*|quedo|queda|bien|tengo|tenere|bene|resta"
    r"|fico|ficar|bem|houd|hou|blijft|goed)\b",
    re.IGNORECASE,
)
"""Words by which customers say that a thing is in order or stays: "the mugs are fine", "I'll keep the candle"."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What was said, as English names and as those of the customer's language are looked for."""

    english: str
    own: str
    language: str | None

    def describes(self, item: OrderItem) -> int:
        """How many of the item's options are written there."""
        return sum(f" {_stems(value)} " in self.english for value in item.options.values())

    def names(self, name: str) -> bool:
        """Whether this whole name stands there, or its head: the last word that says something by itself."""
        words = [_stem(word) for word in _WORD.findall(name)]
        heads = [word for word in words[1:] or words if len(word) > 2 and word not in _ORDINARY]
        if words and (f" {' '.join(words)} " in self.english or (heads and f" {heads[-1]} " in self.english)):
            return True
        return self.language is not None and called_otherwise(name, self.own, self.language)


def orders_by_item(ticket: Ticket, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders with an item that the customer named, without those of which every item named is said to be fine."""
    said, kept = _said(ticket.said)
    named = [order for order in orders if any(said.names(item.name) for item in order.items)]
    wanted = [
        order for order in named if any(said.names(item.name) and not kept.names(item.name) for item in order.items)
    ]
    return tuple(wanted or named)


def lines_spoken_of(ticket: Ticket, order: Order) -> tuple[str, ...]:
    """The ids of the order's lines whose item the customer named, without those that are said to be kept or fine."""
    said, kept = _said(ticket.said)
    named = [item for item in order.items if said.names(item.name)]
    wanted = [item for item in named if not kept.names(item.name)] or named
    return tuple(item.id for item in wanted if _is_this_one(item, wanted, said))


def is_named(ticket: Ticket, name: str) -> bool:
    """Whether the customer named a thing of this name."""
    return _said(ticket.said)[0].names(name)


def _is_this_one(item: OrderItem, items: Sequence[OrderItem], said: "_Text") -> bool:
    """Whether no other line of the same product is described better, by its options."""
    alike = [other for other in items if other.product_id == item.product_id]
    return said.describes(item) == max(said.describes(other) for other in alike)


@lru_cache(maxsize=64)
def _said(texts: tuple[str, ...]) -> tuple[_Text, _Text]:
    """What the customer wrote, and of that the clauses in which something stays or is in order."""
    language = foreign_language(" ".join(texts))
    clauses = [clause for text in texts for clause in _CLAUSE.split(text)]
    kept = [clause for clause in clauses if _KEPT.search(clause)]
    return _text(clauses, language), _text(kept, language)


def _text(clauses: Sequence[str], language: str | None) -> _Text:
    whole = " ".join(clauses)
    return _Text(f" {_stems(whole)} ", plain(whole) if language else "", language)


def _stems(text: str) -> str:
    return " ".join(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    """The word without case and a plural's s, which is as much as an item's name needs."""
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded
