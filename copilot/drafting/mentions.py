"""What the words of a message name: orders, lines of orders, goods of the catalogue."""

from datetime import UTC, datetime

from copilot.evidence import Evidence, is_named, lines_kept, lines_spoken_of
from copilot.evidence.focus import focus
from copilot.models import Message, Order, Ticket

from .otherwise import called_by_pages
from .units import Unit, has_but

NEAREST = 3  # orders in which a thing is looked for by what its page calls it
NEWEST = 12  # orders in which a named item is looked for

Things = frozenset[tuple[str, str]]
"""(order id, line id) of what is named; no line id where the order itself is."""
NOTHING = frozenset[tuple[str, str]]()


class Named:
    """What each unit names, looked up once for the same words."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._by_words: dict[str, Things] = {}

    def __call__(self, *units: Unit) -> Things:
        for unit in units:
            if unit.words not in self._by_words:
                self._by_words[unit.words] = _things(self.evidence, unit)
        return NOTHING.union(*(self._by_words[unit.words] for unit in units))


def _things(evidence: Evidence, unit: Unit) -> Things:
    """What of the customer's orders the unit names, without what is said to be kept or fine, and nothing more."""
    ticket, orders = spoken_alone(evidence.ticket, unit.words), candidates(evidence)
    about = focus(ticket, orders)
    ids = about.orders if about.how == "named" else ()
    spoken = {(order.id, id) for order in ids or orders for id in lines_spoken_of(ticket, order)}
    kept = {(order.id, id) for order in ids or orders for id in lines_kept(ticket, order)}
    lines = spoken if has_but(unit.words) else spoken - kept
    if not spoken and not ids:
        lines |= called_by_pages(evidence, unit.words, orders[:NEAREST])
    sold = {
        (f"product:{product.id}", "")
        for product in evidence.products
        if not spoken and not lines and is_named(ticket, product.name)
    }
    return frozenset(lines) | {(order.id, "") for order in ids} | sold


def candidates(evidence: Evidence) -> tuple[Order, ...]:
    """The orders in question first, then the newest others."""
    first = evidence.focus.orders
    newest = sorted(
        evidence.orders, key=lambda order: order.placed_at or datetime.min.replace(tzinfo=UTC), reverse=True
    )
    return (*first, *(order for order in newest if order not in first))[:NEWEST]


def spoken_alone(ticket: Ticket, words: str, *, earlier: bool = False) -> Ticket:
    """The ticket as if these words were all that waits for an answer; without what came before unless `earlier`."""
    before = list(ticket.messages[: _waiting_from(ticket)]) if earlier else []
    said = Message(author="customer", body=words, sent_at=ticket.messages[-1].sent_at)
    return ticket.model_copy(update={"subject": None, "order_ids": [], "messages": [*before, said]})


def _waiting_from(ticket: Ticket) -> int:
    """The place of the first message that nobody has answered yet."""
    answered = (place for place in range(len(ticket.messages), 0, -1) if ticket.messages[place - 1].author == "agent")
    return next((place for place in answered if place < len(ticket.messages)), 0)


def waits(ticket: Ticket) -> str:
    """What the customer wrote that nobody has answered yet."""
    waiting = [message.body for message in ticket.messages[_waiting_from(ticket) :] if message.author == "customer"]
    return "\n".join(waiting) or ticket.last_said
