"""F002: every date is one of the evidence, in the role and on the order that the sentence says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from copilot.checks.certainty import against, told
from copilot.checks.days import as_day, explains
from copilot.checks.problem import Problem
from copilot.checks.prose import states
from copilot.checks.reading import Reading, ReadSentence, kinds_near
from copilot.checks.roles import DATE_ROLES, cues, fits
from copilot.models import Fact, Order
from copilot.values import Found, add_days, after, find_values, format_date, locale_of, normal_id, read_duration

ANSWERED = frozenset(["placed", "shipped", "delivered", "until", "refund", "paid", "received", "requested"])
"""Cues for days that a record or an entitlement has: nothing else may be worked out in their place."""


def dates(reading: Reading) -> Iterator[Problem]:
    """Each date that the evidence contradicts or does not hold; "today" by itself is no date."""
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                day = value if value.type == "date" else as_day(reading, sentence, value)
                if day and not explains(sentence, day) and (problem := _date(reading, sentence, day)):
                    yield problem


def _date(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    wanted = cues(value, sentence, reading.vocabulary.date_roles) if reading.vocabulary else ()
    if "delivered" in wanted and not any(shipment.delivered_at for o in sentence.orders for shipment in o.shipments):
        wanted = (*wanted, "expected")  # "delivery on the 5th" of a parcel that is still on its way
    if "delivered" in wanted and {"here", "us", "back"} & {word.text for word in sentence.sentence.words}:
        wanted = (*wanted, "received")  # what came back to the shop
    if "until" in wanted and any(c.kind == "deliver" for part in sentence.statements for c in part.events):
        wanted = (*wanted, "expected")  # "it should be there by the 23rd"
    if "until" in wanted and _not_due_before(sentence, value):
        wanted = (*wanted, "expected")  # "it is not due until the 25th"
    today = reading.evidence.today.isoformat()
    if value.relative and today in value.values and not _said_to_come(reading, sentence, value, wanted):
        return _for_today(reading, sentence, value)
    if any(
        c.kind == "refund" for part in sentence.statements for c in part.events if part.start <= value.start < part.end
    ):
        wanted = (*wanted, "refund") if wanted else wanted  # "the refund left us on the 13th"
    if value.relative and any(p.mood == "conditional" for p in sentence.statements if p.start <= value.start < p.end):
        return None  # "if it is not there by tomorrow"
    if _holiday(reading, sentence, value) or _noted(reading, sentence, value):
        return None
    if wrong := _wrong_weekday(reading, value):
        return Problem("violated", f"{value.text} is no {wrong}", value.start, value.end, value.text)
    if _written(reading, sentence, value, wanted) or _day_after(reading, sentence, value):
        return None
    says = value.text
    if (day := _beside(reading, sentence, value)) and not set(day.values) & set(value.values):
        return Problem("violated", f"{day.text} is not {says}", value.start, value.end, says)
    if _called_otherwise(reading, sentence, value):
        return Problem("unchecked", f"the day before it is no {says}", value.start, value.end, says)
    if _promised_too_late(sentence, value, today):
        message = f"{value.text} has passed, and this says that something will happen then"
        return Problem("unchecked", message, value.start, value.end, value.text)
    known = [
        fact
        for fact in _facts(reading, value)
        if _of_these(fact, sentence.orders)
        and _of_named_lines(sentence, value, fact)
        and _of_named_code(reading, sentence, fact)
    ]
    refund = "refund" in kinds_near(reading, sentence) and not {"delivered", "shipped", "placed"} & set(wanted)
    if refund and any(".refund_due." in fact.id for fact in known):
        return None  # when a refund on record should be seen, by how long refunds take
    know = reading.vocabulary
    sure = against(know is not None and told(reading, sentence, value, know.date_roles))
    if known and not wanted and all(fact.role.endswith(".until") for fact in known) and _begins(sentence, value):
        return Problem("unchecked", f"{says} is the last day, not the first", value.start, value.end, says)
    if "until" in wanted and known and not _in_its_time(reading, sentence, value):
        message = f"{says} is not the end of the time that is told beside it"
        return Problem("unchecked", message, value.start, value.end, says, (known[0].id,))
    if any(not wanted or any(fits(cue, fact, DATE_ROLES) for cue in wanted) for fact in known):
        if "expected" in wanted and max(value.values) < today and _still_to_come(sentence, value):
            return Problem(sure, f"{says} has passed already", value.start, value.end, says, (known[0].id,))
        return None
    answered = [fact for fact in _answers(reading, sentence, wanted) if not fact.subject.startswith("clause:")]
    settled = bool(answered) and bool(set(wanted) & ANSWERED) and not sentence.depends(value)
    timed = {"should", "ought"} & {word.text for word in sentence.sentence.words} and any(
        other.type == "duration" for other in sentence.values
    )  # "with 5 to 7 business days it should …"
    may_follow = reading.slot(value) is None and (not settled or (timed and "until" not in wanted))
    if may_follow and (_worked_out(reading, sentence, value) or _in_a_policy(reading, sentence, value)):
        return None
    if known:
        message = f"{says} is in the evidence, but as {known[0].source}"
        return Problem(sure, message, value.start, value.end, says, (known[0].id,))
    expected = answered
    if expected:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_date(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        ids = tuple(fact.id for fact in expected[:3])
        return Problem(sure, f"says {says}, but the evidence says {what}", value.start, value.end, says, ids, fix)
    if any(claim.mode == "promised" for part in sentence.statements for claim in part.events):
        return Problem("unchecked", f"promises {says}, without a basis", value.start, value.end, says)
    if set(value.values) & reading.said_dates:
        return None  # the customer's own day, and no record speaks against it
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _beside(reading: Reading, sentence: ReadSentence, value: Found) -> Found | None:
    """The "today" or "tomorrow" that a date is put beside: "expected today, 20 November"."""
    before = [v for v in sentence.values if v.type == "date" and v.relative and v.end <= value.start]
    close = before and reading.text[before[-1].end : value.start].strip() in (",", "(", "–", "-")
    return before[-1] if close and not value.relative else None


def _not_due_before(sentence: ReadSentence, value: Found) -> bool:
    """Whether a parcel is said to be due no sooner than a day."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start][-BEFORE_IT:]
    return "not" in before and bool({"due", "expected", "arrive", "arriving"} & set(before)) and "until" in before


