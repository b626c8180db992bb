"""F002: every date is one of the evidence, in the role and on the order that the sentence says."""

from collections.abc import Iterator, Sequence

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, ReadSentence
from copilot.checks.roles import DATE_ROLES, cues, fits
from copilot.models import Fact, Order
from copilot.values import Found, format_date


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
    known = [
        fact
        for canonical in value.values
        for fact in reading.evidence.by_value.get(("date", canonical), ())
        if _of_these(fact, sentence.orders)
    ]
    if any(not wanted or any(fits(cue, fact, DATE_ROLES) for cue in wanted) for fact in known):
        return None
    says = value.text
    if known:
        message = f"{says} is in the evidence, but as {known[0].source}"
        return Problem("violated", message, value.start, value.end, says, (known[0].id,))
    expected = [
        fact
        for fact in reading.evidence.facts
        if fact.type == "date"
        and _of_these(fact, sentence.orders)
        and any(fits(cue, fact, DATE_ROLES) for cue in wanted)
    ]
    if expected:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_date(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        return Problem(
            "violated", f"says {says}, but the evidence says {what}", value.start, value.end, says,
            tuple(fact.id for fact in expected[:3]), fix,
        )  # fmt: skip
    return Problem("violated", f"{says} is in none of the evidence", value.start, value.end, says)


def _of_these(fact: Fact, orders: Sequence[Order]) -> bool:
    return not fact.subject.startswith("order:") or fact.subject.partition("/line:")[0] in {
        f"order:{order.id}" for order in orders
    }
