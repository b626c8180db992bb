"""L006: each request of the ticket is touched by a sentence of the draft."""

from collections.abc import Iterator

from copilot.checks.certainty import against
from copilot.checks.manner import shows, touches
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading

SURE = 0.5  # confidence from which a request counts as made

_ON_ITS_WAY = ("ship", "transit", "out_for_delivery", "deliver", "process", "pending", "open", "lost", "delay")
_MENDED = ("replacement", "refund", "return", "exchange", "warranty", "damage", "credit", "goodwill")

KINDS: dict[str, tuple[str, ...]] = {
    "order_status": (*_ON_ITS_WAY, "cancel", "refund"),
    "late_delivery": (*_ON_ITS_WAY, "cancel", "refund", "replacement", "credit"),
    "lost_parcel": (*_ON_ITS_WAY, *_MENDED),
    "cancel": ("cancel", "refund", "ship", "process"),
    "change_address": ("modify", "ship", "process"),
    "change_payment": ("modify", "refund"),
    "change_item": ("modify", "exchange", "cancel", "replacement", "ship"),
    "return": ("return", "refund", "exchange", "replacement"),
    "exchange": ("exchange", "replacement", "return", "modify"),
    "refund_request": ("refund", "return", "cancel", "credit", "replacement"),
    "refund_status": ("refund", "return"),
    "damaged_item": _MENDED,
    "wrong_item": _MENDED,
    "missing_item": (*_MENDED, *_ON_ITS_WAY),
    "warranty": ("warranty", "damage", "replacement", "refund"),
    "charge_dispute": ("refund", "cancel"),
    "discount": ("credit",),
    "loyalty": (),
    "gift_card": ("credit",),
    "invoice": (),
    "account": (),
    "privacy": (),
}
"""Requests, and the kinds of events that speak of them; those that no words could be looked for are not here."""

VALUES: dict[str, tuple[str, ...]] = {
    "order_status": ("tracking", "date"),
    "late_delivery": ("date",),
    "charge_dispute": ("money",),
    "refund_request": ("money",),
    "refund_status": ("money",),
    "discount": ("percent", "money"),
    "gift_card": ("money",),
    "return": ("date", "duration"),
}
"""Requests, and the types of values that speak of them."""


def unanswered(reading: Reading) -> Iterator[Problem]:
    """Each request that no sentence of the draft touches, unless it is handed on to somebody; unsure where that is."""
    if reading.triage is None or reading.vocabulary is None or not reading.sentences or shows(reading, "handing"):
        return
    for intent in reading.triage.intents:
        if intent.label in KINDS and not _touched(reading, intent.label):
            asked = intent.label.replace("_", " ")
            message = f"the customer writes about {asked!r}, and no sentence of the draft speaks of it"
            yield Problem(against(intent.confidence >= SURE), message)


def _touched(reading: Reading, request: str) -> bool:
    """Whether a sentence of the draft has an event, a value or a word of this request."""
    types = VALUES.get(request, ())
    if any(value.type in types for value in reading.values):
        return True
    return bool(_spoken_of(reading) & set(KINDS[request])) or touches(reading, request)


def _spoken_of(reading: Reading) -> set[str]:
    """The kinds of events that any word of the draft names."""
    know = reading.vocabulary
    named = {claim.kind for read in reading.sentences for part in read.statements for claim in part.events}
    if know is not None:
        named |= {form.kind for read in reading.sentences for _, _, form in know.events.find(read.sentence.words)}
    return named
