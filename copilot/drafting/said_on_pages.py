"""The sentences of pages that a reply may quote, and how near in meaning each is to a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.evidence import Evidence
from copilot.models import Document

from .passages import Asked, own_stems, prose, quotations, stems_of
from .quoting import for_agents

FEW = 3  # words of a question that is understood by the rest of the message only


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a page: the page's title, the words, their source, their place among all, and their stems.

    `quotation` has the sentence before it, too, where it goes on about that.
    """

    title: str
    words: str
    source: str
    place: tuple[int, int, int]
    stems: frozenset[str]
    quotation: str


def said_on(evidence: Evidence, pages: Sequence[Document]) -> list[Said]:
    """The sentences of these pages."""
    return [
        Said(page.title, words, page.id, (0, number, start), stems_of(words), quotation)
        for number, page in enumerate(pages)
        for start, words, quotation in _for_customers(evidence, page.text, of_thing=page.kind == "product")
    ]


def said_where_found(evidence: Evidence) -> list[Said]:
    """The sentences of the passages found, as far as these fit at all."""
    from copilot.knowledge import MiniLM

    return [
        Said(hit.passage.title, words, hit.passage.id, (1, number, start), stems_of(words), quotation)
        for number, hit in enumerate(evidence.hits)
        if hit.score >= MiniLM.fits
        for start, words, quotation in _for_customers(evidence, hit.passage.text, of_thing=False)
    ]


def nearness(said: Sequence[Said], asked: Asked) -> dict[Said, float]:
    """How near each sentence, under its page's title, is to the question, or to the whole of what is asked with it."""
    from copilot.knowledge.likeness import likenesses

    texts = [_titled(one.title, one.words) for one in said]
    questions = (asked.words, asked.whole) if len(own_stems(asked.words)) > FEW else (asked.whole or asked.words,)
    found = [likenesses(words, texts) for words in dict.fromkeys(questions)]
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


def _for_customers(evidence: Evidence, text: str, *, of_thing: bool) -> Iterator[tuple[int, str, str]]:
    """Where each sentence begins that tells customers something, its words, and how it is quoted.

    Not one for agents alone, and no question; on the page of a thing "it" is the thing.
    """
    inside = [" ".join(s.clause.quote.split()) for s in evidence.policy if s.clause.about == "goodwill"]
    for sentence, quotation in quotations(text, of_thing=of_thing):
        words = sentence.text
        if _tells(quotation) and not any(own in words for own in inside):
            yield sentence.start, words, quotation
