"""Sentences that surely answer a question that no kind of request covers: rather none than one beside the matter."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from copilot.evidence import Evidence, is_named
from copilot.models import Document, Ticket

from .asked import lines_asked, names_lines
from .attributes import units_in
from .passages import Asked, asked_of, asked_stems, prose, stems_of
from .quoting import for_agents, quote
from .text import Line
from .units import units_of

MOST = 2  # sentences for one question
NEAR = 0.75  # of the best sentence's score, which a second one needs
SHARED = 2  # words of the question that a sentence has to have where nothing else says that it answers
COVERED = 0.4  # of the question's words, on a page that is not about the thing in question
FEW = 2  # words of a question that does not tell by itself what it is about
FEW_ASKED = 3  # words of a question that is answered by a sentence with one of them that no other sentence has
QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: str
    source: str
    place: tuple[int, int]
    stems: frozenset[str]


Sure = Callable[[_Sentence, Asked, Counter[str]], bool]


def questions_of(ticket: Ticket) -> tuple[str, ...]:
    """Of a message that asks several things, the questions that no words make out as requests about orders."""
    units = units_of(ticket.last_said)
    if sum(unit.asks for unit in units) < 2:
        return ()
    told = ["", *(f"{unit.words} " if not unit.asks else "" for unit in units)]
    return tuple(
        f"{before}{unit.words}"
        for before, unit in zip(told, units, strict=False)
        if unit.asks and (not unit.wants or set(unit.wants) <= OF_PAGES)
    )[:QUESTIONS]


OF_PAGES = frozenset({"availability", "discount", "gift_card", "warranty"})
"""Intents that pages answer."""


def sure_sentences(evidence: Evidence) -> list[Line]:
    """For each question of the last message the sentence of a page that answers it, as a quotation."""
    own, found = things_pages(evidence), _found(evidence)
    chosen: dict[str, _Sentence] = {}
    names = frozenset(stem for page in own for stem in stems_of(page.title))
    for asked in asked_of(evidence.ticket):
        for pages, sure in ((_sentences(own), _answers_of_thing), (found, _answers_elsewhere)):
            best = _best(pages, _telling(asked, evidence, names, pages), sure)
            chosen |= {one.words: one for one in best}
            if best:
                break
    ordered = sorted(chosen.values(), key=lambda one: one.place)
    return [quote(one.words, one.source) for one in ordered]


def things_pages(evidence: Evidence) -> list[Document]:
    """The pages of the things that the customer names, or goes on about."""
    pages = {document.title.casefold(): document for document in evidence.documents if document.kind == "product"}
    items = [
        item for order in evidence.focus.orders if names_lines(evidence, order) for item in lines_asked(evidence, order)
    ]
    mine = [page for item in items if (page := pages.get(item.name.casefold()))]
    gone_on = {id.removeprefix("product:") for id, line in evidence.focus.lines if not line}
    sold = [pages[p.name.casefold()] for p in evidence.products if p.id in gone_on and p.name.casefold() in pages]
    named = [*sold, *(page for page in pages.values() if is_named(evidence.ticket, page.title))]
    return list({page.id: page for page in (*mine, *named)}.values())


def _telling(asked: Asked, evidence: Evidence, names: frozenset[str], pages: Sequence[_Sentence]) -> Asked:
    """The question's words without the names of things; with those of the message where they are too few to tell."""
    stems = asked.stems - names
    there = frozenset[str]().union(*(one.stems for one in pages)) if pages else frozenset()
    if len(stems & there) < FEW and not asked.told:
        stems = asked_stems(evidence) - names
    return Asked(stems, asked.told, asked.units)


def _best(pages: Sequence[_Sentence], asked: Asked, sure: "Sure") -> list[_Sentence]:
    spread = Counter(stem for one in pages for stem in one.stems)
    scored = [(_score(one, asked, spread, len(pages)), one) for one in pages if sure(one, asked, spread)]
    if not scored:
        return []
    most = max(score for score, _ in scored)
    near = sorted((pair for pair in scored if pair[0] >= NEAR * most), key=lambda pair: -pair[0])
    return [one for _, one in near[:MOST]]


def _answers_of_thing(one: _Sentence, asked: Asked, spread: Counter[str]) -> bool:
    """Whether a sentence of the thing's page answers: it tells what is asked for, or shares words of the question."""
    shared = one.stems & asked.stems
    if asked.told or asked.units:
        return bool(one.stems & asked.told) or any(unit in units_in(one.words) for unit in asked.units)
    return len(shared) >= SHARED or (len(asked.stems) <= FEW_ASKED and any(spread[stem] == 1 for stem in shared))


def _answers_elsewhere(one: _Sentence, asked: Asked, _: Counter[str]) -> bool:
    """Whether a sentence of another page answers: it has to share most of what the question says."""
    shared = one.stems & asked.stems
    return len(shared) > SHARED or (len(shared) == SHARED and len(shared) >= COVERED * len(asked.stems))


def _score(one: _Sentence, asked: Asked, spread: Counter[str], total: int) -> float:
    """Words shared and words that tell, rare ones more."""
    weights = [math.log(1 + total / spread[stem]) for stem in one.stems & (asked.stems | asked.told)]
    unit = any(unit in units_in(one.words) for unit in asked.units)
    return (sum(weights) + (2.0 if unit else 0.0)) / math.sqrt(max(len(one.stems), 4))


def _sentences(pages: Sequence[Document]) -> list[_Sentence]:
    return [
        _Sentence(sentence.text, page.id, (number, sentence.start), stems_of(sentence.text))
        for number, page in enumerate(pages)
        for sentence in prose(page.text)
        if not for_agents(sentence.text) and not sentence.text.endswith("?")
    ]


def _found(evidence: Evidence) -> list[_Sentence]:
    """The sentences of the passages found, without those that only agents are meant to read."""
    inside = [" ".join(s.clause.quote.split()) for s in evidence.policy if s.clause.about == "goodwill"]
    return [
        _Sentence(sentence.text, hit.passage.id, (number + 100, sentence.start), stems_of(sentence.text))
        for number, hit in enumerate(evidence.hits)
        for sentence in prose(hit.passage.text)
        if not for_agents(sentence.text)
        and sentence.text[-1:] != "?"
        and not any(words in sentence.text for words in inside)
    ]
