"""What a message shows: labels that it may carry side by side, each with a probability and the words that show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copilot.language import detect

from .embedding import embedder
from .reading import Reading, Said
from .words import kinds_of_words

if TYPE_CHECKING:
    from .embedding import Vectors
    from .linear import Matrix


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with one row for all of it and one for each of its parts: its embedding, then its kinds of words."""

    said: Said
    whole: "Vectors"
    parts: "Vectors"


def hear(reading: Reading) -> tuple[Heard, ...]:
    """The messages as rows of numbers."""
    guess = detect(reading.text)
    language = None if guess.unsure else guess.code
    return tuple(_heard(said, language) for said in reading.said)


_WORDS = 0.3
"""What a kind of words weighs beside an embedding, whose length is 1."""


def _heard(said: Said, language: str | None) -> Heard:
    rows = rows_of((said.text, *said.parts), language)
    return Heard(said, rows[0], rows[1:])


def rows_of(texts: Sequence[str], language: str | None) -> "Vectors":
    """One row a text: its embedding, then its kinds of words."""
    import numpy as np

    return np.hstack([embedder().embed(texts), _WORDS * kinds_of_words(texts, language)])


@dataclass(frozen=True, slots=True)
class Sign:
    """How likely a message carries a label, and its part that shows it best."""

    share: float
    place: int
    quote: str


@dataclass(frozen=True, slots=True)
class Signs:
    """A label is shown by the message as a whole and by the one part that shows it best; the two are added.

    `least` is the probability from which a label is taken, chosen on texts that it was not fitted to.
    """

    labels: tuple[str, ...]
    whole: "Matrix"
    parts: "Matrix"
    bias: "Matrix"
    least: dict[str, float]

    def of(self, heard: Heard) -> dict[str, Sign]:
        """Each label's sign in one message."""
        import numpy as np

        logits = heard.parts @ self.parts.T
        # Both weigh in on which part is quoted: a short message shows its labels through the one as through the other.
        places = (logits + heard.parts @ self.whole.T).argmax(axis=0)
        sums = self.whole @ heard.whole + logits.max(axis=0) + self.bias
        shares = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        return {
            label: Sign(float(share), int(place), heard.said.parts[place])
            for label, share, place in zip(self.labels, shares, places, strict=True)
        }

    def of_each(self, rows: "Vectors") -> list[dict[str, float]]:
        """Each label's probability in each of these texts, were it a message of its own."""
        import numpy as np

        shares = 1 / (1 + np.exp(-np.clip(rows @ (self.whole + self.parts).T + self.bias, -30, 30)))
        return [dict(zip(self.labels, map(float, own), strict=True)) for own in shares]

    def strongest(self, messages: Sequence[Heard]) -> dict[str, Sign]:
        """Each label's sign in the message that shows it most."""
        found = [self.of(heard) for heard in messages]
        return {label: max((signs[label] for signs in found), key=lambda sign: sign.share) for label in self.labels}


@cache
def shipped(name: str) -> Signs:
    """Those that come with the package: "sentiment", "urgency", "intents" or "risks"."""
    import numpy as np

    with (files("copilot.triage") / "weights" / f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        labels = tuple(map(str, arrays["labels"]))
        least = dict(zip(labels, map(float, arrays["least"]), strict=True))
        whole, parts, bias = (arrays[key].astype(np.float32) for key in ("whole", "parts", "bias"))
        return Signs(labels, whole, parts, bias, least)
