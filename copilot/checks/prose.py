"""What the documents in evidence say: a draft may repeat their values and statements, in words like theirs."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from math import fsum, log

from copilot.evidence import Evidence
from copilot.values import Found, find_values

from .lengths import same_length
from .sentences import Sentence, Word, sentences, words
from .stems import polarity, stem, stems

LEAST = 16  # code points: what is shorter is nobody's own words
SHARED = 2  # content words that a sentence of a draft must share with the prose's sentence to repeat its value
FIGURE = re.compile(r"\d{1,12}(?:[.,]\d{1,3})?")
RIVAL = 0.75  # a sentence that repeats its value shares so much of what the best other one with a value shares
SAID = 0.6  # share of the weight of a statement's content words that one sentence of the prose must hold


@dataclass(frozen=True, slots=True)
class Stated:
    """One sentence of a document, also as it is compared; its content words and those before it, its values."""

    source: str
    text: str
    plain: str
    stems: frozenset[str]
    around: frozenset[str]
    values: frozenset[tuple[str, str]]
    figures: frozenset[str]
    negative: bool
    before: str = ""
    """The sentence before it, where both stand in one paragraph."""


@dataclass(frozen=True)
class Prose:
    """The sentences of several documents, to be found by their words; rare words weigh more."""

    stated: tuple[Stated, ...]

    @cached_property
    def sentences(self) -> frozenset[str]:
        """The sentences as they are compared."""
        return frozenset(sentence.plain for sentence in self.stated)

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """The places of the sentences that have a content word."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(self.stated):
            for word in sentence.stems:
                places[word].append(place)
        return dict(places)

    @cached_property
    def by_source(self) -> dict[str, frozenset[str]]:
        """The content words of each document."""
        held: dict[str, set[str]] = defaultdict(set)
        for sentence in self.stated:
            held[sentence.source] |= sentence.stems
        return {source: frozenset(stems) for source, stems in held.items()}

    @cached_property
    def _weights(self) -> dict[str, float]:
        total = len(self.stated) + 1
        return {word: log(total / len(found)) for word, found in self.by_stem.items()}

    def near(self, said: frozenset[str], least: int) -> Iterable[Stated]:
        """The sentences that share at least so many content words with what is said."""
        shared = Counter(place for word in said for place in self.by_stem.get(word, ()))
        return (self.stated[place] for place, count in shared.items() if count >= least)

    def sharing(self, said: frozenset[str]) -> list[tuple[float, Stated]]:
        """The sentences that share words with what is said, those that share most of its weight first, which is told.

        Weights are added up in one order, and who share as much stand in the order of the documents: a draft is judged
        alike in every process.
        """
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(said):
            for place in self.by_stem.get(word, ()):
                shared[place] += self._weights[word]
        ordered = sorted(shared, key=lambda place: (-shared[place], place))
        return [(shared[place], self.stated[place]) for place in ordered]

    def weight(self, words: Iterable[str]) -> float:
        weights, unknown = self._weights, log(len(self.stated) + 1)
        return fsum(weights.get(word, unknown) for word in words)


def prose(evidence: Evidence) -> Prose:
    """The prose of the documents in evidence, or of the passages found where there are none."""
    held = {document.id for document in evidence.documents}
    texts = [(document.id, document.text) for document in evidence.documents]
    texts += [(h.passage.id, h.passage.text) for h in evidence.hits if h.passage.document not in held]
    return book_of(tuple(texts), evidence.shop.currency, evidence.today.year)


def descriptions(evidence: Evidence) -> Prose:
    """What the catalogue says about the products in evidence."""
    texts = tuple((f"product:{p.id}", f"# {p.name}\n\n{p.description}") for p in evidence.products if p.description)
    return book_of(texts, evidence.shop.currency, evidence.today.year)


def verbatim(evidence: Evidence, text: str) -> bool:
    """Whether a text is a sentence of the documents in evidence, or of a clause for this customer, word for word."""
    plain = _plain(text)
    return len(plain) >= LEAST and (plain in prose(evidence).sentences or plain in _quotes(evidence.quotes))


def states(
    evidence: Evidence,
    value: Found,
    words: Sequence[Word],
    beside: Sequence[str] = (),
    others: Callable[[Stated], bool] = lambda _: False,
) -> bool:
    """Whether a document states this value in a sentence that speaks of the same things, and of the ids beside it.

    `others` tells the sentences that are for other customers.
    """
    wanted: set[tuple[str, str]] = {(value.type, text) for text in (*value.values, value.text.casefold())}
    said = stems(words)
    asked = _asked(evidence) if value.type == "measure" else frozenset[str]()
    for book in (prose(evidence), descriptions(evidence)):
        near = [(book.weight(said & (s.stems | s.around)), s) for s in book.near(said, 1)]
        holding = [
            weight
            for weight, stated in near
            if holds(stated, value, wanted)
            and not others(stated)
            and len(said & (stated.stems | stated.around)) >= (1 if stated.source in asked else SHARED)
            and all({("id", text.casefold()), ("percent", text)} & stated.values for text in beside)
        ]
        rivals = [weight for weight, stated in near if any(type == value.type for type, _ in stated.values)]
        if holding and max(holding) >= RIVAL * max(rivals, default=0.0):
            return True
    return False


