"""The SQLite side of the index: which documents and passages there are, and which words stand in them."""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from copilot.models import Document, Passage

from .words import WordIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .words import Ints

_SCOPE = {"kind", "effective_from", "effective_to", "regions", "channels", "tiers"}
_META = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_SCHEMA = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, hash TEXT NOT NULL, scope TEXT NOT NULL,
    is_foreign INTEGER NOT NULL
);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL, id TEXT NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, body TEXT NOT NULL, place TEXT,
    words BLOB NOT NULL, counts BLOB NOT NULL
);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A passage, the names of its vectors (of what it says; of what it stands under), and its words."""

    passage: Passage
    body: str
    place: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A document as it goes into the catalog: its content's hash, whether it is in another language, its passages."""

    document: Document
    content: str
    is_foreign: bool
    passages: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that can be found, at one moment; every array is by the position of a passage."""

    keys: "Ints"
    owners: "Ints"
    """The key of its document."""
    scopes: tuple[Document, ...]
    """Each different scope that documents have, once."""
    scope_of: "Ints"
    is_foreign: "NDArray[np.bool_]"
    names: tuple[str, ...]
    """The names of all vectors that passages stand on."""
    bodies: "Ints"
    """Which of the names is that of what it says."""
    places: "Ints"
    """Which of the names is that of what it stands under; -1 where it stands under nothing."""
    words: WordIndex


class Catalog:
    """Documents and passages in one SQLite file, or in memory; safe to share between threads."""

    def __init__(self, file: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(file or ":memory:", timeout=60, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(_META)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def meta(self, key: str) -> str | None:
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str) -> None:
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def renew(self) -> None:
        """Forget everything, and be what this version of the library writes."""
        with self._lock:
            for table in ("documents", "passages", "words"):
                self._db.execute(f"DROP TABLE IF EXISTS {table}")
            self._db.executescript(_SCHEMA)

    def hashes(self) -> dict[str, str]:
        """The content hash of each document, by id."""
        return dict(self._rows("SELECT id, hash FROM documents"))

    def vectors(self) -> set[str]:
        """The names of all vectors that passages stand on."""
        return {name for row in self._rows("SELECT body, place FROM passages") for name in row if name}

    def vectors_of(self, documents: Collection[str]) -> set[str]:
        """The names of the vectors that passages of these documents stand on."""
        rows = self._rows(
            """
            SELECT body, place FROM passages JOIN documents ON documents.key = document
            WHERE documents.id IN (SELECT value FROM json_each(?))
            """,
            json.dumps(list(documents)),
        )
        return {name for row in rows for name in row if name}

    def replace(self, removed: Collection[str], added: Iterable[Cut]) -> None:
        """Takes documents out and puts others in, all at once or not at all."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for name in removed:
                    self._remove(name)
                for cut in added:
                    self._remove(cut.document.id)
                    self._add(cut)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def snapshot(self) -> Snapshot:
        """Everything that a search needs, but the passages' texts."""
        with self._lock:
            self._db.execute("BEGIN")
            documents = self._rows("SELECT key, scope, is_foreign FROM documents")
            rows = self._rows("SELECT key, document, body, place, words, counts FROM passages ORDER BY key")
            numbers = dict(self._rows("SELECT word, number FROM words"))
            self._db.execute("COMMIT")
        scopes = {scope: number for number, scope in enumerate(dict.fromkeys(scope for _, scope, _ in documents))}
        scope_of = {key: scopes[scope] for key, scope, _ in documents}
        foreign = {key for key, _, is_foreign in documents if is_foreign}
        names: dict[str | None, int] = {}
        for row in rows:
            for name in row[2:4]:
                if name:
                    names.setdefault(name, len(names))
        return Snapshot(
            keys=np.array([row[0] for row in rows], np.int32),
            owners=np.array([row[1] for row in rows], np.int32),
            scopes=tuple(Document.model_validate({"id": "-", "text": "", **json.loads(scope)}) for scope in scopes),
            scope_of=np.array([scope_of[row[1]] for row in rows], np.int32),
            is_foreign=np.array([row[1] in foreign for row in rows], bool),
            names=tuple(name for name in names if name),
            bodies=np.array([names[row[2]] for row in rows], np.int32),
            places=np.array([names.get(row[3], -1) for row in rows], np.int32),
            words=WordIndex(
                numbers,
                [np.frombuffer(row[4], np.int32) for row in rows],
                [np.frombuffer(row[5], np.int32) for row in rows],
            ),
        )

    def passages(self, keys: Collection[int]) -> dict[int, Passage]:
        """The passages of these keys; one that is gone by now is missing."""
        rows = self._rows(
            """
            SELECT passages.key, passages.id, documents.id, title, headings, text, start, stop
            FROM passages JOIN documents ON documents.key = document
            WHERE passages.key IN (SELECT value FROM json_each(?))
            """,
            json.dumps(list(keys)),
        )
        return {
            key: Passage(name, document, title, tuple(json.loads(headings)), text, start, stop)
            for key, name, document, title, headings, text, start, stop in rows
        }

    def _remove(self, document: str) -> None:
        for (key,) in self._db.execute("SELECT key FROM documents WHERE id = ?", (document,)).fetchall():
            self._db.execute("DELETE FROM passages WHERE document = ?", (key,))
            self._db.execute("DELETE FROM documents WHERE key = ?", (key,))

    def _add(self, cut: Cut) -> None:
        document = cut.document
        scope = document.model_dump_json(include=_SCOPE, exclude_defaults=True)
        insert = "INSERT INTO documents (id, title, hash, scope, is_foreign) VALUES (?, ?, ?, ?, ?)"
        values = (document.id, document.title, cut.content, scope, cut.is_foreign)
        owner = self._db.execute(insert, values).lastrowid
        for named in cut.passages:
            passage = named.passage
            often = Counter(named.words)
            words = np.array([self._number(word) for word in often], np.int32).tobytes()
            counts = np.array(list(often.values()), np.int32).tobytes()
            self._db.execute(
                "INSERT INTO passages (document, id, headings, text, start, stop, body, place, words, counts)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (owner, passage.id, json.dumps(passage.headings), passage.text, passage.start, passage.end,
                 named.body, named.place, words, counts),
            )  # fmt: skip

    def _number(self, word: str) -> int:
        found = self._db.execute("SELECT number FROM words WHERE word = ?", (word,)).fetchone()
        if found is None:
            return int(self._db.execute("INSERT INTO words (word) VALUES (?)", (word,)).lastrowid or 0)
        return int(found[0])

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


def place_of(passage: Passage) -> list[str]:
    """Where a passage stands: the title and the headings above it, each once."""
    return [part for part in dict.fromkeys((passage.title, *passage.headings)) if part]
