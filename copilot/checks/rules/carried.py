"""Who carries a parcel: the carrier that is named is the one on the records of the orders spoken of."""

import re
from collections.abc import Iterator
from functools import lru_cache

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.models import Document, Order

_NAMED = re.compile(r"\b(?:forwarder|carrier|courier|haulier)\s+([A-Z][\w-]{2,40})")
_OF_PARCELS = frozenset(["ship", "transit", "deliver", "out_for_delivery", "delay", "lost"])


def other_carriers(reading: Reading) -> Iterator[Problem]:
    """Each carrier named of a parcel that another one carries."""
    documents = reading.evidence.documents
    pages = tuple(document.text for document in documents)
    carriers = {fact.value for fact in reading.evidence.facts if fact.role == "carrier"} | _in_pages(pages)
    carriers |= {name for document in documents for name in _listed(document)}
    for sentence in reading.sentences:
        tracked = {fact.value for m in sentence.mentions for fact in m.of("tracking")}
        parts = [part for order in sentence.orders for part in order.shipments if part.carrier]
        named = [part for part in parts if part.tracking_number in tracked]
        own = {part.carrier for part in named or parts if part.carrier}
        if sentence.quoted or not own or not _of_a_parcel(reading, sentence):
            continue
        known = own | _by_their_terms(reading, sentence.orders, carriers)
        for word in sentence.sentence.words:
            says = reading.text[word.start : word.end]
            if says in carriers and says not in known:
                message = f"the records name {', '.join(sorted(own))}, not {says}"
                yield Problem("unchecked", message, word.start, word.end, says)


def _listed(document: Document) -> list[str]:
    """The carriers that a page lists in front of its words, in whatever language it is: "carriers: [Spedio]"."""
    names = document.metadata.get("carriers")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


@lru_cache(maxsize=64)
def _in_pages(pages: tuple[str, ...]) -> frozenset[str]:
    """The carriers that the documents name as such."""
    return frozenset(name for page in pages for name in _NAMED.findall(page))


def _of_a_parcel(reading: Reading, sentence: ReadSentence) -> bool:
    """Whether a sentence tells of a parcel's way: by its number, by an event, or by a day that it is there or due."""
    know = reading.vocabulary
    events = {claim.kind for part in sentence.statements for claim in part.events}
    roles = {role for _, _, role in know.date_roles.find(sentence.sentence.words)} if know else set()
    tracked = any(m.of("tracking") for m in sentence.mentions)
    return tracked or bool(events & _OF_PARCELS) or bool(roles & {"expected", "shipped", "delivered"})


def _by_their_terms(reading: Reading, orders: tuple[Order, ...], carriers: set[str]) -> set[str]:
    """The carriers that clauses name for goods like those of the orders: the forwarder of bulky ones."""
    tags = {tag for order in orders for item in order.items for tag in item.tags}
    quotes = [clause.quote for clause in reading.evidence.clauses if tags & set(clause.when.tags)]
    return {name for name in carriers if any(name in quote for quote in quotes)}
