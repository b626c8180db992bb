"""A ticket in, its triage out; one at a time or ten thousand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from copilot.language import detect
from copilot.models import Customer, Entitlement, Order, Shop, Ticket, Triage

from .deadlines import deadline
from .embedding import embedder
from .facts import urgent_facts
from .floors import Floor
from .intents import wanted
from .linear import shipped
from .own_intents import OwnIntents, own_wanted
from .reading import Reading, read
from .risks import carried_risks
from .sentiment import feeling
from .urgency import urgency

if TYPE_CHECKING:
    from .embedding import Vectors


def classify(
    ticket: Ticket,
    *,
    shop: Shop,
    as_of: datetime,
    customer: Customer | None = None,
    orders: Sequence[Order] = (),
    entitlements: Sequence[Entitlement] = (),
    earlier_contacts: int = 0,
    own: OwnIntents | None = None,
) -> Triage:
    """What the ticket wants, how it feels and how soon it needs a human, judged at `as_of`. Raises on no text.

    `own` are the shop's intents (`own_intents`); those that fit stand before the built-in ones.
    """
    (embedded,) = _embedded([ticket])
    return _triage(embedded, shop, as_of, customer, orders, entitlements, earlier_contacts, own)


def classify_many(
    tickets: Iterable[Ticket],
    *,
    shop: Shop,
    as_of: datetime | None = None,
    orders_of: Callable[[Ticket], Sequence[Order]] = lambda _: (),
    own: OwnIntents | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Triage]:
    """The triage of each ticket, in order, judged at `as_of` (default: when its customer last wrote, else now).

    `orders_of` finds a ticket's orders; `progress` is called after every batch with the number of tickets in it.
    """
    rest = iter(tickets)
    while batch := list(islice(rest, _BATCH)):
        for embedded in _embedded(batch):
            at = as_of or embedded.ticket.asked_at or datetime.now(UTC)
            yield _triage(embedded, shop, at, orders=orders_of(embedded.ticket), own=own)
        if progress:
            progress(len(batch))


_BATCH = 64


@dataclass(frozen=True, slots=True)
class _Embedded:
    """A ticket with one vector for each message (`whole`) and each piece of what its customer wrote."""

    ticket: Ticket
    reading: Reading
    whole: "Vectors"
    pieces: "Vectors"


def _embedded(tickets: Sequence[Ticket]) -> list[_Embedded]:
    readings = [read(ticket) for ticket in tickets]
    rows = embedder().embed([text for reading in readings for text in (*reading.messages, *reading.pieces)])
    found, start = [], 0
    for ticket, reading in zip(tickets, readings, strict=True):
        middle = start + len(reading.messages)
        end = middle + len(reading.pieces)
        found.append(_Embedded(ticket, reading, rows[start:middle], rows[middle:end]))
        start = end
    return found


def _triage(
    embedded: _Embedded,
    shop: Shop,
    as_of: datetime,
    customer: Customer | None = None,
    orders: Sequence[Order] = (),
    entitlements: Sequence[Entitlement] = (),
    earlier_contacts: int = 0,
    own: OwnIntents | None = None,
) -> Triage:
    ticket, reading, whole, pieces = embedded.ticket, embedded.reading, embedded.whole, embedded.pieces
    intents = wanted(shipped("intents"), pieces, whole)
    wants = [intent.label for intent in intents]
    risks = carried_risks(shipped("risks"), reading, pieces, whole)
    language = _language(ticket, reading, customer)
    floors = urgent_facts(
        ticket,
        wants,
        shop=shop,
        as_of=as_of,
        orders=orders,
        entitlements=entitlements,
        earlier_contacts=earlier_contacts,
    )
    today = as_of.astimezone(shop.zone).date()
    if due := deadline(reading, language, shop.currency, today):
        floors.append(due)
    floors += [Floor(risk.floor, f'{risk.name}: "{risk.quote}"') for risk in risks]
    return Triage(
        ticket=ticket.id,
        sentiment=feeling(shipped("sentiment"), whole, intents),
        urgency=urgency(shipped("urgency"), reading.pieces, pieces, whole, floors),
        intents=[*(own_wanted(own, pieces, whole) if own else ()), *intents],
        language=language,
        risks=[risk.name for risk in risks],
    )


def _language(ticket: Ticket, reading: Reading, customer: Customer | None) -> str:
    """The language of the customer's words; what the records say where the words are too few to tell."""
    guess = detect(reading.text)
    known = ticket.language or (customer.language if customer else None)
    return known.replace("_", "-").split("-")[0].lower() if guess.unsure and known else guess.code
