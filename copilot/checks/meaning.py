"""Whether a document in evidence says what words of a draft say, though it may say it in other words."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from .prose import FIGURE, Prose, Stated
from .sentences import Word, words
from .speech import embed, embedded
from .stems import denies, is_content, stem, stems
from .support import likely

SPOKEN = 2  # content words that tell what a clause is about
LEAST = 2  # content words that say enough to be looked for
ALIKE, MUCH_ALIKE = 0.5, 0.6  # cosines from which two sentences may be of one meaning, and are more likely so
SHARED, TOUCHED = 0.6, 0.4  # share of the content words of a text that both have
CANDIDATES = 24  # sentences that share most words with what is said
JUDGED = 4  # of them that are judged word by word
NEAR = 0.35  # cosine from which a sentence may say a text in other words


@dataclass(frozen=True, slots=True)
class Library:
    """Several books, and what was found in them, for as long as one draft is read."""

    books: tuple[Prose, ...]
    _found: dict[frozenset[str], list[tuple[Prose, float, Stated]]] = field(default_factory=dict)

    def near(self, said: frozenset[str]) -> list[tuple[Prose, float, Stated]]:
        """Of each book the sentences that share most of the weight of what is said, best first, and how much."""
        if said not in self._found:
            self._found[said] = [(book, weight, stated) for book in self.books for weight, stated in _best(book, said)]
        return self._found[said]


def _best(book: Prose, said: frozenset[str]) -> list[tuple[float, Stated]]:
    return [(weight, stated) for weight, stated in book.sharing(said) if not stated.text.startswith("#")][:CANDIDATES]


def borne_out(library: Library, text: str, spoken: Sequence[Word], unread: Sequence[Word]) -> bool:
    """Whether one sentence of the documents means the same as a text, in words like its own.

    It must deny what the text denies. Every word of the text that nothing else explains stands in it, or in its
    document where the two are the more alike.
    """
    said, left = stems(spoken), frozenset(stem(word.text) for word in unread)
    if len(said) < LEAST:
        return False
    figures = set(FIGURE.findall(text))
    found: list[tuple[Stated, float]] = []
    for book, _, stated in library.near(said):
        near = stated.stems | stated.around
        share = len(said & near) / len(said)
        if not figures <= stated.figures or not _agrees(stated, text):
            continue
        if left <= near and share >= SHARED:
            if said <= stated.stems:
                return True
            found.append((stated, ALIKE))
        elif left <= book.by_source.get(stated.source, frozenset()) and share >= TOUCHED:
            found.append((stated, MUCH_ALIKE))
    if not found:
        return False
    rows = embedded([text, *(stated.text for stated, _ in found)])
    return any(float(row @ rows[0]) >= least for row, (_, least) in zip(rows[1:], found, strict=True))


def likeliest(
    library: Library, texts: Mapping[str, Sequence[Word]], known: Set[str] = frozenset()
) -> dict[str, tuple[float, float, float]]:
    """Of each text how near the nearest sentence is, how likely one says it in other words, and how near that is.

    A sentence is taken by itself and with the one before it; every figure of the text stands there. The stems in
    `known` are explained by something else. Of each book those that share most words are looked at.
    """
    near = {text: [stated for _, _, stated in library.near(stems(spoken))] for text, spoken in texts.items()}
    embed([one for text, found in near.items() for one in (text, *(stated.text for stated in found))])
    nearest = {text: _nearest(text, found) if found else (0.0, []) for text, found in near.items()}
    pairs = [(text, source) for text, (_, judged) in nearest.items() for _, source in judged]
    scores = dict(zip(pairs, likely(pairs, known), strict=True))
    return {
        text: (most, *max(((scores[text, source], cosine) for cosine, source in judged), default=(0.0, 0.0)))
        for text, (most, judged) in nearest.items()
    }


def _nearest(text: str, near: Sequence[Stated]) -> tuple[float, list[tuple[float, str]]]:
    """How near the nearest sentence is; and what is judged word by word, with its cosine."""
    rows = embedded([text, *(stated.text for stated in near)])
    cosines, figures = rows[1:] @ rows[0], set(FIGURE.findall(text))
    judged: list[tuple[float, str]] = []
    for place in cosines.argsort()[::-1][:JUDGED]:
        stated, cosine = near[place], float(cosines[place])
        sources = (stated.text, f"{stated.before} {stated.text}") if stated.before else (stated.text,)
        judged += [(cosine, source) for source in sources if cosine >= NEAR and figures <= set(FIGURE.findall(source))]
    return float(cosines.max()), judged


def _agrees(stated: Stated, text: str) -> bool:
    """Whether the clauses of a sentence that speak of the same things deny just where those of the text do."""
    parts = _parts(stated.text)
    for negative, said in _parts(text):
        most = max((len(said & other) for _, other in parts), default=0)
        near = [denied for denied, other in parts if len(said & other) >= min(most, SPOKEN)]
        if said and negative not in near:
            return False
    return bool(parts)


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[bool, frozenset[str]], ...]:
    """Of each clause whether it denies, and the stems of its content words."""
    return tuple((denies(part), stems(part)) for part in _clauses(text))


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
