"""Two names of one day that do not agree: a weekday beside its date, "today" beside another day's date."""

from datetime import date

from copilot.checks.certainty import by_grammar
from copilot.checks.days import is_day, weekdays
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.values import Found


def wrong_weekday(reading: Reading, value: Found) -> str | None:
    """The weekday that stands in or right before a date and is not that date's."""
    if value.relative or not value.values or not is_day(value.values[0]):
        return None
    names = weekdays(reading.language)
    words = [
        w.strip(" ,.()").casefold() for w in (reading.text[max(0, value.start - 12) : value.start] + value.text).split()
    ]
    spoken = [names[word] for word in words[-4:] if word in names]
    return (
        spoken[-1][1]
        if spoken and all(date.fromisoformat(text).weekday() != spoken[-1][0] for text in value.values)
        else None
    )


def called_otherwise(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a weekday is what the date before it is said to be, and is not ("26 November, which is a Monday")."""
    know, name = reading.vocabulary, weekdays(reading.language).get(value.text.casefold())
    dated = [v for v in sentence.values if v.type == "date" and v.end <= value.start and is_day(v.values[0])]
    if know is None or name is None or not dated:
        return False
    between = [word for word in sentence.sentence.words if dated[-1].end <= word.start and word.end <= value.start]
    falls = any(place + length == len(between) for place, length, _ in know.lists["falling"].find(between))
    return falls and all(date.fromisoformat(text).weekday() != name[0] for text in dated[-1].values)


def called_so(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a weekday with an article is that of the date before it ("29 November (that's a Sunday)")."""
    know, name = reading.vocabulary, weekdays(reading.language).get(value.text.casefold())
    before = next((word for word in reversed(sentence.sentence.words) if word.end <= value.start), None)
    dated = [v for v in sentence.values if v.type == "date" and v.end <= value.start and is_day(v.values[0])]
    if know is None or name is None or not dated or before is None or not know.is_("determiners", before):
        return False
    return all(date.fromisoformat(text).weekday() == name[0] for text in dated[-1].values)


def other_day_beside(reading: Reading, sentence: ReadSentence, value: Found) -> tuple[Found, bool] | None:
    """The "today" or "tomorrow" that a date of another day is put beside, and whether it surely explains it.

    "Expected today, 20 November" names one day twice; "today, 23 November and 24 November" may name three.
    """
    days = [other for other in sentence.values if other.type == "date"]
    before = [other for other in days if other.relative and other.end <= value.start][-1:]
    if value.relative or not before or reading.text[before[0].end : value.start].strip() not in (",", "(", "–", "-"):
        return None
    if set(before[0].values) & set(value.values):
        return None
    return before[0], by_grammar(reading) and len(days) == _BOTH


_BOTH = 2  # the day and its other name
