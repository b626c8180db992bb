"""Days that a text names in other ways than by a date: "the 13th", and a weekday that explains the date beside it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from copilot.values import Found, locale_of

from .reading import Reading
from .statements import ReadSentence
from .vocabulary import Vocabulary

_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|ste|de|er|e|º|ª)", re.IGNORECASE)
BESIDE = 16  # code points between a weekday and the date that it explains ("Monday of next week, 23 November")


def as_day(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """An ordinal that stands for a day of this month or of one beside it ("by the 30th"), as a date."""
    if value.type == "count":
        return _by_number(reading, sentence, value)
    know = reading.vocabulary
    if value.type != "ordinal" or not _ORDINAL.fullmatch(value.text):
        return None
    before = next((word for word in reversed(sentence.sentence.words) if word.end <= value.start), None)
    behind = reading.text[value.end : value.end + 2]
    counts = behind[:1] == " " and behind[1:].isalpha() and _next_word(sentence, value) in ("order", "item", "time")
    if before is None or counts:
        return None
    named = before.text in ("the", "on", "by", "until", "from") or (
        know is not None and know.is_("before_days", before)
    )
    if not named and before.text not in weekdays(reading.language):
        return None
    return replace(value, type="date", values=_of_weekday(reading, sentence, value, int(value.values[0])))


def _by_number(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """A bare number that stands for a day where ordinals are not used for it: "el viernes 13", "no dia 13"."""
    know = reading.vocabulary
    if know is None or not value.text.isdecimal() or not 1 <= int(value.text) <= LAST:
        return None
    before = next((word for word in reversed(sentence.sentence.words) if word.end <= value.start), None)
    if before is None or not know.lists["before_days"].by_first:
        return None
    named = before.text in weekdays(reading.language)
    of_a_size = know.is_("before_sizes", before) and _counts_things(reading, sentence, value, know)
    if not named and (of_a_size or not know.is_("before_days", before)):
        return None
    return replace(value, type="date", values=_of_weekday(reading, sentence, value, int(value.text)))


def _counts_things(reading: Reading, sentence: ReadSentence, value: Found, know: Vocabulary) -> bool:
    """Whether a word for something stands right behind a number; a small word or a verb of the grammar is none."""
    behind = reading.text[value.end : value.end + 2]
    if not behind[1:].isalpha() or behind[0] == ".":
        return False
    word = next((word for word in sentence.sentence.words if word.start >= value.end), None)
    if word is None or len(word.text) <= PARTICLE:
        return False
    return know.is_("nouns", word) or know.counted.within((word,)) or word.text not in know.ordinary


PARTICLE = 3  # letters of a word that is no thing


def _of_weekday(reading: Reading, sentence: ReadSentence, value: Found, day: int) -> tuple[str, ...]:
    """The days of that number near today; only those on the weekday that is named right before, where there are any."""
    names = weekdays(reading.language)
    before = [word for word in sentence.sentence.words if word.end <= value.start][-NAMING:]
    said = [names[word.text][0] for word in before if word.text in names]
    days = _days_near(reading.evidence.today, day)
    return tuple(text for text in days if said and _weekday(text) == said[-1]) or days


NAMING = 2  # words before a number in which its weekday stands: "Monday the 9th"


LAST = 31


@cache
def weekdays(language: str) -> dict[str, tuple[int, str]]:
    """The days of the week by their names in full, in small letters: their number and their name."""
    names = locale_of(language).days["format"]["wide"]
    return {name.casefold(): (number, name) for number, name in names.items()}


def explains(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a named weekday stands right before a date that falls on it."""
    if not value.relative:
        return False
    beside = [other for other in sentence.values if other.values and _beside(other, value)]
    dated = [other if other.type == "date" else as_day(reading, sentence, other) for other in beside]
    return any(
        _weekday(day) == _weekday(text) for day in value.values for other in dated if other for text in other.values
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
