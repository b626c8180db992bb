"""F018: an order that is said to be unpaid has no payment on record."""

from collections.abc import Iterator

from copilot.checks.certainty import against
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import told_with
from copilot.checks.statements import Statement


def unpaid(reading: Reading) -> Iterator[Problem]:
    """Each order that is said not to be paid, though a payment is on record, or though none tells which order it is."""
    for _, statement, phrase in told_with(reading, "unpaid"):
        if _going_out(reading, statement):
            continue
        start, end = phrase[0].start, phrase[-1].end
        paid = [any(p.kind == "payment" for p in order.payments) for order in statement.orders]
        if not paid or any(paid):
            says = reading.text[start:end]
            status = against(len(paid) == 1, statement.mood == "asserted")
            yield Problem(status, f"{says!r}, but a payment is on record", start, end, says)


def _going_out(reading: Reading, statement: Statement) -> bool:
    """Whether what has not been paid is what the shop pays: a statement of an amount that goes back."""
    subjects = {f"order:{order.id}" for order in statement.orders}
    back = {
        fact.value
        for fact in reading.evidence.facts
        if fact.type == "money"
        and fact.subject.partition("/line:")[0] in subjects
        and (fact.role.endswith(".amount") or fact.role in ("return_amount", "refund", "refunded"))
    }
    told = {text for v in reading.values if statement.start <= v.start < statement.end for text in v.values}
    return bool(back & told) or {"paid", "out"} <= {word.text for word in statement.words}
