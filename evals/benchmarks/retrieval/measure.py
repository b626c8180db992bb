"""Retrieval on three sets of questions: ours beside its parts and other ways to join them.

    python evals/benchmarks/retrieval/measure.py --sets DATA --index DIR > evals/benchmarks/retrieval/results.md

DATA holds `stackfaq` and `mtrag` in the BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv); DIR keeps the indexes, so
that only the first run embeds. The questions are split in halves by what a question is about, so that no paraphrase
and no conversation stands in both. Weights were meant to be tuned on A, but figures of both halves were seen while they
were chosen: read B as optimistic, not as held out.
"""

import argparse
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from copilot.knowledge import KnowledgeIndex, Scope, load_documents
from copilot.knowledge.index import WORDS
from copilot.models import Hit, Query

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
Scores = dict[str, float]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", type=Path, required=True)
    arguments.add_argument("--index", type=Path, required=True)
    given = arguments.parse_args()
    for name in ("stackfaq", "mtrag"):
        report_set(name, given.sets / name, given.index / name)
    report_languages(given.index / "sample")


def report_set(name: str, folder: Path, directory: Path) -> None:
    documents = load_documents([folder / "corpus.jsonl"])
    queries = [Query.model_validate_json(line) for line in (folder / "queries.jsonl").open(encoding="utf-8")]
    relevant = read_relevant(folder / "qrels.tsv")
    with KnowledgeIndex.open(directory) as index:
        index.update(documents)
        found, times = {}, []
        for query in queries:
            started = time.perf_counter()
            found[query.id] = index.search(query, 1000)
            times.append(1000 * (time.perf_counter() - started))
    judged = [query.id for query in queries if query.id in relevant]
    half = np.array([zlib.crc32(id.split("_")[0].split("<")[0].encode()) % 2 for id in judged])
    print(f"\n## {name}: {len(documents)} documents, {len(judged)} judged questions\n")
    print("| | nDCG@10 all | A | B | B, 95 % interval | recall@5 B | MRR B |\n|---|---|---|---|---|---|---|")
    for method, scores in METHODS.items():
        ranked = [ranking(scores(found[id])) for id in judged]
        gains = np.array([ndcg(ranks, relevant[id]) for ranks, id in zip(ranked, judged, strict=True)])
        recall = np.array([recall_at_5(ranks, relevant[id]) for ranks, id in zip(ranked, judged, strict=True)])
        first = np.array([reciprocal(ranks, relevant[id]) for ranks, id in zip(ranked, judged, strict=True)])
        low, high = interval(gains[half == 1])
        cells = [gains.mean(), gains[half == 0].mean(), gains[half == 1].mean()]
        tail = [recall[half == 1].mean(), first[half == 1].mean()]
        print(f"| {method} | {row(cells)} | {low:.3f}–{high:.3f} | {row(tail)} |")
    print(f"\nA query: p50 {np.percentile(times, 50):.0f} ms, p95 {np.percentile(times, 95):.0f} ms, with embedding.")
    answerable = {query.id: (query.model_extra or {}).get("answerability") for query in queries}
    if any(answerable.values()):
        report_answerable(found, answerable)


def read_relevant(file: Path) -> dict[str, Scores]:
    relevant: dict[str, Scores] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if float(score) > 0:
            relevant.setdefault(query, {})[document] = float(score)
    return relevant


def share(hit: Hit) -> float:
    """The words in common, which the score holds besides the similarity."""
    return max(0.0, (hit.score * (1 + WORDS) - hit.similarity) / WORDS)


def by_document(pairs: Iterable[tuple[Hit, float]]) -> Scores:
    best: Scores = {}
    for hit, score in pairs:
        best[hit.passage.document] = max(score, best.get(hit.passage.document, -1.0))
    return best


def rank_fusion(hits: Sequence[Hit]) -> Scores:
    total: Scores = {}
    for part in (by_document((h, h.similarity) for h in hits), by_document((h, share(h)) for h in hits)):
        for rank, document in enumerate(ranking(part), 1):
            total[document] = total.get(document, 0.0) + 1 / (60 + rank)
    return total


