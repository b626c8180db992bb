"""F011: a way to pay is the one of the order, or one that an entitlement or a policy names."""

from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import read_money


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
            shelved = {f"product:{id}" for id in reading.evidence.shelved}
            named = [f for m in sentence.mentions if m.start <= start < m.end for f in m.of("product")]
            if any(fact.subject not in shelved for fact in named):
                continue  # the product of that name
            given = _given_here(reading, sentence)
            if kind == "store_credit" and not given and _in_place_of_money(reading, sentence, place):
                yield Problem("unchecked", f"{says} is given in the place of money", start, end, says)
                continue
            if kind in _GIVEN and _never(reading, sentence, place):
                continue
            if kind in _GIVEN and (given or says.endswith("s") or _offered(reading, sentence)):
                continue  # any gift card; credit that is given, which is for the promises to answer
            own = _of_orders(reading, sentence)
            brand = _BRANDS & set(says.casefold().replace("-", " ").split())
            if brand and (pair := _paired(reading, sentence, end)) and not brand & pair:
                message = f"says {says}, but the card with these last digits is {' or '.join(sorted(pair))}"
                yield Problem("violated", message, start, end, says)
                continue
            brands = {fact.value.casefold() for fact in own if fact.role.endswith(".brand")}
            if kind in {fact.value for fact in own} and not (brands and brand and not brand & brands):
                continue
            part = next((p for p in sentence.statements if p.start <= start < p.end), None)
            asserted = part is not None and part.mood == "asserted" and not know.says("negation", part.words)
            paid = (
                bool(own)
                and asserted
                and kind not in _GIVEN
                and part is not None
                and know.money_roles.within(part.words)
            )
            told = ", ".join(sorted({fact.value.replace("_", " ") for fact in own})) or "none on record"
            ids = tuple(fact.id for fact in own[:3])
            yield Problem(
                "violated" if paid else "unchecked", f"says {says}, but the way to pay is {told}", start, end, says, ids
            )


def _never(reading: Reading, sentence: ReadSentence, place: int) -> bool:
    """Whether nothing is told to be given: "we never ask for the code of a gift card"."""
    know, words = reading.vocabulary, sentence.sentence.words
    part = next((p for p in sentence.statements if p.start <= words[place].start < p.end), None)
    money = any(v.type == "money" for v in sentence.values)
    return know is not None and part is not None and not money and know.says("negation", part.words)


def _in_place_of_money(reading: Reading, sentence: ReadSentence, place: int) -> bool:
    """Whether what is owed, a difference or a refund, is told to come "as store credit", or the price as a voucher."""
    know, words = reading.vocabulary, sentence.sentence.words
    part = next((p for p in sentence.statements if p.start <= words[place].start < p.end), None)
    if know is None or part is None or part.mood != "asserted" or know.says("negation", part.words):
        return False
    before = words[place - 1].text if place else ""
    roles = {cue for _, _, cue in know.money_roles.find(part.words)}
    return before in _AS and bool(roles & {"difference", "refund", "get"})


_AS = ("as", "in", "into", "als", "comme", "en", "como", "come", "em")


def _given_here(reading: Reading, sentence: ReadSentence) -> bool:
    """Whether a sentence tells the amount of what the agent gave a moment ago."""
    stated = {read_money(text)[0] for v in sentence.values if v.type == "money" for text in v.values}
    given = (action for action in reading.evidence.actions if action.kind in ("credit", "goodwill"))
    return any(action.amount in stated for action in given)


def _offered(reading: Reading, sentence: ReadSentence) -> bool:
    """Whether the sentence gives something instead of paying something back."""
    know = reading.vocabulary
    said = {form.kind for _, _, form in know.events.find(sentence.sentence.words)} if know else set()
    roles = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    return "credit" in said and not said & {"refund", "cancel", "return"} and not roles & {"refund", "get", "paid"}


_GIVEN = ("gift_card", "store_credit")


def _paired(reading: Reading, sentence: ReadSentence, end: int) -> set[str]:
    """The brands of the cards whose last digits stand right behind a way to pay; empty where no card's do."""
    digits = [
        f for m in sentence.mentions if 0 < m.start - end < BESIDE for f in m.facts if f.role.endswith("last_four")
    ]
    owners = {fact.id.replace(".last_four", ".brand", 1) for fact in digits}
    return {reading.evidence.by_id[id].value.casefold() for id in owners if id in reading.evidence.by_id}


_BRANDS = {"visa", "mastercard", "amex"}
BESIDE = 16  # code points between a brand and the last digits of its card


def _of_orders(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    know = reading.vocabulary
    kinds = {form.kind for _, _, form in know.events.find(sentence.sentence.words)} if know else set()
    subjects = {f"order:{order.id}" for order in sentence.orders}
    roles = ("payment_method", "payment_method.brand", "refund_method", "refund_method.brand")
    return [
        fact
        for fact in reading.evidence.facts
        if fact.subject in subjects and (fact.role in roles or _grants(fact, kinds))
    ]


def _grants(fact: Fact, kinds: set[str]) -> bool:
    """Whether a fact is the way in which something is paid back that the sentence speaks of."""
    about, _, part = fact.role.partition(".")
    return part == "method" and (about in kinds or (about in ("cancel", "return") and "refund" in kinds))
