"""How near the passages are to a question, by one embedder."""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from .chroma import Meanings
from .ranking import PLACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copilot.knowledge.catalog import Snapshot
    from copilot.knowledge.embedding import Vectors
    from copilot.knowledge.words import Floats, Ints

IN_MEMORY = 200_000
"""How many vectors of its own folder an index compares with a question one by one, which is exact: 300 MB of them, and
20 ms. With more, it asks Chroma for the nearest."""

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
        self._meaning = lru_cache(maxsize=256)(self._embedded)

    def similarities(
        self, snapshot: "Snapshot", texts: tuple[str, ...], wordy: "Ints", inside: "NDArray[np.bool_]"
    ) -> "Floats":
        """The cosine of each passage by position: by what it says or, a little less, by what it stands under.

        Where not all passages are compared, those that are neither near nor among the `wordy` have -1.
        """
        vector = self._meaning(texts)
        if len(snapshot.names) <= self._most:
            near = np.append(self._all(snapshot, len(vector)) @ vector, np.float32(-1 / PLACE))
        else:
            near = self._some(snapshot, vector, wordy, inside)
        similar: Floats = np.maximum(near[snapshot.bodies], np.float32(PLACE) * near[snapshot.places])
        return similar

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
                old = {name: row for row, name in enumerate(self._names)}
                fresh = [name for name in snapshot.names if name not in old]
                fetched = self.meanings.rows(fresh, dimensions)
                if self._rows is not None and old:
                    place = {name: row + len(old) for row, name in enumerate(fresh)} | old
                    both = np.concatenate([self._rows, fetched])
                    fetched = both[[place[name] for name in snapshot.names]]
                self._rows, self._names = fetched, snapshot.names
            return self._rows

    def _some(self, snapshot: "Snapshot", vector: "Vectors", wordy: "Ints", inside: "NDArray[np.bool_]") -> "Floats":
        """By name: the cosines of the nearest, asking for more until enough of them are inside, and of the wordy."""
        near = np.full(len(snapshot.names) + 1, -1 / PLACE, np.float32)
        number = {name: row for row, name in enumerate(snapshot.names)}
        count, total = 2 * CANDIDATES, len(snapshot.names)
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
