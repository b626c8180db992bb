"""The claims about events that count as the shop's own, and what they are about."""

from collections.abc import Iterator
from itertools import pairwise

from copilot.checks.events import EventClaim
from copilot.checks.reading import Reading, Statement
from copilot.checks.sentences import words
from copilot.checks.vocabulary import Vocabulary

ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "modify", "credit", "goodwill", "warranty")
"""Kinds of events that an order may be entitled to; the others are for the records to say."""


def claims(reading: Reading, *modes: str) -> Iterator[tuple[Statement, EventClaim]]:
    """The claims that count as the shop's own: not those of questions, conditions, quotations or reports."""
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.mode in modes and (
                    statement.mood in ("asserted", "hedged") or _presupposed(reading, statement, claim)
                ):
                    yield statement, claim


def _presupposed(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """A status that stands before its noun ("your delivered order") is asserted even in a question or a condition."""
    know = reading.vocabulary
    if know is not None and know.auxiliaries == "anywhere":
        return claim.mode == "happened" and _attributed(statement, claim, know)
    after = [word for word in statement.words if word.start >= claim.end][:1]
    before = [word for word in statement.words if word.end <= claim.start][-1:]
    earlier = [word for word in statement.words if word.start < claim.start]
    if statement.mood == "question" and any(
        one.text == "now" and other.text == "that" for one, other in pairwise(earlier)
    ):
        return claim.mode == "happened"
    return (
        statement.mood in ("question", "conditional", "reported")
        and claim.mode == "happened"
        and bool(before and after)
        and before[0].text in ("your", "the", "this")
        and after[0].text in ("order", "parcel", "package", "item", "shipment")
    )


def _attributed(statement: Statement, claim: EventClaim, know: Vocabulary) -> bool:
    """Whether a participle belongs to a noun: "Ihre gelieferte Bestellung", "su pedido entregado"."""
    if statement.mood == "quoted" or any(
        know.says(kind, statement.words) for kind in ("perfect", "passive", "becoming")
    ):
        return False
    after = [word for word in statement.words if word.start >= claim.end][:1]
    before = [word for word in statement.words if word.end <= claim.start][-2:]
    named = [know.is_("nouns", word) or know.things.at((word,), 0) is not None for word in (*before[-1:], *after)]
    determined = [know.is_("determiners", word) for word in before]
    if know.participle_endings:  # before its noun, behind an article
        return bool(before and after) and determined[-1] and named[-1]
    return len(before) > 1 and determined[0] and named[0]


def of_any_order(statement: Statement) -> bool:
    """Whether the words are about orders in general."""
    texts = {word.text for word in statement.words}
    return not texts & {"your", "it", "this", "that"} and bool(
        texts & {"orders", "items", "any", "customers", "products"}
    )


FAULTS = frozenset(["damaged_item", "wrong_item", "missing_item", "warranty", "safety"])
"""Requests that tell of a fault."""


def fault_reported(reading: Reading) -> bool:
    """Whether the customer wrote of something wrong, by their words or by what the triage makes of them."""
    know = reading.vocabulary
    if reading.triage and any(intent.label in FAULTS for intent in reading.triage.intents):
        return True
    said = reading.evidence.ticket.said
    return know is not None and any(know.says("faults", tuple(words(text, 0, len(text)))) for text in said)
