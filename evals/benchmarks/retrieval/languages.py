"""First hits across languages: questions of our own in seven languages, and a knowledge base in six.

python evals/benchmarks/retrieval/languages.py --work DIR > languages.json
"""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from copilot.knowledge import KnowledgeIndex, Scope, load_documents

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SCOPES = {"policies in force": Scope(("policy",), as_of=NOW), "all in force": Scope(as_of=NOW), "everything": None}

Asked = tuple[str, str, list[str]]
"""Language, question, and the documents that answer it."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--work", type=Path, required=True)
    work = arguments.parse_args().work
    report: dict[str, Any] = {}
    with KnowledgeIndex.open(work / "sample") as index:
        index.update(load_documents([HERE.parents[2] / "knowledge_base"]))
        for name, asked in sample_questions().items():
            for scope_name, scope in SCOPES.items():
                report[f"{name}, {scope_name}"] = first_hits(index, asked, scope)
    with KnowledgeIndex.open(work / "mixed") as index:
        index.update(load_documents([HERE / "mixed"]))
        rows = read("mixed.yaml")
        report["mixed, in English"] = first_hits(index, [("en", row["en"], [row["document"]]) for row in rows])
        report["mixed, in a third language"] = first_hits(
            index, [(code, row[code], [row["document"]]) for row in rows for code in LANGUAGES[1:] if code in row]
        )
    json.dump(report, sys.stdout, indent=1)


def sample_questions() -> dict[str, list[Asked]]:
    direct = [(code, row[code], row["documents"]) for row in read("crosslingual.yaml") for code in LANGUAGES]
    english = [("en", row["text"], [row["document"]]) for row in read("english.yaml")]
    return {
        "tuned on": direct,
        "tuned on, customers' English": english,
        "indirect": by_language("crosslingual-indirect.yaml"),
        "held out": by_language("crosslingual-held-out.yaml"),
    }


def by_language(file: str) -> list[Asked]:
    return [(code, row["text"], [row["document"]]) for code, rows in read(file).items() for row in rows]


def first_hits(index: KnowledgeIndex, asked: Iterable[Asked], scope: Scope | None = None) -> dict[str, Any]:
    """Right first hits and questions, for each language and together."""
    found: dict[str, list[bool]] = {}
    for code, text, documents in asked:
        found.setdefault(code, []).append(index.search(text, 1, scope)[0].passage.document in documents)
    counts = {code: f"{sum(found[code])}/{len(found[code])}" for code in LANGUAGES if code in found}
    right, total = sum(map(sum, found.values())), sum(map(len, found.values()))
    return {**counts, "all": f"{right}/{total} = {right / total:.3f}"}


def read(file: str) -> Any:
    return yaml.safe_load((HERE / file).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
