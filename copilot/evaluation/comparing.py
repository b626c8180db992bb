"""Two runs of one suite: what moved, in which cases, and whether chance would do that."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from copilot.errors import BadInput
from copilot.models import Record

from .report import CaseReport, Report
from .statistics import Difference, adjusted, difference

LEVEL = 0.05


class Moved(Record):
    """One case whose score is another one now."""

    case: str
    before: float
    after: float


class Change(Record):
    """One metric over the cases that have it in both runs. `corrected` is p after so many comparisons."""

    metric: str
    verdict: Literal["better", "worse", "moved", "same", "unsure"]
    """No case is another ("same"); some are, and chance could do that ("unsure"); neither way is better ("moved")."""
    cases: int
    customers: int
    before: float
    after: float
    change: float
    low: float
    high: float
    p: float
    corrected: float
    smallest: float | None = None
    moved: list[Moved] = []


class Comparison(Record):
    """What moved from one run to another."""

    suite: str
    cases: int
    drafts_changed: int
    changed: list[str] = []
    changes: list[Change]
    only_before: list[str] = []
    only_after: list[str] = []
    crashed_before: list[str] = []
    crashed_after: list[str] = []

    @property
    def worse(self) -> bool:
        """Whether something is surely worse, or crashes that did not crash before."""
        return any(change.verdict == "worse" for change in self.changes) or bool(
            set(self.crashed_after) - set(self.crashed_before)
        )


def compare(before: Report, after: Report) -> Comparison:
    """The changes, surest first. Rules count as metrics of their own: how often each had something against a draft."""
    if before.suite != after.suite:
        raise BadInput(f"a run of {before.suite!r} and one of {after.suite!r} have no cases in common; give two of one")
    old, new = ({case.id: case for case in report.cases} for report in (before, after))
    both = [id for id in old if id in new]
    tested = list(_tested([old[id] for id in both], [new[id] for id in both], before, after))
    corrected = adjusted([found.p for _, _, found, _ in tested])
    changes = [
        _change(name, better, found, moved, p)
        for (name, better, found, moved), p in zip(tested, corrected, strict=True)
    ]
    changed = [id for id in both if old[id].draft != new[id].draft]
    return Comparison(
        suite=before.suite,
        cases=len(both),
        drafts_changed=len(changed),
        changed=changed,
        changes=sorted(changes, key=lambda change: (change.corrected, change.p, change.verdict == "same")),
        only_before=[id for id in old if id not in new],
        only_after=[id for id in new if id not in old],
        crashed_before=_crashed(before),
        crashed_after=_crashed(after),
    )


Tested = tuple[str, str, Difference, list[Moved]]


def _tested(old: Sequence[CaseReport], new: Sequence[CaseReport], before: Report, after: Report) -> Iterator[Tested]:
    """(name, better, difference, cases that moved) of every metric, and of every rule that found anything."""
    known = {metric.name: metric for metric in (*before.metrics, *after.metrics)}
    pairs = list(zip(old, new, strict=True))
    for metric in known.values():
        having = [(a, b) for a, b in pairs if metric.name in a.scores and metric.name in b.scores]
        scores = [(a.id, a.customer, a.scores[metric.name].value, b.scores[metric.name].value) for a, b in having]
        if scores:
            yield _test(metric.name, metric.better, scores, before.seed)
    judged = [(a, b) for a, b in pairs if a.verdict and b.verdict]
    for rule in sorted({rule for pair in judged for case in pair for rule in case.findings}):
        counts = [(a.id, a.customer, a.findings.get(rule, 0), b.findings.get(rule, 0)) for a, b in judged]
        yield _test(f"rule {rule}", "lower", counts, before.seed)


def _test(name: str, better: str, scores: Sequence[tuple[str, str, float, float]], seed: int) -> Tested:
    ids, customers, old, new = zip(*scores, strict=True)
    found = difference(old, new, customers, seed=seed)
    moved = [Moved(case=id, before=a, after=b) for id, a, b in zip(ids, old, new, strict=True) if a != b]
    return name, better, found, moved


def _change(name: str, better: str, found: Difference, moved: list[Moved], corrected: float) -> Change:
    return Change(
        metric=name,
        verdict=_verdict(better, found.change, moved, corrected),
        cases=found.cases,
        customers=found.customers,
        before=round(found.before, 6),
        after=round(found.after, 6),
        change=round(found.change, 6),
        low=round(found.low, 6),
        high=round(found.high, 6),
        p=found.p,
        corrected=corrected,
        smallest=round(found.smallest, 6) if math.isfinite(found.smallest) else None,
        moved=moved,
    )


def _verdict(
    better: str, change: float, moved: Sequence[Moved], corrected: float
) -> Literal["better", "worse", "moved", "same", "unsure"]:
    if not moved:
        return "same"
    if corrected > LEVEL or change == 0:
        return "unsure"
    if better == "neither":
        return "moved"
    return "better" if (change > 0) == (better == "higher") else "worse"


def _crashed(report: Report) -> list[str]:
    return list(dict.fromkeys(failure.case for failure in report.failures))