def stretched(hits: Sequence[Hit]) -> Scores:
    near, words = (np.array([part(hit) for hit in hits]) for part in (lambda hit: hit.similarity, share))
    mixed = sum(w * (x - x.min()) / ((x.max() - x.min()) or 1) for w, x in ((0.7, near), (0.3, words)))
    return by_document(zip(hits, np.asarray(mixed).tolist(), strict=True))


METHODS: Mapping[str, Callable[[Sequence[Hit]], Scores]] = {
    "words alone (BM25)": lambda hits: by_document((hit, share(hit)) for hit in hits),
    "meaning alone": lambda hits: by_document((hit, hit.similarity) for hit in hits),
    "reciprocal rank fusion, k = 60": rank_fusion,
    "min-max, 0.7 meaning": stretched,
    "**ours**": lambda hits: by_document((hit, hit.score) for hit in hits),
}


def ranking(scores: Scores) -> list[str]:
    return sorted(scores, key=lambda document: -scores[document])


def ndcg(ranks: Sequence[str], relevant: Scores) -> float:
    gain = sum(relevant.get(document, 0) / np.log2(place + 2) for place, document in enumerate(ranks[:10]))
    ideal = sum(score / np.log2(place + 2) for place, score in enumerate(sorted(relevant.values(), reverse=True)[:10]))
    return float(gain / ideal)


def recall_at_5(ranks: Sequence[str], relevant: Scores) -> float:
    return len(set(ranks[:5]) & relevant.keys()) / min(5, len(relevant))


def reciprocal(ranks: Sequence[str], relevant: Scores) -> float:
    return next((1 / place for place, document in enumerate(ranks, 1) if document in relevant), 0.0)


def interval(values: Any) -> tuple[float, float]:
    draws = np.random.default_rng(7).choice(values, (2000, len(values))).mean(axis=1)
    return float(np.percentile(draws, 2.5)), float(np.percentile(draws, 97.5))


def row(values: Iterable[float]) -> str:
    return " | ".join(f"{value:.3f}" for value in values)


def report_answerable(found: Mapping[str, Sequence[Hit]], kinds: Mapping[str, Any]) -> None:
    for name, top in (
        ("score", lambda hits: hits[0].score),
        ("similarity", lambda hits: max(h.similarity for h in hits)),
    ):
        yes = np.array([top(found[id]) for id, kind in kinds.items() if kind == ["ANSWERABLE"]])
        no = np.array([top(found[id]) for id, kind in kinds.items() if kind == ["UNANSWERABLE"]])
        area = (yes[:, None] > no[None]).mean() + 0.5 * (yes[:, None] == no[None]).mean()
        print(
            f"\nAnswerable ({len(yes)}) against unanswerable ({len(no)}) by the best hit's {name}: AUROC {area:.3f}.\n"
        )
        print("| cut | answerable kept | unanswerable given nothing |\n|---|---|---|")
        for kept in (0.99, 0.95, 0.9, 0.8, 0.7):
            cut = float(np.quantile(yes, 1 - kept))
            print(f"| {cut:.3f} | {(yes >= cut).mean():.2f} | {(no < cut).mean():.2f} |")


def report_languages(directory: Path) -> None:
    questions = yaml.safe_load((HERE / "crosslingual.yaml").read_text(encoding="utf-8"))
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with KnowledgeIndex.open(directory) as index:
        documents = load_documents([HERE.parents[2] / "knowledge_base"])
        index.update(documents)
        print(f"\n## {len(questions)} questions in seven languages on the sample knowledge base\n")
        print(f"First hit right.\n\n| | {' | '.join(LANGUAGES)} |\n|---|{'---|' * len(LANGUAGES)}")
        for name, scope in (("policies", Scope(("policy",), as_of=now)), ("all documents", Scope(as_of=now))):
            right = [
                np.mean([index.search(q[code], 1, scope)[0].passage.document in q["documents"] for q in questions])
                for code in LANGUAGES
            ]
            print(f"| {name} | {' | '.join(f'{value:.2f}' for value in right)} |")


if __name__ == "__main__":
    main()
