"""What kind of thing words say when no claim was read from them: harmless, or something to be borne out."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

PLACES = 8192
"""So many places the words and pairs of words are spread over."""

CERTAIN, EVEN, DOUBTFUL = 0.8, 0.5, 0.2
"""From the first on words count as harmless though they speak of a deed or a duty; below the last they never do."""


def likelihood(words: Sequence[str], language: str) -> float:
    """How likely these words only thank, feel, ask, invite or promise an answer; 0.5 in a language without weights."""
    weights = _weights(language)
    return probability(words, weights) if weights is not None and words else 0.5


def probability(words: Sequence[str], weights: "np.ndarray") -> float:
    """The same, from these weights, of which the last is the bias."""
    import numpy as np

    places = features(words)
    logit = float(weights[places].sum() / max(1.0, len(places) ** 0.5) + weights[PLACES])
    return float(1 / (1 + np.exp(-logit)))


def features(words: Sequence[str]) -> list[int]:
    """The places of single words, pairs, and pairs over one word between, each once."""
    return sorted({crc32(text.encode()) % PLACES for text in _grams(words)})


def _grams(words: Sequence[str]) -> Iterator[str]:
    padded = ["<", *words, ">"]
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(padded))
    yield from (f"{one} _ {other}" for one, other in zip(padded, padded[2:], strict=False))


@cache
def _weights(language: str) -> "np.ndarray | None":
    import numpy as np

    file = files(__package__) / "words" / f"speech-{language}.npy"
    if not file.is_file():
        return None
    with file.open("rb") as stored:
        return np.asarray(np.load(stored, allow_pickle=False), np.float32)
