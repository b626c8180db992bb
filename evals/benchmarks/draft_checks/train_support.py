"""Fits the trees by which the checks judge whether a document says what a draft says (`copilot/checks/support.py`).

    python evals/benchmarks/draft_checks/train_support.py

The pairs in `support/` were written for this by two people who did not know the rules: passages of invented shops, and
sentences of replies that they bear out or do not; those of `compounds.jsonl` hold sentences of two halves, of which one
may be invented. Prints, for passages that were held out, the area under the curve and how many supported ones are known
where 1, 3, 5 and 10 % of the unsupported slip through, a plain cosine beside it, and each writer's by trees from the
other's alone.

Fitted with them: each sentence of a passage, which it surely bears out, and each text beside the nearest passage of
another, which it surely is not borne out by.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from trees import arrays

from copilot.checks import speech, support
from copilot.checks.sentences import sentences

HERE = Path(__file__).parent / "support"
OUT = Path(support.__file__).parent / "words" / "support.npz"
FOLDS, TREES, DEPTH, RATE, PART, SURE = 8, 250, 3, 0.05, 0.6, 0.4
SLIPS = (0.01, 0.03, 0.05, 0.1)


def main() -> None:
    pairs = [
        {"writer": file.stem, **json.loads(line)}
        for file in sorted(HERE.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    sources = list(dict.fromkeys(pair["source"] for pair in pairs))
    rows = [(pair["said"], pair["source"], pair["label"] == "supported", 1.0, pair["writer"]) for pair in pairs]
    rows += [(part.text, source, True, SURE, "") for source in sources for part in sentences(source)]
    rows += [(pair["said"], _other(pair, sources), False, SURE, "") for pair in pairs]
    told = np.array([support.features(said, source) for said, source, *_ in rows])
    borne, weight = np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
    writers, passages = np.array([row[4] for row in rows]), np.array([row[1] for row in rows])
    own = weight == 1.0
    held = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(told, borne, passages):
        held[test] = _fitted(told[train], borne[train], weight[train]).predict_proba(told[test])[:, 1]
    languages = np.array([pair["language"] for pair in pairs])
    for name, shown in (("all", languages != ""), ("English", languages == "en"), ("others", languages != "en")):
        _report(f"{name}: trees", held[own][shown], borne[own][shown])
        _report(f"{name}: cosine", told[own][shown, 1], borne[own][shown])
    for writer in sorted(set(writers[own])):
        test, train = writers == writer, own & (writers != writer)
        model = _fitted(told[train], borne[train], weight[train])
        _report(f"{writer}, by the other's", model.predict_proba(told[test])[:, 1], borne[test])
    for least in (0.5, 0.6, 0.7, 0.8):
        known, slipped = (held[own & kind] >= least for kind in (borne, ~borne))
        print(f"from {least}: {known.mean():.3f} of the supported are known, {slipped.mean():.3f} slip through")
    slips = Counter(pair["kind"] for pair, score in zip(pairs, held[own], strict=True) if score >= 0.7)
    asked = Counter(pair["kind"] for pair in pairs if pair["label"] != "supported")
    print("from 0.7 slip:", ", ".join(f"{kind} {slips[kind]}/{count}" for kind, count in asked.most_common(12)))
    model = _fitted(told, borne, weight)
    np.savez_compressed(OUT, **arrays(model))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes from {len(rows)} pairs")


def _other(pair: dict, sources: list[str]) -> str:
    """The other passage that is nearest to what is said."""
    others = [source for source in sources if source != pair["source"]]
    return others[int((speech.embedded(others) @ speech.embedded([pair["said"]])[0]).argmax())]


def _fitted(told: np.ndarray, borne: np.ndarray, weight: np.ndarray) -> GradientBoostingClassifier:
    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=PART, min_samples_leaf=8, random_state=0
    )
    return model.fit(told, borne, sample_weight=weight)


def _report(name: str, held: np.ndarray, borne: np.ndarray) -> None:
    others = np.sort(held[~borne])[::-1]
    known = [(held[borne] > others[int(len(others) * slip)]).mean() for slip in SLIPS]
    told = ", ".join(f"{share:.3f} at {slip:.0%}" for share, slip in zip(known, SLIPS, strict=True))
    print(f"{name:16} {len(held):5} pairs: area {roc_auc_score(borne, held):.3f}, known {told} slip")


if __name__ == "__main__":
    main()
