"""F003: a status or event is as the records have it; A001: what is said to be done is on record."""

from collections.abc import Iterator
from itertools import pairwise

from copilot.checks.certainty import OF_THINGS, PAST, against, by_grammar, of_an_order, plain
from copilot.checks.events import ENTITLED, TURNS_OF_PHRASE, EventClaim
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import asserting, claims, fault_reported, in_general, of_any_order
from copilot.checks.sentences import all_words
from copilot.checks.statements import Statement
from copilot.checks.truth import acted, coded, happened
from copilot.checks.vocabulary import Vocabulary
from copilot.values import read_money

TRAVELLING = ("delay", "transit", "lost", "ship", "out_for_delivery")
"""Kinds that are told of what has not come yet."""


def statuses(reading: Reading) -> Iterator[Problem]:
    """Each status or event that the records deny or do not decide."""
    for statement, claim in claims(reading, "happened", "unclear"):
        if claim.mode == "unclear":
            if not _borne_anyhow(reading, statement, claim):
                yield _unread(reading, claim)
        elif problem := _recorded(reading, statement, claim, _going_on(reading, claim)):
            yield problem
    for statement, claim in claims(reading, "done"):
        if claim.kind not in ENTITLED and (problem := _recorded(reading, statement, claim, claim.kind)):
            yield problem
    yield from _on_time(reading)


