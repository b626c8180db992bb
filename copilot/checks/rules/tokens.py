"""The values of a draft that a rule is about, and whether the records, the customer or a policy hold them."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from copilot.checks.prose import Stated, states
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.models import Fact, Order
from copilot.policy import tiers_of
from copilot.values import Found, locale_of, normal_id, same_id


def values_of(reading: Reading, *types: str) -> Iterator[tuple[ReadSentence, Found]]:
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                if value.type in types:
                    yield sentence, value


def known_ids(sentence: ReadSentence, value: Found) -> list[Fact]:
    """Facts whose id is this token, the whole of it."""
    return [
        fact
        for mention in sentence.mentions
        if mention.start < value.end and value.start < mention.end
        for fact in mention.facts
        if fact.type in ("id", "tracking") and any(same_id(fact.value, v) for v in (value.text, *value.values))
    ]


def of_these(fact: Fact, orders: Sequence[Order]) -> bool:
    """Whether it is a fact of one of these orders, or of a line of theirs."""
    return fact.subject.partition("/line:")[0] in {f"order:{order.id}" for order in orders}


def of_others(fact: Fact, orders: Sequence[Order]) -> bool:
    """Whether it is a fact of an order, and of none of these."""
    return fact.subject.startswith("order:") and not of_these(fact, orders)


def customer_said(reading: Reading, value: Found) -> bool:
    """Whether the customer wrote it: a draft may take up what was asked."""
    needle = re.compile(rf"(?<!\w){re.escape(value.text.strip('#').casefold())}(?!\w)")
    ticket = reading.evidence.ticket
    return any(needle.search(text.casefold()) for text in (*ticket.said, *ticket.order_ids))


def policy_states(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    known = {normal_id(f.value) for f in reading.evidence.facts if f.type in ("id", "tracking") and f.role != "code"}
    beside = [v.text for v in sentence.values if v.type == "id" and v is not value and normal_id(v.text) not in known]
    if value.type == "id":
        beside += [text for other in sentence.values if other.type == "percent" for text in other.values]
    return states(reading.evidence, value, sentence.sentence.words, beside, for_others(reading, sentence))


def for_others(reading: Reading, sentence: ReadSentence) -> Callable[[Stated], bool]:
    """Tells the sentences of documents that are for other countries or tiers than the customer's or those named."""
    customer = reading.evidence.customer
    if customer is None:
        return lambda _: False
    tier = (customer.tier or "").casefold()
    country = customer.address.country if customer.address else ""
    named = countries_named(reading, sentence)
    quotes = set[str]()
    for clause in (scoped.clause for scoped in reading.evidence.policy):
        regions = set(clause.when.regions)
        abroad = bool(regions) and bool(country) and country not in regions and not regions & _UNIONS
        if (abroad and not named & regions) or (named and regions and not named & regions and not regions & _UNIONS):
            quotes.add(_plain(clause.quote))
    every = tiers_of(reading.evidence.policy)
    tiers = every - {tier, *reading.spoken}

    def others(stated: Stated) -> bool:
        text = _plain(stated.text)
        told = set(text.replace(",", " ").split())
        return any(quote in text for quote in quotes) or (
            len(told & every) == 1 and bool(told & tiers) and "also" not in told
        )

    return others


_UNIONS = frozenset(["EU", "EEA"])


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("|", " ").split()).strip(" .")


def countries_named(reading: Reading, sentence: ReadSentence) -> set[str]:
    """The codes of the countries that the shop's clauses are for and that a sentence names, or gives by their code."""
    regions = frozenset(region for scoped in reading.evidence.policy for region in scoped.clause.when.regions)
    folded = sentence.sentence.text.casefold()
    plain = {"".join(sign for sign in token if sign.isalpha()) for token in sentence.sentence.text.split()}
    return {
        code
        for code, name in _country_names(reading.language, regions)
        if name in folded or plain & {code, *_OTHER_CODES.get(code, ())}
    }


_OTHER_CODES = {"GB": ("UK",), "US": ("USA", "EEUU", "EUA")}


@lru_cache(maxsize=256)
def _country_names(language: str, regions: frozenset[str]) -> tuple[tuple[str, str], ...]:
    territories = locale_of(language).territories
    return tuple((code, territories[code].casefold()) for code in sorted(regions) if code in territories)
