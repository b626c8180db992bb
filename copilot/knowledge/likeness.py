"""How near in meaning short texts are to a question, by the embedders that work without a key."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

from .embedding import MiniLM
from .multilingual import is_foreign, shared

if TYPE_CHECKING:
    import numpy as np

    from .embedding import Embedder

KEPT = 8192  # texts of pages whose vectors are kept, 12 to 16 MB


def likenesses(question: str, texts: Sequence[str]) -> list[float]:
    """The cosine of each text to the question; those of questions in other languages are lower throughout.

    The vectors of the texts are kept for the next question, under a hash; nothing is kept of the question.
    """
    if not texts or not question.strip():
        return [0.0] * len(texts)
    reader = shared() if is_foreign(question) else _english()
    (asked,) = reader.embed([question])
    return [float(asked @ row) for row in _rows(reader, texts)]


@cache
def _english() -> MiniLM:
    return MiniLM(threads=1)


_vectors: "OrderedDict[bytes, np.ndarray]" = OrderedDict()
_one_at_a_time = Lock()


def _rows(reader: "Embedder", texts: Sequence[str]) -> "list[np.ndarray]":
    """One vector a text; those of the pages' sentences come up for every ticket."""
    names = [blake2b(f"{reader.name}\n{text}".encode("utf-8", "ignore"), digest_size=16).digest() for text in texts]
    with _one_at_a_time:
        found = {name: _vectors[name] for name in names if name in _vectors}
    new = {name: text for name, text in zip(names, texts, strict=True) if name not in found}
    if new:
        found |= dict(zip(new, reader.embed(list(new.values())), strict=True))
    with _one_at_a_time:
        for name in names:
            _vectors[name] = found[name]
            _vectors.move_to_end(name)
        while len(_vectors) > KEPT:
            _vectors.popitem(last=False)
    return [found[name] for name in names]
