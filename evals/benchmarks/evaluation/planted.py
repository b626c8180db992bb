"""Planted regressions in the sample shop's suite: does `compare` say what moved, and in which cases?

    python evals/benchmarks/evaluation/planted.py WORK [CASES]

WORK is a folder for caches and reports; CASES takes only the first so many. Four things are made worse, one at a time,
and each run is compared with the one before anything was touched:

    copy       the sentences that say what comes back promise it within 24 hours, which no policy grants
    policy     the returns policy gives 14 days instead of 45
    rule       the rule over dates is switched off
    retriever  the search puts its best passages last

A fifth run changes nothing, with caches of its own. None of them touches triage, so the triage of the first run is
kept for the others: reading the tickets is most of the work. Results: planted.json beside this file.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import yaml

from copilot.evaluation import Suite, compare, open_suite, run_suite
from copilot.evaluation.bench import Bench
from copilot.evaluation.evaluators import EVALUATORS
from copilot.evaluation.report import write_report
from copilot.evidence import Evidence
from copilot.knowledge.index import KnowledgeIndex
from copilot.models import Triage
from copilot.pipeline import Copilot
from copilot.shipped import shipped

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
LEFT_OUT = ("similarity", "chrf")


def main(work: Path, first: int | None) -> None:
    """Run all variants and write what the comparisons say."""
    suite = open_suite(ROOT / "evals" / "sample_shop")
    suite = replace(suite, cases=suite.cases[:first])
    measured = [one for one in EVALUATORS if not one.what_if and one.name not in LEFT_OUT]
    reports = {}
    for name, planted in (("before", untouched), *PLANTED):
        kept = triage_of(suite, work / "before") if reports else {}
        with planted(suite, work) as changed, mock.patch.object(Copilot, "classify", remembering(kept)):
            reports[name] = run_suite(changed, work / name, jobs=1, evaluators=measured).report
        write_report(reports[name], work / name / "report.json")
        print(f"{name}: {len(reports[name].cases)} cases, {len(reports[name].failures)} crashes", flush=True)
    results = {name: told(reports["before"], reports[name]) for name, _ in PLANTED}
    (HERE / "planted.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: [c["metric"] for c in one["sure"]] for name, one in results.items()}, indent=1))


def triage_of(suite: Suite, cache: Path) -> dict[str, Triage]:
    """The triage of every case as the first run kept it."""
    with Bench(suite.settings, cache) as bench:
        return {case.ticket.id: bench.outcome(case).review.triage for case in suite.cases}


def remembering(kept: dict[str, Triage]) -> Callable[[Copilot, Evidence], Triage]:
    """Triage that is made once for each ticket."""
    classify = Copilot.classify
    return lambda self, evidence: kept.get(evidence.ticket.id) or classify(self, evidence)


def told(before: object, after: object) -> dict[str, object]:
    """What a comparison is sure of, what else moved, and the cases."""
    found = compare(before, after)  # type: ignore[arg-type]
    keep = ("metric", "verdict", "cases", "customers", "before", "after", "low", "high", "p", "corrected", "smallest")
    sure = [change for change in found.changes if change.verdict in ("worse", "better", "moved")]
    return {
        "cases": found.cases,
        "drafts_changed": found.drafts_changed,
        "sure": [
            {key: getattr(change, key) for key in keep} | {"moved": [one.case for one in change.moved]}
            for change in sure
        ],
        "unsure": {change.metric: [one.case for one in change.moved] for change in found.changes
                   if change.verdict == "unsure"},
    }  # fmt: skip


@contextmanager
def untouched(suite: Suite, work: Path) -> Iterator[Suite]:
    yield suite


@contextmanager
def copy(suite: Suite, work: Path) -> Iterator[Suite]:
    folder = work / "edited" / "prompts"
    (folder / "copy").mkdir(parents=True, exist_ok=True)
    sentences = yaml.safe_load((shipped("prompts") / "copy" / "en.yaml").read_text(encoding="utf-8"))
    promised = {key: f"{sentences[key].rstrip('.')} within 24 hours." for key in ("amount", "amount_all", "if_amount")}
    (folder / "copy" / "en.yaml").write_text(yaml.safe_dump(promised), encoding="utf-8")
    yield replace(suite, settings=suite.settings.model_copy(update={"prompts": folder}))


@contextmanager
def policy(suite: Suite, work: Path) -> Iterator[Suite]:
    folder = work / "edited" / "knowledge_base"
    shutil.copytree(shipped("knowledge_base"), folder, dirs_exist_ok=True)
    edited(folder / "policies" / "returns.md", "days: 45", "days: 14")
    edited(folder / "policies" / "returns.md", "45 days", "14 days")
    without_examples(folder / "policies" / "returns.md")
    yield replace(suite, settings=suite.settings.model_copy(update={"knowledge": [folder]}))


@contextmanager
def rule(suite: Suite, work: Path) -> Iterator[Suite]:
    yield replace(suite, settings=suite.settings.model_copy(update={"rules": {"F002": "off"}}))


@contextmanager
def retriever(suite: Suite, work: Path) -> Iterator[Suite]:
    search = KnowledgeIndex.search

    def worst_first(self: KnowledgeIndex, query: object, limit: int = 10, *rest: object, **options: object) -> object:
        return search(self, query, 50, *rest, **options)[::-1][:limit]  # type: ignore[arg-type]

    with mock.patch.object(KnowledgeIndex, "search", worst_first):
        yield suite


def edited(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text, (path, before)
    path.write_text(text.replace(before, after), encoding="utf-8")


def without_examples(path: Path) -> None:
    """Take the clauses' own examples out: they would stop the build, and who changes a policy changes them too."""
    _, front, prose = path.read_text(encoding="utf-8").split("---\n", 2)
    data = yaml.safe_load(front)
    for clause in data["clauses"]:
        clause.pop("examples", None)
    path.write_text(f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n{prose}", encoding="utf-8")


Planting = Callable[[Suite, Path], object]
PLANTED = (("copy", copy), ("rule", rule), ("policy", policy), ("retriever", retriever), ("again", untouched))

if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
