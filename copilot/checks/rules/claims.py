"""The claims about events that count as the shop's own, and what they are about."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copilot.checks.certainty import PAST
from copilot.checks.events import EventClaim
from copilot.checks.reading import Reading
from copilot.checks.sentences import Word, words
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.vocabulary import Vocabulary
from copilot.models import Order
from copilot.values import read_money


def asserting(reading: Reading) -> Iterator[tuple[ReadSentence, Statement]]:
    """The statements that the shop makes as its own, in order, each with its sentence."""
    return ((sentence, part) for sentence in reading.sentences for part in sentence.statements if part.asserts)


def told_with(reading: Reading, listed: str) -> Iterator[tuple[ReadSentence, Statement, Sequence[Word]]]:
    """Each phrase of a list in the statements that the shop makes as its own, with these."""
    if reading.vocabulary is not None:
        for sentence, statement in asserting(reading):
            for place, length, _ in reading.vocabulary.lists[listed].find(statement.words):
                yield sentence, statement, statement.words[place : place + length]


def claims(reading: Reading, *modes: str) -> Iterator[tuple[Statement, EventClaim]]:
    """The claims that count as the shop's own: not those of questions, conditions, quotations or reports."""
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.mode in modes and (statement.asserts or _presupposed(reading, statement, claim)):
                    yield statement, claim


def _presupposed(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a question or a condition takes it for granted that something happened.

    A status that stands before its noun ("your delivered order"), what a question asks the circumstances of ("when did
    it arrive?"), what a clause of time or reason tells of the past ("when it was delivered last week"), and what tells
    a thing from others ("the lamp that was delivered").
    """
    know = reading.vocabulary
    if know is not None and know.auxiliaries == "anywhere":
        return claim.mode == "happened" and _attributed(statement, claim, know)
    if statement.mood not in ("question", "conditional", "reported") or claim.mode != "happened":
        return False
    words = statement.words
    before = [word.text for word in words if word.end <= claim.start]
    after = [word.text for word in words if word.start >= claim.end][:1]
    finite = _PAST & set(before[-3:]) or not set(before[-3:]) & _OPEN
    attributive = before[-1:] and before[-1] in ("your", "the", "this") and after and after[0] in _NOUNS
    if attributive:
        return True
    if statement.mood == "question":
        now = any(one == "now" and other == "that" for one, other in pairwise(before))
        asked = (
            bool(before) and before[0] in _ASKING and not claim.negated and bool({"did", "was", "were"} & set(before))
        )
        told = any(one in ("that", "which") and other in _PAST for one, other in pairwise(before))
        return now or asked or told
    return (
        statement.mood == "conditional" and bool(before) and before[0] in _GIVEN and bool(finite) and not claim.negated
    )


_NOUNS = ("order", "parcel", "package", "item", "shipment")
_ASKING = ("when", "why", "how", "where")
_GIVEN = ("when", "since", "because", "although", "though")
_PAST = frozenset(["was", "were", "did"])
_OPEN = frozenset(["is", "are", "has", "have", "be", "been", "gets", "will"])


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


def goodwill_told(reading: Reading, statement: Statement, orders: Sequence[Order]) -> bool:
    """Whether an amount in a statement is no more than the agent may give these orders as goodwill, alone."""
    inside = [v for v in reading.values if v.type == "money" and statement.start <= v.start < statement.end]
    told = [read_money(text) for value in inside for text in value.values]
    most = [
        read_money(offer.amount)
        for order in orders
        for offer in reading.evidence.entitled("goodwill", order.id)
        if offer.state == "allowed" and offer.amount
    ]
    return any(amount <= cap and currency == known for amount, currency in told for cap, known in most)


def of_any_order(statement: Statement) -> bool:
    """Whether the words are about orders in general."""
    texts = {word.text for word in statement.words}
    return not texts & {"your", "it", "this", "that"} and bool(
        texts & {"orders", "items", "any", "customers", "products"}
    )


def in_general(know: Vocabulary, statement: Statement, claim: EventClaim) -> bool:
    """Whether it is told of any such thing as a rule: "a parcel that's late", "an order that we can change".

    Something that nothing points to stands before it, in no past tense, and nothing of the customer's beside it.
    """
    before = [word for word in statement.sentence.words if word.end <= claim.start]
    here = [word for word in before if word.start >= statement.start]
    texts = {word.text for word in here}
    if know.auxiliaries == "anywhere" or texts & _DEFINITE or know.says("customer", here):
        return False
    if here and here[0].text in _ANYTHING:
        return True
    if texts & PAST:
        return False
    return any(
        one.text in _ANYTHING or (one.text in _INDEFINITE and _of_goods(know, before[place + 1 : place + 3]))
        for place, one in enumerate(before)
        if one.start >= statement.start or not {word.text for word in before} & _DEFINITE
    )


def _of_goods(know: Vocabulary, words: Sequence[Word]) -> bool:
    return any(know.is_("nouns", word) or know.is_("generic", word) or know.counted.within((word,)) for word in words)


_DEFINITE = frozenset(["your", "yours", "the", "this", "these", "it", "both", "my", "our"])
_INDEFINITE = frozenset(["a", "an", "any", "every", "each", "most", "no"])
_ANYTHING = frozenset(["anything", "anyone", "whoever", "what", "whatever", "everything", "anybody"])

FAULTS = frozenset(["damaged_item", "wrong_item", "missing_item", "warranty", "safety"])
"""Requests that tell of a fault."""


def fault_reported(reading: Reading) -> bool:
    """Whether the customer wrote of something wrong, by their words or by what the triage makes of them."""
    know = reading.vocabulary
    if reading.triage and any(intent.label in FAULTS for intent in reading.triage.intents):
        return True
    said = reading.evidence.ticket.said
    return know is not None and any(know.says("faults", tuple(words(text, 0, len(text)))) for text in said)
