"""F018: an order that is said to be unpaid has no payment on record."""

from collections.abc import Iterator

from copilot.checks.certainty import against
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import asserting


def unpaid(reading: Reading) -> Iterator[Problem]:
    """Each order that is said not to be paid, though a payment is on record, or though none tells which order it is."""
    know = reading.vocabulary
    if know is None:
        return
    for _, statement in asserting(reading):
        for place, length, _ in know.lists["unpaid"].find(statement.words):
            start, end = statement.words[place].start, statement.words[place + length - 1].end
            paid = [any(p.kind == "payment" for p in order.payments) for order in statement.orders]
            if not paid or any(paid):
                says = reading.text[start:end]
                status = against(len(paid) == 1, statement.mood == "asserted")
                yield Problem(status, f"{says!r}, but a payment is on record", start, end, says)
