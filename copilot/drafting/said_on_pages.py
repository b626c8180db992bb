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


def nearness(said: Sequence[Said], asked: Asked, *, titled_only: bool) -> dict[Said, float]:
    """How near each sentence is to the question, or to the whole of what is asked with it.

    With `titled_only` it is read under its page's title, else by itself, too.
    """
    from copilot.knowledge.likeness import likenesses

    found = dict.fromkeys(said, 0.0)
    for words in dict.fromkeys((asked.words, asked.whole)):
        titled = likenesses(words, [f"{one.title}: {one.words}" for one in said])
        alone = titled if titled_only else likenesses(words, [one.words for one in said])
        for one, first, second in zip(said, titled, alone, strict=True):
            found[one] = max(found[one], (first + second) / 2)
    return found


def _for_customers(evidence: Evidence, text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins that tells customers something: not one for agents alone, and no question."""
    inside = [" ".join(s.clause.quote.split()) for s in evidence.policy if s.clause.about == "goodwill"]
    for sentence in prose(text):
        words = sentence.text
        if not (for_agents(words) or words.endswith("?") or any(own in words for own in inside)):
            yield sentence.start, words
