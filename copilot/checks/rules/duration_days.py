"""Lengths of time that nobody states, but that lie between days: "3 days ago", "30 days after 6 November"."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from copilot.checks.days import is_day
from copilot.checks.lengths import same_length
from copilot.checks.reading import Reading
from copilot.checks.rules.date_terms import worked_out
from copilot.checks.rules.duration_terms import lengths_for
from copilot.checks.rules.tokens import of_others, of_these
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, read_duration


def does_not_lead(sentence: ReadSentence, value: Found) -> bool:
    """Whether one time and two days of a sentence do not go together: "21 December, 30 days after 6 November"."""
    days = [v for v in sentence.values if v.type == "date" and not v.relative and v.values and is_day(v.values[0])]
    times = [v for v in sentence.values if v.type == "duration"]
    behind = [word.text for word in sentence.sentence.words if word.start >= value.end][:1]
    least, most, unit = read_duration(value.values[0])
    if len(days) != 2 or len(times) != 1 or behind != ["after"] or least != most or unit not in _DAYS:
        return False
    gap = abs(date.fromisoformat(days[0].values[0]) - date.fromisoformat(days[1].values[0])).days
    return unit in ("day", "week") and abs(gap - int(least * _DAYS[unit])) > 1


def leads_to_a_day(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a document tells the time, and the day beside it lies so long after a day on record."""
    if not any(any(same_length(v, f.value) for v in value.values) for f in lengths_for(reading, sentence)):
        return False
    days = [v for v in sentence.values if v.type == "date" and not v.relative and v.values and is_day(v.values[0])]
    return any(worked_out(reading, sentence, day) for day in days)


def counted_days(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether so many days lie between today, dates of the evidence and dates beside it ("3 days ago", "by 8 days")."""
    if value.bound == "at_least" and _more_than(reading, sentence, value):
        return True
    know = reading.vocabulary
    words = sentence.sentence.words
    beside = [w for w in words if w.end <= value.start][-2:] + [w for w in words if w.start >= value.end][:2]
    stated = {text for other in sentence.values if other.type == "date" for text in other.values if is_day(text)}
    if know is None or not (know.says("spans", beside) or stated):
        return False
    today = reading.evidence.today.toordinal()
    if know.says("late_words", beside):
        missed = {
            today - _ordinal(f)
            for f in reading.evidence.facts
            if f.role.endswith(".until") and of_these(f, sentence.orders)
        }
        gaps = _delays(reading, sentence) | {gap for gap in missed if gap > 0}
        return any(_is_gap(text, gaps, value.approximate) for text in value.values)
    known = {today} | {
        _ordinal(fact)
        for fact in reading.evidence.facts
        if fact.type == "date" and not fact.subject.startswith("clause:") and not of_others(fact, sentence.orders)
    }
    said = {today} | {date.fromisoformat(text).toordinal() for text in stated}
    gaps = {abs(one - other) for one in (known if know.says("spans", beside) else said) for other in (known | said)}
    return any(_is_gap(text, gaps, value.approximate) for text in value.values)


def _delays(reading: Reading, sentence: ReadSentence) -> set[int]:
    """The days between the expected day of a parcel and its delivery, or today."""
    zone = reading.evidence.shop.zone
    return {
        abs(
            (
                (s.delivered_at or reading.evidence.as_of).astimezone(zone).date()
                - s.expected_at.astimezone(zone).date()
            ).days
        )
        for order in sentence.orders
        for s in order.shipments
        if s.expected_at
    }


def _more_than(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether more than this, and not much more, lies between today and a day of these orders ("more than a year")."""
    today = reading.evidence.today.toordinal()
    days = [f for f in reading.evidence.facts if f.type == "date" and of_these(f, sentence.orders)]
    gaps = {abs(today - _ordinal(fact)) for fact in days} | _delays(reading, sentence)
    lengths = [read_duration(text) for text in value.values]
    least = [most * _DAYS[unit] for low, most, unit in lengths if low == most and unit in _DAYS]
    return any(days <= gap <= days * _MUCH_MORE for days in least for gap in gaps)


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


_MUCH_MORE = Decimal("1.5")


def _is_gap(length: str, gaps: Collection[int], roughly: bool) -> bool:
    """Whether a length in days or weeks is one of these gaps; a rough one may be a day off."""
    least, most, unit = read_duration(length)
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or least != most:
        return False
    return any(abs(least * days - gap) <= int(roughly) for gap in gaps)


def _ordinal(fact: Fact) -> int:
    return date.fromisoformat(fact.value).toordinal()
