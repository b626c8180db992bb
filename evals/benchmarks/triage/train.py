"""Fit the weights that ship with copilot.triage from the texts beside this script.

    python evals/benchmarks/triage/train.py [VECTORS.npz]

Needs scikit-learn; VECTORS.npz keeps the vectors between runs. Prints the five-fold figures that the choices rest on,
and writes copilot/triage/weights/*.npz.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from vectors import embed

Row = dict[str, Any]
HERE = Path(__file__).parent
KEPT = Path(sys.argv[1]) if len(sys.argv) > 1 else None
WEIGHTS = HERE.parents[2] / "copilot" / "triage" / "weights"


def main() -> None:
    messages = read("messages.jsonl")
    examples = read("intents.jsonl")
    fit("sentiment", [(row["text"], row["sentiment"]) for row in messages], strength=1.0)
    judged = [(row["text"], row["urgency"]) for row in messages if row["urgency"]]
    fit("urgency", [*judged, *everyday(examples)], strength=3.0, even=False)
    fit("intents", [(row["text"], row["label"]) for row in examples], strength=20.0)
    fit("risks", [*risky(read("risks.jsonl"), messages, examples)], strength=10.0, even=False)


UNHURRIED = ("product_question", "availability", "loyalty", "praise", "discount")
UNCERTAIN = (
    "safety",
    "account",
    "charge_dispute",
    "complaint",
    "other",
    "late_delivery",
    "lost_parcel",
    "refund_status",
)


def everyday(examples: list[Row]) -> Iterator[tuple[str, str]]:
    """Requests as every shop gets them, in all languages, as low or normal; those that may be more are left out."""
    for row in examples:
        if row["label"] not in UNCERTAIN:
            yield row["text"], "low" if row["label"] in UNHURRIED else "normal"


def risky(named: list[Row], messages: list[Row], examples: list[Row]) -> Iterator[tuple[str, str]]:
    """Texts with their one risk or "none"; intents that may carry a risk are left out of the harmless."""
    yield from ((row["text"], row["label"]) for row in named)
    yield from ((row["text"], row["risks"][0] if row["risks"] else "none") for row in messages)
    yield from ((row["text"], "safety") for row in examples if row["label"] == "safety")
    doubtful = ("safety", "account", "charge_dispute", "complaint")
    yield from ((row["text"], "none") for row in examples if row["label"] not in doubtful)


def read(name: str) -> list[Row]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def fit(name: str, labelled: list[tuple[str, str]], strength: float, even: bool = True) -> None:
    """Fit, calibrate on five folds and write one classifier; `even` weighs the labels alike however rare they are."""
    vectors = embed([text for text, _ in labelled], KEPT)
    labels = np.array([label for _, label in labelled])
    middle = vectors.mean(axis=0)
    model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced" if even else None)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    logits = cross_val_predict(model, vectors - middle, labels, cv=folds, method="decision_function")
    names = np.unique(labels)
    truth = np.searchsorted(names, labels)
    temperature = min(np.arange(0.2, 3.0, 0.05), key=lambda value: loss(logits / value, truth))
    guesses = names[logits.argmax(axis=1)]
    before, after = (ece(softmax(logits / value), truth) for value in (1.0, temperature))
    print(
        f"{name}: {len(labels)} texts, accuracy {accuracy_score(labels, guesses):.3f}, "
        f"macro-F1 {f1_score(labels, guesses, average='macro'):.3f}, temperature {temperature:.2f}, "
        f"ECE {before:.3f} before and {after:.3f} after"
    )
    model.fit(vectors - middle, labels)
    WEIGHTS.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS / f"{name}.npz",
        labels=names,
        weights=model.coef_.astype(np.float16),
        bias=(model.intercept_ - model.coef_.astype(np.float16) @ middle).astype(np.float32),
        temperature=np.float32(temperature),
    )


def softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def loss(logits: np.ndarray, truth: np.ndarray) -> float:
    return float(-np.log(softmax(logits)[np.arange(len(truth)), truth] + 1e-12).mean())


def ece(shares: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far confidence is from the rate of being right, over equal-width bins."""
    confidence, right = shares.max(axis=1), shares.argmax(axis=1) == truth
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = (
        abs(confidence[places == place].mean() - right[places == place].mean()) * (places == place).mean()
        for place in set(places)
    )
    return float(sum(gaps))


if __name__ == "__main__":
    main()
