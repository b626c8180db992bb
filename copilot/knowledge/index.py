"""The index over a knowledge base: Chroma for what passages mean, SQLite for the words in them."""

import hashlib
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings as ChromaSettings

from copilot.errors import IndexMismatch
from copilot.models import Document, Hit, Passage, Query

from .catalog import Catalog, Entry, Named, Snapshot, place_of
from .conversation import views, word_weights
from .embedding import Embedder, MiniLM
from .glossary import foreign_language, in_english
from .passages import passages_of
from .scope import Scope
from .words import stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .embedding import Vectors

CANDIDATES = 100
"""How many passages each side of the search puts forward."""

WORDS = 0.8
"""What sharing all the words of a question is worth, where having its very meaning is worth 1."""

PLACE = 0.95
"""What the meaning of a passage's title and headings counts for, beside the meaning of its text."""

_LAYOUT = "3"
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did, by document id."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, and how well it fits."""

    entry: Entry
    score: float
    similarity: float


class KnowledgeIndex:
    """Finds passages; searching is safe from many threads, and updating from many processes."""

    def __init__(self, directory: Path | None, embedder: Embedder) -> None:
        self._directory = directory
        self._embedder = embedder
        self._english: bool = getattr(embedder, "english_only", False)
        self._fits: float = getattr(embedder, "fits", 0.0)
        self._lock = threading.RLock()
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
        with self._building():
            self._catalog = Catalog(directory and directory / "catalog.sqlite")
            self._identify()
            self._client, self._collection = self._open_chroma()
            self._seen = self._catalog.version()
        self._snapshot: Snapshot | None = None

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
                texts: dict[str, str] = {}
                cut = [(document, wanted[document.id], self._cut(document, texts)) for document in changed]
                self._catalog.set_meta("state", "building")
                self._embed(texts, progress)
                self._catalog.replace(removed, cut)
                self._drop_orphans()
                self._catalog.set_meta("state", "complete")
            self._snapshot = None
        added = tuple(document.id for document in changed)
        unchanged = tuple(name for name in wanted if known.get(name) == wanted[name])
        return Changes(added, unchanged, removed, _warnings(documents))

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, by the embedder of this index."""
        return self._embedder.embed(texts)

    def search(
        self,
        query: str | Query,
        limit: int = 10,
        scope: Scope | None = None,
        *,
        distinct: bool = False,
        fitting: bool = False,
    ) -> list[Hit]:
        """The best passages, best first; with `distinct`, at most one of each document.

        With `fitting`, only those whose score an answer usually has: none, when the knowledge base has no answer.

        `similarity` is the raw cosine between the question and the passage; `score`, from 0 to 1, adds to it how many
        of the question's words the passage shares. Neither is stretched to fit one query's hits, so both compare
        across queries.
        """
        while True:
            snapshot = self._refresh()
            ranked = self._ranked(snapshot, query, scope)
            if distinct:
                ranked = _first_of_each(ranked)
            best = [found for found in islice(ranked, limit) if not fitting or found.score >= self._fits]
            keys = [found.entry.key for found in best]
            passages = self._catalog.passages(keys)
            if passages.keys() >= set(keys):
                return [Hit(passages[key], f.score, f.similarity) for key, f in zip(keys, best, strict=True)]
            # Another process has replaced a document since the snapshot was taken: look again.

    def _identify(self) -> None:
        mine = {"layout": _LAYOUT, "embedder": self._embedder.name, "dimensions": str(self._embedder.dimensions)}
        for key, value in mine.items():
            found = self._catalog.meta(key)
            if found is None:
                self._catalog.set_meta(key, value)
            elif found != value:
                self._catalog.close()
                fix = "" if key == "layout" else "open it with the embedder that built it, or "
                raise IndexMismatch(
                    f"the index in {str(self._directory)!r} was built with {key} {found!r}, and this is {value!r}; "
                    f"{fix}delete the folder and index again"
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

    def _refresh(self) -> Snapshot:
        """What can be found now, whoever built it."""
        with self._lock:
            version = self._catalog.version()
            if self._snapshot is None or version != self._seen:
                if version != self._seen and self._directory is not None:
                    # Chroma does not notice what other processes write, so it is opened anew.
                    with self._building():
                        self._client.close()  # type: ignore[attr-defined]
                        self._client, self._collection = self._open_chroma()
                self._seen = version
                self._snapshot = self._catalog.snapshot()
            return self._snapshot

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

    def _cut(self, document: Document, texts: dict[str, str]) -> list[Named]:
        """The document's passages with the names of their vectors, whose texts are added to `texts`."""
        language = foreign_language(document.text)
        named = []
        for passage in passages_of(document):
            body, place = _texts(passage, language if self._english else None)
            texts |= {_name(text): text for text in (body, place) if text}
            words = [*place_of(passage), passage.text, in_english(passage.text, language) if language else ""]
            named.append(Named(passage, _name(body), _name(place) if place else None, tuple(stems(" ".join(words)))))
        return named

    def _embed(self, texts: dict[str, str], progress: Callable[[int, int], None] | None) -> None:
        """Adds the vectors that are missing, in batches, so that little is lost when it is cut short."""
        have: set[str] = set()
        for names in _batches(list(texts)):
            have |= set(self._collection.get(ids=names, include=[])["ids"])
        todo = [name for name in texts if name not in have]
        done = 0
        for names in _batches(todo):
            self._collection.upsert(ids=names, embeddings=self._embedder.embed([texts[name] for name in names]))
            done += len(names)
            if progress:
                progress(done, len(todo))

    def _drop_orphans(self) -> None:
        orphans = set(self._collection.get(include=[])["ids"]) - self._catalog.vectors()
        for names in _batches(sorted(orphans)):
            self._collection.delete(ids=names)

    def _ranked(self, snapshot: Snapshot, query: str | Query, scope: Scope | None) -> Iterator[_Found]:
        """Everything that may be found and is worth a look, best first."""
        admitted = _admitted(snapshot, scope)
        texts = views(query, self._english)
        if not texts[0].strip() or not admitted.any():
            return iter(())
        shares = np.max([snapshot.words.shares(weights) for weights in word_weights(query)], axis=0)
        vector = self._meaning(texts)
        wordy = np.argsort(-np.where(admitted, shares, -1), kind="stable")[:CANDIDATES]
        found = [int(position) for position in wordy if admitted[position] and shares[position] > 0]
        candidates = list(dict.fromkeys([*found, *self._nearest(snapshot, vector, admitted)]))
        entries = [snapshot.entries[position] for position in candidates]
        scored = [
            _Found(entry, fused(near, float(shares[position])), round(near, 6))
            for position, entry, near in zip(candidates, entries, self._similarities(entries, vector), strict=True)
        ]
        return iter(sorted(scored, key=lambda hit: (-hit.score, hit.entry.key)))

    def _meaning(self, texts: Sequence[str]) -> "Vectors":
        """One vector for all views of a question: their mean."""
        embed = getattr(self._embedder, "embed_queries", self._embedder.embed)
        mean = embed(list(dict.fromkeys(texts))).mean(axis=0)
        vector: Vectors = mean / np.linalg.norm(mean)
        return vector

    def _nearest(self, snapshot: Snapshot, vector: "Vectors", admitted: "NDArray[np.bool_]") -> list[int]:
        """The passages nearest in meaning; asks Chroma for more until enough of them are admitted."""
        size, total = 2 * CANDIDATES, self._collection.count()
        while True:
            found = self._collection.query(query_embeddings=vector[None], n_results=min(size, total), include=[])
            holders = (snapshot.holders.get(name, ()) for name in found["ids"][0])
            near = dict.fromkeys(p for positions in holders for p in positions if admitted[p])
            if len(near) >= CANDIDATES or size >= total:
                return list(near)[:CANDIDATES]
            size *= 4

    def _similarities(self, entries: Sequence[Entry], vector: "Vectors") -> list[float]:
        """How near each passage is, by what it says or, a little less, by what it stands under."""
        names = list({name for entry in entries for name in (entry.body, entry.place) if name})
        got = self._collection.get(ids=names, include=["embeddings"])
        near = dict(zip(got["ids"], np.asarray(got["embeddings"]) @ vector, strict=True))
        return [
            float(max(near.get(entry.body, -1.0), PLACE * near.get(entry.place, -1.0) if entry.place else -1.0))
            for entry in entries
        ]


