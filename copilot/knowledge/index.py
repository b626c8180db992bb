"""The index over a knowledge base: Chroma for what passages mean, SQLite for the words in them."""

import hashlib
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings as ChromaSettings

from copilot.errors import IndexMismatch
from copilot.models import Document, Hit, Passage, Query

from .catalog import Catalog, Entry
from .embedding import Embedder, MiniLM
from .fusion import fused
from .passages import passages_of
from .scope import Scope

if TYPE_CHECKING:
    from .embedding import Vectors

CANDIDATES = 100
"""How many passages each side of the search puts forward."""

_LAYOUT = "1"
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did, by document id."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class KnowledgeIndex:
    """Finds passages; searching is safe from many threads, and updating from many processes."""

    def __init__(self, directory: Path | None, embedder: Embedder) -> None:
        self._directory = directory
        self._embedder = embedder
        self._lock = threading.RLock()
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
        with self._building():
            self._catalog = Catalog(directory and directory / "catalog.sqlite")
            self._identify()
            self._client, self._collection = self._open_chroma()
        self._seen: int | None = None
        self._refresh()

    @classmethod
    def open(cls, directory: Path | None = None, embedder: Embedder | None = None) -> "KnowledgeIndex":
        """The index in this directory, made if need be; without one, in memory. IndexMismatch for another embedder."""
        return cls(directory, embedder or MiniLM())

    def close(self) -> None:
        with self._lock:
            if self._directory is None:
                self._client.delete_collection(self._collection.name)
            self._client.close()  # type: ignore[attr-defined]
            self._catalog.close()

    def __enter__(self) -> "KnowledgeIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def matches(self, documents: Sequence[Document]) -> bool:
        """Whether the index holds exactly these documents."""
        return self._catalog.hashes() == {document.id: _content(document) for document in documents}

    def update(self, documents: Sequence[Document], progress: Callable[[int, int], None] | None = None) -> Changes:
        """Makes the index hold exactly these documents; what is unchanged costs nothing.

        `progress` is called with (passages embedded, passages to embed). An update that was cut short leaves the
        index as it was, and the next one goes on from the vectors that were already made.
        """
        with self._building():
            known = self._catalog.hashes()
            wanted = {document.id: _content(document) for document in documents}
            changed = [document for document in documents if known.get(document.id) != wanted[document.id]]
            removed = tuple(sorted(known.keys() - wanted.keys()))
            if changed or removed or self._catalog.meta("state") != "complete":
                cut = [(document, wanted[document.id], _named(passages_of(document))) for document in changed]
                self._catalog.set_meta("state", "building")
                self._embed({vector: passage for _, _, named in cut for passage, vector in named}, progress)
                self._catalog.replace(removed, cut)
                self._drop_orphans()
                self._catalog.set_meta("state", "complete")
            self._seen = None  # the version that SQLite gives tells of other connections only
        self._refresh()
        added = tuple(document.id for document in changed)
        unchanged = tuple(name for name in wanted if known.get(name) == wanted[name])
        return Changes(added, unchanged, removed)

    def search(
        self, query: str | Query, limit: int = 10, scope: Scope | None = None, *, distinct: bool = False
    ) -> list[Hit]:
        """The best passages, best first; with `distinct`, at most one of each document.

        `score` orders the hits of one query and says nothing across queries: that is what `similarity` is for.
        """
        self._refresh()
        text = query if isinstance(query, str) else query.text
        records = self._records
        admitted = None if scope is None else {key for key, record in records.items() if scope.admits(record)}
        if not text.strip() or not records or admitted == set():
            return []
        if admitted is not None and len(admitted) == len(records):
            admitted = None
        vector = self._query_vector(text)
        near = self._nearest(vector, admitted)
        lexical = self._catalog.matches(text, CANDIDATES, admitted)
        missing = [entry for entry, _ in lexical if entry not in near]
        near |= self._similarities(vector, missing)
        score = fused(near, dict(lexical))
        best = sorted(near, key=lambda entry: (-score[entry], -near[entry], entry.key))
        if distinct:
            first: dict[int, Entry] = {}
            for entry in best:
                first.setdefault(entry.document, entry)
            best = list(first.values())
        best = best[:limit]
        passages = self._catalog.passages([entry.key for entry in best])
        return [
            Hit(passages[entry.key], score[entry], round(near[entry], 6)) for entry in best if entry.key in passages
        ]

    def _identify(self) -> None:
        mine = {"layout": _LAYOUT, "embedder": self._embedder.name, "dimensions": str(self._embedder.dimensions)}
        for key, value in mine.items():
            found = self._catalog.meta(key)
            if found is None:
                self._catalog.set_meta(key, value)
            elif found != value:
                self._catalog.close()
                raise IndexMismatch(
                    f"the index in {str(self._directory)!r} was built with {key} {found!r}, and this is {value!r}; "
                    f"open it with the embedder that built it, or delete the folder and index again"
                )

    def _open_chroma(self) -> tuple[ClientAPI, chromadb.Collection]:
        settings = ChromaSettings(anonymized_telemetry=False)
        if self._directory is None:
            # In one process all clients in memory share their collections, so the name keeps indexes apart.
            client, name = chromadb.EphemeralClient(settings), f"passages-{uuid.uuid4().hex}"
        else:
            client, name = chromadb.PersistentClient(str(self._directory / "chroma"), settings), "passages"
        configuration = CreateCollectionConfiguration(
            hnsw={"space": "cosine", "ef_construction": 200, "ef_search": 200}
        )
        return client, client.get_or_create_collection(name, configuration=configuration, embedding_function=None)

    def _refresh(self) -> None:
        """Takes note of what another process or thread has built since."""
        with self._lock:
            version = self._catalog.version()
            if version != self._seen:
                if self._seen is not None and self._directory is not None:
                    self._client.close()  # type: ignore[attr-defined]
                    self._client, self._collection = self._open_chroma()
                self._seen = version
                self._records = self._catalog.records()

    @contextmanager
    def _building(self) -> Iterator[None]:
        """One builder at a time, over all processes: the system frees the lock of one that dies."""
        if self._directory is None:
            with self._lock:
                yield
            return
        gate = sqlite3.connect(self._directory / "building.lock", timeout=3600, isolation_level=None)
        try:
            gate.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            gate.close()

    def _embed(self, passages: dict[str, Passage], progress: Callable[[int, int], None] | None) -> None:
        """Adds the vectors that are missing, in batches, so that little is lost when it is cut short."""
        have: set[str] = set()
        names = list(passages)
        for first in range(0, len(names), _BATCH):
            have |= set(self._collection.get(ids=names[first : first + _BATCH], include=[])["ids"])
        todo = [name for name in names if name not in have]
        for first in range(0, len(todo), _BATCH):
            batch = todo[first : first + _BATCH]
            self._collection.upsert(ids=batch, embeddings=self._embedder.embed([_embedded(passages[n]) for n in batch]))
            if progress:
                progress(first + len(batch), len(todo))

    def _drop_orphans(self) -> None:
        orphans = sorted(set(self._collection.get(include=[])["ids"]) - self._catalog.vectors())
        for first in range(0, len(orphans), _BATCH):
            self._collection.delete(ids=orphans[first : first + _BATCH])

    def _query_vector(self, text: str) -> "Vectors":
        embed_query = getattr(self._embedder, "embed_query", None)
        vector: Vectors = embed_query(text) if embed_query else self._embedder.embed([text])[0]
        return vector

    def _nearest(self, vector: "Vectors", admitted: set[int] | None) -> dict[Entry, float]:
        """The nearest passages that are admitted; asks for more until there are enough or no more."""
        size, total = CANDIDATES, self._collection.count()
        while True:
            found = self._collection.query(
                query_embeddings=vector[None], n_results=min(size, total), include=["distances"]
            )
            similarity = dict(zip(found["ids"][0], (1 - d for d in (found["distances"] or [[]])[0]), strict=True))
            entries = self._catalog.entries(similarity)
            near = {e: similarity[e.vector] for e in entries if admitted is None or e.document in admitted}
            if len(near) >= CANDIDATES or size >= total:
                return near
            size *= 4

    def _similarities(self, vector: "Vectors", entries: list[Entry]) -> dict[Entry, float]:
        if not entries:
            return {}
        got = self._collection.get(ids=list({entry.vector for entry in entries}), include=["embeddings"])
        rows = dict(zip(got["ids"], np.asarray(got["embeddings"]) @ vector, strict=True))
        return {entry: float(rows[entry.vector]) for entry in entries if entry.vector in rows}


def _content(document: Document) -> str:
    """Changes when anything that the index keeps of a document does."""
    return hashlib.sha256(document.model_dump_json(exclude={"clauses", "metadata"}).encode()).hexdigest()


def _named(passages: Sequence[Passage]) -> list[tuple[Passage, str]]:
    """Each passage with the name of its vector, which is the hash of what is embedded."""
    return [(passage, hashlib.sha256(_embedded(passage).encode()).hexdigest()[:32]) for passage in passages]


def _embedded(passage: Passage) -> str:
    """What the embedder reads of a passage: where it stands, then what it says."""
    path = dict.fromkeys((passage.title, *passage.headings))
    return "\n".join([*(part for part in path if part), passage.text])
