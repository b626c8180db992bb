"""Days that a text names in other ways than by a date: "the 13th", and a weekday that explains the date beside it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from copilot.values import Found

from .reading import Reading, ReadSentence

_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
BESIDE = 16  # code points between a weekday and the date that it explains ("Monday of next week, 23 November")


def as_day(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """An ordinal that stands for a day of this month or of one beside it ("by the 30th"), as a date."""
    if value.type != "ordinal" or not _ORDINAL.fullmatch(value.text):
        return None
    words = sentence.sentence.words
    before = next((word.text for word in reversed(words) if word.end <= value.start), "")
    behind = reading.text[value.end : value.end + 2]
    counts = behind[:1] == " " and behind[1:].isalpha() and _next_word(sentence, value) in ("order", "item", "time")
    if before not in ("the", "on", "by", "until", "from") or counts:
        return None
    return replace(value, type="date", values=_days_near(reading.evidence.today, int(value.values[0])))


def explains(sentence: ReadSentence, value: Found) -> bool:
    """Whether a named weekday stands right before a date that falls on it."""
    if not value.relative:
        return False
    beside = [
        other
        for other in sentence.values
        if other.type in ("date", "ordinal") and value.end <= other.start <= value.end + BESIDE
    ]
    days = set(value.values)
    return any(
        other.type == "ordinal" and any(day.endswith(f"-{int(other.values[0]):02}") for day in days)
        if other.type == "ordinal"
        else any(_weekday(day) == _weekday(text) for day in days for text in other.values)
        for other in beside
        if other.values
    )


def _next_word(sentence: ReadSentence, value: Found) -> str:
    return next((word.text for word in sentence.sentence.words if word.start >= value.end), "")


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
