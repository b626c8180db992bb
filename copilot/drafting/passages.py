"""The sentences of the passages found that answer what was asked, word for word."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from copilot.evidence import Evidence, is_named, plain
from copilot.keeping import by_hash, for_a_review
from copilot.models import Clause, Document, Hit, Passage, Ticket
from copilot.policy.prose import Sentence, sentences

from .attributes import attributes, units_in
from .own_words import own_words
from .phrases import goes_on
from .quoting import for_agents, quote
from .text import Line
from .topics import has_topic, is_about

MOST = 3  # sentences that a reply quotes
FOR_ONE = 1  # of these for each of several questions
FOR_ALONE = 2  # of these for the only one
READ = 3  # passages that are looked into
NAMED = 1.5  # the weight of a page whose product the customer names
NAMED_PAGES = 2
SHORT = 6  # words of a message that is not understood without the one before it
TELLS = 0.8  # what a word counts that belongs to an answer, against one of the question itself
ABOUT_PRODUCTS = ("product_question", "availability", "safety", "warranty")
NOT_TOLD = ("goodwill",)
"""Kinds of clauses whose words are for agents: what they may give of their own accord."""
MEANS = 0.5  # how near in meaning a passage is that answers
ELSEWHERE = 0.1  # by how much it has to fit better where the intent is about something else
LEAST = 0.15  # the score that a passage under the right heading needs
NEAR = 0.65  # of the best sentence's score, which the others need
FAULTS = ("rust",)
"""Attributes that are asked of what is wrong with a thing."""
RARE = 2  # sentences of a page that a word stands in which tells what one of them is about
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_QUESTION = re.compile(r"[^.!?\n]{3,400}\?")
_PARTS = re.compile(
    r",? (?:and|und|et|y|e|en) (?=(?:how|what|can|is|does|do|when|will|wie|was|kann|ist|comment|est|peut)\b)"
)
_BEGINNING = 40  # code points in which it shows that a sentence goes on about the one before it
_LONGEST = 2000  # code points of a message that are read for its words


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its stems, the stems and units by which an answer is known, its words, and all that is said."""

    stems: frozenset[str]
    told: frozenset[str]
    units: frozenset[str]
    words: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a passage, where it stands, how well it fits what was asked, and how it is quoted."""

    words: str
    passage: str
    place: tuple[int, int]
    score: float
    quotation: str = ""


def told(evidence: Evidence, intent: str, most: int = MOST, *, whole: bool = False) -> list[Line]:
    """Up to `most` sentences of the passages that fit, as quotations; none where no passage fits.

    They answer the questions of the last message; with `whole` what it tells, too.
    """
    asked = (Asked(asked_stems(evidence), frozenset(), frozenset()),) if whole else asked_of(evidence.ticket)
    return [quote(one.quotation, one.passage) for one in best_sentences(evidence, intent, asked, most)]


def best_sentences(evidence: Evidence, intent: str, asked_for: Sequence[Asked], most: int = MOST) -> list[Told]:
    """The best sentences for each question, in the order in which they stand."""
    pages = _pages(evidence, intent)
    inside = [" ".join(scoped.clause.quote.split()) for scoped in evidence.policy if scoped.clause.about in NOT_TOLD]
    candidates = [
        (place, source, weight, sentence, quotation)
        for place, (source, text, weight) in enumerate(pages)
        for sentence, quotation in quotations(text, of_thing=intent in ABOUT_PRODUCTS)
        if not any(words in sentence.text for words in inside) and not for_agents(quotation)
    ]
    if not candidates:
        return []
    words = [stems_of(sentence.text) for *_, sentence, _ in candidates]
    spread = Counter(word for one in words for word in one)
    chosen: dict[str, Told] = {}
    names = frozenset(stem for name in _names(evidence, intent) for stem in stems_of(name))
    for one_asked in asked_for:
        asked = replace(one_asked, stems=one_asked.stems - names)
        scored = [
            Told(sentence.text, source, (place, sentence.start), score * weight, quotation)
            for (place, source, weight, sentence, quotation), own in zip(candidates, words, strict=True)
            if (score := _score(own, sentence.text, asked, spread, len(candidates))) > 0
        ]
        best = max((one.score for one in scored), default=0.0)
        near = sorted((one for one in scored if one.score >= NEAR * best), key=lambda one: -one.score)
        for one in near[: FOR_ONE if len(asked_for) > 1 else FOR_ALONE]:
            chosen.setdefault(one.words, one)
    return sorted(sorted(chosen.values(), key=lambda one: -one.score)[:most], key=lambda one: one.place)


def _pages(evidence: Evidence, intent: str) -> list[tuple[str, str, float]]:
    """What may answer: the pages of products that the customer names, and the passages found; each with its weight."""
    hits = fitting(evidence, intent)[:READ]
    pages = [(hit.passage.id, hit.passage.text, 0.5 + hit.score) for hit in hits]
    if intent in ABOUT_PRODUCTS:
        named = _named(evidence)
        held = {page.id for page in named}
        pages = [page for page, hit in zip(pages, hits, strict=True) if hit.passage.document not in held]
        pages = [*((page.id, page.text, NAMED) for page in named[:NAMED_PAGES]), *([] if named else pages)]
    return pages


def _named(evidence: Evidence) -> list[Document]:
    """The pages of products that the customer names."""
    pages = {document.id: document for document in evidence.documents if document.kind == "product"}
    return [page for page in pages.values() if is_named(evidence.ticket, page.title)]


def _names(evidence: Evidence, intent: str) -> list[str]:
    """The names of what is asked about: they tell the page, and not the sentence."""
    return [page.title for page in _named(evidence)] if intent in ABOUT_PRODUCTS else []


def excluded(evidence: Evidence, clauses: Sequence[str]) -> Clause | None:
    """The rule beside these clauses that says what they do not cover, where the customer names such a thing."""
    holding = {scoped.document for scoped in evidence.policy if scoped.clause.id in clauses}
    pages = [document.text for document in evidence.documents if document.id in holding]
    spread = Counter(stem for page in pages for sentence in sentences(page) for stem in stems_of(sentence.text))
    told, _ = attributes(evidence.ticket.last_said[:_LONGEST], FAULTS)
    asked = {stem for stem in asked_stems(evidence) if 0 < spread[stem] <= RARE}
    for scoped in evidence.policy:
        clause = scoped.clause
        denies = scoped.document in holding and (clause.about, clause.effect) == ("forbidden", "deny")
        named = stems_of(clause.quote)
        if denies and (len(named & asked) > 1 or named & told) and not for_agents(clause.quote):
            return clause
    return None


def fitting(evidence: Evidence, intent: str) -> tuple[Hit, ...]:
    """The passages found whose score an answer usually has, and those that stand under what the intent is about."""
    from copilot.knowledge import MiniLM

    return tuple(
        hit
        for hit in evidence.hits
        if (hit.score >= LEAST if _stands_under(evidence, hit.passage, intent) else _fits(hit, intent, MiniLM.fits))
    )


def asked_stems(evidence: Evidence) -> frozenset[str]:
    """The stems of what the customer last wrote, in the words of the policies, too, where it is another language."""
    return _stems_asked(evidence.ticket.last_said)


def asked_of(ticket: Ticket) -> tuple[Asked, ...]:
    """What each question of the last message asks for; a short one is read with what was asked before it."""
    said = ticket.last_said
    if len(said.split()) <= SHORT and len(ticket.said) > 1:
        said = f"{ticket.said[-2]} {said}"
    return _asked_in(said)


@for_a_review(64)
def _asked_in(said: str) -> tuple[Asked, ...]:
    text = own_words(said[:_LONGEST])
    questions = [match.group().strip() for match in _QUESTION.finditer(text)] or [text]
    parts = [part for question in questions for part in _PARTS.split(question) if part.strip()]
    return tuple(Asked(_stems_asked(part), *attributes(part), part.strip(), text.strip()) for part in parts)


@for_a_review(256)
def _stems_asked(said: str) -> frozenset[str]:
    from copilot.knowledge.glossary import foreign_language, in_english

    text = own_words(said[:_LONGEST])
    language = foreign_language(text)
    return own_stems(f"{text} {in_english(text, language)}" if language else text)


def _fits(hit: Hit, intent: str, fits: float) -> bool:
    """Whether a passage that stands under something else answers: it has to fit better where the intent has a topic."""
    more = ELSEWHERE if has_topic(intent) else 0.0
    means = intent in ABOUT_PRODUCTS and hit.similarity >= MEANS + more
    return means or hit.score >= fits + more


def _stands_under(evidence: Evidence, passage: Passage, intent: str) -> bool:
    """Whether the page is about the intent's topic, or about a product that the customer names."""
    place = " ".join((passage.document, passage.title, *passage.headings))
    return is_about(place, intent) or (intent in ABOUT_PRODUCTS and is_named(evidence.ticket, passage.title))


