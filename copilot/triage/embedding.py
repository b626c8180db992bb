"""The vectors that triage reads texts as: small models, offline, on one core."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from copilot.keeping import by_hash
from copilot.knowledge.embedding import MiniLM
from copilot.knowledge.multilingual import encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@cache
def embedder() -> "Sentences":
    """The embedder of this process, loaded once and shared by its threads."""
    return Sentences()


class Sentences:
    """Universal Sentence Encoder v3: sixteen languages, 512 columns, about a millisecond a sentence."""

    name = "universal-sentence-encoder-multilingual-3"
    dimensions = 512

    def __init__(self) -> None:
        self._model: Any = encoder()
        # A ticket that is prepared again, or with another order behind it, is in the same words.
        self._rows = by_hash(_KEPT)(self._embedded)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32; a text is read up to its first 1,200 characters."""
        return self._rows(tuple(texts))

    def _embedded(self, texts: tuple[str, ...]) -> "Vectors":
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        rows: Vectors = self._model.encode([bare(text) for text in texts])
        return rows


@cache
def finer() -> "Paired":
    """The embedder for the shop's own intents, loaded once and shared by the threads of this process."""
    return Paired()


class Paired:
    """The sentence encoder beside all-MiniLM-L6-v2, which knows the finer distinctions of English: 896 columns."""

    name = "universal-sentence-encoder-multilingual-3+all-MiniLM-L6-v2-int8"
    dimensions = 896

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32; some 7 ms a sentence."""
        import numpy as np

        rows: Vectors = np.hstack([embedder().embed(texts), _english().embed([bare(text) for text in texts])])
        return rows


@cache
def _english() -> MiniLM:
    return MiniLM(threads=1)


_READ = 1200
_KEPT = 512

_ORDER = r"#?\b[A-Za-z]{0,4}-?\d{4,}\b|#[A-Za-z]{0,4}\d+\b"
_ORDERS = re.compile(_ORDER)
_NAMES = re.compile(rf"https?://\S+|[^\s@]{{1,64}}@[^\s@]{{1,255}}|{_ORDER}|(?<!\w)@\w{{1,40}}")
_FEW = 4


def bare(text: str) -> str:
    """The text without order numbers, addresses and handles: they name things and mean nothing.

    In a few words the number is what they are about: "where is #1234?" asks for an order.
    """
    clean = text[:_READ].encode("utf-8", "ignore").decode().replace("\x00", " ")
    words = _NAMES.sub(" ", clean).split()
    if len(words) <= _FEW and _ORDERS.search(clean):
        words = _NAMES.sub(" ", _ORDERS.sub(" my order ", clean)).split()
    return " ".join(words)
