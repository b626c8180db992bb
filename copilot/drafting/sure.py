"""Sentences that surely answer a question that no kind of request covers: rather none than one beside the matter."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from copilot.evidence import Evidence
from copilot.models import Document

from .attributes import units_in
from .passages import Asked, asked_of, asked_stems, prose, stems_of
from .questions import things_pages
from .quoting import for_agents, quote
from .text import Line
from .topics import is_about

MOST = 2  # sentences for one question
NEAR = 0.75  # of the best sentence's score, which a second one needs
SHARED = 2  # words of the question that a sentence has to have where nothing else says that it answers
COVERED = 0.4  # of the question's words, on a page that is not about the thing in question
FEW = 2  # words of a question that does not tell by itself what it is about
FEW_ASKED = 3  # words of a question that is answered by a sentence with one of them that no other sentence has
ALIKE = 0.44  # how near in meaning a sentence of the thing's page is that answers
BARELY = 0.3  # the same of one that answers by its words, too
ALIKE_ELSEWHERE = 0.57
BARELY_ELSEWHERE = 0.4
FOREIGN = 0.2  # the same as ALIKE for a question that is not in the pages' language, and what it has to be ahead by
AHEAD = 0.04
ON_TOPIC = 0.45  # the same as ALIKE on a page about what is asked
WORDED = 0.1  # what words in common count beside the meaning
SECOND = 0.03  # how far behind the nearest a second one may be


@dataclass(frozen=True, slots=True)
class _Sentence:
    title: str
    words: str
    source: str
    place: tuple[int, int]
    stems: frozenset[str]


Sure = Callable[[_Sentence, Asked, Counter[str]], bool]


def sure_sentences(evidence: Evidence) -> list[Line]:
    """For each question of the last message the sentence of a page that answers it, as a quotation."""
    own, found = things_pages(evidence), _found(evidence)
    chosen: dict[str, _Sentence] = {}
    names = frozenset(stem for page in own for stem in stems_of(page.title))
    for asked in asked_of(evidence.ticket):
        for pages, sure, limits in (
            (_sentences(evidence, own), _answers_of_thing, (ALIKE, BARELY)),
            (found, _answers_elsewhere, (ALIKE_ELSEWHERE, BARELY_ELSEWHERE)),
        ):
            best = _best(pages, _telling(asked, evidence, names, pages), sure, limits)
            chosen |= {one.words: one for one in best}
            if best:
                break
    ordered = sorted(chosen.values(), key=lambda one: one.place)
    return [quote(one.words, one.source) for one in ordered]


def topic_sentences(evidence: Evidence, topic: str, most: int = MOST) -> list[Line]:
    """The sentences of the pages about a topic that are nearest in meaning to what is asked; none that is far."""
    pages = [page for page in evidence.documents if is_about(f"{page.id} {page.title}", topic)]
    sentences = _sentences(evidence, pages)
    ranked: list[tuple[int, float, _Sentence]] = []
    for asked in asked_of(evidence.ticket):
        means = _means(sentences, asked, with_title_only=True)
        near = sorted((one for one in sentences if means[one] >= ON_TOPIC), key=lambda one: -means[one])
        ranked += [(rank, -means[one], one) for rank, one in enumerate(near)]
    chosen = {one.words: one for _, _, one in sorted(ranked, key=lambda found: found[:2])}  # each question's best first
    ordered = sorted(list(chosen.values())[:most], key=lambda one: one.place)
    return [quote(one.words, one.source) for one in ordered]


def _telling(asked: Asked, evidence: Evidence, names: frozenset[str], pages: Sequence[_Sentence]) -> Asked:
    """The question's words without the names of things; with those of the message where they are too few to tell."""
    stems = asked.stems - names
    there = frozenset[str]().union(*(one.stems for one in pages)) if pages else frozenset()
    if len(stems & there) < FEW and not asked.told:
        stems = asked_stems(evidence) - names
    return replace(asked, stems=stems)


