"""What people see of a run and of a comparison."""

from statistics import quantiles
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .safely import literal
from .tables import console

if TYPE_CHECKING:
    from copilot.evaluation.comparing import Comparison
    from copilot.evaluation.report import Metric, Report
    from copilot.evaluation.running import Finished

MOST_CASES = 12


def report_page(report: "Report", baseline: "Report | None") -> None:
    """Every metric with its interval, and beside it the baseline; then what the rules found, crashes, thresholds."""
    title = f"{report.suite}: {len(report.cases)} cases, {report.model or 'without a model'}"
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title, title_justify="left")
    table.add_column("metric", no_wrap=True)
    for column in ("cases", "of", "mean", "95 %", "sees ±", "before", "change"):
        table.add_column(column, justify="right", no_wrap=True)
    if report.repeats > 1:
        table.add_column(f"pass^{report.repeats}", justify="right", no_wrap=True)
    for metric in report.metrics:
        before = baseline.metric(metric.name) if baseline else None
        row = [
            metric.name, str(metric.cases), str(metric.customers), _number(metric.mean),
            f"{_number(metric.low)}–{_number(metric.high)}",
            "–" if metric.smallest is None else _number(metric.smallest),
            _number(before.mean) if before else "", _change(metric, before),
        ]  # fmt: skip
        if report.repeats > 1:
            row.append("" if metric.pass_hat is None else _number(metric.pass_hat))
        table.add_row(*row)
    console.print(table)
    console.print(
        "of: so many customers; sees ±: the least change that a second run would show (–: none, too few customers);"
        " before: the baseline"
    )
    _rules(report)
    for failure in report.failures:
        console.print(f"[red]crashed[/] {literal(failure.case)}, {failure.where}: {literal(failure.error)}")
    for kept in report.thresholds:
        value = "no case has it" if kept.value is None else _number(kept.value)
        low = f"at least {kept.min}" if kept.min is not None else ""
        high = f"at most {kept.max}" if kept.max is not None else ""
        word = "[green]met[/]" if kept.met else "[red]missed[/]"
        console.print(f"{word} {kept.metric} {' and '.join(filter(None, (low, high)))}: {value}")
    if report.bad_lines:
        console.print(f"[red]{report.bad_lines} line(s) of the cases could not be used[/]")


def timings_line(finished: "Finished") -> None:
    """How long drafts took when they were made, whole and by stage."""
    totals = sorted(sum(done.timings.values()) for done in finished.done if done.timings)
    if len(totals) < 2:
        return
    cuts = quantiles(totals, n=20, method="inclusive")
    console.print(f"a draft takes {cuts[9]:.0f} ms (median), {cuts[18]:.0f} ms (95th percentile)")


def slices_table(report: "Report", metric: str) -> None:
    """One metric by channel, language, intent and tier."""
    from copilot.evaluation.summing import slices

    table = Table("slice", "value", "cases", "mean", title=metric, title_justify="left")
    for name, parts in slices(report, metric).items():
        for value, (cases, mean) in parts.items():
            table.add_row(name, literal(value), str(cases), _number(mean))
    console.print(table)


def comparison_page(comparison: "Comparison") -> None:
    """Every metric that moved or could have: by how much, how sure, and in which cases."""
    title = f"{comparison.suite}: {comparison.cases} cases in both, {comparison.drafts_changed} drafts changed"
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title, title_justify="left")
    table.add_column("metric", no_wrap=True)
    for column in ("cases", "before", "after", "change", "p", "corr.", "sees ±"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for change in comparison.changes:
        if change.verdict == "same":
            continue
        colour = {"worse": "red", "better": "green", "moved": "yellow"}.get(change.verdict, "default")
        table.add_row(
            change.metric, str(change.cases), _number(change.before), _number(change.after),
            f"{change.low:+.2f}…{change.high:+.2f}", f"{change.p:.4f}", f"{change.corrected:.3f}",
            "–" if change.smallest is None else _number(change.smallest),
            f"[{colour}]{change.verdict}[/]",
        )  # fmt: skip
    console.print(table)
    console.print("change: the 95 % interval; corr.: p after so many comparisons; sees ±: the least change it can see")
    same = [change.metric for change in comparison.changes if change.verdict == "same"]
    console.print(f"in no case another: {', '.join(same) or 'none'}")
    for change in comparison.changes:
        if change.moved:
            cases = ", ".join(
                f"{one.case} {_number(one.before)} → {_number(one.after)}" for one in change.moved[:MOST_CASES]
            )
            rest = f" and {len(change.moved) - MOST_CASES} more" if len(change.moved) > MOST_CASES else ""
            console.print(f"[bold]{change.metric}[/]: {literal(cases)}{rest}")
    sides = {
        "only in A": comparison.only_before,
        "only in B": comparison.only_after,
        "crashed in A": comparison.crashed_before,
        "crashed in B": comparison.crashed_after,
    }
    for name, ids in sides.items():
        if ids:
            console.print(f"[yellow]{name}[/]: {literal(', '.join(ids))}")


def _rules(report: "Report") -> None:
    counts: dict[str, int] = {}
    for case in report.cases:
        for rule in case.findings:
            counts[rule] = counts.get(rule, 0) + 1
    if counts:
        told = ", ".join(f"{rule} in {number}" for rule, number in sorted(counts.items()))
        console.print(f"drafts with findings: {told}")


def _change(metric: "Metric", before: "Metric | None") -> str:
    if before is None or before.mean == metric.mean:
        return ""
    good = metric.better == "neither" or (metric.mean > before.mean) == (metric.better == "higher")
    return f"[{'green' if good else 'red'}]{metric.mean - before.mean:+.3f}[/]"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
