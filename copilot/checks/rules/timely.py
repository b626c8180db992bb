"""P003: whether there is still time is as the last days of what is spoken of have it."""

from collections.abc import Iterator

from copilot.checks.events import ENTITLED
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.claims import asserting
from copilot.checks.statements import ReadSentence, Statement
from copilot.models import Entitlement


def timely(reading: Reading) -> Iterator[Problem]:
    """Each "too late" where all that is asked for may still be had, and each "in time" where none of it may."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence, statement in asserting(reading):
        for name, wrong in (("too_late", "allowed"), ("in_time", "denied")):
            for place, length, _ in know.lists[name].find(statement.words):
                denied = know.says("negation", statement.words[max(0, place - 3) : place])
                states = {offer.state for offer in _offers(reading, sentence, statement)}
                if states == {wrong} and not denied:
                    start, end = statement.words[place].start, statement.words[place + length - 1].end
                    says = reading.text[start:end]
                    yield Problem("unchecked", f"{says!r}, and it is {wrong}", start, end, says)


def _offers(reading: Reading, sentence: ReadSentence, statement: Statement) -> list[Entitlement]:
    """The offers that have a last day, of the kinds spoken of, or asked for, for the lines in question."""
    asked = (
        {form.kind for _, _, form in reading.vocabulary.events.find(reading.customers_said)}
        if reading.vocabulary
        else set()
    )
    kinds = (kinds_near(reading, sentence) & set(ENTITLED)) or (asked & set(ENTITLED))
    found = []
    for order in statement.orders:
        lines = statement.lines.get(order.id, frozenset())
        every = (*reading.evidence.entitled_all(order.id), *reading.evidence.line_entitlements)
        found += [
            offer
            for offer in every
            if offer.order_id == order.id
            and offer.about in kinds
            and (not lines or not offer.line_ids or lines & set(offer.line_ids))
        ]
    return [offer for offer in found if offer.until] or [offer for offer in found if offer.state == "denied"]
