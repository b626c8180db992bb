"""Vectors in Chroma: in memory, in a folder, or on a server, each under the name of its text."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings

from copilot.errors import IndexMismatch, SettingsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copilot.knowledge.embedding import Embedder, Vectors

_BATCH = 1000


class Chroma:
    """A client, and the collections that it has open: one for each embedder."""

    def __init__(self, directory: Path | None = None, server: str | None = None) -> None:
        """On the server at this URL, whose path names the collections; else in the folder; else in memory."""
        self.shared = server is not None
        self._directory, self._server = directory, server
        # In one process all clients in memory share their collections, so the name keeps indexes apart.
        self._prefix = _path(server) if server else "passages" if directory else f"passages-{uuid.uuid4().hex}"
        self._open: list[Meanings] = []
        self._client = self._connect()

    def meanings(self, embedder: "Embedder") -> "Meanings":
        """The vectors of this embedder."""
        opened = Meanings(self._collection(embedder), embedder)
        self._open.append(opened)
        return opened

    def reopen(self) -> None:
        """Chroma does not notice what other processes write to its folder, so it is opened anew."""
        if self._server is None and self._directory is not None:
            self._client.close()  # type: ignore[attr-defined]
            self._client = self._connect()
            for meanings in self._open:
                meanings.collection = self._collection(meanings.embedder)

    def close(self) -> None:
        if self._directory is None and not self.shared:
            for meanings in self._open:
                self._client.delete_collection(meanings.collection.name)
        self._client.close()  # type: ignore[attr-defined]

    def _connect(self) -> ClientAPI:
        settings = Settings(anonymized_telemetry=False)
        if self._server:
            place = urlsplit(self._server)
            secure = place.scheme == "https"
            try:
                return chromadb.HttpClient(
                    host=str(place.hostname), port=place.port or (443 if secure else 80), ssl=secure, settings=settings
                )
            except ValueError as error:
                raise SettingsError(
                    f"no Chroma server answers at {self._server!r}; start it, or mend the URL"
                ) from error
        if self._directory:
            return chromadb.PersistentClient(str(self._directory / "chroma"), settings)
        return chromadb.EphemeralClient(settings)

    def _collection(self, embedder: "Embedder") -> chromadb.Collection:
        """Named after the embedder, since the vectors of two embedders do not mix."""
        name = f"{self._prefix}-{re.sub(r'[^a-z0-9]+', '-', embedder.name.casefold()).strip('-')}"
        configuration = CreateCollectionConfiguration(
            hnsw={"space": "cosine", "ef_construction": 100, "ef_search": 200}
        )
        return self._client.get_or_create_collection(name, configuration=configuration, embedding_function=None)


class Meanings:
    """The vectors of one embedder, by name."""

    def __init__(self, collection: chromadb.Collection, embedder: "Embedder") -> None:
        self.collection = collection
        self.embedder = embedder

    def missing(self, names: Sequence[str]) -> list[str]:
        """Those of the names that have no vector yet."""
        have: set[str] = set()
        for batch in batches(names, _BATCH):
            have |= set(self.collection.get(ids=batch, include=[])["ids"])
        return [name for name in names if name not in have]

    def add(self, names: Sequence[str], texts: Sequence[str]) -> None:
        """Embed these texts under these names."""
        rows = self.embedder.embed(texts)
        if rows.shape != (len(texts), self.embedder.dimensions):
            raise IndexMismatch(
                f"the embedder {self.embedder.name!r} gave vectors of shape {rows.shape}, "
                f"expected {(len(texts), self.embedder.dimensions)}; mend its `dimensions`"
            )
        self.collection.upsert(ids=list(names), embeddings=rows)

    def names(self) -> set[str]:
        """The names of all vectors."""
        return set(self.collection.get(include=[])["ids"])

    def drop(self, names: Iterable[str]) -> None:
        """Drop the vectors of these names."""
        for batch in batches(sorted(names), _BATCH):
            self.collection.delete(ids=batch)

    def rows(self, names: Sequence[str], dimensions: int) -> "Vectors":
        """The vectors of these names, a row each; zeros where there is none any more."""
        rows: Vectors = np.zeros((len(names), dimensions), np.float32)
        places = {name: place for place, name in enumerate(names)}
        for batch in batches(names, _BATCH):
            got = self.collection.get(ids=batch, include=["embeddings"])
            if got["ids"]:
                rows[[places[name] for name in got["ids"]]] = np.asarray(got["embeddings"])
        return rows

    def count(self) -> int:
        """How many vectors there are, of whatever index."""
        return self.collection.count()

    def nearest(self, vector: "NDArray[np.float32]", count: int) -> list[tuple[str, float]]:
        """(name, cosine) of about so many vectors, the nearest first."""
        found = self.collection.query(query_embeddings=vector[None], n_results=count, include=["distances"])
        distances = found["distances"][0] if found["distances"] else []
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)]


def batches(names: Iterable[str], size: int) -> Iterator[list[str]]:
    """The names in lists of at most so many."""
    everything = list(names)
    return (everything[first : first + size] for first in range(0, len(everything), size))


def _path(server: str) -> str:
    """What the collections of this URL are called."""
    place = urlsplit(server)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise SettingsError(
            f"the Chroma server {server!r} is no URL; expected one such as 'http://127.0.0.1:8000/shop'"
        )
    return re.sub(r"[^A-Za-z0-9]+", "-", place.path).strip("-") or "passages"
