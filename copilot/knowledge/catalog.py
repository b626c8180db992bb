"""The SQLite side of the index: which documents and passages there are, and which words stand in them."""

import json
import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.models import Document, Passage

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL, id TEXT NOT NULL, headings TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document);
CREATE INDEX IF NOT EXISTS passages_vector ON passages (vector);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, headings, body, tokenize = "porter unicode61 remove_diacritics 2"
);
"""
_WEIGHTS = "1.0, 1.0, 1.0"
_MOST_WORDS = 64
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the catalog knows it: by its key, its document's key, and the name of its vector."""

    key: int
    document: int
    vector: str


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

    def records(self) -> dict[int, Document]:
        """Every document without its text, by key."""
        return {
            key: Document.model_validate_json(record) for key, record in self._rows("SELECT key, record FROM documents")
        }

    def vectors(self) -> set[str]:
        """The names of all vectors that passages stand on."""
        return {row[0] for row in self._rows("SELECT DISTINCT vector FROM passages")}

    def replace(
        self, removed: Collection[str], added: Iterable[tuple[Document, str, Sequence[tuple[Passage, str]]]]
    ) -> None:
        """Takes documents out and puts (document, hash, (passage, vector)…) in, all at once or not at all."""
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

    def entries(self, vectors: Collection[str]) -> list[Entry]:
        """The passages that stand on these vectors."""
        rows = self._rows(
            "SELECT key, document, vector FROM passages WHERE vector IN (SELECT value FROM json_each(?))",
            json.dumps(list(vectors)),
        )
        return [Entry(*row) for row in rows]

    def of_documents(self, documents: Collection[int]) -> list[Entry]:
        """All passages of these documents."""
        rows = self._rows(
            "SELECT key, document, vector FROM passages WHERE document IN (SELECT value FROM json_each(?))",
            json.dumps(list(documents)),
        )
        return [Entry(*row) for row in rows]

    def matches(self, text: str, limit: int, documents: Collection[int] | None) -> list[tuple[Entry, float]]:
        """The passages that share most words with the text, by BM25, best first; of these documents only."""
        words = list(dict.fromkeys(word.casefold() for word in _WORD.findall(text)))[:_MOST_WORDS]
        if not words:
            return []
        within = "" if documents is None else "AND document IN (SELECT value FROM json_each(?))"
        sql = f"""
            SELECT passages.key, document, vector, -bm25(words, {_WEIGHTS}) AS score
            FROM words JOIN passages ON passages.key = words.rowid
            WHERE words MATCH ? {within} ORDER BY score DESC LIMIT ?
        """  # noqa: S608 - the parts are constants of this module
        scope = () if documents is None else (json.dumps(list(documents)),)
        rows = self._rows(sql, " OR ".join(f'"{word}"' for word in words), *scope, limit)
        return [(Entry(*row[:3]), row[3]) for row in rows]

    def passages(self, keys: Collection[int]) -> dict[int, Passage]:
        """The passages of these keys."""
        rows = self._rows(
            """
            SELECT passages.key, passages.id, documents.id, words.title, passages.headings, words.body, start, stop
            FROM passages JOIN documents ON documents.key = document JOIN words ON words.rowid = passages.key
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
            self._db.execute("DELETE FROM words WHERE rowid IN (SELECT key FROM passages WHERE document = ?)", (key,))
            self._db.execute("DELETE FROM passages WHERE document = ?", (key,))
            self._db.execute("DELETE FROM documents WHERE key = ?", (key,))

    def _add(self, document: Document, content: str, passages: Sequence[tuple[Passage, str]]) -> None:
        record = document.model_copy(update={"text": "", "clauses": [], "metadata": {}}).model_dump_json()
        insert = "INSERT INTO documents (id, hash, record) VALUES (?, ?, ?)"
        owner = self._db.execute(insert, (document.id, content, record)).lastrowid
        for passage, vector in passages:
            insert = "INSERT INTO passages (document, id, headings, start, stop, vector) VALUES (?, ?, ?, ?, ?, ?)"
            row = (owner, passage.id, json.dumps(passage.headings), passage.start, passage.end, vector)
            key = self._db.execute(insert, row).lastrowid
            insert = "INSERT INTO words (rowid, title, headings, body) VALUES (?, ?, ?, ?)"
            self._db.execute(insert, (key, passage.title, " ".join(passage.headings), passage.text))

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()