def fused(similarity: float, share: float) -> float:
    """One score from 0 to 1: the same meaning and all the words give 1."""
    return max(0.0, similarity + WORDS * share) / (1 + WORDS)


def _admitted(snapshot: Snapshot, scope: Scope | None) -> "NDArray[np.bool_]":
    if scope is None:
        return np.ones(len(snapshot.entries), bool)
    inside = {key for key, document in snapshot.documents.items() if scope.admits(document)}
    return np.array([entry.document in inside for entry in snapshot.entries], bool)


def _first_of_each(found: Iterator[_Found]) -> Iterator[_Found]:
    seen: set[int] = set()
    for hit in found:
        if hit.entry.document not in seen:
            seen.add(hit.entry.document)
            yield hit


def _warnings(documents: Sequence[Document]) -> tuple[str, ...]:
    """Which documents say the same, and so crowd each other out of the hits."""
    first: dict[str, Document] = {}
    same = []
    for document in documents:
        other = first.setdefault(" ".join(document.text.casefold().split()), document)
        if other is not document:
            same.append(f"{document.id!r} says the same as {other.id!r}; keep one, or give them different scopes")
    return tuple(same)


def _content(document: Document) -> str:
    """Changes when anything that the index keeps of a document does."""
    return hashlib.sha256(document.model_dump_json(exclude={"clauses", "metadata"}).encode()).hexdigest()


def _texts(passage: Passage, language: str | None = None) -> tuple[str, str]:
    """(what the embedder reads of a passage: where it stands, then what it says; where it stands alone)."""
    place, text = place_of(passage), passage.text
    if language:
        place = [in_english(part, language) or part for part in place]
        text = f"{in_english(text, language)}\n{text}"
    return "\n".join([*place, text]), " > ".join(place)


def _name(text: str) -> str:
    """The name of a text's vector, by which equal texts share one."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _batches(names: list[str]) -> Iterator[list[str]]:
    return (names[first : first + _BATCH] for first in range(0, len(names), _BATCH))
