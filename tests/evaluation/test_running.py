"""A run measures every case once, tells crashes apart from scores, and goes on where it was stopped."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copilot.evaluation import Report, Suite, compare, read_report, run_suite, write_baseline
from copilot.evaluation.bench import Bench
from copilot.evaluation.evaluators import EVALUATORS, Evaluator, Score
from copilot.evaluation.report import write_report
from copilot.evaluation.trial import Trial

from .conftest import TICKETS

FEW = tuple(one for one in EVALUATORS if one.name in ("clean", "must_say", "must_not_say", "intents", "words"))


def words_in(trial: Trial) -> Score:
    return Score(float(len(trial.draft.split())))


def crashes(trial: Trial) -> Score:
    if trial.case.id == "details":
        raise ValueError("no such thing")
    return Score(1.0)


def test_what_a_run_says(make_suite: Callable[..., Suite], cache: Path) -> None:
    """Metrics over the cases that have gold for them, with the reasons of each score."""
    report = run_suite(make_suite(), cache, evaluators=FEW).report
    must = report.metric("must_say")
    assert must is not None and (must.cases, must.customers, must.mean, must.smallest) == (2, 2, 0.5, None)
    cases = {case.id: case for case in report.cases}
    assert cases["status"].scores["must_say"].value == 1.0
    assert cases["cancel"].scores["must_say"].reason == "missing money:1000000.00 USD"
    assert cases["status"].slices == {"channel": "email", "language": "en", "intent": "order_status"} | {
        name: cases["status"].slices[name] for name in ("tier",) if name in cases["status"].slices
    }
    assert (report.passed, report.failures) == (True, [])


def test_a_crash_is_a_failure_and_no_score(make_suite: Callable[..., Suite], cache: Path) -> None:
    """The other cases keep their scores, the crashed one has none, and the run has not passed."""
    report = run_suite(make_suite(), cache, evaluators=[Evaluator("odd", "higher", crashes)]).report
    assert {case.id: case.scores.get("odd") is not None for case in report.cases} == {
        "status": True, "details": False, "cancel": True,
    }  # fmt: skip
    (failure,) = report.failures
    assert (failure.case, failure.where) == ("details", "odd")
    assert failure.error.startswith("ValueError: no such thing (test_running.py:")
    metric = report.metric("odd")
    assert metric is not None and (metric.cases, metric.mean) == (2, 1.0)
    assert not report.passed


def test_a_crash_of_the_flow(make_suite: Callable[..., Suite], cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that cannot be drafted has no scores at all."""
    outcome = Bench.outcome

    def failing(bench: Bench, case: Any) -> Any:
        if case.id == "cancel":
            raise RuntimeError("broken")
        return outcome(bench, case)

    monkeypatch.setattr(Bench, "outcome", failing)
    report = run_suite(make_suite(), cache, evaluators=[Evaluator("words2", "neither", words_in)]).report
    assert [(failure.case, failure.where) for failure in report.failures] == [("cancel", "the flow")]
    assert [(case.id, sorted(case.scores)) for case in report.cases] == [
        ("status", ["words2"]), ("details", ["words2"]), ("cancel", []),
    ]  # fmt: skip


def test_an_interrupted_run_goes_on_to_the_same_report(
    make_suite: Callable[..., Suite], tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after one case, resumed, and equal to the byte to a run that was never stopped; nothing is done twice."""
    suite = make_suite()
    whole = run_suite(suite, cache, evaluators=FEW).report

    class Killed(BaseException):
        pass

    def kill(done: int, total: int) -> None:
        raise Killed

    fresh = tmp_path / "fresh"
    (fresh / "index").parent.mkdir(parents=True)
    (fresh / "index").symlink_to(cache / "index")
    with pytest.raises(Killed):
        run_suite(suite, fresh, jobs=1, evaluators=FEW, progress=kill)
    kept = {path.name for path in (fresh / "cases").rglob("*.json")}
    assert 1 <= len(kept) < len(suite.cases)
    drafted: list[str] = []
    outcome = Bench.outcome
    monkeypatch.setattr(Bench, "outcome", lambda bench, case: drafted.append(case.id) or outcome(bench, case))
    resumed = run_suite(suite, fresh, evaluators=FEW).report
    assert len(drafted) == len(suite.cases) - len(kept)
    for name, report in (("whole", whole), ("resumed", resumed)):
        write_report(report, tmp_path / name)
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "resumed").read_bytes()
    drafted.clear()
    assert run_suite(suite, fresh, evaluators=FEW).report == whole
    assert drafted == []


def test_a_changed_case_is_measured_again(make_suite: Callable[..., Suite], cache: Path) -> None:
    """Another word in the gold gives other scores for the same draft; the other cases stay as they are."""
    before = run_suite(make_suite(), cache, evaluators=FEW).report
    gold = {**TICKETS[2]["gold"], "must_say": []}
    after = run_suite(make_suite([*TICKETS[:2], {**TICKETS[2], "gold": gold}], name="b"), cache, evaluators=FEW).report
    assert before.cases[:2] == after.cases[:2]
    assert "must_say" not in after.cases[2].scores
    assert before.cases[2].draft == after.cases[2].draft


def test_processes_come_to_the_same(make_suite: Callable[..., Suite], cache: Path, tmp_path: Path) -> None:
    """Cases that two processes examined give the report of one process, to the byte; the progress counts them all."""
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "index").symlink_to(cache / "index")
    told: list[tuple[int, int]] = []
    apart = run_suite(make_suite(), fresh, jobs=2, evaluators=FEW, progress=lambda *done: told.append(done)).report
    write_report(apart, tmp_path / "apart")
    write_report(run_suite(make_suite(), cache, evaluators=FEW).report, tmp_path / "here")
    assert (tmp_path / "apart").read_bytes() == (tmp_path / "here").read_bytes()
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_thresholds(make_suite: Callable[..., Suite], cache: Path) -> None:
    """Met, missed, and missed because no case has the metric."""
    extra = "[thresholds]\nclean = {min = 0.5}\nmust_say = {min = 0.9}\nchrf = {min = 0.0}\n"
    report = run_suite(make_suite(extra=extra), cache, evaluators=FEW).report
    assert [(kept.metric, kept.value, kept.met) for kept in report.thresholds] == [
        ("clean", 1.0, True), ("must_say", 0.5, False), ("chrf", None, False),
    ]  # fmt: skip
    assert not report.passed


def test_repeats(make_suite: Callable[..., Suite], cache: Path) -> None:
    """Each case is drafted so often, and the chance that all of its drafts pass is told."""
    report = run_suite(make_suite(), cache, repeats=3, evaluators=FEW).report
    assert [case.scores["clean"].passed for case in report.cases] == [3, 3, 3]
    found = {metric.name: metric.pass_hat for metric in report.metrics}
    assert (found["clean"], found["must_say"], found["words"]) == (1.0, 0.5, None)


def test_a_baseline_quotes_nothing(make_suite: Callable[..., Suite], cache: Path, tmp_path: Path) -> None:
    """It holds scores by case, and neither reasons nor customers' ids; a run compares with it like with any other."""
    report = run_suite(make_suite(), cache, evaluators=FEW).report
    write_baseline(report, tmp_path / "baseline.json")
    text = (tmp_path / "baseline.json").read_text("utf-8")
    assert [word for word in ("C1001", "missing", "1000000", "QM-") if word in text] == []
    comparison = compare(read_report(tmp_path / "baseline.json"), report)
    assert {change.verdict for change in comparison.changes} == {"same"}
    assert (comparison.cases, comparison.drafts_changed, comparison.worse) == (3, 0, False)


def test_a_comparison_names_metric_and_cases(make_suite: Callable[..., Suite], cache: Path) -> None:
    """Ten customers whose drafts became worse are surely worse; two could be chance."""
    report = run_suite(make_suite(), cache, evaluators=FEW).report

    def with_clean(values: list[float]) -> Report:
        template = report.cases[0]
        score = template.scores["clean"]
        cases = [
            template.model_copy(
                update={
                    "id": f"t{n}", "customer": f"c{n}", "findings": {} if value else {"F001": 1},
                    "scores": {"clean": score.model_copy(update={"value": value})},
                }
            )
            for n, value in enumerate(values)
        ]  # fmt: skip
        return report.model_copy(update={"cases": cases})

    good = with_clean([1.0] * 20)
    worse = compare(good, with_clean([0.0] * 10 + [1.0] * 10))
    assert {(c.metric, c.verdict) for c in worse.changes} == {("clean", "worse"), ("rule F001", "worse")}
    assert [moved.case for moved in worse.changes[0].moved] == [f"t{n}" for n in range(10)]
    chance = compare(good, with_clean([0.0] * 2 + [1.0] * 18))
    assert {c.verdict for c in chance.changes} == {"unsure"}
    assert (worse.worse, chance.worse) == (True, False)


def test_lines_that_are_no_cases(make_suite: Callable[..., Suite]) -> None:
    """They are named with what was expected, and the others are used."""
    bad = [
        {**TICKETS[0], "id": "typo", "gold": {"intent": ["order_status"]}},
        {**TICKETS[1], "id": "timeless", "created_at": None},
        TICKETS[0],
    ]
    suite = make_suite([*TICKETS, *bad])
    assert [case.id for case in suite.cases] == ["status", "details", "cancel"]
    assert [(fault.line, fault.key) for fault in suite.faults] == [(4, "gold.intent"), (5, "created_at"), (6, "id")]


def test_flips_reach_the_draft(make_suite: Callable[..., Suite], cache: Path) -> None:
    """A flipped expected day is told, and each counterfactual that applies to the ticket holds."""
    flips = [one for one in EVALUATORS if one.name.startswith("flip_")]
    suite = make_suite()
    report = run_suite(replace(suite, cases=suite.cases[:1]), cache, evaluators=flips).report
    scores = {name: score.value for name, score in report.cases[0].scores.items()}
    assert {"flip_name", "flip_expected_date", "flip_unrelated_product"} <= scores.keys()
    assert set(scores.values()) == {1.0}, report.cases[0].scores


def test_reports_are_read_as_they_were_written(make_suite: Callable[..., Suite], cache: Path, tmp_path: Path) -> None:
    report = run_suite(make_suite(), cache, evaluators=FEW).report
    write_report(report, tmp_path / "report.json")
    assert read_report(tmp_path) == report
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["cases"]) == 3