def _asked(evidence: Evidence) -> frozenset[str]:
    """The pages on products that the customer wrote of, by the last word of their titles."""
    wrote = {stem(word.text) for text in evidence.ticket.said for word in words(text, 0, len(text))}
    titles = [(document.id, document.title) for document in evidence.documents if document.title]
    return frozenset(id for id, title in titles if stem(title.casefold().split()[-1]) in wrote)


def repeats(
    evidence: Evidence, value: Found, words: Sequence[Word], others: Callable[[Stated], bool] = lambda _: False
) -> bool:
    """Whether a document states this value in a sentence that has most of these content words."""
    said, book = stems(words), prose(evidence)
    wanted: set[tuple[str, str]] = {(value.type, text) for text in (*value.values, value.text.casefold())}
    return any(
        holds(stated, value, wanted)
        and not others(stated)
        and book.weight(said & (stated.stems | stated.around)) >= SAID * book.weight(said)
        for stated in book.near(said, SHARED)
    )


def says(evidence: Evidence, words: Sequence[Word], known: Iterable[str] = ()) -> bool:
    """Whether one sentence of the documents says what these words say, and denies what they deny.

    `known` are content words that something else in the evidence bears out.
    """
    said, borne = stems(words), frozenset(stem(word) for word in known)
    left = said - borne
    book = prose(evidence)
    if not left:
        return True
    negative = polarity(words)
    whole = book.weight(left)
    return any(
        stated.negative == negative
        and book.weight(left & (stated.stems | stated.around)) >= SAID * whole
        and len(said & stated.stems) >= SHARED
        for stated in book.near(left, 1)
    )


def holds(stated: Stated, value: Found, wanted: Set[tuple[str, str]]) -> bool:
    """Whether a sentence of the prose states a value, which `wanted` are the (type, text) of."""
    if wanted & stated.values:
        return True
    if value.type == "measure":
        return "".join(value.text.casefold().split()) in "".join(stated.text.casefold().split())
    if value.type in ("count", "number"):
        figures = set(FIGURE.findall(value.text))
        return bool(figures) and figures <= stated.figures
    lengths = [text for type, text in stated.values if type == "duration"] if value.type == "duration" else []
    return any(same_length(text, known) for text in value.values for known in lengths)


@lru_cache(maxsize=64)
def _quotes(quotes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_plain(quote) for quote in quotes)


@lru_cache(maxsize=64)
def book_of(texts: tuple[tuple[str, str], ...], currency: str, year: int) -> Prose:
    """Texts by their sources as prose, read once, however many drafts rest on it."""
    return Prose(tuple(sentence for source, text in texts for sentence in _read(source, text, currency, year)))


@lru_cache(maxsize=4096)
def _read(source: str, text: str, currency: str, year: int) -> tuple[Stated, ...]:
    found = find_values(text, language=None, currency=currency, today=date(year, 7, 1))
    read: list[Stated] = []
    heading = frozenset[str]()
    for sentence in sentences(text):
        words = stems(sentence.words)
        if sentence.text.startswith("#"):
            heading = words
        values = frozenset(
            (value.type, canonical)
            for value in found
            if sentence.start <= value.start < sentence.end
            for canonical in (value.values if value.type == "duration" else (*value.values, value.text.casefold()))
        )
        before = read[-1].stems if read else frozenset[str]()
        read.append(
            Stated(
                source,
                sentence.text,
                _plain(sentence.text),
                words,
                heading | before,
                values,
                frozenset(FIGURE.findall(sentence.text)),
                _denies(text, sentence),
                read[-1].text if read and not sentence.opens_paragraph and not read[-1].text.startswith("#") else "",
            )
        )
    return tuple(read)


def _denies(text: str, sentence: Sentence) -> bool:
    """Whether a sentence denies what it says; a "not" behind a comma only sets something apart."""
    words = [w for w in sentence.words if not (w.text == "not" and text[max(0, w.start - 2) : w.start].startswith(","))]
    return polarity(words)


def _plain(text: str) -> str:
    """A text without case, marks around it, and double blanks."""
    return " ".join(text.casefold().split()).strip(" .!?:;*_>#-–•\"“”'")
