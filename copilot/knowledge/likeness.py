"""How near in meaning short texts are to a question, by the embedders that work without a key."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from .embedding import MiniLM
from .multilingual import is_foreign, shared

if TYPE_CHECKING:
    import numpy as np

    from .embedding import Embedder

KEPT = 8192  # texts whose vectors are kept, 12 to 16 MB


def likenesses(question: str, texts: Sequence[str]) -> list[float]:
    """The cosine of each text to the question; those of questions in other languages are lower throughout."""
    if not texts or not question.strip():
        return [0.0] * len(texts)
    reader = shared() if is_foreign(question) else _english()
    rows = _rows(reader, [question, *texts])
    return [float(rows[0] @ row) for row in rows[1:]]


@cache
def _english() -> MiniLM:
    return MiniLM(threads=1)


_vectors: "OrderedDict[tuple[str, str], np.ndarray]" = OrderedDict()
_one_at_a_time = Lock()


def _rows(reader: "Embedder", texts: Sequence[str]) -> "list[np.ndarray]":
    """One vector a text; those of the pages' sentences come up for every ticket."""
    with _one_at_a_time:
        new = [text for text in dict.fromkeys(texts) if (reader.name, text) not in _vectors]
        if new:
            _vectors.update(zip(((reader.name, text) for text in new), reader.embed(new), strict=True))
        rows = []
        for text in texts:
            _vectors.move_to_end((reader.name, text))
            rows.append(_vectors[reader.name, text])
        while len(_vectors) > KEPT:
            _vectors.popitem(last=False)
        return rows
