"""The sentences of the passages found that answer what was asked, word for word."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.evidence import Evidence, is_named
from copilot.models import Clause, Hit, Passage
from copilot.policy.prose import Sentence, sentences
from copilot.untrusted import instructions

from .quoting import for_agents, quote
from .text import Line
from .topics import has_topic, is_about

MOST = 3  # sentences that a reply quotes
READ = 3  # passages that are looked into
ABOUT_PRODUCTS = ("product_question", "availability", "safety", "warranty")
NOT_TOLD = ("goodwill",)
"""Kinds of clauses whose words are for agents: what they may give of their own accord."""
MEANS = 0.5  # how near in meaning a passage is that answers
ELSEWHERE = 0.1  # by how much it has to fit better where the intent is about something else
LEAST = 0.15  # the score that a passage under the right heading needs
NEAR = 0.55  # of the best sentence's score, which the others need
RARE = 2  # sentences of a page that a word stands in which tells what one of them is about
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_LONGEST = 2000  # code points of a message that are read for its words


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a passage, where it stands, and how well it fits what was asked."""

    words: str
    passage: str
    place: tuple[int, int]
    score: float


def told(evidence: Evidence, intent: str, most: int = MOST) -> list[Line]:
    """Up to `most` sentences of the passages that fit, as quotations; none where no passage fits."""
    return [quote(one.words, one.passage) for one in best_sentences(evidence, intent, most)]


def best_sentences(evidence: Evidence, intent: str, most: int = MOST) -> list[Told]:
    """The sentences that share most with the customer's last message, in the order in which they stand."""
    hits = fitting(evidence, intent)
    asked = asked_stems(evidence)
    inside = [" ".join(scoped.clause.quote.split()) for scoped in evidence.policy if scoped.clause.about in NOT_TOLD]
    candidates = [
        (number, hit, sentence)
        for number, hit in enumerate(hits[:READ])
        for sentence in _prose(hit.passage.text)
        if not any(words in sentence.text for words in inside) and not for_agents(sentence.text)
    ]
    if not candidates or not asked:
        return []
    words = [stems_of(sentence.text) for _, _, sentence in candidates]
    spread = Counter(word for one in words for word in one)
    scored = [
        Told(
            sentence.text,
            hit.passage.id,
            (number, sentence.start),
            _score(own, asked, spread, len(candidates)) * (0.5 + hit.score),
        )
        for (number, hit, sentence), own in zip(candidates, words, strict=True)
    ]
    best = max(one.score for one in scored)
    if best <= 0:
        return []
    chosen = sorted((one for one in scored if one.score >= NEAR * best), key=lambda one: -one.score)[:most]
    return sorted(chosen, key=lambda one: one.place)


def excluded(evidence: Evidence, clauses: Sequence[str]) -> Clause | None:
    """The rule beside these clauses that says what they do not cover, where the customer names such a thing."""
    holding = {scoped.document for scoped in evidence.policy if scoped.clause.id in clauses}
    pages = [document.text for document in evidence.documents if document.id in holding]
    spread = Counter(stem for page in pages for sentence in sentences(page) for stem in stems_of(sentence.text))
    asked = {stem for stem in asked_stems(evidence) if 0 < spread[stem] <= RARE}
    for scoped in evidence.policy:
        clause = scoped.clause
        denies = scoped.document in holding and (clause.about, clause.effect) == ("forbidden", "deny")
        if denies and stems_of(clause.quote) & asked and not for_agents(clause.quote):
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


@lru_cache(maxsize=64)
def _stems_asked(said: str) -> frozenset[str]:
    from copilot.knowledge.glossary import foreign_language, in_english

    text = _without_instructions(said[:_LONGEST])
    language = foreign_language(text)
    return stems_of(f"{text} {in_english(text, language)}" if language else text)


def _without_instructions(text: str) -> str:
    """The text without the lines that speak to an assistant: they do not decide what a reply quotes."""
    return "\n".join(line for line in text.splitlines() if not instructions(line))


def _fits(hit: Hit, intent: str, fits: float) -> bool:
    """Whether a passage that stands under something else answers: it has to fit better where the intent has a topic."""
    more = ELSEWHERE if has_topic(intent) else 0.0
    means = intent in ABOUT_PRODUCTS and hit.similarity >= MEANS + more
    return means or hit.score >= fits + more


def _stands_under(evidence: Evidence, passage: Passage, intent: str) -> bool:
    """Whether the page is about the intent's topic, or about a product that the customer names."""
    place = " ".join((passage.document, passage.title, *passage.headings))
    return is_about(place, intent) or (intent in ABOUT_PRODUCTS and is_named(evidence.ticket, passage.title))


def _score(own: frozenset[str], asked: frozenset[str], spread: Counter[str], total: int) -> float:
    shared = sum(math.log(1 + total / spread[word]) for word in own & asked)
    return shared / math.sqrt(max(len(own), 4))


def _prose(text: str) -> Iterator[Sentence]:
    """The sentences and the rows of tables, without headings."""
    body = _HEADING.sub("\n", text)
    for sentence in sentences(body):
        line = body[body.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1].lstrip()
        if line.startswith("|") and not body[sentence.end :].lstrip("| \n").startswith("-"):
            if cells := [cell.strip() for cell in sentence.text.split("|") if cell.strip(" -:")]:
                yield Sentence(sentence.start, sentence.end, ": ".join((cells[0], ", ".join(cells[1:]))))
        elif not line.startswith("|") and sentence.text[-1:] in (".", "!", "?"):
            yield sentence


def stems_of(text: str) -> frozenset[str]:
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