def _score(own: frozenset[str], text: str, asked: Asked, spread: Counter[str], total: int) -> float:
    """How much of what is asked a sentence shares, rare words more; what it tells of the thing asked for on top."""
    shared = sum(math.log(1 + total / spread[word]) for word in own & asked.stems)
    told = sum(math.log(1 + total / spread[word]) for word in own & asked.told - asked.stems)
    unit = any(unit in units_in(text) for unit in asked.units)
    return (shared + TELLS * told + (TELLS * 2 if unit else 0)) / math.sqrt(max(len(own), 4))


def quotations(text: str, *, of_thing: bool) -> Iterator[tuple[Sentence, str]]:
    """Each sentence, and the words that it is quoted in: with the sentence before it where it goes on about that.

    On the page of a thing "it" is the thing, and needs nothing before it.
    """
    body = _HEADING.sub("\n", text)
    before: Sentence | None = None
    for sentence in prose(text):
        start = f"{plain(sentence.text[:_BEGINNING])} "
        alone = of_thing and "it" in start.split()[:2]
        if not any(start.startswith(f" {words} ") for words in goes_on()) or alone:
            yield sentence, sentence.text
        elif before is not None and "\n\n" not in body[before.end : sentence.start]:
            yield sentence, f"{before.text} {sentence.text}"
        before = sentence


