"""The index over a knowledge base: Chroma for what passages mean, SQLite for the words in them."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import IndexMismatch
from copilot.knowledge.catalog import Catalog, Snapshot
from copilot.knowledge.duplicates import duplicates
from copilot.knowledge.embedding import Embedder, MiniLM
from copilot.knowledge.multilingual import Multilingual
from copilot.knowledge.opening import builder_of, embedder_of, kept
from copilot.knowledge.scope import Scope
from copilot.models import Document, Hit, Query
from copilot.privacy import Personal

from .chroma import Chroma, batches
from .cutting import content_of, cut
from .nearness import Nearness
from .ranking import admitted, best
from .scoring import Readers, scored
from .trouble import folder, told, unusable

if TYPE_CHECKING:
    from copilot.knowledge.embedding import Vectors

_LAYOUT = "4"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did, by document id."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class KnowledgeIndex:
    """Finds passages; searching is safe from many threads, and updating from many processes."""

    def __init__(
        self, directory: Path | None, embedder: Embedder, chroma: str | None = None, embedder_url: str | None = None
    ) -> None:
        self._directory = directory
        self._embedder = embedder
        # What the embedder cannot read, another one does; one that reads everything needs no help.
        self._english: bool = getattr(embedder, "english_only", False)
        help_with = Multilingual() if self._english else None
        self._lock = threading.RLock()
        if directory is not None:
            folder(directory)
        with told(directory), self._building():
            self._catalog = Catalog(directory and directory / "catalog.sqlite")
            self._layout = f"{_LAYOUT} {help_with.name}" if help_with else _LAYOUT
            self._identify({"embedder_url": embedder_url, "chroma": chroma})
            self._chroma = Chroma(directory, chroma)
            self._readers = Readers(
                first=self._reader(embedder),
                other=self._reader(help_with) if help_with else None,
                hosted=getattr(embedder, "hosted", False),
                topics=embedder.name == MiniLM.name,
                fits=getattr(embedder, "fits", 0.0),
                fits_across=getattr(embedder, "fits_across", 0.0),
            )
            self._seen = self._catalog.version()
        self._snapshot: Snapshot | None = None

    @classmethod
    def open(
        cls,
        directory: Path | None = None,
        embedder: object = None,
        *,
        embedder_url: str | None = None,
        chroma: str | None = None,
    ) -> "KnowledgeIndex":
        """The index in this directory, made if need be; without one, in memory. IndexMismatch for another embedder.

        `embedder` is a name ("offline", "openai:text-embedding-3-small"), an Embedder or a LangChain Embeddings
        object; `embedder_url` is an OpenAI-compatible server for it. `chroma` is the URL of a Chroma server that keeps
        the vectors, so that a team embeds each text once; its path names what they share, and the directory is each
        one's own. What is not given is what the index was built with, else: offline, and in the directory.
        """
        with told(directory):
            known = kept(directory)
        url = embedder_url or known.get("embedder_url")
        chosen = embedder_of(embedder or builder_of(directory, known), url)
        return cls(directory, chosen, chroma or known.get("chroma"), url)

    def close(self) -> None:
        with self._lock:
            self._chroma.close()
            self._catalog.close()

    def __enter__(self) -> "KnowledgeIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def matches(self, documents: Sequence[Document]) -> bool:
        """Whether the index holds exactly these documents."""
        return self._is_current and self._catalog.hashes() == {d.id: content_of(d) for d in documents}

    def update(self, documents: Sequence[Document], progress: Callable[[int, int], None] | None = None) -> Changes:
        """Makes the index hold exactly these documents; what is unchanged costs nothing.

        `progress` is called with (vectors made, vectors to make). An update that was cut short leaves the index as it
        was, and the next one goes on from the vectors that were already made. An index that another version of the
        library laid out is laid out anew; its vectors are kept. UnusableIndex for a full disk and the like.
        """
        with told(self._directory), self._building():
            if not (self._is_current and self._has_vectors()):
                self._catalog.renew()
                self._catalog.set_meta("layout", self._layout)
            known = self._catalog.hashes()
            wanted = {document.id: content_of(document) for document in documents}
            changed = [document for document in documents if known.get(document.id) != wanted[document.id]]
            removed = tuple(sorted(known.keys() - wanted.keys()))
            if changed or removed or self._catalog.meta("state") != "complete":
                texts: dict[str, tuple[str, ...]] = {}
                cuts = [cut(document, wanted[document.id], texts, english=self._english) for document in changed]
                whole = self._catalog.meta("state") == "complete"
                before = self._catalog.vectors_of([*removed, *(document.id for document in changed)]) if whole else None
                self._catalog.set_meta("state", "building")
                self._embed(texts, progress)
                self._catalog.replace(removed, cuts)
                self._drop_orphans(before)
                self._catalog.set_meta("warnings", json.dumps(duplicates(documents)))
                self._catalog.set_meta("state", "complete")
            self._snapshot = None
        added = tuple(document.id for document in changed)
        unchanged = tuple(name for name in wanted if known.get(name) == wanted[name])
        return Changes(added, unchanged, removed, tuple(json.loads(self._catalog.meta("warnings") or "[]")))

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, by the embedder of this index; people's messages never go to a hosted one."""
        return self._offline.embed(texts)

    def search(
        self,
        query: str | Query,
        limit: int = 10,
        scope: Scope | None = None,
        *,
        distinct: bool = False,
        fitting: bool = False,
        personal: Sequence[Personal] = (),
    ) -> list[Hit]:
        """The best passages, best first; with `distinct`, at most one of each document.

        With `fitting`, only those whose score an answer usually has: none, when the knowledge base has no answer.
        `personal` are values that no hosted embedder gets to see.

        `similarity` is the raw cosine between the question and the passage; `score`, from 0 to 1, adds to it how many
        of the question's words the passage shares. Neither is stretched to fit one query's hits, so both compare
        across queries.
        """
        with told(self._directory):
            while True:
                snapshot = self._refresh()
                inside = admitted(snapshot, scope)
                if not inside.any() or not _text(query).strip():
                    return []
                found = scored(self._readers, snapshot, query, inside, personal)
                if fitting:
                    inside &= found.score >= found.fits
                positions = best(found.score, inside, snapshot.owners if distinct else None, limit)
                keys = [int(snapshot.keys[position]) for position in positions]
                passages = self._catalog.passages(keys)
                if passages.keys() >= set(keys):
                    return [
                        Hit(passages[key], round(float(found.score[at]), 6), round(float(found.similarity[at]), 6))
                        for key, at in zip(keys, positions, strict=True)
                    ]
                # Another process has replaced a document since the snapshot was taken: look again.

    @cached_property
    def _offline(self) -> Embedder:
        return MiniLM() if self._readers.hosted else self._embedder

    def _reader(self, embedder: Embedder) -> Nearness:
        return Nearness(self._chroma.meanings(embedder), shared=self._chroma.shared)

    @property
    def _is_current(self) -> bool:
        return self._catalog.meta("layout") == self._layout

    def _has_vectors(self) -> bool:
        """Whether Chroma has as many vectors as passages stand on; its folder may have been lost beside the catalog."""
        needed = len(self._catalog.vectors())
        if any(reader.meanings.count() < needed for reader in self._readers.all):
            self._chroma.reopen()  # another process may have written them
        return all(reader.meanings.count() >= needed for reader in self._readers.all)

    def _identify(self, opened: dict[str, str | None]) -> None:
        """Refuses another embedder's index, and remembers how this one was opened."""
        found, mine = self._catalog.meta("embedder"), self._embedder.name
        if found not in (None, mine):
            self._catalog.close()
            raise IndexMismatch(
                f"the index in {str(self._directory)!r} was built with embedder {found!r}, and this is {mine!r}; "
                "open it with the embedder that built it, or delete the folder and index again"
            )
        for key, value in {"embedder": mine, **opened}.items():
            if value is not None and value != self._catalog.meta(key):
                self._catalog.set_meta(key, value)
        if self._catalog.meta("layout") is None:
            self._catalog.renew()
            self._catalog.set_meta("layout", self._layout)

    def _refresh(self) -> Snapshot:
        """What can be found now, whoever built it."""
        with self._lock:
            version = self._catalog.version()
            if self._snapshot is None or version != self._seen:
                if not self._is_current:
                    raise IndexMismatch(
                        f"the index in {str(self._directory)!r} was laid out by another version of this library; "
                        "run `copilot index` once more, which keeps what was embedded"
                    )
                if version != self._seen:
                    with self._building():
                        self._chroma.reopen()
                self._seen = version
                self._snapshot = self._catalog.snapshot()
                if self._snapshot.names and not self._readers.first.meanings.count():
                    raise unusable(self._directory, "its vectors are gone")
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

    def _embed(self, texts: dict[str, tuple[str, ...]], progress: Callable[[int, int], None] | None) -> None:
        """Adds the vectors that are missing, in batches, so that little is lost when it is cut short."""
        readers = self._readers.all
        todo = [(number, reader.meanings.missing(list(texts))) for number, reader in enumerate(readers)]
        done, total = 0, sum(len(names) for _, names in todo)
        for number, missing in todo:
            for names in batches(missing, _BATCH):
                readers[number].meanings.add(names, [texts[name][number] for name in names])
                done += len(names)
                if progress:
                    progress(done, total)

    def _drop_orphans(self, before: set[str] | None) -> None:
        """Drops vectors that no passage stands on; `before` are those that may be, None after a killed update: any."""
        if self._chroma.shared:
            return  # they may be somebody else's
        needed = self._catalog.vectors()
        for reader in self._readers.all:
            reader.meanings.drop((reader.meanings.names() if before is None else before) - needed)


def _text(query: str | Query) -> str:
    return query if isinstance(query, str) else query.text
