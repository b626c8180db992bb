"""Which items a customer names, in English or in their own words, and which of them are said to be fine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from copilot.keeping import for_a_review
from copilot.knowledge.glossary import foreign_language
from copilot.models import Order, OrderItem, Ticket
from copilot.shipped import read_words

from .options import names_option, says_size
from .things import called_otherwise, english_names, plain

_TELLING = 4  # letters of a word within a name by which alone a thing is named ("the filters")
_SHORT = 5  # words of a clause that says how the thing of the clause before it is ("four mugs, very pretty")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?\n]+")


@dataclass(frozen=True, slots=True)
class _Text:
    """What was said, as English names and as those of the customer's language are looked for."""

    english: str
    own: str
    language: str | None

    def describes(self, item: OrderItem, alike: Sequence[OrderItem]) -> int:
        """How many of the item's options are written there, the larger or smaller size of lines `alike` included."""
        written = sum(names_option(self.own, value) for value in item.options.values())
        return written + says_size(self.own, item, alike)

    def words_of(self, name: str) -> frozenset[str]:
        """The words of a name that stand there, where they name it: its head, or one within that says enough."""
        words = _stems(name).split()
        there = frozenset(word for word in words if f" {word} " in self.english)
        heads = [word for word in words[1:] or words if len(word) > 2 and word not in ordinary()]
        telling = {word for word in words[1:-1] if len(word) >= _TELLING}
        if there and (len(there) == len(words) or (heads and heads[-1] in there) or telling & there):
            return there
        if self.language is not None and called_otherwise(name, self.own, self.language):
            return frozenset(words[-1:])
        return self.otherwise(name)

    def otherwise(self, name: str) -> frozenset[str]:
        """The words of another English name for the thing, where it stands there: "the casserole"."""
        for stems in _other_stems(name):
            if f" {stems} " in self.english:
                return frozenset(stems.split())
        return frozenset()

    def names(self, name: str) -> bool:
        """Whether a thing of this name is named there."""
        return bool(self.words_of(name))


def orders_by_item(ticket: Ticket, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders with an item that the customer named, without those of which every item named is said to be fine."""
    said, kept, _ = _said(ticket.said)
    meant = {id(item) for item in _meant([item for order in orders for item in order.items], said)}
    named = [order for order in orders if any(id(item) in meant for item in order.items)]
    wanted = [order for order in named if any(id(item) in meant and not kept.names(item.name) for item in order.items)]
    return tuple(wanted or named)


def lines_spoken_of(ticket: Ticket, order: Order) -> tuple[str, ...]:
    """The ids of the order's lines whose item the customer named, without those that are said to be kept or fine.

    Nor those named only to tell when something was, beside others.
    """
    said, kept, aside = _said(ticket.said)
    named = _meant(order.items, said)
    wanted = [item for item in named if not _stays(item, named, kept)] or named
    wanted = [item for item in wanted if not aside.names(item.name)] or wanted
    return tuple(item.id for item in wanted if _is_this_one(item, wanted, said))


def lines_kept(ticket: Ticket, order: Order) -> tuple[str, ...]:
    """The ids of the order's lines of which the customer only says that they are kept or fine."""
    kept = _said(ticket.said)[1]
    return tuple(item.id for item in order.items if kept.names(item.name))


def is_named(ticket: Ticket, name: str) -> bool:
    """Whether the customer named a thing of this name."""
    return _said(ticket.said)[0].names(name)


def is_named_in(ticket: Ticket, words: str, name: str) -> bool:
    """Whether some of the customer's words name a thing of this name."""
    return _text([words], _said(ticket.said)[0].language).names(name)


def _meant(items: Sequence[OrderItem], said: _Text) -> list[OrderItem]:
    """The items named, without those of which less is said than of another: "the chef's knife" is no knife set."""
    words = [(item, said.words_of(item.name)) for item in items]
    said_first = [own for item, own in words if own and own != said.otherwise(item.name)]
    return [
        item
        for item, own in words
        if own
        and not any(own < other for _, other in words)
        and not (own == said.otherwise(item.name) and any(own <= other for other in said_first))
    ]


def _is_this_one(item: OrderItem, items: Sequence[OrderItem], said: _Text) -> bool:
    """Whether no other line of the same product is described better, by its options."""
    alike = [other for other in items if other.product_id == item.product_id]
    return said.describes(item, alike) == max(said.describes(other, alike) for other in alike)


def _stays(item: OrderItem, items: Sequence[OrderItem], kept: _Text) -> bool:
    """Whether it is named among what is kept or fine; of lines of one product the one that is described there."""
    alike = [other for other in items if other.product_id == item.product_id]
    told = [kept.describes(other, alike) for other in alike]
    if max(told) > min(told):
        return kept.describes(item, alike) == max(told)
    return kept.names(item.name)


@for_a_review(64)
def _said(texts: tuple[str, ...]) -> tuple[_Text, _Text, _Text]:
    """What the customer wrote, of that the clauses in which something stays or is in order, and those of mere time."""
    language = foreign_language(" ".join(texts))
    sentences = [_clauses().split(sentence) for text in texts for sentence in _SENTENCE.split(text)]
    kept = [clause for clauses in sentences for clause in _kept(clauses)]
    aside = [clause for clauses in sentences if len(clauses) > 1 for clause in clauses if _words("aside").match(clause)]
    aside += [clause[found.start() :] for clauses in sentences for clause in clauses for found in _later(clause)]
    whole = [clause for clauses in sentences for clause in clauses]
    return _text(whole, language), _text(kept, language), _text(aside, language)


def _later(clause: str) -> list[re.Match[str]]:
    """Where a clause goes on to tell that something was after or before another thing."""
    found = _words("later").search(clause)
    return [found] if found and not _words("seeks").search(clause) else []


def _kept(clauses: Sequence[str]) -> Iterator[str]:
    """The clauses of a sentence that say that something is in order, with the one before a short one."""
    for place, clause in enumerate(clauses):
        stays = _words("stays").search(clause)
        if stays or _is_fine(clause):
            yield clause
            short = len(clause.split()) <= _SHORT and not _words("rest").search(clause)
            if place and short and not stays:
                yield clauses[place - 1]


def _is_fine(clause: str) -> bool:
    """Whether it says that something is in order or liked, and no word before that turns it round."""
    fine = _words("fine").search(clause)
    return fine is not None and not _words("otherwise").search(clause, 0, fine.start())


@cache
def ordinary() -> frozenset[str]:
    """Last words of the names of things that say nothing by themselves."""
    return frozenset(_table()["ordinary"])


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(rf"[,;:]+|{_words('between').pattern}", re.IGNORECASE)


@cache
def _words(what: str) -> re.Pattern[str]:
    """Where words of our list stand; those of "aside" at the beginning only."""
    anyone = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in _table()[what])
    begins = r"\s*" if what == "aside" else ""
    return re.compile(rf"{begins}(?<!\w)(?:{anyone})(?!\w)", re.IGNORECASE)


@cache
def _table() -> dict[str, list[str]]:
    return cast(dict[str, list[str]], read_words((files("copilot.evidence") / "staying.yaml").read_text("utf-8")))


def _text(clauses: Sequence[str], language: str | None) -> _Text:
    whole = " ".join(clauses)
    return _Text(f" {_stems(whole)} ", plain(whole), language)


@lru_cache(maxsize=2048)
def _other_stems(name: str) -> tuple[str, ...]:
    """The stems of each other English name for the thing."""
    return tuple(_stems(other) for other in english_names(name))


def _stems(text: str) -> str:
    return " ".join(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    """The word without case and a plural's s, which is as much as an item's name needs."""
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded
