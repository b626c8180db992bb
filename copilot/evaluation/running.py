"""Running a suite: each case through the flow and the evaluators, several at a time, and nothing twice."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from copilot.models import Draft, Finding
from copilot.settings import Settings

from .bench import Bench, Outcome
from .cache import Cache, digest, evaluation_version
from .evaluators import EVALUATORS, Evaluator, Score
from .report import CaseReport, CaseScore, Failure, Report
from .suite import EvalCase, Suite, clusters, sample
from .summing import chosen, summed
from .trial import Trial
from .working import each

Made = TypeVar("Made")


class Done(BaseModel):
    """One case, examined: its report, the draft to read, milliseconds by stage, and what crashed."""

    report: CaseReport
    draft: Draft | None = None
    findings: list[Finding] = []
    timings: dict[str, float] = {}
    failures: list[Failure] = []


@dataclass(frozen=True)
class Finished:
    """A run: its report, and what is worth a look but is no part of it."""

    report: Report
    done: list[Done]


def run_suite(
    suite: Suite,
    cache: Path,
    *,
    jobs: int = 1,
    repeats: int | None = None,
    evaluators: Sequence[Evaluator] = EVALUATORS,
    progress: Callable[[int, int], None] | None = None,
) -> Finished:
    """Every case of the suite, measured. What `cache` holds of unchanged cases is taken from there.

    With more jobs than one, cases are examined in so many processes. A run that was killed goes on from the cases that
    were finished, and comes to the same report. A crash of the flow or of an evaluator is told as a failure of that
    case, and is tried again the next time.
    """
    tries = repeats or suite.file.repeats
    wanted = chosen(evaluators, suite.file.evaluators)
    told = progress or _silent
    with Bench(suite.settings, cache) as bench:
        work = _planned(suite, bench, wanted, tries)
        done = {one.key: kept for one in work if (kept := _kept(cache, one.key)) is not None}
        left = [one for one in work if one.key not in done]
        if done:
            told(len(done), len(work))
        if left and jobs > 1 and not bench.indexed:
            bench.open()  # builds the index once, before every process wants it
    examined = each(
        partial(_Examiner, suite.settings, cache), left, jobs, lambda number: told(len(done) + number, len(work))
    )
    done |= {one.key: result for one, result in zip(left, examined, strict=True)}
    results = [done[one.key] for one in work]
    report = summed(suite, [one.report for one in results], [f for one in results for f in one.failures],
                    flow=bench.version[:16], evaluators=wanted, repeats=tries)  # fmt: skip
    return Finished(report, results)


@dataclass(frozen=True)
class _Work:
    """A case to examine, whose it is, what is measured of it, and the name under which the result is kept."""

    case: EvalCase
    customer: str
    evaluators: tuple[Evaluator, ...]
    tries: int
    key: str


def _planned(suite: Suite, bench: Bench, evaluators: Sequence[Evaluator], tries: int) -> list[_Work]:
    sampled = sample(suite.cases, suite.file.what_ifs)
    work = []
    for case, customer in zip(suite.cases, clusters(suite.cases), strict=True):
        asked = tuple(one for one in evaluators if case.id in sampled or not one.what_if)
        gold = case.gold.model_dump(mode="json")
        names = [one.name for one in asked]
        key = digest(evaluation_version(), case.id, bench.key(case), gold, customer, names, tries)
        work.append(_Work(case, customer, asked, tries, key))
    return work


def _kept(cache: Path, key: str) -> Done | None:
    kept = Cache(cache).get("cases", key)
    return None if kept is None else Done.model_validate(kept)


class _Examiner:
    """Examines cases on a bench of its own, which is open as long as this is, and keeps what nothing crashed in."""

    def __init__(self, settings: Settings, cache: Path) -> None:
        self._bench, self._cache = Bench(settings, cache), Cache(cache)

    def __enter__(self) -> Callable[[_Work], Done]:
        self._bench.__enter__()
        return self._examine

    def __exit__(self, *_: object) -> None:
        self._bench.close()

    def _examine(self, work: _Work) -> Done:
        self._bench.open()
        done = _examined(self._bench, work.case, work.customer, work.evaluators, work.tries)
        if not done.failures:
            self._cache.put("cases", work.key, done.model_dump(mode="json"))
        return done


def _silent(done: int, total: int) -> None:
    """Nobody is watching."""


def _examined(bench: Bench, case: EvalCase, customer: str, evaluators: Sequence[Evaluator], tries: int) -> Done:
    report = CaseReport(id=case.id, customer=customer, slices=_slices(bench, case))
    outcomes: list[Outcome] = []
    failures: list[Failure] = []
    scores: dict[str, list[Score]] = {}
    for attempt in range(tries):
        again = replace(case, attempt=attempt)
        outcome = _or_failure(partial(bench.outcome, again), case, "the flow", failures)
        if outcome is None:
            continue
        outcomes.append(outcome)
        trial = Trial(again, outcome, bench)
        for evaluator in evaluators:
            score = _or_failure(partial(evaluator.measure, trial), case, evaluator.name, failures)
            if score is not None:
                scores.setdefault(evaluator.name, []).append(score)
    if not outcomes:
        return Done(report=report, failures=failures)
    first = outcomes[0].review
    crashed = {failure.where for failure in failures}
    word = "blocked" if first.blocked else "clean" if first.clean else "unsure"
    whole = report.model_copy(
        update={
            "verdict": word,
            "draft": digest(first.draft.text)[:12],
            "scores": {name: _mean(found) for name, found in scores.items() if name not in crashed},
            "findings": _counts(first.findings),
        }
    )
    return Done(
        report=whole, draft=first.draft, findings=first.findings, timings=outcomes[0].timings, failures=failures
    )


def _or_failure(work: Callable[[], Made], case: EvalCase, where: str, failures: list[Failure]) -> Made | None:
    """What the work gives; None, and a failure told, when it crashes."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  whatever it is, the other cases go on and the report tells of it
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        failures.append(Failure(case=case.id, where=where, error=f"{type(error).__name__}: {error!s:.300} ({place})"))
        return None


def _slices(bench: Bench, case: EvalCase) -> dict[str, str]:
    customer = bench.customer(case)
    said = {
        "channel": case.ticket.channel,
        "language": case.gold.language or case.ticket.language,
        "intent": case.gold.intents[0] if case.gold.intents else None,
        "tier": customer.tier if customer else None,
    }
    return {name: value for name, value in said.items() if value}


def _mean(scores: Sequence[Score]) -> CaseScore:
    value = sum(score.value for score in scores) / len(scores)
    reasons = dict.fromkeys(score.reason for score in scores if score.reason)
    return CaseScore(
        value=round(value, 6), passed=sum(score.value >= 1 for score in scores), reason=" | ".join(reasons)
    )


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return dict(sorted(counts.items()))
