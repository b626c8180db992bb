"""What a page says beside its clauses, in a sentence of our own copy: where a parcel may be refused, what to keep.

Only what the page says without a reserve is put so; else its own words are quoted.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from copilot.drafting.passages import prose, quotations
from copilot.drafting.phrases import pattern
from copilot.drafting.quoting import for_agents, policy_language, quote
from copilot.drafting.reserves import Said, denied, limited, names_scope
from copilot.drafting.text import Line, Time, line
from copilot.evidence import Evidence, plain
from copilot.models import Document
from copilot.policy import region_names
from copilot.prompts import has_copy, load_copy
from copilot.shipped import read_words
from copilot.values import find_values

from .reach import countries_named

FIGURES = ("money", "percent", "duration", "date")
"""Types of values that say how far a sentence holds."""


def beside(evidence: Evidence, key: str, clauses: Collection[str]) -> list[Line]:
    """The copy's sentence, where a page that holds one of these clauses says it; with a reserve, the page's words."""
    return on_pages(evidence, key, pages_of(evidence, clauses))


def anywhere(evidence: Evidence, key: str) -> list[Line]:
    """The same, where any page of rules in force says it."""
    return beside(evidence, key, {scoped.clause.id for scoped in evidence.policy})


def on_pages(evidence: Evidence, key: str, documents: Sequence[Document]) -> list[Line]:
    """The same, where one of these pages says it; with the one length of time that it names, if the copy needs one."""
    told: list[Line] = []
    for document in documents:
        for words, places in _saying(document.text, key):
            figures = figures_in(evidence, words)
            if not _holds(evidence, key, places, figures):
                return [] if for_agents(words) else [quote(words, document.id)]
            timings = [Time(figure, (document.id,)) for _, figure in figures]
            told.append(line(key, timing=timings[0]) if timings else line(key, document.id))
    return told[:1]


def pages_of(evidence: Evidence, clauses: Collection[str]) -> list[Document]:
    """The pages that hold these clauses."""
    holding = {scoped.document for scoped in evidence.policy if scoped.clause.id in clauses}
    return [document for document in evidence.documents if document.id in holding]


def told_as(evidence: Evidence, words: str) -> frozenset[str]:
    """The keys of the copy's sentences that say what these words of a page say."""
    return frozenset(
        key
        for key in _phrases()
        if any(_holds(evidence, key, places, figures_in(evidence, said)) for said, places in _saying(words, key))
    )


def _holds(evidence: Evidence, key: str, places: Sequence[Said], figures: Sequence[tuple[str, str]]) -> bool:
    """Whether a sentence says what the copy says, without a reserve, or for the customer's own country."""
    language = policy_language(evidence)
    copy = load_copy(language if has_copy(language) else "en").sentences[key]
    timed = "{timing}" in copy
    if [type for type, _ in figures] != ["duration"] * timed:
        return False
    named, customer = countries_named(places[0].text), evidence.customer
    here = region_names(customer.address.country) if customer and customer.address else frozenset[str]()
    if named and named.isdisjoint(here):
        return False
    return any(not limited(said, copy) and (named or timed or not names_scope(said)) for said in places)


def figures_in(evidence: Evidence, words: str) -> list[tuple[str, str]]:
    """The types and the values of what says how far a sentence holds."""
    language, currency = policy_language(evidence), evidence.shop.currency
    found = find_values(words, language=language, currency=currency, today=evidence.today)
    figures = [one for one in found if one.type in FIGURES]
    loose = {one for one in figures if one.approximate or one.bound == "at_least"}
    return [("loose" if one in loose else one.type, one.values[0]) for one in figures]


@lru_cache(maxsize=1024)  # the same pages come up for every ticket
def _saying(page: str, key: str) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """The sentences of a page that say it: the words to quote, and where they say it."""
    after = {one.start: then.text for one, then in pairwise(prose(page))}
    found = [
        (quotation, tuple(_places(sentence.text, after.get(sentence.start, ""), key)))
        for sentence, quotation in quotations(page, of_thing=False)
    ]
    return tuple((words, places) for words, places in found if places)


def _places(text: str, after: str, key: str) -> Iterator[Said]:
    words = plain(text)
    for phrase in _phrases()[key]:
        for match in _pattern(phrase).finditer(words):
            said = Said(text, len(words[: match.start()].split()), len(words[: match.end()].split()), after)
            if not denied(said, frozenset(phrase.split())):
                yield said


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(pattern(phrase.split()))


@cache
def _phrases() -> dict[str, list[str]]:
    text = files("copilot.drafting").joinpath("beside.yaml").read_text("utf-8")
    return {str(key): list(phrases) for key, phrases in read_words(text).items()}
