"""P004: who pays the post is as the entitlement has it."""

from collections.abc import Iterator

from copilot.checks.events import ENTITLED
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.claims import told_with
from copilot.checks.statements import ReadSentence, Statement
from copilot.models import Entitlement
from copilot.values import read_money

FREE = ("exchange", "replacement", "warranty", "cancel", "modify")
"""Offers for which the shop pays the post where its clause has no fee."""


def payers(reading: Reading) -> Iterator[Problem]:
    """Each statement that lays the post on the customer, where all that is offered costs them nothing."""
    know = reading.vocabulary
    for sentence, statement, phrase in told_with(reading, "at_your_cost"):
        start, end = phrase[0].start, phrase[-1].end
        if know is None or not know.says("postage", sentence.sentence.words) or _priced(sentence, statement):
            continue
        behind = [word for word in statement.words if word.start >= start]
        if know.says("negation", statement.words) or know.says("free", behind):
            continue  # "you pay nothing"
        offers = _offers(reading, sentence, statement)
        if offers and not any(offer.fee and read_money(offer.fee)[0] for offer in offers):
            says, ids = reading.text[start:end], tuple(dict.fromkeys(c for o in offers for c in o.clauses))
            yield Problem("unchecked", f"{says!r}, and what is offered costs nothing", start, end, says, ids)


def _priced(sentence: ReadSentence, statement: Statement) -> bool:
    """Whether an amount is told: that one is judged as a fee."""
    return any(v.type in ("money", "percent") and statement.start <= v.start < statement.end for v in sentence.values)


def _offers(reading: Reading, sentence: ReadSentence, statement: Statement) -> list[Entitlement]:
    """What is allowed of the kinds spoken of in the paragraph, else in the draft, else of those that are free."""
    know = reading.vocabulary
    near = set(kinds_near(reading, sentence)) & set(ENTITLED)
    if know is not None and not near:
        near = {form.kind for read in reading.sentences for _, _, form in know.events.find(read.sentence.words)}
    kinds = near & set(ENTITLED) or set(FREE)
    return [
        offer
        for order in statement.orders
        for kind in sorted(kinds)
        for offer in reading.evidence.entitled(kind, order.id)
        if offer.state == "allowed"
    ]
