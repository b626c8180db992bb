"""F002: every date is one of the evidence, in the role and on the order that the sentence says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from copilot.checks.problem import Problem, Status
from copilot.checks.prose import states
from copilot.checks.reading import Reading, ReadSentence
from copilot.checks.roles import DATE_ROLES, cues, fits
from copilot.models import Fact, Order
from copilot.values import DayKind, Found, add_days, format_date, read_duration


def dates(reading: Reading) -> Iterator[Problem]:
    """Each date that the evidence contradicts or does not hold; "today" by itself is no date."""
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                if value.type == "date" and (problem := _date(reading, sentence, value)):
                    yield problem


def _date(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    wanted = cues(value, sentence, reading.vocabulary.date_roles) if reading.vocabulary else ()
    if "delivered" in wanted and not any(shipment.delivered_at for o in sentence.orders for shipment in o.shipments):
        wanted = (*wanted, "expected")  # "delivery on the 5th" of a parcel that is still on its way
    today = reading.evidence.today.isoformat()
    if value.relative and today in value.values:
        return None
    known = [fact for fact in _facts(reading, value) if _of_these(fact, sentence.orders)]
    says = value.text
    if any(not wanted or any(fits(cue, fact, DATE_ROLES) for cue in wanted) for fact in known):
        if "expected" in wanted and max(value.values) < today and _still_to_come(sentence):
            return Problem("violated", f"{says} has passed already", value.start, value.end, says, (known[0].id,))
        return None
    if reading.slot(value) is None and (
        _worked_out(reading, sentence, value) or states(reading.evidence, value, sentence.sentence.words)
    ):
        return None
    if known:
        message = f"{says} is in the evidence, but as {known[0].source}"
        return Problem("violated", message, value.start, value.end, says, (known[0].id,))
    expected = [
        fact
        for fact in reading.evidence.facts
        if fact.type == "date"
        and _of_these(fact, sentence.orders)
        and any(fits(cue, fact, DATE_ROLES) for cue in wanted)
        and _spoken_of(reading, sentence, fact)
    ]
    if expected:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_date(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        told: Status = "violated" if len(sentence.orders) < 2 else "unchecked"
        ids = tuple(fact.id for fact in expected[:3])
        return Problem(told, f"says {says}, but the evidence says {what}", value.start, value.end, says, ids, fix)
    if any(claim.mode == "promised" for part in sentence.statements for claim in part.events):
        return Problem("violated", f"promises {says}, without a basis", value.start, value.end, says)
    if set(value.values) & reading.said_dates:
        return None  # the customer's own day, and no record speaks against it
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _still_to_come(sentence: ReadSentence) -> bool:
    """Whether the words put a day before us: "is expected", and not "was expected" or "should have been"."""
    words = {word.text for word in sentence.sentence.words}
    return bool(words & {"is", "are", "will", "should", "expect"}) and not words & {
        "was",
        "were",
        "have",
        "had",
        "been",
    }


def _facts(reading: Reading, value: Found) -> list[Fact]:
    """Facts of this day; of this day in any year, where the text gives none."""
    if slot := reading.slot(value):
        return [slot]
    exact = [fact for text in value.values for fact in reading.evidence.by_value.get(("date", text), ())]
    if exact or value.relative or _YEAR.search(value.text):
        return exact
    days = {text[4:] for text in value.values}
    return [fact for fact in reading.evidence.facts if fact.type == "date" and fact.value[4:] in days]


def _spoken_of(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """A deadline contradicts a day only where the sentence speaks of what it is the deadline for."""
    about, _, part = fact.role.partition(".")
    know = reading.vocabulary
    if part != "until" or know is None:
        return True
    return about in {form.kind for _, _, form in know.events.find(sentence.sentence.words)}


def _worked_out(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the day lies a stated time after today or a day of the evidence ("7 business days after it")."""
    place = reading.sentences.index(sentence)
    near = [other for read in reading.sentences[max(0, place - 1) : place + 2] for other in read.values]
    today = reading.evidence.today
    starts = {today} | {
        date.fromisoformat(fact.value)
        for fact in reading.evidence.facts
        if fact.type == "date" and _of_these(fact, sentence.orders)
    }
    for length in (v for other in near if other.type == "duration" for v in other.values):
        least, most, unit = read_duration(length)
        kind = _DAYS.get(unit)
        if kind is None or least != most or least != int(least):
            continue
        days = int(least) * (7 if unit == "week" else 1)
        for start in starts:
            end, _ = add_days(start, days, kind, reading.evidence.shop.holidays)
            if end.isoformat() in value.values:
                return True
    return False


_YEAR = re.compile(r"\d{4}")
_DAYS: dict[str, DayKind] = {"day": "calendar", "week": "calendar", "business day": "business"}


def _of_these(fact: Fact, orders: Sequence[Order]) -> bool:
    return not fact.subject.startswith("order:") or fact.subject.partition("/line:")[0] in {
        f"order:{order.id}" for order in orders
    }
