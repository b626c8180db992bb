"""From cases to metrics, slices and thresholds."""

import math
from collections.abc import Sequence

from copilot.errors import SettingsError

from .evaluators import Evaluator
from .report import CaseReport, Failure, Kept, Metric, Report
from .statistics import mean, pass_hat
from .suite import Suite


def summed(
    suite: Suite,
    cases: Sequence[CaseReport],
    failures: Sequence[Failure],
    *,
    flow: str,
    evaluators: Sequence[Evaluator],
    repeats: int,
) -> Report:
    """The report of a run."""
    metrics = [
        metric
        for evaluator in evaluators
        if (metric := metric_of(cases, evaluator, seed=suite.file.seed, repeats=repeats))
    ]
    return Report(
        suite=suite.name,
        model=suite.settings.model,
        repeats=repeats,
        seed=suite.file.seed,
        flow=flow,
        metrics=metrics,
        thresholds=_thresholds(suite, metrics),
        failures=list(failures),
        bad_lines=len(suite.faults),
        cases=list(cases),
    )


def metric_of(cases: Sequence[CaseReport], evaluator: Evaluator, *, seed: int, repeats: int) -> Metric | None:
    """One metric over these cases; None where no case has it."""
    having = [case for case in cases if evaluator.name in case.scores]
    if not having:
        return None
    scores = [case.scores[evaluator.name] for case in having]
    found = mean(
        [score.value for score in scores], [case.customer for case in having], share=evaluator.share, seed=seed
    )
    chances = [pass_hat(score.passed, repeats, repeats) for score in scores]
    return Metric(
        name=evaluator.name,
        better=evaluator.better,
        share=evaluator.share,
        cases=found.cases,
        customers=found.customers,
        mean=round(found.value, 6),
        low=round(found.low, 6),
        high=round(found.high, 6),
        smallest=round(found.smallest, 6) if math.isfinite(found.smallest) else None,
        pass_hat=round(sum(chances) / len(chances), 6) if repeats > 1 and evaluator.share else None,
    )


def slices(report: Report, metric: str) -> dict[str, dict[str, tuple[int, float]]]:
    """(number of cases, mean) of one metric by slice and its value: {"channel": {"chat": (7, 0.85)}}."""
    found: dict[str, dict[str, list[float]]] = {}
    for case in report.cases:
        if metric in case.scores:
            for name, value in case.slices.items():
                found.setdefault(name, {}).setdefault(value, []).append(case.scores[metric].value)
    return {
        name: {value: (len(scores), sum(scores) / len(scores)) for value, scores in sorted(parts.items())}
        for name, parts in found.items()
    }


def chosen(evaluators: Sequence[Evaluator], names: Sequence[str]) -> list[Evaluator]:
    """The evaluators that a suite names, in their own order; all of them where it names none."""
    known = {evaluator.name for evaluator in evaluators}
    if unknown := sorted(set(names) - known):
        raise SettingsError(f"the suite names evaluators {unknown}; expected some of {sorted(known)}")
    return [evaluator for evaluator in evaluators if not names or evaluator.name in names]


def _thresholds(suite: Suite, metrics: Sequence[Metric]) -> list[Kept]:
    means = {metric.name: metric.mean for metric in metrics}
    return [
        Kept(
            metric=name,
            min=threshold.min,
            max=threshold.max,
            value=means.get(name),
            met=name in means and threshold.met(means[name]),
        )
        for name, threshold in suite.file.thresholds.items()
    ]
