"""Precision, recall and F1 of the search for personal data, by type, on Presidio's synthetic sentences.

    python evals/benchmarks/privacy/measure.py synth_dataset_v2.json [--presidio]

With `--presidio` plain Presidio is measured beside it; its package and a spaCy model `en_core_web_sm` must be installed.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

Spans = list[tuple[str, int, int]]

OURS = {
    "PERSON": "name",
    "STREET_ADDRESS": "address",
    "CREDIT_CARD": "card",
    "IBAN_CODE": "card",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "US_SSN": "id",
}
"""What the synthetic sentences mark, and the kind that we call it."""

THEIRS = {
    "PERSON": "name",
    "LOCATION": "address",
    "CREDIT_CARD": "card",
    "IBAN_CODE": "card",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "US_SSN": "id",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--presidio", action="store_true")
    options = parser.parse_args()
    rows = json.loads(options.sentences.read_text(encoding="utf-8"))
    find = presidio() if options.presidio else ours()
    for kind, (precision, recall, f1, gold) in measured(rows, find).items():
        print(f"{kind:8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({gold} marked)")


def ours() -> Callable[[str], Spans]:
    from copilot.privacy import find_personal

    return lambda text: [(span.kind, span.start, span.end) for span in find_personal(text)]


def presidio() -> Callable[[str], Spans]:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": "en_core_web_sm"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine)

    def find(text: str) -> Spans:
        found = analyzer.analyze(text=text, language="en", entities=list(THEIRS))
        return [(THEIRS[one.entity_type], one.start, one.end) for one in found]

    return find


def measured(rows: list[dict], find: Callable[[str], Spans]) -> dict[str, tuple[float, float, float, int]]:
    """By kind: precision, recall, F1 and how many are marked. A span is found where more than half of it is covered.

    An address that is found within a marked town or post code is no mistake, but finds nothing that counts.
    """
    found: dict[str, list[bool]] = {}
    right: dict[str, list[bool]] = {}
    for row in rows:
        gold = [
            (OURS[s["entity_type"]], s["start_position"], s["end_position"])
            for s in row["spans"]
            if s["entity_type"] in OURS
        ]
        places = [
            (s["start_position"], s["end_position"]) for s in row["spans"] if s["entity_type"] in ("GPE", "ZIP_CODE")
        ]
        told = find(row["full_text"])
        for kind, start, end in gold:
            covered = {at for k, s, e in told if k == kind for at in range(max(s, start), min(e, end))}
            found.setdefault(kind, []).append(len(covered) * 2 > end - start)
        for kind, start, end in told:
            truth = [(s, e) for k, s, e in gold if k == kind]
            if kind == "address" and any(s < end and start < e for s, e in places):
                continue
            covered = {at for s, e in truth for at in range(max(s, start), min(e, end))}
            right.setdefault(kind, []).append(len(covered) * 2 > end - start)
    return {kind: scores(found[kind], right.get(kind, [])) for kind in sorted(found)}


def scores(found: list[bool], right: list[bool]) -> tuple[float, float, float, int]:
    recall, precision = share(found), share(right)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1, len(found)


def share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
