"""How near in meaning short texts are to a question, by the embedders that work without a key."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from copilot.keeping import by_hash

from .embedding import MiniLM
from .learned import Learned, read_learned, write_learned
from .multilingual import is_foreign, shared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .embedding import Embedder
    from .learned import Row

    Vector = NDArray[np.float32]

KEPT = 8192  # texts met on the way whose vectors are kept, 6 to 8 MB
_AT_ONCE = 64  # texts whose vectors are made at once


def likenesses(question: str, texts: Sequence[str]) -> list[float]:
    """The cosine of each text to the question; those of questions in other languages are lower throughout.

    The vectors of the texts are kept for the next question, under a hash; of questions those of the last few.
    """
    import numpy as np

    if not texts or not question.strip():
        return [0.0] * len(texts)
    reader, asked = _read(question)
    near = np.stack(_rows(reader, texts)).astype(np.float32) @ asked
    return [float(cosine) for cosine in near]


def learn(texts: Sequence[str], folder: Path, progress: Callable[[int, int], object] = lambda *_: None) -> None:
    """Makes the vectors of these texts ahead, for questions in any language, and keeps them in the folder.

    What the folder holds already is not made again; what is no longer among the texts is dropped from it. `progress`
    is told how many vectors are made, of how many.
    """
    readers: tuple[Embedder, ...] = (_english(), shared())
    for done, reader in enumerate(readers):
        file = folder / f"sentences-{reader.name}.npy"
        named = {_name(reader, text): text for text in texts}
        held = read_learned(file)
        if held.places.keys() != named.keys():
            with _one_at_a_time:
                _learned[file] = held
            names, all_of_them = list(named), list(named.values())
            rows: list[Row] = []
            for first in range(0, len(names), _AT_ONCE):
                rows += _rows(reader, all_of_them[first : first + _AT_ONCE])
                progress(done * len(names) + len(rows), len(readers) * len(names))
            held = write_learned(file, dict(zip(names, rows, strict=True)))
        with _one_at_a_time:
            _learned[file] = held


@by_hash(16)  # a ticket's questions are held against the thing's page, then against others
def _read(question: str) -> "tuple[Embedder, Vector]":
    reader = shared() if is_foreign(question) else _english()
    return reader, reader.embed([question])[0]


@cache
def _english() -> MiniLM:
    return MiniLM(threads=1)


_learned: dict[Path, Learned] = {}
_vectors: "OrderedDict[bytes, Row]" = OrderedDict()
_one_at_a_time = Lock()


def _name(reader: "Embedder", text: str) -> bytes:
    return blake2b(f"{reader.name}\n{text}".encode("utf-8", "ignore"), digest_size=16).digest()


def _rows(reader: "Embedder", texts: Sequence[str]) -> "list[Row]":
    """One vector a text: as it was learned, else as it was made when the text was first met."""
    import numpy as np

    names = [_name(reader, text) for text in texts]
    with _one_at_a_time:
        found = {name: row for name in names if (row := _known(name)) is not None}
    new = {name: text for name, text in zip(names, texts, strict=True) if name not in found}
    if new:
        made = dict(zip(new, reader.embed(list(new.values())).astype(np.float16), strict=True))
        found |= made
        with _one_at_a_time:
            _vectors.update(made)
            while len(_vectors) > KEPT:
                _vectors.popitem(last=False)
    return [found[name] for name in names]


def _known(name: bytes) -> "Row | None":
    for learned in _learned.values():
        if (row := learned.get(name)) is not None:
            return row
    if name in _vectors:
        _vectors.move_to_end(name)
    return _vectors.get(name)
