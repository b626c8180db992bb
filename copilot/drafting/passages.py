"""The sentences of the passages found that answer what was asked, word for word."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.evidence import Evidence
from copilot.models import Hit, Passage
from copilot.policy.prose import Sentence, sentences

from .quoting import quote
from .text import Line
from .topics import is_about

MOST = 3  # sentences that a reply quotes
READ = 3  # passages that are looked into
LEAST = 0.15  # the score that a passage under the right heading needs
NEAR = 0.55  # of the best sentence's score, which the others need
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
    candidates = [
        (number, hit, sentence) for number, hit in enumerate(hits[:READ]) for sentence in _prose(hit.passage.text)
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


def fitting(evidence: Evidence, intent: str) -> tuple[Hit, ...]:
    """The passages found whose score an answer usually has, and those that stand under what the intent is about."""
    from copilot.knowledge import MiniLM

    return tuple(
        hit
        for hit in evidence.hits
        if hit.score >= MiniLM.fits or (hit.score >= LEAST and _stands_under(hit.passage, intent))
    )


def asked_stems(evidence: Evidence) -> frozenset[str]:
    """The stems of what the customer last wrote, in the words of the policies, too, where it is another language."""
    from copilot.knowledge.glossary import foreign_language, in_english

    text = evidence.ticket.last_said[:_LONGEST]
    language = foreign_language(text)
    return stems_of(f"{text} {in_english(text, language)}" if language else text)


def _stands_under(passage: Passage, intent: str) -> bool:
    return is_about(" ".join((passage.document, passage.title, *passage.headings)), intent)


def _score(own: frozenset[str], asked: frozenset[str], spread: Counter[str], total: int) -> float:
    shared = sum(math.log(1 + total / spread[word]) for word in own & asked)
    return shared / math.sqrt(max(len(own), 4))


def _prose(text: str) -> Iterator[Sentence]:
    """The sentences and the rows of tables, without headings."""
    for sentence in sentences(text):
        line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1].lstrip()
        if line.startswith("|") and not text[sentence.end :].lstrip("| \n").startswith("-"):
            if cells := [cell.strip() for cell in sentence.text.split("|") if cell.strip(" -:")]:
                yield Sentence(sentence.start, sentence.end, ": ".join((cells[0], ", ".join(cells[1:]))))
        elif not line.startswith(("#", "|")) and sentence.text[-1:] in (".", "!", "?"):
            yield sentence


def stems_of(text: str) -> frozenset[str]:
    from copilot.knowledge.words import stems

    return frozenset(stem for stem in stems(text) if len(stem) > 2 and stem not in _IDLE)


_IDLE: frozenset[str] = frozenset(
    [
        "the",
        "and",
        "for",
        "you",
        "your",
        "our",
        "are",
        "was",
        "with",
        "that",
        "this",
        "have",
        "has",
        "not",
        "can",
        "but",
        "from",
        "will",
        "what",
        "when",
        "how",
        "does",
        "did",
        "they",
        "them",
        "there",
        "its",
        "it's",
        "also",
        "just",
        "any",
        "been",
        "would",
        "could",
        "get",
        "got",
    ]
)


def overlap(one: str, others: Sequence[str]) -> bool:
    """Whether the words stand in one of these texts, whatever the blanks between them."""
    plain = " ".join(one.split()).rstrip(".").casefold()
    return any(plain in " ".join(other.split()).casefold() for other in others)
