"""What a message shows: labels that it may carry side by side, each with a probability and the words that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from copilot.language import detect

from .embedding import embedder
from .network import network, shown
from .reading import Reading, Said
from .taught import taught
from .words import columns, kinds_of_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .linear import Matrix

    Vectors = Mapping[str, NDArray[np.float32]]
    """What was embedded already, by text."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with the log odds of every label, the part that shows each best, and what its words are about."""

    said: Said
    odds: "Matrix"
    places: "NDArray[np.intp]"
    kinds: "NDArray[np.bool_]"


def embedded(texts: Iterable[str]) -> "Vectors":
    """The vector of each text, all made in one go."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, embedder().embed(distinct), strict=True))


def hear(reading: Reading, vectors: "Vectors | None" = None) -> tuple[Heard, ...]:
    """The messages as the network reads them."""
    language = spoken(reading.text)
    rows = rows_of(reading.said, language, vectors)
    return tuple(_heard(said, own, language) for said, own in zip(reading.said, rows, strict=True))


def spoken(text: str) -> str | None:
    """The language of a text; None where it is too short to tell."""
    guess = detect(text)
    return None if guess.unsure else guess.code


def _heard(said: Said, rows: "Matrix", language: str | None) -> Heard:
    layers = network().of(language)
    odds = shown(layers, rows)
    # The whole weighs in on which part is quoted: a short message shows its labels through the one as the other.
    places = (odds + rows[1:] @ layers["whole"]).argmax(axis=0)
    return Heard(said, odds.max(axis=0), places, rows[0, -columns() :] > 0)


def rows_of(messages: Sequence[Said], language: str | None, vectors: "Vectors | None" = None) -> "list[Matrix]":
    """Of each message a row for the whole, then one a part: what was taught of English before what is known of all."""
    import numpy as np

    known = rows_known(messages, language, vectors)
    if language != "en":
        return known
    return [np.hstack([taught().rows(said.parts), own]) for said, own in zip(messages, known, strict=True)]


def rows_known(messages: Sequence[Said], language: str | None, vectors: "Vectors | None" = None) -> "list[Matrix]":
    """The same rows but for what was taught: an embedding, and which kinds of words stand there."""
    import numpy as np

    texts = [text for said in messages for text in (said.text, *said.parts)]
    if not texts:
        return []
    known = embedded(texts) if vectors is None else vectors
    rows: Matrix = np.hstack([np.stack([known[text] for text in texts]), _WORDS * kinds_of_words(texts, language)])
    sizes = [1 + len(said.parts) for said in messages]
    return [rows[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]


_WORDS = 0.3
"""What a kind of words weighs beside an embedding, whose length is 1."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How likely a message carries a label, and its part that shows it best."""

    share: float
    place: int
    quote: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The labels of one question: a message shows one as far as the part that shows it best.

    `least` is the probability from which a label is taken, chosen on texts that it was not fitted to.
    """

    labels: tuple[str, ...]
    columns: slice
    least: dict[str, float]

    def of(self, heard: Heard) -> dict[str, Sign]:
        """Each label's sign in one message."""
        import numpy as np

        shares = 1 / (1 + np.exp(-np.clip(heard.odds[self.columns], -30, 30)))
        return {
            label: Sign(float(share), int(place), heard.said.parts[place])
            for label, share, place in zip(self.labels, shares, heard.places[self.columns], strict=True)
        }

    def of_each(
        self, texts: Sequence[str], language: str | None, vectors: "Vectors | None" = None
    ) -> list[dict[str, float]]:
        """Each label's probability in each of these texts, were it a message of its own."""
        import numpy as np

        layers = network().of(language)
        rows = rows_of([Said(text, (text,)) for text in texts], language, vectors)
        found = (shown(layers, own)[0, self.columns] for own in rows)
        shares = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) for odds in found)
        return [dict(zip(self.labels, map(float, own), strict=True)) for own in shares]

    def strongest(self, messages: Sequence[Heard]) -> dict[str, Sign]:
        """Each label's sign in the message that shows it most."""
        found = [self.of(heard) for heard in messages]
        return {label: max((signs[label] for signs in found), key=lambda sign: sign.share) for label in self.labels}


@cache
def shipped(question: str) -> Signs:
    """Those that come with the package: of "sentiment", "urgency", "intents" or "risks"."""
    net = network()
    columns = net.columns(question)
    labels = net.labels[question]
    return Signs(labels, columns, dict(zip(labels, map(float, net.least[columns]), strict=True)))
