"""A report: what a run measured, case by case and in sum. The same run gives the same report to the byte."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from copilot.errors import BadInput, Fault
from copilot.models import Record, problems_of

from .cache import digest


class Failure(Record):
    """Something that crashed: the flow on a case, or one evaluator. It is never a score."""

    case: str
    where: str
    error: str


class CaseScore(Record):
    """One metric of one case: the mean over its drafts, and how many of them passed in full."""

    value: float
    passed: int
    reason: str = ""


class CaseReport(Record):
    """All that was measured of one case."""

    id: str
    customer: str
    slices: dict[str, str] = {}
    verdict: str = ""
    draft: str = ""
    """A name for the draft's text: another name, another text."""
    scores: dict[str, CaseScore] = {}
    findings: dict[str, int] = {}
    """How often each rule was violated, or could not decide."""


class Metric(Record):
    """One metric over the cases that it applies to."""

    name: str
    better: str
    share: bool
    cases: int
    customers: int
    mean: float
    low: float
    high: float
    smallest: float | None = None
    """The least change that the suite can see; null where it has too few customers to see any."""
    pass_hat: float | None = None
    """The chance that all repeats of a case pass, where there are repeats."""


class Kept(Record):
    """One threshold, and whether it was met; a metric that no case has is missed."""

    metric: str
    min: float | None = None
    max: float | None = None
    value: float | None = None
    met: bool


class Report(Record):
    """What a run of a suite measured."""

    suite: str
    model: str | None = None
    repeats: int = 1
    seed: int = 0
    flow: str = Field(description="names the drafts' code, prompts, policies, catalogue and settings")
    metrics: list[Metric]
    thresholds: list[Kept] = []
    failures: list[Failure] = []
    bad_lines: int = 0
    cases: list[CaseReport]

    @property
    def passed(self) -> bool:
        """Whether all thresholds are met and nothing crashed."""
        return not self.failures and all(kept.met for kept in self.thresholds)

    def metric(self, name: str) -> Metric | None:
        return next((metric for metric in self.metrics if metric.name == name), None)


def read_report(place: Path) -> Report:
    """The report in this file, or in this folder of a run or a suite."""
    path = place
    if place.is_dir():
        path = next((place / name for name in ("report.json", "baseline.json") if (place / name).is_file()), place)
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{str(place)!r} holds no report: {error.strerror}; run `copilot eval run` first") from error
    except ValidationError as error:
        faults = [Fault(str(path), None, ".".join(map(str, at)), what) for at, what in problems_of(error)[:10]]
        raise BadInput(f"{str(path)!r} is no report", faults) from error


def write_report(report: Report, path: Path) -> None:
    """The report as JSON, one case a line, so that two of them can be compared by eye."""
    record = report.model_dump(mode="json", exclude_defaults=True)
    cases = record.pop("cases", [])
    head = json.dumps(record, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n  ".join(json.dumps(case, ensure_ascii=False) for case in cases)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{head},\n "cases": [\n  {lines}\n ]\n}}\n', encoding="utf-8")


def write_baseline(report: Report, path: Path) -> None:
    """The report without anything that quotes a ticket or names a customer, fit to be committed."""
    write_report(report.model_copy(update={"cases": list(_anonymous(report.cases))}), path)


def _anonymous(cases: Iterable[CaseReport]) -> Iterable[CaseReport]:
    for case in cases:
        scores = {name: score.model_copy(update={"reason": ""}) for name, score in case.scores.items()}
        yield case.model_copy(update={"scores": scores, "customer": digest(case.customer)[:12]})
