"""The questions of a message that are looked up by themselves, and the pages of the things that it is about."""

from copilot.evidence import Evidence, is_named
from copilot.models import Document, Ticket

from .asked import lines_asked, names_lines
from .units import units_of

QUESTIONS = 3


def questions_of(ticket: Ticket) -> tuple[str, ...]:
    """Of a message that asks several things, the questions that no words make out as requests about orders."""
    units = units_of(ticket.last_said)
    if sum(unit.asks for unit in units) < 2:
        return ()
    told = ["", *(f"{unit.words} " if not unit.asks else "" for unit in units)]
    return tuple(
        f"{before}{unit.words}"
        for before, unit in zip(told, units, strict=False)
        if unit.asks and (not unit.wants or set(unit.wants) <= OF_PAGES)
    )[:QUESTIONS]


OF_PAGES = frozenset({"availability", "discount", "gift_card", "warranty"})
"""Intents that pages answer."""


def things_pages(evidence: Evidence) -> list[Document]:
    """The pages of the things that the customer names, or goes on about."""
    pages = {document.title.casefold(): document for document in evidence.documents if document.kind == "product"}
    items = [
        item for order in evidence.focus.orders if names_lines(evidence, order) for item in lines_asked(evidence, order)
    ]
    mine = [page for item in items if (page := pages.get(item.name.casefold()))]
    gone_on = {id.removeprefix("product:") for id, line in evidence.focus.lines if not line}
    sold = [pages[p.name.casefold()] for p in evidence.products if p.id in gone_on and p.name.casefold() in pages]
    named = [*sold, *(page for page in pages.values() if is_named(evidence.ticket, page.title))]
    one = evidence.focus.how in ("only", "item") and len(evidence.focus.orders) == 1
    if not mine and not named and one and not evidence.ticket.in_public:
        mine = [page for order in evidence.focus.orders for i in order.items if (page := pages.get(i.name.casefold()))]
    return list({page.id: page for page in (*mine, *named)}.values())
