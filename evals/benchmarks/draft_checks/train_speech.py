"""Fits the weights by which the checks know harmless words (`copilot/checks/speech.py`) from the sentences in `speech/`.

    python evals/benchmarks/draft_checks/train_speech.py

Every sentence there was written for this. Prints, for folds that were held out, how many harmless sentences are
known at the threshold and how many of the others slip through.
"""

from pathlib import Path

import numpy as np

from copilot.checks import speech
from copilot.checks.sentences import words

HERE = Path(__file__).parent
OUT = Path(speech.__file__).parent / "words" / "speech-en.npy"
KINDS = {"social": 1, "ask": 1, "help": 1, "claim": 0}
FOLDS, STEPS, RATE, PENALTY = 5, 400, 2.0, 0.0003


def main() -> None:
    rows, truth = [], []
    for kind, harmless in KINDS.items():
        for line in (HERE / "speech" / f"{kind}.txt").read_text("utf-8").splitlines():
            rows.append([word.text for word in words(line, 0, len(line))])
            truth.append(harmless)
    matrix, wanted = _matrix(rows).astype(np.float32), np.array(truth, np.float32)
    folds = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    held = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights = _fit(matrix[folds != fold], wanted[folds != fold])
        held[folds == fold] = 1 / (1 + np.exp(-(matrix[folds == fold] @ weights)))
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        known, slipped = held[wanted == 1] >= least, held[wanted == 0] >= least
        print(
            f"from {least}: {known.mean():.3f} of the harmless are known, {slipped.mean():.3f} of the others slip through"
        )
    np.save(OUT, _fit(matrix, wanted).astype(np.float16))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes from {len(rows)} sentences")


def _matrix(rows: list[list[str]]) -> np.ndarray:
    matrix = np.zeros((len(rows), speech.PLACES + 1))
    for number, row in enumerate(rows):
        places = speech.features(row)
        matrix[number, places] = 1 / max(1.0, len(places) ** 0.5)
        matrix[number, speech.PLACES] = 1.0
    return matrix


def _fit(matrix: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Penalised logistic regression by gradient descent with momentum."""
    weights, speed = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        slope = matrix.T @ (1 / (1 + np.exp(-(matrix @ weights))) - wanted) / len(wanted) + PENALTY * weights
        speed = 0.9 * speed - RATE * slope
        weights = weights + speed
    return weights


if __name__ == "__main__":
    main()
