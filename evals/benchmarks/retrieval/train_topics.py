"""Fits the topics that shops' customers write about, from messages that were written for this project.

    python evals/benchmarks/retrieval/train_topics.py

writes copilot/knowledge/topics.npz. The messages are those that triage learns intents from, and `topics.jsonl` for what
no intent stands for; `topics.tsv` says in which words policies head each topic.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from copilot.knowledge.embedding import MiniLM
from copilot.knowledge.multilingual import Multilingual
from copilot.language import detect

HERE = Path(__file__).parent
MESSAGES = (HERE.parent / "triage" / "intents.jsonl", HERE / "topics.jsonl")
TARGET = HERE.parents[2] / "copilot" / "knowledge" / "topics.npz"
STRENGTH = 20.0


def main() -> None:
    phrases = dict(line.split("\t") for line in (HERE / "topics.tsv").read_text(encoding="utf-8").splitlines()[2:])
    rows = [json.loads(line) for file in MESSAGES for line in file.open(encoding="utf-8")]
    labels = np.array([row["label"] if row["label"] in phrases else "other" for row in rows])
    texts = [row["text"] for row in rows]
    english = np.array([(row.get("language") or detect(row["text"]).code) == "en" for row in rows])
    names = np.array([*phrases, "other"])
    weights: dict[str, np.ndarray] = {}
    for key, embedder, part in (("english", MiniLM(), english), ("many", Multilingual(), np.ones(len(rows), bool))):
        vectors = embedder.embed([text for text, taken in zip(texts, part, strict=True) if taken])
        model = LogisticRegression(C=STRENGTH, max_iter=3000)
        guessed = cross_val_predict(model, vectors, labels[part], cv=5)
        print(f"{key}: {part.sum()} messages, five-fold accuracy {(guessed == labels[part]).mean():.3f}")
        model.fit(vectors, labels[part])
        order = [list(model.classes_).index(name) for name in names]
        weights[f"{key}_weights"] = model.coef_[order].astype(np.float16)
        weights[f"{key}_bias"] = model.intercept_[order].astype(np.float16)
    weights["phrases"] = MiniLM().embed(list(phrases.values())).astype(np.float16)
    np.savez_compressed(TARGET, **weights)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1000} KB, {len(phrases)} topics")


if __name__ == "__main__":
    main()
