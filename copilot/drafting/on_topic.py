"""What the pages about a topic say that is nearest in meaning to the question."""

from copilot.evidence import Evidence

from .passages import asked_of
from .quoting import quote
from .said_on_pages import Said, nearness, said_on
from .text import Line
from .topics import is_about

MOST = 2
NEAR = 0.45  # the cosine that a sentence of a page about the topic needs


def topic_sentences(evidence: Evidence, topic: str, most: int = MOST) -> list[Line]:
    """The sentences of the pages about a topic that are nearest in meaning to what is asked; none that is far."""
    pages = [page for page in evidence.documents if is_about(f"{page.id} {page.title}", topic)]
    sentences = said_on(evidence, pages)
    ranked: list[tuple[int, float, Said]] = []
    for asked in asked_of(evidence.ticket):
        means = nearness(sentences, asked)
        near = sorted((one for one in sentences if means[one] >= NEAR), key=lambda one: -means[one])
        ranked += [(rank, -means[one], one) for rank, one in enumerate(near)]
    chosen = {one.words: one for _, _, one in sorted(ranked, key=lambda found: found[:2])}  # each question's best first
    ordered = sorted(list(chosen.values())[:most], key=lambda one: one.place)
    return [quote(one.quotation, one.source) for one in ordered]
