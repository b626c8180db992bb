"""Days that no record tells and that follow from one: the end of a stated time, the day after a last day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from copilot.checks.days import as_day, is_day
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.tokens import of_others, of_these
from copilot.checks.statements import ReadSentence
from copilot.values import Found, add_days, after, read_duration


def worked_out(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the day lies a stated time after today or a day of the evidence ("7 business days after it").

    The time may stand in the sentence, or in one beside it.
    """
    if _ends_by_the_records(reading, sentence, value):
        return False
    place = reading.sentences.index(sentence)
    near = [other for read in reading.sentences[max(0, place - 1) : place + 2] for other in read.values]
    lengths = {v for other in near if other.type == "duration" for v in other.values}
    know = reading.vocabulary
    if know is not None and know.says("next_business_day", sentence.sentence.words):
        lengths.add("1 business day")
    starts = _starts(reading, sentence) | {date.fromisoformat(text) for text in reading.said_dates if is_day(text)}
    told = [v for v in sentence.values if v.type == "date" and v.end <= value.start and is_day(v.values[0])]
    if told and {"then", "that"} & sentence.texts:
        starts = {date.fromisoformat(text) for v in told for text in v.values}  # "…, and you had 14 days from then"
    elif place:
        starts |= _told(reading, reading.sentences[place - 1], value.start)
    return any(
        end.isoformat() in value.values
        for length in lengths
        for start in starts
        for end in _ends(start, length, reading.evidence.shop.holidays)
    )


def in_its_time(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a last day lies a time that its sentence tells behind a day of the records, where it tells one."""
    lengths = {text for other in sentence.values if other.type == "duration" for text in other.values}
    lengths = {text for text in lengths if read_duration(text)[2] != "business day"}
    others = {text for v in sentence.values if v.type == "date" and v.start != value.start for text in v.values}
    lengths = {text for text in lengths if not others & _days_after(reading, sentence, text)}
    ends = {end for length in lengths for start in _starts(reading, sentence) for end in _ends(start, length, ())}
    days = {(end - timedelta(days=gap)).isoformat() for end in ends for gap in (0, 1)}  # the last day may not count
    return not lengths or any(day.startswith(text) for day in days for text in value.values)


def _days_after(reading: Reading, sentence: ReadSentence, length: str) -> set[str]:
    """The days so long after a day on record: what the time is told for, where one of them stands in the sentence."""
    return {end.isoformat() for start in _starts(reading, sentence) for end in _ends(start, length, ()) if end != start}


def inspected_by(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it lies so many business days as are told behind the day on which a return came back."""
    place = reading.sentences.index(sentence)
    near = [other for read in reading.sentences[max(0, place - 1) : place + 1] for other in read.values]
    lengths = {v for other in near if other.type == "duration" for v in other.values}
    starts = {
        date.fromisoformat(fact.value)
        for fact in reading.evidence.facts
        if fact.role == "return_received_at" and not of_others(fact, sentence.orders)
    }
    return any(
        end.isoformat() in value.values
        for length in lengths
        if read_duration(length)[2] == "business day"
        for start in starts
        for end in _ends(start, length, reading.evidence.shop.holidays)
    )


def _told(reading: Reading, read: ReadSentence, before: int) -> set[date]:
    """The days that a sentence tells before a place, by their date or by their number."""
    days = [v if v.type == "date" else as_day(reading, read, v) for v in read.values if v.end <= before]
    return {date.fromisoformat(v.values[0]) for v in days if v and v.values and is_day(v.values[0])}


def day_after(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the first day after a term that ends ("from the 28th on it counts as lost")."""
    own = next((part for part in sentence.statements if part.start <= value.start < part.end), None)
    waits = own is not None and own.mood != "conditional" and value.bound is None and sentence.depends(value)
    if not (begins(reading, sentence, value) or waits):
        return False
    place = reading.sentences.index(sentence)
    ends = {f.value for f in reading.evidence.facts if f.role.endswith(".until") and not of_others(f, sentence.orders)}
    if not waits or not ends:
        near = reading.sentences[max(0, place - 1) : place + 1]
        ends |= {day.isoformat() for read in near for day in _told(reading, read, value.start)}
    return any(
        (date.fromisoformat(text) - timedelta(days=1)).isoformat() in ends for text in value.values if is_day(text)
    )


def begins(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether something is said to begin on a day ("since the 13th", "seit dem 13.")."""
    know = reading.vocabulary
    if know is None:
        return False
    before = [word for word in sentence.sentence.words if word.end <= value.start][-_OPENING:]
    same = [other for other in sentence.values if other.type == "date" and other.relative]  # "ab Montag, dem 28."
    plain = [know.is_("determiners", w) or any(v.start <= w.start < v.end for v in same) for w in before]
    return any(all(plain[place + length :]) for place, length, _ in know.lists["starting"].find(before))


_OPENING = 4  # words before a day


def _ends_by_the_records(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the last day of what is spoken of is on record, and told as a fact."""
    know = reading.vocabulary
    if know is None or not know.says("ending", sentence.sentence.words) or sentence.depends(value):
        return False
    kinds = kinds_near(reading, sentence)
    return any(
        fact.role.endswith(".until") and fact.role.partition(".")[0] in kinds and of_these(fact, sentence.orders)
        for fact in reading.evidence.facts
    )


def _starts(reading: Reading, sentence: ReadSentence) -> set[date]:
    """Today, and the days on record of the orders spoken of."""
    return {reading.evidence.today} | {
        date.fromisoformat(fact.value)
        for fact in reading.evidence.facts
        if fact.type == "date" and of_these(fact, sentence.orders)
    }


def _ends(start: date, length: str, holidays: Sequence[date]) -> Iterator[date]:
    least, most, unit = read_duration(length)
    for amount in {least, most}:
        if amount == int(amount):
            if unit == "business day":
                yield add_days(start, int(amount), "business", holidays)[0]
            elif (end := after(start, int(amount), unit)) is not None:
                yield end
