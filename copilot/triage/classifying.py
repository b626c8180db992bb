"""A ticket in, its triage out; one at a time or ten thousand."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from copilot.language import detect
from copilot.models import Customer, Entitlement, Intent, Order, Shop, Ticket, Triage, Urgency

from .automatic import is_automatic
from .calm import ceiling
from .deadlines import deadline, ultimatum
from .delivery import by_the_records
from .facts import urgent_facts
from .floors import LEVELS, Floor
from .intents import Danger, wanted
from .needed import needed_for_health
from .own_intents import OwnIntents, own_wanted
from .reading import Reading, read
from .risks import Risk, carried_risks, named_risks
from .sentiment import feeling
from .signs import Heard, embedded, hear, shipped
from .statements import read_singly
from .urgency import urgency
from .waiting import asked_in_vain
from .weighing import weighing

if TYPE_CHECKING:
    from .signs import Vectors


def classify(
    ticket: Ticket,
    *,
    shop: Shop,
    as_of: datetime,
    customer: Customer | None = None,
    orders: Sequence[Order] = (),
    entitlements: Sequence[Entitlement] = (),
    earlier_contacts: int = 0,
    late_until: Mapping[str, date] = MappingProxyType({}),
    own: OwnIntents | None = None,
    statements: Sequence[str] = (),
) -> Triage:
    """What the ticket wants, how it feels and how soon it needs a human, judged at `as_of`. Raises on no text.

    `late_until` is the last day, by order id, on which a late parcel is not lost yet, where the shop says so. `own` are
    the shop's intents (`own_intents`); those that fit stand before the built-in ones. `statements` are sentences and
    clauses of the message that are read one by one, too.
    """
    taken = _taken(ticket, statements)
    triage = _triage(taken, shop, as_of, customer, orders, entitlements, earlier_contacts, late_until, own)
    read_alone = read_singly(statements, triage.language, taken.vectors)
    return triage.model_copy(update={"statements": read_alone}) if statements else triage


def classify_many(
    tickets: Iterable[Ticket],
    *,
    shop: Shop,
    orders_of: Callable[[Ticket], Sequence[Order]] = lambda _: (),
    own: OwnIntents | None = None,
) -> Iterator[Triage]:
    """The triage of each ticket, in order, judged at the time when its customer last wrote, else now.

    `orders_of` finds a ticket's orders.
    """
    rest = iter(tickets)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        while batch := list(islice(rest, _BATCH)):
            for taken in threads.map(_taken, batch):
                at = taken.ticket.asked_at or datetime.now(UTC)
                yield _triage(taken, shop, at, orders=orders_of(taken.ticket), own=own)


_BATCH = 64


@dataclass(frozen=True, slots=True)
class _Taken:
    """A ticket, what its customer said, the same as the network reads it, and the vectors of its texts."""

    ticket: Ticket
    reading: Reading
    messages: tuple[Heard, ...]
    vectors: "Vectors"


def _taken(ticket: Ticket, statements: Sequence[str] = ()) -> _Taken:
    reading = read(ticket)
    vectors = embedded([*reading.messages, *reading.pieces, *statements])
    return _Taken(ticket, reading, hear(reading, vectors), vectors)


def _triage(
    taken: _Taken,
    shop: Shop,
    as_of: datetime,
    customer: Customer | None = None,
    orders: Sequence[Order] = (),
    entitlements: Sequence[Entitlement] = (),
    earlier_contacts: int = 0,
    late_until: Mapping[str, date] = MappingProxyType({}),
    own: OwnIntents | None = None,
) -> Triage:
    ticket, reading, messages = taken.ticket, taken.reading, taken.messages
    waiting = messages[reading.latest :]
    today = as_of.astimezone(shop.zone).date()
    risks = carried_risks(shipped("risks"), messages, named_risks(reading.messages))
    if is_automatic(ticket):
        return _of_automatic(taken, [risk for risk in risks if risk.name not in _BOILERPLATE], customer)
    wants_now = wanted(shipped("intents"), waiting, messages[: reading.latest], _danger(risks))
    intents = by_the_records(wants_now, ticket, orders, today, shop.zone, late_until)
    language = _language(ticket, reading, customer)
    floors = urgent_facts(
        ticket,
        intents,
        shop=shop,
        as_of=as_of,
        orders=orders,
        entitlements=entitlements,
        earlier_contacts=earlier_contacts,
    )
    if due := deadline(reading, language, shop.currency, today):
        floors.append(due)
    if "legal" in (risk.name for risk in risks) and (threat := ultimatum(reading, language, shop.currency, today)):
        floors.append(threat)
    if vain := asked_in_vain(reading):
        floors.append(vain)
    if needed := needed_for_health(waiting, intents):
        floors.append(needed)
    floors += _of_risks(risks)
    return Triage(
        ticket=ticket.id,
        sentiment=feeling(shipped("public" if ticket.channel == "social" else "sentiment"), messages),
        urgency=urgency(
            weighing(),
            shipped("urgency"),
            waiting,
            floors,
            None
            if risks
            else ceiling(ticket, intents, shop=shop, as_of=as_of, orders=orders, entitlements=entitlements),
        ),
        intents=[*(own_wanted(own, reading) if own else ()), *intents],
        language=language,
        risks=[risk.name for risk in risks],
    )


def _danger(risks: Sequence[Risk]) -> Danger:
    floors = [risk.floor for risk in risks if risk.name == "safety"]
    return "certain" if "urgent" in floors else "likely" if floors else "none"


_BOILERPLATE = ("legal", "press", "churn")
"""What the words below a company's mails seem to threaten."""


def _of_automatic(taken: _Taken, risks: Sequence[Risk], customer: Customer | None) -> Triage:
    """Nothing is wanted, and nobody waits; only what is dangerous in itself is still looked at."""
    floors = [Floor("low", "an automatic reply"), *_of_risks(risks)]
    floors.sort(key=lambda floor: -LEVELS.index(floor.label))
    return Triage(
        ticket=taken.ticket.id,
        sentiment=feeling(shipped("sentiment"), taken.messages),
        urgency=Urgency(label=floors[0].label, reasons=[floor.reason for floor in floors], unsure=True),
        intents=[Intent(label="other", confidence=1.0)],
        language=_language(taken.ticket, taken.reading, customer),
        risks=[risk.name for risk in risks],
    )


def _of_risks(risks: Sequence[Risk]) -> list[Floor]:
    return [Floor(risk.floor, f'{risk.name}: "{risk.quote}"') for risk in risks]


def _language(ticket: Ticket, reading: Reading, customer: Customer | None) -> str:
    """The language of the customer's words; what the records say where the words are too few to tell."""
    guess = detect(reading.text)
    known = ticket.language or (customer.language if customer else None)
    return known.replace("_", "-").split("-")[0].lower() if guess.unsure and known else guess.code
