"""How near the passages are to a question, by one embedder."""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from copilot.keeping import by_hash

from .chroma import Meanings
from .ranking import PLACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copilot.knowledge.catalog import Snapshot
    from copilot.knowledge.embedding import Vectors
    from copilot.knowledge.words import Floats, Ints

IN_MEMORY = 200_000
"""How many vectors of its own folder an index compares with a question one by one, which is exact: 300 MB of them,
400 MB more once another language is asked in, and some 30 ms. With more, it asks Chroma for the nearest."""

IN_MEMORY_SHARED = 2_000
"""The same where they come from a server."""

CANDIDATES = 100
"""How many passages each side of the search puts forward where not all are compared."""


class Nearness:
    """One embedder's vectors and questions; safe to share between threads."""

    def __init__(self, meanings: Meanings, *, shared: bool) -> None:
        self.meanings = meanings
        self._most = IN_MEMORY_SHARED if shared else IN_MEMORY
        self._lock = Lock()
        self._names: tuple[str, ...] = ()
        self._rows: Vectors | None = None
        self.meaning = by_hash(256)(self._embedded)
        self._numbers = lru_cache(maxsize=1)(_numbered)

    def similarities(
        self, snapshot: "Snapshot", vectors: "Vectors", wordy: "Ints", inside: "NDArray[np.bool_]"
    ) -> "list[Floats]":
        """For each vector the cosine of each passage by position: by what it says or, a little less, what it is under.

        Where not all passages are compared, those that are neither near the first vector nor among the `wordy` have
        -1, and all have 0 for the vectors after the first.
        """
        if len(snapshot.names) <= self._most:
            near = vectors @ self._all(snapshot, vectors.shape[1]).T
            near = np.concatenate([near, np.full((len(vectors), 1), -1 / PLACE, np.float32)], axis=1)
        else:
            near = np.zeros((len(vectors), len(snapshot.names) + 1), np.float32)
            near[0] = self._some(snapshot, vectors[0], wordy, inside)
        return [np.maximum(row[snapshot.bodies], np.float32(PLACE) * row[snapshot.places]) for row in near]

    def _embedded(self, texts: tuple[str, ...]) -> "Vectors":
        """One vector for all views of a question: their mean."""
        embedder = self.meanings.embedder
        rows = getattr(embedder, "embed_queries", embedder.embed)(list(dict.fromkeys(texts)))
        mean = rows.mean(axis=0)
        vector: Vectors = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return vector

    def _all(self, snapshot: "Snapshot", dimensions: int) -> "Vectors":
        """The vectors of all names, in their order; only those that were not there before are fetched."""
        with self._lock:
            if self._rows is None or self._names is not snapshot.names:
                rows = self._rows if self._rows is not None else np.zeros((0, dimensions), np.float32)
                held = np.flatnonzero(np.any(rows, axis=1))
                old = {self._names[row]: int(row) for row in held}
                fresh = [name for name in snapshot.names if name not in old]
                both = np.concatenate([rows, self.meanings.rows(fresh, dimensions)])
                place = old | {name: len(rows) + row for row, name in enumerate(fresh)}
                self._rows, self._names = both[[place[name] for name in snapshot.names]], snapshot.names
            return self._rows

    def _some(self, snapshot: "Snapshot", vector: "Vectors", wordy: "Ints", inside: "NDArray[np.bool_]") -> "Floats":
        """By name: the cosines of the nearest, asking for more until enough of them are inside, and of the wordy."""
        near = np.full(len(snapshot.names) + 1, -1 / PLACE, np.float32)
        number = self._numbers(snapshot.names)
        count, total = 2 * CANDIDATES, self.meanings.count()
        while True:
            for name, cosine in self.meanings.nearest(vector, min(count, total)):
                if name in number:
                    near[number[name]] = cosine
            found = (near[snapshot.bodies] > -1) | (near[snapshot.places] > -1)
            if count >= total or np.count_nonzero(found & inside) >= CANDIDATES:
                break
            count *= 4
        rows = np.unique(np.concatenate([snapshot.bodies[wordy], snapshot.places[wordy]]))
        left = [int(row) for row in rows if row >= 0 and near[row] <= -1]
        near[left] = self.meanings.rows([snapshot.names[row] for row in left], len(vector)) @ vector
        return near


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}
