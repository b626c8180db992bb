"""The SQLite side of the index: which documents and passages there are, and which words stand in them."""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from copilot.models import Document, Passage

from .words import WordIndex

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, hash TEXT NOT NULL, scope TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL, id TEXT NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, body TEXT NOT NULL, place TEXT,
    words BLOB NOT NULL, counts BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document);
CREATE TABLE IF NOT EXISTS words (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A passage, the names of its vectors (of what it says; of what it stands under), and its words."""

    passage: Passage
    body: str
    place: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search needs to know of a passage."""

    key: int
    document: int
    body: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that can be found, at one moment; passages by position."""

    entries: tuple[Entry, ...]
    documents: dict[int, Document]
    words: WordIndex
    holders: dict[str, list[int]]
    """Which passages stand on a vector, by the vector's name."""


class Catalog:
    """Documents and passages in one SQLite file, or in memory; safe to share between threads."""

    def __init__(self, file: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(file or ":memory:", timeout=60, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

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

    def hashes(self) -> dict[str, str]:
        """The content hash of each document, by id."""
        return dict(self._rows("SELECT id, hash FROM documents"))

    def vectors(self) -> set[str]:
        """The names of all vectors that passages stand on."""
        return {name for row in self._rows("SELECT body, place FROM passages") for name in row if name}

    def replace(self, removed: Collection[str], added: Iterable[tuple[Document, str, Sequence[Named]]]) -> None:
        """Takes documents out and puts (document, hash, passages) in, all at once or not at all."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for name in removed:
                    self._remove(name)
                for document, content, passages in added:
                    self._remove(document.id)
                    self._add(document, content, passages)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def snapshot(self) -> Snapshot:
        """Everything that a search needs, but the passages' texts."""
        with self._lock:
            self._db.execute("BEGIN")
            documents = self._rows("SELECT key, scope FROM documents")
            rows = self._rows("SELECT key, document, body, place, words, counts FROM passages ORDER BY key")
            numbers = dict(self._rows("SELECT word, number FROM words"))
            self._db.execute("COMMIT")
        entries = tuple(Entry(*row[:4]) for row in rows)
        holders: dict[str, list[int]] = {}
        for position, entry in enumerate(entries):
            for name in (entry.body, entry.place):
                if name:
                    holders.setdefault(name, []).append(position)
        words = [np.frombuffer(row[4], np.int32) for row in rows]
        counts = [np.frombuffer(row[5], np.int32) for row in rows]
        records = {key: Document.model_validate_json(scope) for key, scope in documents}
        return Snapshot(entries, records, WordIndex(numbers, words, counts), holders)

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

    def _add(self, document: Document, content: str, passages: Sequence[Named]) -> None:
        scope = document.model_copy(update={"text": "", "clauses": [], "metadata": {}}).model_dump_json()
        insert = "INSERT INTO documents (id, title, hash, scope) VALUES (?, ?, ?, ?)"
        owner = self._db.execute(insert, (document.id, document.title, content, scope)).lastrowid
        for named in passages:
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
