"""F006: every percentage is one that a clause states."""

from collections.abc import Iterator, Sequence

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.tokens import customer_said, policy_states, values_of
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, read_money


def percentages(reading: Reading) -> Iterator[Problem]:
    """Each percentage that no clause states."""
    for sentence, value in values_of(reading, "percent"):
        facts = [fact for text in value.values for fact in _percents(reading, text)]
        known = any(_is_a_fee(reading, sentence, f) or _of_the_code(reading, sentence, value, f) for f in facts)
        if not (known or customer_said(reading, value) or policy_states(reading, sentence, value)):
            yield Problem("unchecked", f"no clause states {value.text}", value.start, value.end, value.text)


def _percents(reading: Reading, value: str) -> Sequence[Fact]:
    return reading.evidence.by_value.get(("percent", value), ())


def _is_a_fee(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """Whether a clause's percentage is the fee that is spoken of, and not something given."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    kind = fact.role.partition(".")[0] in kinds_near(reading, sentence)
    return (
        fact.role.endswith(".fee_percent")
        and not _waived(reading, sentence, fact)
        and "discount" not in said
        and (kind or bool(said & {"fee", "deducted", "price"}))
    )


def _waived(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """Whether these orders pay no such fee, and the percentage is told as a fact, of no tier or country."""
    offers = [
        offer
        for order in sentence.orders
        for offer in reading.evidence.entitled(fact.role.partition(".")[0], order.id)
        if offer.state == "allowed"
    ]
    know = reading.vocabulary
    tier = reading.evidence.customer.tier if reading.evidence.customer else None
    told = know is not None and know.says("negation", sentence.sentence.words)
    paid = any(offer.fee is None or read_money(offer.fee)[0] for offer in offers)
    return bool(offers) and not paid and not told and (tier or "").casefold() not in sentence.texts


def _of_the_code(reading: Reading, sentence: ReadSentence, value: Found, fact: Fact) -> bool:
    """Whether a code's percentage is told of this code, the one named last: here, or in the sentences before."""
    place = reading.sentences.index(sentence)
    codes = {f.value for f in reading.evidence.facts if f.role == "code"}
    of = fact.subject.removeprefix("code:")
    text = sentence.sentence.text
    before = [(at, code) for code in codes if (at := text.rfind(code, 0, value.start - sentence.sentence.start)) >= 0]
    if before:
        return max(before)[1] == of
    for read in reversed(reading.sentences[max(0, place - NEAR) : place + 1]):
        named = {code for code in codes if code in read.sentence.text}
        if named:
            return named == {of}
    return False


NEAR = 2  # sentences before a percentage in which its code is named
