"""F004: every id and tracking number is one of the evidence; F008: every contact and link is known."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from copilot.checks.problem import Problem, Status
from copilot.checks.reading import Reading
from copilot.checks.rules.tokens import customer_said, known_ids, of_these, policy_states, values_of
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, normal_id


def ids(reading: Reading) -> Iterator[Problem]:
    """Each id or tracking number that the evidence does not know, or that belongs to another order."""
    for sentence, value in values_of(reading, "id", "tracking"):
        facts = known_ids(sentence, value)
        if facts:
            strangers = [fact for fact in facts if fact.type == "tracking" and not of_these(fact, sentence.orders)]
            if strangers and len(strangers) == len(facts):
                message = f"{value.text} belongs to another order ({facts[0].source})"
                yield Problem("violated", message, value.start, value.end, value.text, (facts[0].id,))
        elif not (
            sentence.within_name(value, reading.text)
            or customer_said(reading, value)
            or policy_states(reading, sentence, value)
            or _in_a_document(reading, value)
        ):
            expected = _expected_id(reading, sentence)
            message = f"{value.text} is in none of the evidence"
            known = [*(order.id for order in reading.evidence.orders), *(fact.value for fact in expected)]
            status: Status = "violated" if _in_the_shape_of(value, known) else "unchecked"
            yield Problem(status, message, value.start, value.end, value.text, tuple(f.id for f in expected))


def _in_a_document(reading: Reading, value: Found) -> bool:
    """Whether a short token of letters and digits, which is no number of an order, stands so in a document ("E27")."""
    text = value.text
    if len(text) > SHORT or "-" in text:
        return False
    token = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])", re.IGNORECASE)
    texts = [document.text for document in reading.evidence.documents]
    texts += [hit.passage.text for hit in reading.evidence.hits]
    return any(token.search(page) for page in texts)


SHORT = 5  # letters and digits of a token that may be a size, a socket or a batch


LOOKED_UP = 40  # links and addresses of the shop's domain that are looked for in its documents


def contacts(reading: Reading) -> Iterator[Problem]:
    """Each address, phone number or link that is neither the shop's nor the customer's own."""
    shop, looked = reading.evidence.shop, 0
    for sentence, value in values_of(reading, "email", "phone", "link"):
        text = value.text.casefold()
        own = any(domain.casefold() in text for domain in shop.domains) and value.type in ("email", "link")
        looked += own
        stated = own and looked <= LOOKED_UP and _on_a_page(reading, text)
        listed = any(_same(text, contact.casefold(), value.type) for contact in shop.contacts)
        if own and not stated and not listed and not customer_said(reading, value):
            message = f"{value.text} is of the shop's domain, and neither its contacts nor a document name it"
            yield Problem("unchecked", message, value.start, value.end, value.text)
        elif not (
            own
            or listed
            or sentence.within_name(value, reading.text)
            or _named(sentence, value)
            or customer_said(reading, value)
        ):
            message = f"{value.text} is no contact, domain or link of the shop"
            yield Problem("violated", message, value.start, value.end, value.text)


def _same(text: str, contact: str, type: str) -> bool:
    """Whether it is this contact; a phone number may stand among other signs, a page may be told without its scheme."""
    if type == "phone":
        return text in contact or contact in text
    return text.rstrip("/.,;:!?)") in (contact, contact.removeprefix("https://"))


def _on_a_page(reading: Reading, text: str) -> bool:
    """Whether an address or a link stands in a document, or is the shop's bare domain."""
    evidence = reading.evidence
    plain = text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/.,;:!?)")
    if plain in {domain.casefold() for domain in evidence.shop.domains}:
        return True
    whole = re.compile(rf"(?<![\w.@/-]){re.escape(plain)}(?![\w@/-])")
    texts = [document.text for document in (*evidence.documents, *evidence.pages)]
    texts += [
        *(hit.passage.text for hit in evidence.hits),
        *evidence.shop.contacts,
        evidence.shop.automation_disclosure or "",
    ]
    return any(plain in page and whole.search(page) for page in map(_plain, texts))


@lru_cache(maxsize=1024)
def _plain(page: str) -> str:
    return page.casefold().replace("https://", "")


def _named(sentence: ReadSentence, value: Found) -> bool:
    return any(mention.start <= value.start and value.end <= mention.end for mention in sentence.mentions)


def _in_the_shape_of(value: Found, ids: Iterable[str]) -> bool:
    """Whether a token is written like one of these ids, letters and digits apart from their values."""
    return _shape(value.text) in {_shape(id) for id in ids}


def _shape(id: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "0", normal_id(id)))


def _expected_id(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    return [
        fact for fact in reading.evidence.facts if fact.role == "tracking_number" and of_these(fact, sentence.orders)
    ][:3]