@lru_cache(maxsize=512)  # the same pages come up for every ticket
def prose(text: str) -> tuple[Sentence, ...]:
    """The sentences and the rows of tables of a page, without headings."""
    return tuple(_prose(text))


def _prose(text: str) -> Iterator[Sentence]:
    body = _HEADING.sub("\n", text)
    heads: list[str] = []
    for sentence in sentences(body):
        end = body.find("\n", sentence.start)
        line = body[body.rfind("\n", 0, sentence.start) + 1 : end if end >= 0 else None].lstrip()
        if line.startswith("|") and body[sentence.end :].lstrip("| \n").startswith("-"):
            heads = [cell.strip() for cell in line.strip().strip("|").split("|")]
        elif line.startswith("|"):
            if cells := [cell.strip() for cell in sentence.text.split("|") if cell.strip(" -:")]:
                told = _under_heads(cells[1:], heads) if not heads or not heads[0] else cells[1:]
                yield Sentence(sentence.start, sentence.end, ": ".join((cells[0], ", ".join(told))))
        elif not line.startswith("|") and sentence.text[-1:] in (".", "!", "?"):
            yield sentence


def _under_heads(cells: Sequence[str], heads: Sequence[str]) -> list[str]:
    """The cells of a row with the heads of their columns, where the first column has none: "2 °C (Three seasons)"."""
    named = heads[1:] if len(heads) == len(cells) + 1 else []
    return [f"{cell} ({head})" for cell, head in zip(cells, named, strict=True)] if named else list(cells)


@by_hash(8192)  # the sentences of pages come up for every ticket that finds them
def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a page that say something."""
    return own_stems(text)


def own_stems(text: str) -> frozenset[str]:
    """The same of a customer's words, of which nothing is kept beyond the review."""
    from copilot.knowledge.words import stems

    return frozenset(stem for stem in stems(text) if len(stem) > 2 and stem not in _IDLE)


_IDLE = frozenset(
    "the and for you your our are was with that this have has not can but from will what when how does did they them "  # noqa: SIM905
    "there its also just any been would could get got".split()
)


def first_holder(words: str, texts: Sequence[str]) -> int:
    """The place of the first text that holds these words, whatever the blanks between them; behind all if none does."""
    plain = " ".join(words.split()).rstrip(".").casefold()
    held = (place for place, text in enumerate(texts) if plain in " ".join(text.split()).casefold())
    return next(held, len(texts))
