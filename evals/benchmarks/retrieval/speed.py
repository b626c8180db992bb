"""What building and asking cost: processor time (all threads), since the clock depends on who else is working.

    python evals/benchmarks/retrieval/speed.py --policies FOLDER --sets DATA

FOLDER are real policies in Markdown, DATA holds `mtrag` in the BEIR layout. Three sizes: the policies; 1,000 passages of
mtrag; 50,000 passages made of its sentences. The first two are embedded for real. Embedding the third would take most of
an hour and measure the same thing, so its passages have vectors of chance; all else about it is real, and so are the
vectors of the questions.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from corpora import Corpus

from copilot.knowledge import KnowledgeIndex, MiniLM, Scope, load_documents, passages_of
from copilot.knowledge.multilingual import Multilingual
from copilot.models import Document

STAGES = ("policies", "1000", "50000")
QUESTIONS = 150
SCOPE = Scope(kinds=("policy",), region="DE", as_of=datetime(2026, 11, 22, tzinfo=UTC))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--policies", type=Path, required=True)
    arguments.add_argument("--sets", type=Path, required=True)
    arguments.add_argument("--stage", choices=STAGES)
    given = arguments.parse_args()
    if given.stage:
        print(json.dumps(stage(given.stage, given.policies, given.sets)))
        return
    for name in STAGES:
        again = [sys.executable, *sys.argv, "--stage", name]
        print(name, subprocess.run(again, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def stage(name: str, policies: Path, sets: Path) -> dict[str, Any]:
    corpus = Corpus.read(sets / "mtrag")
    embedder: Any = MiniLM()
    if name == "policies":
        documents = [scoped(document, number) for number, document in enumerate(load_documents([policies]))]
    elif name == "1000":
        documents = first(corpus.documents, 1000)
    else:
        documents, embedder = made(corpus.documents, 50_000), Chance()
        Multilingual.embed = Chance.embed_by(Multilingual.embed, 512)  # type: ignore[method-assign]
    before = memory()
    with tempfile.TemporaryDirectory() as folder, KnowledgeIndex.open(Path(folder), embedder) as index:
        figures: dict[str, Any] = {"documents": len(documents), "build s": cost(lambda: index.update(documents))}
        edited = [
            *documents[1:],
            documents[0].model_copy(update={"text": documents[0].text + "\n\nAnd one thing more."}),
        ]
        figures["nothing changed s"] = cost(lambda: index.update(documents))
        figures["one edit s"] = cost(lambda: index.update(edited))
        figures["first question after it s"] = cost(lambda: index.search("How do I start?", 5))
        questions = [query.text for query in corpus.queries[: 3 * QUESTIONS]]
        ways = {"ms": None, "in scope ms": SCOPE}
        for part, (way, scope) in enumerate(ways.items()):
            times = [
                1000 * cost(lambda text=text, scope=scope: index.search(text, 5, scope))
                for text in questions[part * QUESTIONS : (part + 1) * QUESTIONS]
            ]
            figures[way] = {"p50": round(float(np.median(times)), 1), "p95": round(float(np.percentile(times, 95)), 1)}
        german = [f"Wie kann ich das zurückgeben, Frage {number}?" for number in range(50)]
        index.search(german[0], 5)
        figures["in German ms"] = round(
            float(np.median([1000 * cost(lambda t=t: index.search(t, 5)) for t in german])), 1
        )
        figures["passages"] = sum(len(passages_of(document)) for document in documents)
        figures["disk MB"] = round(
            sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6, 1
        )
    figures["memory MB, at most"] = round(memory())
    figures["of it before"] = round(before)
    return figures


def cost(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return round(time.process_time() - started, 4)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def first(documents: Sequence[Document], passages: int) -> list[Document]:
    found, total = [], 0
    for document in documents:
        found.append(scoped(document, len(found)))
        total += len(passages_of(document))
        if total >= passages:
            break
    return found


def made(documents: Sequence[Document], count: int) -> list[Document]:
    """Documents of one passage each, of some 60 words."""
    drawn = random.Random(5)
    sentences = [s for d in documents for s in re.split(r"(?<=[.!?])\s+", d.text) if 30 < len(s) < 200]
    return [
        scoped(
            Document(id=f"d{n}", title=f"Page {n // 50}", text=f"{n}: " + " ".join(drawn.choices(sentences, k=3))), n
        )
        for n in range(count)
    ]


def scoped(document: Document, number: int) -> Document:
    """One in ten is for Germany alone, four in ten for other countries; half are policies; some have ended."""
    regions = ["DE"] if number % 10 == 0 else ["US", "FR"] if number % 10 < 5 else []
    end = date(2025, 1, 1) if number % 7 == 0 else None
    kind = "policy" if number % 2 else "faq"
    return document.model_copy(update={"regions": regions, "effective_to": end, "kind": kind})


class Chance:
    """Vectors of chance for passages, the same for the same text; those of questions are real."""

    name, dimensions, english_only, fits, fits_across = MiniLM.name, 384, True, MiniLM.fits, 0.0

    def __init__(self) -> None:
        self._real = MiniLM()
        self.embed_queries = self._real.embed

    def embed(self, texts: Sequence[str]) -> "np.ndarray":
        return chance(texts, self.dimensions)

    @staticmethod
    def embed_by(real: Callable[..., Any], dimensions: int) -> Callable[..., Any]:
        """Real for a question, which comes alone."""
        return lambda self, texts: real(self, texts) if len(texts) == 1 else chance(texts, dimensions)


def chance(texts: Sequence[str], dimensions: int) -> "np.ndarray":
    rows = np.array([np.random.default_rng(zlib.crc32(text.encode())).normal(size=dimensions) for text in texts])
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
