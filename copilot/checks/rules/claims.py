"""The claims about events that count as the shop's own, and what they are about."""

from collections.abc import Iterator
from itertools import pairwise

from copilot.checks.events import EventClaim
from copilot.checks.reading import Reading, Statement
from copilot.checks.sentences import words

ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "modify", "credit", "goodwill", "warranty")
"""Kinds of events that an order may be entitled to; the others are for the records to say."""


def claims(reading: Reading, *modes: str) -> Iterator[tuple[Statement, EventClaim]]:
    """The claims that count as the shop's own: not those of questions, conditions, quotations or reports."""
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.mode in modes and (statement.mood in ("asserted", "hedged") or _presupposed(statement, claim)):
                    yield statement, claim


def _presupposed(statement: Statement, claim: EventClaim) -> bool:
    """A status that stands before its noun ("your delivered order") is asserted even in a question or a condition."""
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


def of_any_order(statement: Statement) -> bool:
    """Whether the words are about orders in general."""
    texts = {word.text for word in statement.words}
    return not texts & {"your", "it", "this", "that"} and bool(
        texts & {"orders", "items", "any", "customers", "products"}
    )


def fault_reported(reading: Reading) -> bool:
    """Whether the customer wrote of something wrong, or the records of an order show it."""
    know = reading.vocabulary
    said = reading.evidence.ticket.said
    return know is not None and any(know.says("faults", tuple(words(text, 0, len(text)))) for text in said)
