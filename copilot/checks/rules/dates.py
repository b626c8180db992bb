"""F002: every date is one of the evidence, in the role and on the order that the sentence says."""

from collections.abc import Iterator

from copilot.checks.certainty import against, told
from copilot.checks.days import as_day, explains
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.roles import DATE_ROLES, cues, fits
from copilot.checks.rules.date_facts import days_in_roles, days_of_receipt, of_another_offer, recorded_days
from copilot.checks.rules.date_names import called_otherwise, called_so, other_day_beside, wrong_weekday
from copilot.checks.rules.date_sources import holiday, in_a_policy, no_holiday, noted, written
from copilot.checks.rules.date_tenses import (
    for_today,
    is_today,
    not_due_before,
    promised_too_late,
    promised_without_basis,
    said_to_come,
    still_to_come,
)
from copilot.checks.rules.date_terms import begins, day_after, in_its_time, inspected_by, worked_out
from copilot.checks.rules.tokens import customer_said
from copilot.checks.statements import ReadSentence
from copilot.values import Found, format_date

ANSWERED = frozenset(["placed", "shipped", "delivered", "until", "refund", "paid", "received", "requested"])
"""Cues for days that a record or an entitlement has: nothing else may be worked out in their place."""


def dates(reading: Reading) -> Iterator[Problem]:
    """Each date that the evidence contradicts or does not hold; "today" by itself is no date."""
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                day = value if value.type == "date" else as_day(reading, sentence, value)
                if day and not explains(reading, sentence, day) and (problem := _date(reading, sentence, day)):
                    yield problem


