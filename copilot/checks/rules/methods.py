"""F011: a way to pay is the one of the order, or one that an entitlement or a policy names."""

from collections.abc import Iterator, Set

from copilot.checks.problem import Problem
from copilot.checks.prose import prose
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.authority import GIVEN
from copilot.checks.rules.claims import goodwill_told
from copilot.checks.sentences import all_words
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.stems import stems
from copilot.checks.vocabulary import Vocabulary, vocabulary
from copilot.models import Fact
from copilot.policy import is_kind
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
            if kind in _left_open(reading, sentence) or _on_a_page(reading, sentence, place, length):
                continue
            part = next((p for p in sentence.statements if p.start <= start < p.end), None)
            if kind == "store_credit" and part is not None and goodwill_told(reading, part, sentence.orders):
                continue
            asserted = part is not None and part.mood == "asserted" and not know.says("negation", part.words)
            if own and part is not None and _ruled_out(know, part, start):
                continue
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


def _left_open(reading: Reading, sentence: ReadSentence) -> set[str]:
    """The ways that entitlements leave to the customer: "the original payment method or an existing gift card"."""
    kinds = kinds_near(reading, sentence)
    subjects = {f"order:{order.id}" for order in sentence.orders}
    granted = [
        fact.value
        for fact in reading.evidence.facts
        if fact.subject.partition("/line:")[0] in subjects and _grants(fact, kinds)
    ]
    known = vocabulary(reading.evidence.shop.locale.split("_")[0])
    return {kind for text in granted for _, _, kind in known.methods.find(all_words(text))} if known else set()


def _on_a_page(reading: Reading, sentence: ReadSentence, place: int, length: int) -> bool:
    """Whether it is told on a condition, and a page tells it of the same things; what is paid back stands on record."""
    words = sentence.sentence.words
    moods = {part.mood for part in sentence.statements}
    if "conditional" not in moods or any(v.type == "money" for v in sentence.values):
        return False
    way, said = stems(words[place : place + length]), stems(words)
    return any(way <= stated.stems for stated in prose(reading.evidence).near(said, SHARED + len(way)))


SHARED = 2  # content words beside the way to pay that a page's sentence has in common with the draft's


def _ruled_out(know: Vocabulary, part: Statement, start: int) -> bool:
    """Whether a way that is not the order's is denied: "not with PayPal", "it can't go to PayPal"."""
    before = [word for word in part.words if word.end <= start]
    possible = know.says("permission", part.words) and know.says("negation", part.words)
    return possible or know.says("negation", before[-DENIED:])


DENIED = 2  # words before a way to pay in which it is denied


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
    given = (action for action in reading.evidence.actions if any(is_kind(action.kind, kind) for kind in GIVEN))
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


def _grants(fact: Fact, kinds: Set[str]) -> bool:
    """Whether a fact is the way in which something is paid back that the sentence speaks of."""
    about, _, part = fact.role.partition(".")
    return part == "method" and (about in kinds or (about in ("cancel", "return") and "refund" in kinds))
