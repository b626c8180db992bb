"""Fits the weights by which the checks know harmless words (`copilot/checks/speech.py`) from the sentences in `speech/`.

    python evals/benchmarks/draft_checks/train_speech.py

Every sentence there was written for this, those of `sentences.jsonl` and of `harder.jsonl` by two writers who did not
know the rules. Prints, for folds that were held out, how many harmless sentences are known where 2 % and 5 % of the
others slip through, by language and by kind, both at the margins that the checks use, and each writer's by weights from
the other's alone. Sentences that are near twins (embeddings closer than TWIN, translations among them) stay in one fold.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from kernel import arrays, fitted, read
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from copilot.checks import speech

HERE = Path(__file__).parent / "speech"
OUT = Path(speech.__file__).parent / "words" / "speech.npz"
HARMLESS = ("social", "ask", "help", "admit", "speech", "next_step")
FOLDS, TWIN = 5, 0.75
SLIPS = (0.02, 0.05)


@dataclass(frozen=True)
class Sentences:
    """Texts, whether each is harmless, its language, its kind, and its writer; the checks' author's own are "rules"."""

    texts: list[str]
    harmless: np.ndarray
    languages: np.ndarray
    kinds: np.ndarray
    writers: np.ndarray


def main() -> None:
    known = sentences()
    texts = read(known.texts)
    every = np.arange(len(known.texts))
    kernel = texts.alike(every, every)
    shown = known.writers != "rules"
    held = _held_out(kernel, known.harmless, _folds(texts.rows))
    for language in ("all", *sorted(set(known.languages))):
        own = shown & ((known.languages == language) | (language == "all"))
        _report(language, held[own], known.harmless[own])
    for writer in ("sentences", "harder"):
        own, other = known.writers == writer, shown & (known.writers != writer)
        model = fitted(kernel[np.ix_(other, other)], known.harmless[other])
        _report(f"{writer}, by the other's", model.decision_function(kernel[np.ix_(own, other)]), known.harmless[own])
    for margin in (-0.6, 0.0, speech.SURE):
        told, slipped = held[known.harmless & shown] >= margin, held[~known.harmless & shown] >= margin
        print(f"from {margin:5.2f}: {told.mean():.3f} of the harmless are known, {slipped.mean():.3f} slip through")
    _by_kind(known, held)
    np.savez_compressed(OUT, **arrays(fitted(kernel, known.harmless), texts))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes from {len(known.texts)} sentences")


def sentences() -> Sentences:
    """All that were written."""
    found: list[tuple[str, bool, str, str, str]] = []
    for file in sorted(HERE.glob("*.jsonl")):
        rows = map(json.loads, file.read_text("utf-8").splitlines())
        found += [
            (row["text"], row["label"] in HARMLESS, row["language"], row.get("kind", row["label"]), file.stem)
            for row in rows
        ]
    for file in sorted(HERE.glob("*.txt")):
        lines = file.read_text("utf-8").splitlines()
        found += [(line, file.stem in HARMLESS, "en", file.stem, "rules") for line in lines if line]
    texts, harmless, languages, kinds, writers = zip(*found, strict=True)
    return Sentences(list(texts), *map(np.array, (harmless, languages, kinds, writers)))


def _folds(rows: np.ndarray) -> np.ndarray:
    count, group = connected_components(csr_array(rows @ rows.T > TWIN))
    return np.random.default_rng(0).integers(0, FOLDS, count)[group]


def _held_out(kernel: np.ndarray, harmless: np.ndarray, folds: np.ndarray) -> np.ndarray:
    held = np.zeros(len(harmless))
    for fold in range(FOLDS):
        train, test = np.where(folds != fold)[0], np.where(folds == fold)[0]
        model = fitted(kernel[np.ix_(train, train)], harmless[train])
        held[test] = model.decision_function(kernel[np.ix_(test, train)])
    return held


def _report(name: str, held: np.ndarray, harmless: np.ndarray) -> None:
    others = np.sort(held[~harmless])[::-1]
    known = [(held[harmless] > others[int(len(others) * slip)]).mean() for slip in SLIPS]
    told = ", ".join(f"{share:.3f} at {slip:.0%}" for share, slip in zip(known, SLIPS, strict=True))
    print(f"{name:4} {len(held):5} sentences: known {told} slip")


def _by_kind(known: Sentences, held: np.ndarray) -> None:
    """The share of each kind of the harder sentences that is taken for harmless."""
    found: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for place in np.where(known.writers == "harder")[0]:
        found[bool(known.harmless[place]), str(known.kinds[place])].append(bool(held[place] >= speech.SURE))
    for harmless in (True, False):
        shares = sorted(
            (np.mean(taken), kind) for (is_harmless, kind), taken in found.items() if is_harmless == harmless
        )
        print("harmless:" if harmless else "others:", ", ".join(f"{kind} {share:.2f}" for share, kind in shares))


if __name__ == "__main__":
    main()
