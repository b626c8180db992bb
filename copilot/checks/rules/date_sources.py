"""Days that something else than a record holds: a policy, the customer, a note, the shop's holidays."""

import re
from dataclasses import replace

from copilot.checks.days import is_day
from copilot.checks.prose import states
from copilot.checks.reading import Reading
from copilot.checks.rules.tokens import of_others
from copilot.checks.statements import ReadSentence
from copilot.values import Found, find_values, normal_id

_YEAR = re.compile(r"\d{4}")


def in_a_policy(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a document states the day, of the same code or number where the sentence names one."""
    known = {normal_id(f.value) for f in reading.evidence.facts if f.type in ("id", "tracking") and f.role != "code"}
    beside = [v.text for v in sentence.values if v.type == "id" and normal_id(v.text) not in known]
    if not value.relative and value.values and is_day(value.values[0]) and not _YEAR.search(value.text):
        years = range(reading.evidence.today.year - 1, reading.evidence.today.year + 2)
        value = replace(value, values=tuple(f"{year}{text[4:]}" for text in value.values for year in years))
    return states(reading.evidence, value, sentence.sentence.words, beside)


def written(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    """Whether it is a day on which the customer wrote, and called so, or one that they named by its number."""
    zone = reading.evidence.shop.zone
    said = {w.text for w in sentence.sentence.words}
    days = {m.sent_at.astimezone(zone).date().isoformat() for m in reading.evidence.ticket.messages if m.sent_at}
    if (at := reading.evidence.ticket.created_at) is not None:
        days.add(at.astimezone(zone).date().isoformat())
    if said & {"wrote", "write", "message", "asked", "told", "reported", "contacted"} and days & set(value.values):
        return True
    spoken = f" {value.text.casefold()} "
    return (
        not wanted
        and not value.text[:1].isalpha()
        and "-" not in value.text
        and any(
            spoken in f" {text.casefold()} ".replace(",", " ").replace(".", " ").replace("?", " ").replace("!", " ")
            for text in reading.evidence.ticket.said
        )
        and not any(claim.events for claim in sentence.statements)
    )


def holiday(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the day is called a holiday, and is one of the shop's."""
    know = reading.vocabulary
    named = know is not None and know.says("holidays", sentence.sentence.words)
    return named and _among_holidays(reading, value)


def no_holiday(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the one day of a statement is called a holiday, and is none of the shop's."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is None or part is None or part.mood != "asserted" or not reading.evidence.shop.holidays:
        return False
    days = [v for v in sentence.values if v.type == "date" and part.start <= v.start < part.end]
    place = next((place for place, _, _ in know.lists["holidays"].find(part.words)), None)
    called = place is not None and not know.says("negation", part.words[:place])
    return called and len(days) <= 1 and not _among_holidays(reading, value)


def _among_holidays(reading: Reading, value: Found) -> bool:
    return any(day.isoformat() in value.values for day in reading.evidence.shop.holidays)


def noted(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a note of the shop's own on one of these orders names the day."""
    notes = [f for f in reading.evidence.facts if f.role == "event_note" and not of_others(f, sentence.orders)]
    found = (
        other
        for note in notes
        for other in find_values(note.value, language=None, currency="EUR", today=reading.evidence.today)
    )
    return any(set(other.values) & set(value.values) for other in found if other.type == "date")
