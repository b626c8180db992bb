"""Sentences that surely answer a question that no kind of request covers: rather none than one beside the matter."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from copilot.evidence import Evidence

from .attributes import units_in
from .passages import Asked, asked_of, asked_stems, stems_of
from .questions import things_pages
from .quoting import quote
from .said_on_pages import Said, nearness, said_on, said_where_found
from .text import Line

MOST = 2  # sentences for one question
NEAR = 0.75  # of the best sentence's score, which a second one needs
SHARED = 2  # words of the question that a sentence has to have where nothing else says that it answers
COVERED = 0.4  # of the question's words, on a page that is not about the thing in question
FEW = 2  # words of a question that does not tell by itself what it is about
FEW_ASKED = 3  # words of a question that is answered by a sentence with one of them that no other sentence has
FOREIGN = 0.2  # how near it has to be to a question in another language than the page's, and what it has to be ahead by
AHEAD = 0.04
FOREMOST = 0.3  # how near where only that shows that it answers
WORDED = 0.1  # what words in common count beside the meaning
BEHIND = 0.15  # how far behind the nearest in meaning one may be that answers by its words, in another language
SECOND = 0.03  # how far behind the nearest a second one may be


@dataclass(frozen=True, slots=True)
class _Limits:
    """How near in meaning a sentence has to be that answers, and one that answers by its words, too."""

    own: bool  # whether it is the page of the thing in question
    alike: float
    barely: float


OWN = _Limits(True, 0.44, 0.3)
ELSEWHERE = _Limits(False, 0.57, 0.4)

Sure = Callable[[Said, Asked, Counter[str]], bool]


def sure_sentences(evidence: Evidence) -> list[Line]:
    """For each question of the last message the sentence of a page that answers it, as a quotation."""
    own, found = things_pages(evidence), said_where_found(evidence)
    chosen: dict[str, Said] = {}
    names = frozenset(stem for page in own for stem in stems_of(page.title))
    for asked in asked_of(evidence.ticket):
        for pages, sure, limits in (
            (said_on(evidence, own), _answers_of_thing, OWN),
            (found, _answers_elsewhere, ELSEWHERE),
        ):
            best = _best(pages, _telling(asked, evidence, names, pages), sure, limits)
            chosen |= {one.words: one for one in best}
            if best:
                break
    ordered = sorted(chosen.values(), key=lambda one: one.place)
    return [quote(one.quotation, one.source) for one in ordered]


def _telling(asked: Asked, evidence: Evidence, names: frozenset[str], pages: Sequence[Said]) -> Asked:
    """The question's words without the names of things; with those of the message where they are too few to tell."""
    stems = asked.stems - names
    there = frozenset[str]().union(*(one.stems for one in pages)) if pages else frozenset()
    if len(stems & there) < FEW and not asked.told:
        stems = asked_stems(evidence) - names
    return replace(asked, stems=stems)


def _best(pages: Sequence[Said], asked: Asked, sure: Sure, limits: _Limits) -> list[Said]:
    """The sentences that answer by what they mean, or by their words and not against it."""
    from copilot.knowledge.multilingual import is_foreign

    spread = Counter(stem for one in pages for stem in one.stems)
    means = nearness(pages, asked)
    if is_foreign(asked.whole):
        by_words = [one for one in _by_words(pages, asked, sure, spread) if limits.own or means[one] >= FOREIGN]
        most = max(means.values(), default=0.0)
        return [one for one in by_words if means[one] >= most - BEHIND] or (
            _foremost(pages, means) if limits.own else []
        )
    worded = {one for one in pages if sure(one, asked, spread)}
    fit = [one for one in pages if means[one] >= (limits.barely if one in worded else limits.alike)]
    if not fit:
        return []
    most = max(means[one] + (WORDED if one in worded else 0) for one in fit)
    near = [one for one in fit if means[one] + (WORDED if one in worded else 0) >= most - SECOND]
    return sorted(near, key=lambda one: -means[one])[:MOST]


def _foremost(pages: Sequence[Said], means: Mapping[Said, float]) -> list[Said]:
    """The one sentence that is nearer in meaning than all others."""
    ranked = sorted(pages, key=lambda one: -means[one])
    ahead = len(ranked) == 1 or (len(ranked) > 1 and means[ranked[0]] - means[ranked[1]] >= AHEAD)
    return ranked[:1] if ranked and ahead and means[ranked[0]] >= FOREMOST else []


def _by_words(pages: Sequence[Said], asked: Asked, sure: Sure, spread: Counter[str]) -> list[Said]:
    scored = [(_score(one, asked, spread, len(pages)), one) for one in pages if sure(one, asked, spread)]
    if not scored:
        return []
    most = max(score for score, _ in scored)
    near = sorted((pair for pair in scored if pair[0] >= NEAR * most), key=lambda pair: -pair[0])
    return [one for _, one in near[:MOST]]


def _answers_of_thing(one: Said, asked: Asked, spread: Counter[str]) -> bool:
    """Whether a sentence of the thing's page answers: it tells what is asked for, or shares words of the question."""
    shared = one.stems & asked.stems
    if asked.told or asked.units:
        return bool(one.stems & asked.told) or any(unit in units_in(one.words) for unit in asked.units)
    return len(shared) >= SHARED or (len(asked.stems) <= FEW_ASKED and any(spread[stem] == 1 for stem in shared))


def _answers_elsewhere(one: Said, asked: Asked, spread: Counter[str]) -> bool:
    """Whether a sentence of another page answers: it has to share most of what the question says."""
    shared = one.stems & asked.stems
    if len(asked.stems) <= FEW_ASKED and any(spread[stem] == 1 for stem in shared):
        return True
    return len(shared) > SHARED or (len(shared) == SHARED and len(shared) >= COVERED * len(asked.stems))


def _score(one: Said, asked: Asked, spread: Counter[str], total: int) -> float:
    """Words shared and words that tell, rare ones more."""
    weights = [math.log(1 + total / spread[stem]) for stem in one.stems & (asked.stems | asked.told)]
    unit = any(unit in units_in(one.words) for unit in asked.units)
    return (sum(weights) + (2.0 if unit else 0.0)) / math.sqrt(max(len(one.stems), 4))
