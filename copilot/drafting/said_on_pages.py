"""The sentences of pages that a reply may quote, and how near in meaning each is to a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.evidence import Evidence
from copilot.models import Document

from .passages import Asked, prose, stems_of
from .quoting import for_agents


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a page: the page's title, the words, their source, their place among all, and their stems."""

    title: str
    words: str
    source: str
    place: tuple[int, int, int]
    stems: frozenset[str]


def said_on(evidence: Evidence, pages: Sequence[Document]) -> list[Said]:
    """The sentences of these pages."""
    return [
        Said(page.title, words, page.id, (0, number, start), stems_of(words))
        for number, page in enumerate(pages)
        for start, words in _for_customers(evidence, page.text)
    ]


def said_where_found(evidence: Evidence) -> list[Said]:
    """The sentences of the passages found, as far as these fit at all."""
    from copilot.knowledge import MiniLM

    return [
        Said(hit.passage.title, words, hit.passage.id, (1, number, start), stems_of(words))
        for number, hit in enumerate(evidence.hits)
        if hit.score >= MiniLM.fits
        for start, words in _for_customers(evidence, hit.passage.text)
    ]


def nearness(said: Sequence[Said], asked: Asked) -> dict[Said, float]:
    """How near each sentence, under its page's title, is to the question, or to the whole of what is asked with it."""
    from copilot.knowledge.likeness import likenesses

    texts = [_titled(one.title, one.words) for one in said]
    found = [likenesses(words, texts) for words in dict.fromkeys((asked.words, asked.whole))]
    return {one: max(near) for one, near in zip(said, zip(*found, strict=True), strict=True)}


def sentences_read(documents: Sequence[Document]) -> list[str]:
    """All sentences of pages as they are read for their meaning, so that this can be done ahead."""
    return [
        _titled(page.title, sentence.text)
        for page in documents
        for sentence in prose(page.text)
        if _tells(sentence.text)
    ]


def _titled(title: str, words: str) -> str:
    return f"{title}: {words}"


def _tells(words: str) -> bool:
    return not (for_agents(words) or words.endswith("?"))


def _for_customers(evidence: Evidence, text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins that tells customers something: not one for agents alone, and no question."""
    inside = [" ".join(s.clause.quote.split()) for s in evidence.policy if s.clause.about == "goodwill"]
    for sentence in prose(text):
        words = sentence.text
        if _tells(words) and not any(own in words for own in inside):
            yield sentence.start, words
