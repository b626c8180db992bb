"""Days that a text names in other ways than by a date: "the 13th", and a weekday that explains the date beside it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from copilot.values import Found, locale_of

from .reading import Reading
from .statements import ReadSentence

_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
BESIDE = 16  # code points between a weekday and the date that it explains ("Monday of next week, 23 November")


def as_day(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """An ordinal that stands for a day of this month or of one beside it ("by the 30th"), as a date."""
    if value.type == "count":
        return _by_number(reading, sentence, value)
    if value.type != "ordinal" or not _ORDINAL.fullmatch(value.text):
        return None
    words = sentence.sentence.words
    before = next((word.text for word in reversed(words) if word.end <= value.start), "")
    behind = reading.text[value.end : value.end + 2]
    counts = behind[:1] == " " and behind[1:].isalpha() and _next_word(sentence, value) in ("order", "item", "time")
    if before not in ("the", "on", "by", "until", "from") or counts:
        return None
    return replace(value, type="date", values=_days_near(reading.evidence.today, int(value.values[0])))


def _by_number(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """A bare number that stands for a day where ordinals are not used for it: "el viernes 13", "no dia 13"."""
    know = reading.vocabulary
    if know is None or not value.text.isdecimal() or not 1 <= int(value.text) <= LAST:
        return None
    before = next((word for word in reversed(sentence.sentence.words) if word.end <= value.start), None)
    if before is None or not know.lists["before_days"].by_first:
        return None
    weekday, _ = weekdays(reading.language).get(before.text, (None, ""))
    behind = reading.text[value.end : value.end + 2]
    of_a_size = know.is_("before_sizes", before) and behind[1:2].isalpha() and behind[0] != "."
    if weekday is None and (of_a_size or not know.is_("before_days", before)):
        return None
    days = _days_near(reading.evidence.today, int(value.text))
    return replace(value, type="date", values=tuple(d for d in days if weekday in (None, _weekday(d))) or days)


LAST = 31


@cache
def weekdays(language: str) -> dict[str, tuple[int, str]]:
    """The days of the week by their names in full, in small letters: their number and their name."""
    names = locale_of(language).days["format"]["wide"]
    return {name.casefold(): (number, name) for number, name in names.items()}


def explains(sentence: ReadSentence, value: Found) -> bool:
    """Whether a named weekday stands right before a date that falls on it."""
    if not value.relative:
        return False
    days = set(value.values)
    return any(
        any(day.endswith(f"-{int(other.values[0]):02}") for day in days)
        if other.type != "date"
        else any(_weekday(day) == _weekday(text) for day in days for text in other.values)
        for other in sentence.values
        if other.values and _beside(other, value)
    )


def _beside(other: Found, weekday: Found) -> bool:
    """Whether a value stands where a weekday is explained; a bare number right behind it only."""
    gap = other.start - weekday.end
    if other.type == "count":
        return gap == 1 and other.text.isdecimal()
    return other.type in ("date", "ordinal") and 0 <= gap <= BESIDE


def _next_word(sentence: ReadSentence, value: Found) -> str:
    return next((word.text for word in sentence.sentence.words if word.start >= value.end), "")


def is_day(text: str) -> bool:
    """Whether a date as text is of one day, and not a month alone ("2026-07")."""
    return len(text) > len("2026-07")


def _days_near(today: date, day: int) -> tuple[str, ...]:
    """That day of the month in the months around today, nearest first."""
    found = []
    for gap in range(-45, 46):
        near = today + timedelta(days=gap)
        if near.day == day:
            found.append((abs(gap), near.isoformat()))
    return tuple(text for _, text in sorted(found))


def _weekday(day: str) -> int | None:
    try:
        return date.fromisoformat(day).weekday()
    except ValueError:
        return None
