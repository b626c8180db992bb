"""Question sets in the BEIR layout, what a ranking is worth, and vectors that are made once."""

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copilot.knowledge import MiniLM, load_documents
from copilot.models import Document, Query

Relevant = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Corpus:
    """Documents, questions, and which documents answer which."""

    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    relevant: Relevant

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        relevant: Relevant = {}
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            query, document, score = line.split("\t")
            if float(score) > 0:
                relevant.setdefault(query, {})[document] = float(score)
        queries = (Query.model_validate_json(line) for line in (folder / "queries.jsonl").open(encoding="utf-8"))
        return cls(load_documents([folder / "corpus.jsonl"]), tuple(queries), relevant)

    @property
    def judged(self) -> list[Query]:
        return [query for query in self.queries if query.id in self.relevant]


def is_reported(query: Query) -> bool:
    """Whether a question is of the reported half: no paraphrase and no conversation stands in both halves."""
    return zlib.crc32(query.id.split("_")[0].split("<")[0].encode()) % 2 == 1


def ndcg(ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    gain = sum(relevant.get(document, 0) / np.log2(place + 2) for place, document in enumerate(ranked[:10]))
    best = sorted(relevant.values(), reverse=True)[:10]
    return float(gain / sum(score / np.log2(place + 2) for place, score in enumerate(best)))


def recall_at_5(ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    return len(set(ranked[:5]) & relevant.keys()) / min(5, len(relevant))


def reciprocal(ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    return next((1 / place for place, document in enumerate(ranked, 1) if document in relevant), 0.0)


def interval(values: "np.ndarray") -> tuple[float, float]:
    """The 95 % interval of a mean, by 2,000 draws."""
    draws = np.random.default_rng(7).choice(values, (2000, len(values))).mean(axis=1)
    return float(np.percentile(draws, 2.5)), float(np.percentile(draws, 97.5))


class Remembered(MiniLM):
    """The default embedder; a text that it has read before costs nothing."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        file.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (text TEXT PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def embed(self, texts: Sequence[str]) -> "np.ndarray":
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        new = []
        for place, text in enumerate(texts):
            found = self._kept.execute("SELECT vector FROM vectors WHERE text = ?", (text,)).fetchone()
            if found:
                rows[place] = np.frombuffer(found[0], np.float32)
            else:
                new.append(place)
        if new:
            rows[new] = super().embed([texts[place] for place in new])
            made = [(texts[place], rows[place].tobytes()) for place in new]
            self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", made)
        return rows
