"""F011: a way to pay is the one of the order, or one that an entitlement or a policy names."""

from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, ReadSentence
from copilot.models import Fact


def methods(reading: Reading) -> Iterator[Problem]:
    """Each way to pay that is not the one with which these orders were paid, refunded, or may be refunded."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        words = sentence.sentence.words
        if sentence.quoted or sentence.sentence.question:
            continue
        for place, length, kind in know.methods.find(words):
            start, end = words[place].start, words[place + length - 1].end
            says = reading.text[start:end]
            if any(m.start <= start < m.end and m.of("product") for m in sentence.mentions):
                continue  # the product of that name
            own = _of_orders(reading, sentence)
            if kind in {fact.value for fact in own} or says.casefold() in {fact.value.casefold() for fact in own}:
                continue
            part = next((p for p in sentence.statements if p.start <= start < p.end), None)
            asserted = part is not None and part.mood == "asserted" and not know.says("negation", part.words)
            paid = bool(own) and asserted and part is not None and know.money_roles.within(part.words)
            told = ", ".join(sorted({fact.value.replace("_", " ") for fact in own})) or "none on record"
            ids = tuple(fact.id for fact in own[:3])
            yield Problem(
                "violated" if paid else "unchecked", f"says {says}, but the way to pay is {told}", start, end, says, ids
            )


def _of_orders(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    subjects = {f"order:{order.id}" for order in sentence.orders}
    roles = ("payment_method", "payment_method.brand", "refund_method", "refund_method.brand")
    return [
        fact
        for fact in reading.evidence.facts
        if fact.subject in subjects and (fact.role in roles or fact.role.endswith(".method"))
    ]