def _best(pages: Sequence[_Sentence], asked: Asked, sure: "Sure", limits: tuple[float, float]) -> list[_Sentence]:
    """The sentences that answer by what they mean, or by their words and not against it."""
    from copilot.knowledge.multilingual import is_foreign

    spread = Counter(stem for one in pages for stem in one.stems)
    alike, barely = limits
    means = _means(pages, asked, with_title_only=alike == ALIKE)
    if is_foreign(asked.whole):
        by_words = [one for one in _by_words(pages, asked, sure, spread) if alike == ALIKE or means[one] >= FOREIGN]
        return by_words or (_foremost(pages, means) if alike == ALIKE else [])
    worded = {one for one in pages if sure(one, asked, spread)}
    fit = [one for one in pages if means[one] >= (barely if one in worded else alike)]
    if not fit:
        return []
    most = max(means[one] + (WORDED if one in worded else 0) for one in fit)
    near = [one for one in fit if means[one] + (WORDED if one in worded else 0) >= most - SECOND]
    return sorted(near, key=lambda one: -means[one])[:MOST]


def _means(pages: Sequence[_Sentence], asked: Asked, *, with_title_only: bool) -> dict[_Sentence, float]:
    """How near each sentence is to the question, or to the whole of what is asked with it."""
    from copilot.knowledge.likeness import likenesses

    found = dict.fromkeys(pages, 0.0)
    for words in dict.fromkeys((asked.words, asked.whole)):
        titled = likenesses(words, [f"{one.title}: {one.words}" for one in pages])
        alone = titled if with_title_only else likenesses(words, [one.words for one in pages])
        for one, first, second in zip(pages, titled, alone, strict=True):
            found[one] = max(found[one], (first + second) / 2)
    return found


def _foremost(pages: Sequence[_Sentence], means: Mapping[_Sentence, float]) -> list[_Sentence]:
    """The one sentence that is nearer in meaning than all others."""
    ranked = sorted(pages, key=lambda one: -means[one])
    ahead = len(ranked) == 1 or (len(ranked) > 1 and means[ranked[0]] - means[ranked[1]] >= AHEAD)
    return ranked[:1] if ranked and ahead and means[ranked[0]] >= FOREIGN else []


def _by_words(pages: Sequence[_Sentence], asked: Asked, sure: "Sure", spread: Counter[str]) -> list[_Sentence]:
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


def _answers_elsewhere(one: _Sentence, asked: Asked, spread: Counter[str]) -> bool:
    """Whether a sentence of another page answers: it has to share most of what the question says."""
    shared = one.stems & asked.stems
    if len(asked.stems) <= FEW_ASKED and any(spread[stem] == 1 for stem in shared):
        return True
    return len(shared) > SHARED or (len(shared) == SHARED and len(shared) >= COVERED * len(asked.stems))


def _score(one: _Sentence, asked: Asked, spread: Counter[str], total: int) -> float:
    """Words shared and words that tell, rare ones more."""
    weights = [math.log(1 + total / spread[stem]) for stem in one.stems & (asked.stems | asked.told)]
    unit = any(unit in units_in(one.words) for unit in asked.units)
    return (sum(weights) + (2.0 if unit else 0.0)) / math.sqrt(max(len(one.stems), 4))


def _sentences(evidence: Evidence, pages: Sequence[Document]) -> list[_Sentence]:
    return [
        _Sentence(page.title, sentence.text, page.id, (number, sentence.start), stems_of(sentence.text))
        for number, page in enumerate(pages)
        for sentence in prose(page.text)
        if _may_be_quoted(evidence, sentence.text)
    ]


def _found(evidence: Evidence) -> list[_Sentence]:
    """The sentences of the passages found, as far as these fit at all."""
    from copilot.knowledge import MiniLM

    return [
        _Sentence(hit.passage.title, sentence.text, hit.passage.id, (n + 100, sentence.start), stems_of(sentence.text))
        for n, hit in enumerate(evidence.hits)
        for sentence in (prose(hit.passage.text) if hit.score >= MiniLM.fits else ())
        if _may_be_quoted(evidence, sentence.text)
    ]


def _may_be_quoted(evidence: Evidence, words: str) -> bool:
    """Whether a sentence tells customers something: not one for agents alone, and no question."""
    inside = [" ".join(s.clause.quote.split()) for s in evidence.policy if s.clause.about == "goodwill"]
    return not (for_agents(words) or words.endswith("?") or any(own in words for own in inside))
