"""How well questions find what answers them: ours beside its parts, rank fusion and LangChain's ensemble.

    pip install langchain-classic langchain-community rank-bm25
    python evals/benchmarks/retrieval/measure.py --sets DATA --work DIR > found.json

DATA holds `stackfaq` and `mtrag` in the BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv). DIR keeps indexes and
vectors, so that only the first run embeds. The questions are split in halves by what a question is about.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from baselines import Baselines, alone, ensemble, pasted
from corpora import Corpus, Remembered, interval, is_reported, ndcg, recall_at_5, reciprocal

from copilot.knowledge import KnowledgeIndex
from copilot.models import Query

COVERAGES = (0.99, 0.95, 0.9, 0.8, 0.7, 0.5)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", type=Path, required=True)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--ours-only", action="store_true")
    given = arguments.parse_args()
    found = {name: measured(given.sets / name, given.work, given.ours_only) for name in ("stackfaq", "mtrag")}
    json.dump(found, sys.stdout, indent=1)


def measured(folder: Path, work: Path, ours_only: bool) -> dict[str, Any]:
    corpus = Corpus.read(folder)
    embedder = Remembered(work / "vectors.sqlite")
    with KnowledgeIndex.open(work / folder.name, embedder) as index:
        index.update(corpus.documents)
        ours = {query.id: index.search(query, 100, distinct=True) for query in corpus.queries}
    methods = {"ours": {id: [hit.passage.document for hit in hits] for id, hits in ours.items()}}
    if not ours_only:
        methods |= others(corpus, embedder)
    report: dict[str, Any] = {"documents": len(corpus.documents), "judged": len(corpus.judged)}
    report["methods"] = {name: scores(corpus, ranked) for name, ranked in methods.items()}
    kinds = {query.id: (query.model_extra or {}).get("answerability") for query in corpus.queries}
    if any(kinds.values()):
        yes = [query for query in corpus.queries if kinds[query.id] == ["ANSWERABLE"]]
        no = [query for query in corpus.queries if kinds[query.id] == ["UNANSWERABLE"]]
        top = {id: hits[0].score if hits else 0.0 for id, hits in ours.items()}
        report["answerable"] = answerable(yes, no, top)
    return report


def others(corpus: Corpus, embedder: Remembered) -> dict[str, dict[str, list[str]]]:
    baselines = Baselines(corpus.documents, embedder)
    ways = {
        "words alone": baselines.words,
        "meaning alone": baselines.meaning,
        "rank fusion": baselines.rank_fusion,
        "LangChain ensemble": ensemble(baselines),
    }
    inputs = {"": alone}
    if any(query.history for query in corpus.queries):
        inputs = {", question alone": alone, ", history pasted": pasted}
    return {
        f"{way}{how}": {query.id: search(text(query)) for query in corpus.judged}
        for way, search in ways.items()
        for how, text in inputs.items()
    }


def scores(corpus: Corpus, ranked: dict[str, list[str]]) -> dict[str, Any]:
    half = np.array([is_reported(query) for query in corpus.judged])
    result: dict[str, Any] = {}
    for name, measure in (("ndcg@10", ndcg), ("recall@5", recall_at_5), ("mrr", reciprocal)):
        values = np.array([measure(ranked[query.id], corpus.relevant[query.id]) for query in corpus.judged])
        low, high = interval(values[half])
        result[name] = {
            "all": values.mean(),
            "tuned": values[~half].mean(),
            "reported": values[half].mean(),
            "interval": [low, high],
        }
    return json.loads(json.dumps(result), parse_float=lambda text: round(float(text), 4))


def answerable(yes: list[Query], no: list[Query], top: dict[str, float]) -> dict[str, Any]:
    """AUROC on each half; the cuts are quantiles of the tuned half's answerable questions."""

    def of(queries: list[Query], reported: bool | None) -> "np.ndarray":
        return np.array([top[q.id] for q in queries if reported is None or is_reported(q) == reported])

    curve = []
    for coverage in COVERAGES:
        cut = float(np.quantile(of(yes, False), 1 - coverage))
        curve.append({"coverage asked": coverage, "cut": round(cut, 3),
                      "answerable kept": round(float((of(yes, True) >= cut).mean()), 3),
                      "unanswerable given nothing": round(float((of(no, True) < cut).mean()), 3)})  # fmt: skip
    exact = float(np.quantile(of(yes, None), 0.05))
    return {
        "answerable": len(yes),
        "unanswerable": len(no),
        "auroc": {
            name: round(auroc(of(yes, part), of(no, part)), 4)
            for name, part in (("all", None), ("tuned", False), ("reported", True))
        },
        "given nothing at exactly 95 % coverage, all": round(float((of(no, None) < exact).mean()), 3),
        "curve": curve,
    }


def auroc(yes: "np.ndarray", no: "np.ndarray") -> float:
    return float((yes[:, None] > no[None]).mean() + 0.5 * (yes[:, None] == no[None]).mean())


if __name__ == "__main__":
    main()
