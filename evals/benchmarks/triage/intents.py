"""The shop's own intents on public sets: five-fold on HINT3's training parts, BANKING77's test part, and rejection.

    python evals/benchmarks/triage/intents.py DATA [--vectors FILE.npz]

DATA holds hint3/*_train.jsonl and banking77/{train,test}.jsonl, lines of {text, label}. Rejection: every fifth intent
is left out of the training folds in turn, and its messages must look less fitting than those of the others (AUROC).
"""

import argparse
import json
from pathlib import Path

import numpy as np
from vectors import embed

from copilot.triage.own_intents import learnt

FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    means = [hint3(options.data / "hint3" / f"{name}_train.jsonl", options.vectors) for name in SHOPS]
    accuracy, area = np.array(means).mean(axis=0)
    print(f"hint3 mean: accuracy {accuracy:.4f}, rejection AUROC {area:.4f}", flush=True)
    banking(options.data / "banking77", options.vectors)


SHOPS = ("curekart", "sofmattress", "powerplay11")


def read(path: Path, cache: Path | None) -> tuple[np.ndarray, np.ndarray]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return embed([row["text"] for row in rows], cache), np.array([row["label"] for row in rows])


def hint3(path: Path, cache: Path | None) -> tuple[float, float]:
    """(five-fold accuracy, AUROC of rejection) on one shop."""
    vectors, labels = read(path, cache)
    folds = np.random.default_rng(0).permutation(len(labels)) % FOLDS
    names = np.unique(labels)
    away = {name: place % FOLDS for place, name in enumerate(np.random.default_rng(1).permutation(names))}
    right = np.zeros(len(labels), bool)
    best = np.zeros(len(labels))
    inside: list[float] = []
    outside: list[float] = []
    kept: list[bool] = []
    refused: list[bool] = []
    for fold in range(FOLDS):
        held = folds == fold
        own = learnt(labels[~held].tolist(), vectors[~held])
        shares, _ = own.judged(vectors[held])
        right[held] = np.array(own.labels)[shares.argmax(axis=1)] == labels[held]
        best[held] = shares.max(axis=1)
        left_out = np.array([away[label] == fold for label in labels])
        narrow = learnt(labels[~held & ~left_out].tolist(), vectors[~held & ~left_out])
        fits, strange = narrow.judged(vectors[held & ~left_out])[1], narrow.judged(vectors[left_out])[1]
        inside, outside = inside + fits.tolist(), outside + strange.tolist()
        kept += (fits >= narrow.least).tolist()
        refused += (strange < narrow.least).tolist()
    print(
        f"{path.stem}: {len(labels)} messages, {len(names)} intents, accuracy {right.mean():.4f}, "
        f"ECE {ece(best, right):.3f}, rejection AUROC {auroc(inside, outside):.4f}; "
        f"{np.mean(kept):.3f} of what fits kept, {np.mean(refused):.3f} of what does not rejected",
        flush=True,
    )
    return float(right.mean()), auroc(inside, outside)


def banking(folder: Path, cache: Path | None) -> None:
    vectors, labels = read(folder / "train.jsonl", cache)
    own = learnt(labels.tolist(), vectors)
    vectors, labels = read(folder / "test.jsonl", cache)
    shares, _ = own.judged(vectors)
    right = np.array(own.labels)[shares.argmax(axis=1)] == labels
    print(
        f"banking77 test: {len(labels)} messages, accuracy {right.mean():.4f}, ECE {ece(shares.max(axis=1), right):.3f}"
    )


def auroc(higher: list[float], lower: list[float]) -> float:
    """The chance that one of `higher` is above one of `lower`; ties count half."""
    ordered = np.sort(np.array(lower))
    below = np.searchsorted(ordered, higher, "left") + np.searchsorted(ordered, higher, "right")
    return float(below.mean() / 2 / len(ordered))


def ece(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(confidence[places == place].mean() - right[places == place].mean()) * (places == place).mean()
            for place in np.unique(places)
        )
    )


if __name__ == "__main__":
    main()
