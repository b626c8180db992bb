"""Whether a document in evidence says what words of a draft say, though it may say it in other words."""

from collections.abc import Iterator, Sequence

from copilot.evidence import Evidence

from .prose import Prose, Stated, descriptions, prose
from .sentences import Word, words
from .speech import embedded
from .stems import denies, is_content, stem, stems

SPOKEN = 2  # content words that tell what a clause is about
LEAST = 2  # content words that say enough to be looked for
ALIKE = 0.5  # cosine from which two sentences may be of one meaning
SHARED = 0.6  # share of the content words that both have
CANDIDATES = 24  # sentences that share most words with what is said


def borne_out(evidence: Evidence, text: str, spoken: Sequence[Word], unread: Sequence[Word]) -> bool:
    """Whether one sentence of the documents means the same as a text.

    It must have every word of the text that nothing else explains, most of its other content words, and deny what the
    text denies.
    """
    said, left = stems(spoken), frozenset(stem(word.text) for word in unread)
    if len(said) < LEAST:
        return False
    found = [
        stated
        for book in (prose(evidence), descriptions(evidence))
        for stated in _candidates(book, said)
        if not stated.text.startswith("#") and left <= (stated.stems | stated.around) and _agrees(stated, text)
    ]
    close = [stated for stated in found if len(said & (stated.stems | stated.around)) >= SHARED * len(said)]
    if not close:
        return False
    if any(said <= stated.stems for stated in close):
        return True
    rows = embedded([text, *(stated.text for stated in close)])
    return bool((rows[1:] @ rows[0]).max() >= ALIKE)


def _candidates(book: Prose, said: frozenset[str]) -> list[Stated]:
    """The sentences that share most of the weight of what is said, best first."""
    near = list(book.near(said, 1))
    near.sort(key=lambda stated: -book.weight(said & stated.stems))
    return near[:CANDIDATES]


def _agrees(stated: Stated, text: str) -> bool:
    """Whether the clauses of a sentence that speak of the same things deny just where those of the text do."""
    parts = [(denies(part), stems(part)) for part in _clauses(stated.text)]
    for part in _clauses(text):
        said, negative = stems(part), denies(part)
        most = max((len(said & other) for _, other in parts), default=0)
        near = [denied for denied, other in parts if len(said & other) >= min(most, SPOKEN)]
        if said and negative not in near:
            return False
    return bool(parts)


def _clauses(text: str) -> Iterator[tuple[Word, ...]]:
    """The words between commas, colons, dashes and brackets; few words go with what is before them."""
    part: list[Word] = []
    last = 0
    for word in words(text, 0, len(text)):
        cut = any(sign in ",;:()–—" for sign in text[last : word.start])
        if cut and sum(is_content(other.text) for other in part) > 1:
            yield tuple(part)
            part = []
        part.append(word)
        last = word.end
    if part:
        yield tuple(part)