def _date(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    wanted = _roles(reading, sentence, value)
    today = reading.evidence.today.isoformat()
    if reading.slot(value) is None and promised_without_basis(reading, sentence, value):
        message = f"{value.text} is promised, and no parcel is expected then"
        return Problem("unchecked", message, value.start, value.end, value.text)
    if value.relative and today in value.values and not said_to_come(reading, sentence, value, wanted):
        return for_today(reading, sentence, value)
    if value.relative and any(p.mood == "conditional" for p in sentence.statements if p.start <= value.start < p.end):
        return None  # "if it is not there by tomorrow"
    if called_so(reading, sentence, value):
        return None
    if holiday(reading, sentence, value) or noted(reading, sentence, value) or is_today(reading, sentence, value):
        return None
    if no_holiday(reading, sentence, value):
        return Problem("unchecked", f"{value.text} is no holiday of the shop", value.start, value.end, value.text)
    if wrong := wrong_weekday(reading, value):
        return Problem("violated", f"{value.text} is no {wrong}", value.start, value.end, value.text)
    if written(reading, sentence, value, wanted) or day_after(reading, sentence, value):
        return None
    says = value.text
    if found := other_day_beside(reading, sentence, value):
        day, surely = found
        return Problem(against(surely), f"{day.text} is not {says}", value.start, value.end, says)
    if called_otherwise(reading, sentence, value):
        return Problem("unchecked", f"the day before it is no {says}", value.start, value.end, says)
    if promised_too_late(reading, sentence, value):
        message = f"{value.text} has passed, and this says that something will happen then"
        return Problem("unchecked", message, value.start, value.end, value.text)
    if "received" in wanted and (paid_out := days_of_receipt(reading, sentence)):
        if any(set(value.values) & {fact.value} for fact in paid_out):
            return None
        message = f"the amount was received on another day ({paid_out[0].source}: {paid_out[0].value})"
        return Problem("unchecked", message, value.start, value.end, says, (paid_out[0].id,))
    known = recorded_days(reading, sentence, value)
    refund = "refund" in kinds_near(reading, sentence) and not {"delivered", "shipped", "placed"} & set(wanted)
    if refund and any(".refund_due." in fact.id for fact in known):
        return None  # when a refund on record should be seen, by how long refunds take
    know = reading.vocabulary
    sure = against(know is not None and told(reading, sentence, value, know.date_roles))
    if (
        known
        and not wanted
        and all(fact.role.endswith(".until") for fact in known)
        and begins(reading, sentence, value)
    ):
        return Problem("unchecked", f"{says} is the last day, not the first", value.start, value.end, says)
    if "until" in wanted and known and not in_its_time(reading, sentence, value):
        message = f"{says} is not the end of the time that is told beside it"
        return Problem("unchecked", message, value.start, value.end, says, (known[0].id,))
    if known and reading.slot(value) is None and (other := of_another_offer(reading, sentence, known)):
        message = f"{says} is the last day of something else ({known[0].source}); here it is {other.value}"
        return Problem("unchecked", message, value.start, value.end, says, (other.id,))
    if any(not wanted or any(fits(cue, fact, DATE_ROLES) for cue in wanted) for fact in known):
        if "expected" in wanted and max(value.values) < today and still_to_come(sentence, value):
            return Problem(sure, f"{says} has passed already", value.start, value.end, says, (known[0].id,))
        return None
    answered = [fact for fact in days_in_roles(reading, sentence, wanted) if not fact.subject.startswith("clause:")]
    settled = bool(answered) and bool(set(wanted) & ANSWERED) and not sentence.depends(value)
    should = know is not None and know.says("should", sentence.sentence.words)
    timed = should and any(v.type == "duration" for v in sentence.values)  # "with 5 to 7 business days it should …"
    may_follow = reading.slot(value) is None and (not settled or (timed and "until" not in wanted))
    if may_follow and (worked_out(reading, sentence, value) or in_a_policy(reading, sentence, value)):
        return None
    if "until" in wanted and inspected_by(reading, sentence, value):
        return None
    if value.type == "date" and value.text.strip(".").isdecimal() and customer_said(reading, value):
        return None  # "before the 28th", which the customer named
    if value.relative and know is not None and know.says("wished", sentence.sentence.words):
        return None  # "I wish I'd had your message two days earlier"
    if known:
        message = f"{says} is in the evidence, but as {known[0].source}"
        recorded = any(fact.subject.startswith("order:") and not fact.source.startswith("clause ") for fact in known)
        status = sure if recorded and _in_one_role(sentence, value, wanted) else "unchecked"
        return Problem(status, message, value.start, value.end, says, (known[0].id,))
    expected = answered
    if expected:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_date(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        ids = tuple(fact.id for fact in expected[:3])
        if min(value.values) > today and all(fact.role == "placed_at" for fact in expected):
            sure = "unchecked"  # "an order placed tomorrow" is none of theirs
        return Problem(sure, f"says {says}, but the evidence says {what}", value.start, value.end, says, ids, fix)
    if any(claim.mode == "promised" for part in sentence.statements for claim in part.events):
        return Problem("unchecked", f"promises {says}, without a basis", value.start, value.end, says)
    if set(value.values) & reading.said_dates:
        return None  # the customer's own day, and no record speaks against it
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _happened(sentence: ReadSentence, value: Found) -> tuple[str, ...]:
    """What happened on a day that stands right behind its verb: "went out on 9 November"."""
    return tuple(
        _HAPPENED[claim.kind]
        for part in sentence.statements
        for claim in part.events
        if claim.kind in _HAPPENED and claim.mode == "happened" and not claim.negated
        if 0 <= value.start - claim.end <= _BEHIND
    )[:1]


_HAPPENED = {"ship": "shipped", "transit": "shipped", "deliver": "delivered"}
_BEHIND = 6  # code points between a verb and its day: " on ", " am "


def _in_one_role(sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    """Whether the words tell plainly what a day is: by one cue, and of the only day of the sentence."""
    return len(wanted) == 1 and not any(v.type == "date" and v is not value for v in sentence.values)


def _roles(reading: Reading, sentence: ReadSentence, value: Found) -> tuple[str, ...]:
    """What the day is said to be, and what the same words may mean besides."""
    know = reading.vocabulary
    weekday = next((v for v in sentence.values if v.relative and 0 <= value.start - v.end <= _BEHIND), value)
    wanted = (cues(value, sentence, know.date_roles) if know else ()) or _happened(sentence, value)
    wanted = wanted or (cues(weekday, sentence, know.date_roles) if know else ())  # "left us on Monday the 9th"
    arrived = any(shipment.delivered_at for order in sentence.orders for shipment in order.shipments)
    coming = {c.kind for part in sentence.statements for c in part.events if c.mode != "happened"}
    here = {c.kind for part in sentence.statements if part.start <= value.start < part.end for c in part.events}
    if "delivered" in wanted and know and know.says("with_us", sentence.sentence.words):
        wanted = (*wanted, "received")  # what came back to the shop
    if "delivered" in wanted and not arrived:
        wanted = (*wanted, "expected")  # "delivery on the 5th" of a parcel that is still on its way
    if "until" in wanted and ("deliver" in coming or not_due_before(sentence, value)):
        wanted = (*wanted, "expected")  # "it should be there by the 23rd", "it is not due until the 25th"
    return (*wanted, "refund") if wanted and "refund" in here else wanted  # "the refund left us on the 13th"
