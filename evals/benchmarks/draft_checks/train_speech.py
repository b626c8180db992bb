"""Fits the weights by which the checks know harmless words (`copilot/checks/speech.py`) from the sentences in `speech/`.

    python evals/benchmarks/draft_checks/train_speech.py

Every sentence there was written for this. Prints, for folds that were held out, how many harmless sentences are known
where 2 % and 5 % of the others slip through, by language, and both at the margins that the checks use. Sentences that
are near twins (embeddings closer than TWIN, translations among them) stay in one fold.
"""

import json
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.svm import SVC

from copilot.checks import speech

HERE = Path(__file__).parent / "speech"
OUT = Path(speech.__file__).parent / "words" / "speech.npz"
HARMLESS = ("social", "ask", "help", "admit", "speech", "next_step")
FOLDS, TWIN, OFFSET, COST = 5, 0.75, 0.5, 1.0
SLIPS = (0.02, 0.05)


def main() -> None:
    texts, harmless, languages, shown = _sentences()
    rows = speech.embedded(texts)
    kernel = (rows @ rows.T + OFFSET) ** 2
    held = _held_out(kernel, harmless, _folds(rows))
    for language in ("all", *sorted(set(languages))):
        own = shown & ((languages == language) | (language == "all"))
        _report(language, held[own], harmless[own])
    for margin in (speech.DOUBTFUL, speech.EVEN, speech.SURE):
        known, slipped = held[harmless & shown] >= margin, held[~harmless & shown] >= margin
        print(f"from {margin:5.2f}: {known.mean():.3f} of the harmless are known, {slipped.mean():.3f} slip through")
    model = SVC(C=COST, kernel="precomputed").fit(kernel, harmless)
    weights, chosen = model.dual_coef_[0], rows[model.support_]
    square = (chosen * weights[:, None]).T @ chosen
    pairs = (2 * square - np.diag(np.diag(square)))[np.triu_indices(len(square))]
    line = 2 * OFFSET * (weights @ chosen)
    offset = OFFSET**2 * weights.sum() + model.intercept_[0]
    np.savez_compressed(OUT, pairs=pairs.astype(np.float16), line=line.astype(np.float16), offset=np.float32(offset))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes from {len(texts)} sentences")


def _sentences() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """The texts, whether each is harmless, its language, and whether it counts in the report: the newer ones do."""
    rows = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines()]
    found = [(row["text"], row["label"] in HARMLESS, row["language"], True) for row in rows]
    for file in sorted(HERE.glob("*.txt")):
        found += [(line, file.stem in HARMLESS, "en", False) for line in file.read_text("utf-8").splitlines() if line]
    texts, harmless, languages, shown = zip(*found, strict=True)
    return list(texts), np.array(harmless), np.array(languages), np.array(shown)


def _folds(rows: np.ndarray) -> np.ndarray:
    count, group = connected_components(csr_array(rows @ rows.T > TWIN))
    return np.random.default_rng(0).integers(0, FOLDS, count)[group]


def _held_out(kernel: np.ndarray, harmless: np.ndarray, folds: np.ndarray) -> np.ndarray:
    held = np.zeros(len(harmless))
    for fold in range(FOLDS):
        train, test = np.where(folds != fold)[0], np.where(folds == fold)[0]
        model = SVC(C=COST, kernel="precomputed").fit(kernel[np.ix_(train, train)], harmless[train])
        held[test] = model.decision_function(kernel[np.ix_(test, train)])
    return held


def _report(language: str, held: np.ndarray, harmless: np.ndarray) -> None:
    others = np.sort(held[~harmless])[::-1]
    known = [(held[harmless] > others[int(len(others) * slip)]).mean() for slip in SLIPS]
    told = ", ".join(f"{share:.3f} at {slip:.0%}" for share, slip in zip(known, SLIPS, strict=True))
    print(f"{language:4} {len(held):5} sentences: known {told} slip")


if __name__ == "__main__":
    main()