BEFORE_IT = 5  # words


def _promised_too_late(sentence: ReadSentence, value: Found, today: str) -> bool:
    """Whether a parcel or money is said to leave or to come on a day that has passed, and on nothing else."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    days = [v for v in sentence.values if v.type == "date" and part and part.start <= v.start < part.end]
    return (
        part is not None
        and part.mood == "asserted"
        and not _SHOULD & {word.text for word in part.words}
        and len(days) == 1
        and max(value.values, default=today) < today
        and len(part.events) == 1
        and all(c.mode == "promised" and not c.negated and c.kind in ("ship", "deliver") for c in part.events)
    )


_SHOULD = frozenset(["sollte", "sollten", "zou", "zouden", "should", "devait", "debía", "doveva", "deveria", "devia"])


def _for_today(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    """ "Today" by itself is no date, but that something will be done today needs a basis."""
    promised = any(
        claim.mode == "promised" and not claim.negated
        for part in sentence.statements
        if part.start <= value.start < part.end and part.mood == "asserted"
        for claim in part.events
    )
    today = reading.evidence.today.isoformat()
    expected = any(fact.role == "expected_at" for fact in reading.evidence.by_value.get(("date", today), ()))
    if not promised or expected:
        return None
    message = f"{value.text} is promised, and nothing in the evidence says so"
    return Problem("unchecked", message, value.start, value.end, value.text)


def _answers(reading: Reading, sentence: ReadSentence, wanted: tuple[str, ...]) -> list[Fact]:
    """The days that the evidence has in the roles that are spoken of."""
    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "date"
        and _of_these(fact, sentence.orders)
        and _of_named_code(reading, sentence, fact)
        and any(fits(cue, fact, DATE_ROLES) for cue in wanted)
        and _spoken_of(reading, sentence, fact)
    ]


def _in_a_policy(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a document states the day, of the same code or number where the sentence names one."""
    known = {normal_id(f.value) for f in reading.evidence.facts if f.type in ("id", "tracking") and f.role != "code"}
    beside = [v.text for v in sentence.values if v.type == "id" and normal_id(v.text) not in known]
    return states(reading.evidence, value, sentence.sentence.words, beside)


