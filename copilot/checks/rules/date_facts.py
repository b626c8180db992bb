"""The days of the records that a sentence speaks of: of its orders, the items and codes it names, in its roles."""

import re
from collections.abc import Sequence

from copilot.checks.days import is_day
from copilot.checks.events import ENTITLED
from copilot.checks.reading import Reading
from copilot.checks.roles import DATE_ROLES, fits
from copilot.checks.rules.tokens import of_others, of_these
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, read_money

_YEAR = re.compile(r"\d{4}")


def recorded_days(reading: Reading, sentence: ReadSentence, value: Found) -> list[Fact]:
    """The facts of this day that are of what the sentence names."""
    return [
        fact
        for fact in _facts(reading, value)
        if not of_others(fact, sentence.orders)
        and _of_named_lines(sentence, value, fact)
        and _of_named_code(reading, sentence, fact)
    ]


def days_in_roles(reading: Reading, sentence: ReadSentence, wanted: tuple[str, ...]) -> list[Fact]:
    """The days that the evidence has in the roles that are spoken of."""
    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "date"
        and not of_others(fact, sentence.orders)
        and _of_named_code(reading, sentence, fact)
        and any(fits(cue, fact, DATE_ROLES) for cue in wanted)
        and _spoken_of(reading, sentence, fact)
    ]


def days_of_receipt(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    """The days of the refund or the credit whose amount a sentence says was received; none where it has no such amount.

    "On 3 November you received $10.00": of goods that are worth an amount it is no such day.
    """
    know = reading.vocabulary
    said = know.date_roles.find(sentence.sentence.words) if know else ()
    ends = [sentence.sentence.words[at + length - 1].end for at, length, cue in said if cue == "received"]
    beside = {
        read_money(text)
        for value in sentence.values
        if value.type == "money" and any(0 <= value.start - end <= _BESIDE for end in ends)
        for text in value.values
    }
    facts = [fact for fact in reading.evidence.facts if not of_others(fact, sentence.orders)]
    kinds = {fact.id: fact.value for fact in facts if fact.type == "event"}
    days = {
        fact.id.replace(f".{fact.role}.", f".{_DAY_OF[fact.role]}.")
        for fact in facts
        if beside and fact.type == "money" and fact.role in _DAY_OF and read_money(fact.value) in beside
        if fact.role == "refund" or _GIVEN.search(kinds.get(fact.id.replace(".event_amount.", ".event."), ""))
    }
    return [fact for fact in facts if fact.type == "date" and fact.id.removesuffix(".there") in days]


_BESIDE = 6  # code points between a verb and its amount: " the "
_DAY_OF = {"refund": "refund_at", "event_amount": "event_at"}
_GIVEN = re.compile(r"refund|goodwill|credit")


def of_another_offer(reading: Reading, sentence: ReadSentence, known: Sequence[Fact]) -> Fact | None:
    """The last day of what is spoken of, where a day is only known as the last day of something else."""
    know = reading.vocabulary
    kinds = {form.kind for _, _, form in know.events.find(sentence.sentence.words)} & set(ENTITLED) if know else set()
    kinds |= {kind for known_kind in kinds for kind in _TOGETHER.get(known_kind, ())}
    if not kinds or not all(fact.role.endswith(".until") for fact in known):
        return None
    if any(fact.role.partition(".")[0] in kinds or not fact.subject.startswith("order:") for fact in known):
        return None
    own = (
        fact
        for fact in reading.evidence.facts
        if fact.role.endswith(".until") and fact.role.partition(".")[0] in kinds and of_these(fact, sentence.orders)
    )
    return next(own, None)


_TOGETHER = {
    "refund": ("return", "cancel", "replacement", "credit"),
    "return": ("refund", "exchange"),
    "exchange": ("return", "replacement"),
    "replacement": ("refund", "exchange", "warranty"),
    "warranty": ("replacement", "refund"),
}
"""Kinds whose last days are told together: what is sent back is refunded, what is swapped is sent back."""


def _facts(reading: Reading, value: Found) -> list[Fact]:
    """Facts of this day; of this day in any year, where the text gives none."""
    if slot := reading.slot(value):
        return [slot]
    exact = [fact for text in value.values for fact in reading.evidence.by_value.get(("date", text), ())]
    whole = tuple(text for text in value.values if not is_day(text))
    if whole:
        return [f for f in reading.evidence.facts if f.type == "date" and f.value.startswith(whole)]
    if exact or value.relative or _YEAR.search(value.text):
        return exact
    days = {text[4:] for text in value.values}
    return [fact for fact in reading.evidence.facts if fact.type == "date" and fact.value[4:] in days]


def _of_named_lines(sentence: ReadSentence, value: Found, fact: Fact) -> bool:
    """A day of a parcel or of a line's offer must be that of the items named beside it, where items are named."""
    part = sentence.holding(value)
    order_id, _, line = fact.subject.removeprefix("order:").partition("/line:")
    named = part.lines.get(order_id, frozenset()) if part else frozenset()
    if not named:
        return True
    if line:
        return line in named
    order = next((o for o in sentence.orders if o.id == order_id), None)
    number = fact.id.removesuffix(".there").rpartition(".")[2]
    if order is None or fact.role not in ("shipped_at", "expected_at", "delivered_at") or not number.isdecimal():
        return True
    held = order.shipments[int(number) - 1].line_ids
    return not held or bool(named & set(held))


def _of_named_code(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """A day of a discount code must be that of the code named: in this sentence, else anywhere in the draft.

    Beside a code, what ends by an order's own terms is none of its days.
    """
    here = {f.subject for m in sentence.mentions for f in m.facts if f.role == "code"}
    if not fact.subject.startswith("code:"):
        return not here or not fact.role.endswith(".until")
    return fact.subject in (here or {f.subject for s in reading.sentences for m in s.mentions for f in m.facts})


def _spoken_of(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """A deadline contradicts a day only where the sentence speaks of what it is the deadline for."""
    about, _, part = fact.role.partition(".")
    know = reading.vocabulary
    if part != "until" or know is None:
        return True
    return about in {form.kind for _, _, form in know.events.find(sentence.sentence.words)}