def _borne_anyhow(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a status that was not read is as the records have it of every order in question, or denied as they do."""
    know = reading.vocabulary
    if know is None or not by_grammar(reading) or not statement.orders:
        return False
    wanted = not know.says("negation", statement.words)
    truths = [happened(claim.kind, order, frozenset(), reading.evidence) for order in statement.orders]
    return claim.kind not in ENTITLED and all(truth is wanted for truth in truths)


def _on_time(reading: Reading) -> Iterator[Problem]:
    """Each parcel that is said to be on time, and is late by its records."""
    know = reading.vocabulary
    for _, statement in asserting(reading):
        late = [happened("delay", order, frozenset(), reading.evidence) for order in statement.orders]
        if know is None or not late or not all(late):
            continue
        for place, length, _ in know.lists["on_time"].find(statement.words):
            if not know.says("negation", statement.words[:place]):
                start, end = statement.words[place].start, statement.words[place + length - 1].end
                says = reading.text[start:end]
                yield Problem("unchecked", f"{says!r}, but its expected day has passed", start, end, says)


def actions(reading: Reading) -> Iterator[Problem]:
    """Each thing that the writer says to have done, and that neither the agent's actions nor the records show."""
    for statement, claim in claims(reading, "done"):
        if claim.kind not in ENTITLED or claim.negated:
            continue
        orders = statement.orders
        if (
            any(
                acted(claim.kind, order, reading.evidence, statement.lines.get(order.id, frozenset()))
                for order in orders
            )
            or _of_an_action(reading, statement)
            or _of_a_code(reading, statement)
        ):
            continue
        says = reading.text[claim.start : claim.end]
        lines = [statement.lines.get(order.id, frozenset()) for order in orders]
        recorded = [
            happened(claim.kind, order, line, reading.evidence) for order, line in zip(orders, lines, strict=True)
        ]
        if orders and all(recorded) and (_dated(reading, statement) or _of_the_sum(reading, statement, claim)):
            continue
        if orders and all(recorded) and not claim.just and _dated(reading, statement):
            continue  # the day that is told is for the dates to judge
        if orders and all(recorded) and not claim.just:
            message = f"{says!r}: the record shows it, but not that it was done now; did you do it?"
            yield Problem("unchecked", message, claim.start, claim.end, says)
        else:
            message = f"{says!r} is said to be done, and no action of yours and no record shows it"
            yield Problem("violated", message, claim.start, claim.end, says)


def _of_an_action(reading: Reading, statement: Statement) -> bool:
    """Whether the amount is told of what the agent did a moment ago to these orders, whatever the verb for it."""
    told = {
        read_money(text)[0]
        for value in reading.values
        if value.type == "money" and statement.start <= value.start < statement.end
        for text in value.values
    }
    orders = {order.id for order in statement.orders}
    return any(action.order_id in orders and action.amount in told for action in reading.evidence.actions)


def _of_a_code(reading: Reading, statement: Statement) -> bool:
    """Whether a code is told to be on an order, and the agent put one there a moment ago."""
    know = reading.vocabulary
    told = know is not None and know.says("code_words", statement.words)
    return told and any(coded(order, reading.evidence) for order in statement.orders)


def _going_on(reading: Reading, claim: EventClaim) -> str:
    """The kind of a claim; what "is being packed" has not left yet, and what "was packed" may have."""
    know = reading.vocabulary
    told = all_words(reading.text[claim.start : claim.end])
    now = claim.kind == "process" and know is not None and know.says("going_on", told[:1])
    return "processing" if now and not claim.negated else claim.kind


def _dated(reading: Reading, statement: Statement) -> bool:
    """Whether a day is told with the deed, and it has passed: it is the record that is spoken of."""
    today = reading.evidence.today.isoformat()
    span = statement.sentence
    return any(
        value.type == "date" and max(value.values, default=today) < today
        for value in reading.values
        if span.start <= value.start < span.end
    )


def _of_the_sum(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether the sum is told that the records of these orders say was paid back, and nothing says that it was now."""
    subjects = {f"order:{order.id}" for order in statement.orders}
    return not claim.just and any(
        fact.subject in subjects and fact.role in ("refunded", "refund", "return_amount")
        for value in reading.values
        if value.type == "money" and statement.start <= value.start < statement.end
        for canonical in value.values
        for fact in reading.evidence.by_value.get(("money", canonical), ())
    )


def _recorded(reading: Reading, statement: Statement, claim: EventClaim, kind: str) -> Problem | None:
    says = reading.text[claim.start : claim.end]
    know = reading.vocabulary
    if _general(statement) or (know is not None and in_general(know, statement, claim)):
        return None
    if know is not None and (_from_that_day(know, statement, claim) or _planned(reading, statement, claim)):
        return None
    if claim.kind in TURNS_OF_PHRASE and by_grammar(reading) and _would_be(reading, statement, claim):
        return None
    if not statement.orders:
        if of_any_order(statement):
            return None
        message = f"{says!r} is said of an order, and the evidence holds no order that it could be about"
        stranger = reading.evidence.customer is None  # then it may be somebody else's
        meant = know is not None and of_an_order(know, reading.sentence_of(statement), statement, claim)
        sure = stranger and meant and claim.kind not in OF_THINGS  # "the number doesn't change that"
        return Problem(against(sure, by_grammar(reading)), message, claim.start, claim.end, says)
    if kind in ("transit", "ship", "deliver") and _to_us(statement):
        return _coming_back(reading, statement, claim)
    truths = {
        order.id: happened(kind, order, statement.lines.get(order.id, frozenset()), reading.evidence)
        for order in statement.orders
    }
    wanted = not claim.negated
    if (
        kind == "lost"
        and claim.negated
        and all(order.status in ("shipped", "partially_shipped") for order in statement.orders)
    ):
        return None  # what still travels does not count as lost
    if all(truth is wanted for truth in truths.values()) or _of_a_part(reading, statement, kind):
        return None
    if wanted and _tells_apart(reading, statement, claim, kind):
        return None
    over = {order.id for order in statement.orders if order.status in ("delivered", "cancelled", "returned")}
    back = "back" in {word.text for word in statement.words}
    if (
        kind in TRAVELLING
        and not back
        and 0 < len(over) < len(truths)
        and all(truths[id] is wanted for id in truths.keys() - over)
    ):
        return None  # what is still on its way is spoken of
    if (
        claim.kind in ("damage", "lost", "delay")
        and (fault_reported(reading) or not wanted)
        and False not in truths.values()
    ):
        return None  # what the customer wrote, taken up; or a denial that the records do not contradict
    ids = tuple(f"order:{id}.status" for id in truths)
    known = ", ".join(f"order {order.id} is {order.status.replace('_', ' ')}" for order in statement.orders[:4])
    if all(truth is (not wanted) for truth in truths.values()) and statement.mood != "hedged":
        message = f"says {'not ' if claim.negated else ''}{says!r}, but {known}"
        return Problem(against(plain(reading, statement, claim)), message, claim.start, claim.end, says, ids)
    which = "which order is meant?" if len(truths) > 1 else "the records do not decide it"
    return Problem("unchecked", f"{says!r}: {which} ({known})", claim.start, claim.end, says, ids)


def _from_that_day(know: Vocabulary, statement: Statement, claim: EventClaim) -> bool:
    """Whether it only says from when something runs, in the present: "45 days from the day it's delivered"."""
    before = [word for word in statement.sentence.words if word.end <= claim.start][-DAY:]
    return any(know.is_("day_words", word) for word in before) and before[-1].text in _PRESENT


DAY = 4  # words before a status in which "the day" stands
_PRESENT = ("is", "are", "s", "gets", "get")


def _would_be(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether it is what follows where a parcel has not come: "if it is not there by then, we treat it as lost"."""
    before = {word.text for word in statement.words if word.end <= claim.start}
    parts = [part for part in reading.sentence_of(statement).statements if part.end <= statement.start]
    return claim.kind == "lost" and PAST.isdisjoint(before) and any(_missing(reading, part) for part in parts)


def _missing(reading: Reading, part: Statement) -> bool:
    """Whether a condition is that something does not come, and not what we see of it ("if I do not see it there")."""
    know = reading.vocabulary
    if know is None or part.mood != "conditional" or not _WRITERS.isdisjoint(part.texts):
        return False
    absent = any(know.is_("negation", one) and other.text == "there" for one, other in pairwise(part.words))
    return absent or any(event.kind == "deliver" and event.negated for event in part.events)


_WRITERS = frozenset(["i", "we"])


def _planned(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a refund is told with how long it takes, in a language whose present is also a future, and is allowed."""
    lasting = any(v.type == "duration" and statement.start <= v.start < statement.end for v in reading.values)
    return (
        not by_grammar(reading)
        and claim.kind == "refund"
        and not claim.negated
        and lasting
        and bool(statement.orders)
        and all(
            any(
                offer.state == "allowed"
                for kind in ("refund", "cancel", "return")
                for offer in reading.evidence.entitled(kind, order.id)
            )
            for order in statement.orders
        )
    )


def _tells_apart(reading: Reading, statement: Statement, claim: EventClaim, kind: str) -> bool:
    """Whether a status before "order" says which of several is meant ("your pending order"), and one is so."""
    know, words = reading.vocabulary, statement.words
    behind = [word for word in words if word.start >= claim.end][:1]
    before = [word for word in words if word.end <= claim.start][-1:]
    if know is None or not (behind and before and know.is_("nouns", behind[0]) and know.is_("determiners", before[0])):
        return False
    spoken = {order.id for read in reading.sentences for order in read.orders}
    numbered = any(m.of("id") for m in reading.sentence_of(statement).mentions)
    held = reading.evidence.orders
    return not numbered and len(spoken) > 1 and any(happened(kind, o, frozenset(), reading.evidence) for o in held)


def _to_us(statement: Statement) -> bool:
    """Whether the words are of what the customer sends back: "on its way to us", "its way back", "your return"."""
    texts = [word.text for word in statement.words]
    taken_up = bool(_TAKEN_UP & set(texts[:2]))  # "your return is on its way to us, so it has not arrived yet"
    told = [word.text for word in statement.sentence.words if word.end <= statement.end]
    pairs = set(pairwise(told if taken_up else texts))
    return bool(pairs & {("to", "us"), ("way", "back"), ("your", "return")})


_TAKEN_UP = frozenset(["it", "they", "so"])


def _coming_back(reading: Reading, statement: Statement, claim: EventClaim) -> Problem | None:
    """What is on its way to the shop is an open return that has not been received."""
    says = reading.text[claim.start : claim.end]
    returns = [back for order in statement.orders for back in order.returns]
    here = [back.received_at is not None for back in returns]
    wanted = claim.kind == "deliver"
    if here and any(there is (wanted is not claim.negated) for there in here):
        return None
    return Problem(
        against(bool(here)),
        f"{says!r} is said of a return, and the records have it otherwise",
        claim.start,
        claim.end,
        says,
    )


def _of_a_part(reading: Reading, statement: Statement, kind: str) -> bool:
    """Whether the words are about a part of orders of which indeed a part has left."""
    know = reading.vocabulary
    split = all(order.status == "partially_shipped" for order in statement.orders)
    return split and kind in ("ship", "transit") and know is not None and know.says("partial", statement.words)


def _general(statement: Statement) -> bool:
    """Whether the words tell what happens as a rule ("most late parcels do arrive")."""
    texts = {word.text for word in statement.words}
    return bool(texts & {"most", "usually", "normally", "generally"}) and not texts & {"your", "it", "this", "the"}


def _unread(reading: Reading, claim: EventClaim) -> Problem:
    says = reading.text[claim.start : claim.end]
    return Problem("unchecked", f"what is said of {says!r} could not be read", claim.start, claim.end, says)