def _written(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
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


def _day_after(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the first day after a term that ends ("from the 28th on it counts as lost")."""
    if not _begins(sentence, value):
        return False
    ends = {f.value for f in reading.evidence.facts if f.role.endswith(".until") and _of_these(f, sentence.orders)}
    return any(
        (date.fromisoformat(text) - timedelta(days=1)).isoformat() in ends
        for text in value.values
        if len(text) > _MONTH
    )


def _begins(sentence: ReadSentence, value: Found) -> bool:
    """Whether something is said to begin on a day ("since the 13th", "seit dem 13.")."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start][-3:]
    return (
        bool({"from", "since"} & set(before))
        or bool(_FROM_ON & set(before[-1:]))
        or (before[-1:] != [] and before[-1] in _ARTICLES and bool(_FROM_ON & set(before[:-1])))
    )


_OVER = frozenset(
    ["over", "ended", "closed", "expired", "passed", "vorbei", "abgelaufen", "terminé", "scaduto", "voorbij"]
)
_FROM_ON = frozenset(["ab", "seit", "dès", "depuis", "partir", "desde", "dal", "vanaf", "sinds"])
_ARTICLES = frozenset(["dem", "le", "du", "el", "del", "il", "de", "o", "do"])


def _wrong_weekday(reading: Reading, value: Found) -> str | None:
    """The weekday that stands in or right before a date and is not that date's."""
    if value.relative or not value.values or len(value.values[0]) <= _MONTH:
        return None
    names = _weekdays(reading.language)
    words = [
        w.strip(" ,.()").casefold() for w in (reading.text[max(0, value.start - 12) : value.start] + value.text).split()
    ]
    spoken = [names[word] for word in words[-4:] if word in names]
    return (
        spoken[-1][1]
        if spoken and all(date.fromisoformat(text).weekday() != spoken[-1][0] for text in value.values)
        else None
    )


@cache
def _weekdays(language: str) -> dict[str, tuple[int, str]]:
    """The days of the week by their names in full."""
    days = locale_of(language).days["format"]["wide"]
    return {name.casefold(): (number, name) for number, name in days.items()}


def _called_otherwise(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a weekday is what the date before it is said to be, and is not ("26 November, which is a Monday")."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start][-2:]
    dated = [v for v in sentence.values if v.type == "date" and v.end <= value.start and len(v.values[0]) > _MONTH]
    name = _weekdays(reading.language).get(value.text.casefold())
    if name is None or before != ["is", "a"] or not dated:
        return False
    return all(date.fromisoformat(text).weekday() != name[0] for text in dated[-1].values)


def _said_to_come(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    """Whether "today" is said of a parcel whose expected day is on record."""
    expected = any(f.role == "expected_at" and _of_these(f, sentence.orders) for f in reading.evidence.facts)
    know = reading.vocabulary
    denied = know is not None and know.says("negation", sentence.sentence.words)
    return wanted[:1] == ("expected",) and expected and not denied and _still_to_come(sentence, value)


def _of_named_lines(sentence: ReadSentence, value: Found, fact: Fact) -> bool:
    """A day of a parcel or of a line's offer must be that of the items named beside it, where items are named."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
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


def _holiday(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the day is called a holiday, and is one of the shop's."""
    named = any(word.text.startswith("holiday") for word in sentence.sentence.words)
    return named and any(day.isoformat() in value.values for day in reading.evidence.shop.holidays)


def _noted(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a note of the shop's own on one of these orders names the day."""
    notes = [f for f in reading.evidence.facts if f.role == "event_note" and _of_these(f, sentence.orders)]
    found = (
        other
        for note in notes
        for other in find_values(note.value, language=None, currency="EUR", today=reading.evidence.today)
    )
    return any(set(other.values) & set(value.values) for other in found if other.type == "date")


def _still_to_come(sentence: ReadSentence, value: Found) -> bool:
    """Whether the words beside a day put it before us: "is expected", and not "was expected" or "should have been"."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    words = {word.text for word in (part.words if part else sentence.sentence.words)}
    return bool(words & {"is", "are", "will", "should", "ought", "expect"}) and not words & {
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
    months = tuple(text for text in value.values if len(text) == _MONTH)
    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "date" and (fact.value[4:] in days or (months and fact.value.startswith(months)))
    ]


def _spoken_of(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """A deadline contradicts a day only where the sentence speaks of what it is the deadline for."""
    about, _, part = fact.role.partition(".")
    know = reading.vocabulary
    if part != "until" or know is None:
        return True
    return about in {form.kind for _, _, form in know.events.find(sentence.sentence.words)}


def _worked_out(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the day lies a stated time after today or a day of the evidence ("7 business days after it").

    The time may stand in the text beside it, or be that of a clause whose time ends on such a day.
    """
    closing = {"until", "close", "closed", "closes", "ended", "ends", "open", "over", "run", "runs", "last"}
    if (
        closing & {word.text for word in sentence.sentence.words}
        and not sentence.depends(value)
        and any(
            fact.role.endswith(".until") and fact.role.partition(".")[0] in kinds_near(reading, sentence)
            for order in sentence.orders
            for fact in reading.evidence.facts
            if fact.subject.partition("/line:")[0] == f"order:{order.id}"
        )
    ):
        return False  # the last day is known
    place = reading.sentences.index(sentence)
    near = [other for read in reading.sentences[max(0, place - 1) : place + 2] for other in read.values]
    lengths = {v for other in near if other.type == "duration" for v in other.values}
    starts = {reading.evidence.today} | {
        date.fromisoformat(fact.value)
        for fact in reading.evidence.facts
        if fact.type == "date" and fact.subject.startswith("order:") and _of_these(fact, sentence.orders)
    }
    starts |= {date.fromisoformat(text) for text in reading.said_dates if len(text) > _MONTH}
    told = [v for v in sentence.values if v.type == "date" and v.end <= value.start and len(v.values[0]) > _MONTH]
    if told and {"then", "that"} & {word.text for word in sentence.sentence.words}:
        starts = {date.fromisoformat(text) for v in told for text in v.values}  # "…, and you had 14 days from then"
    return any(
        end.isoformat() in value.values
        for length in lengths
        for start in starts
        for end in _ends(start, length, reading.evidence.shop.holidays)
    )


def _in_its_time(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a last day lies a time that its sentence tells behind a day of the records, where it tells one."""
    lengths = {text for other in sentence.values if other.type == "duration" for text in other.values}
    lengths = {text for text in lengths if read_duration(text)[2] != "business day"}
    starts = {reading.evidence.today} | {
        date.fromisoformat(fact.value)
        for fact in reading.evidence.facts
        if fact.type == "date" and fact.subject.startswith("order:") and _of_these(fact, sentence.orders)
    }
    ends = {end for length in lengths for start in starts for end in _ends(start, length, ())}
    days = {(end - timedelta(days=gap)).isoformat() for end in ends for gap in (0, 1)}  # the last day may not count
    return not lengths or bool(days & set(value.values))


def _ends(start: date, length: str, holidays: Sequence[date]) -> Iterator[date]:
    least, most, unit = read_duration(length)
    for amount in {least, most}:
        if amount == int(amount):
            if unit == "business day":
                yield add_days(start, int(amount), "business", holidays)[0]
            elif (end := after(start, int(amount), unit)) is not None:
                yield end


_MONTH = len("2026-07")
_YEAR = re.compile(r"\d{4}")


def _of_these(fact: Fact, orders: Sequence[Order]) -> bool:
    return not fact.subject.startswith("order:") or fact.subject.partition("/line:")[0] in {
        f"order:{order.id}" for order in orders
    }
