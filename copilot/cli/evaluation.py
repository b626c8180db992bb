"""`copilot eval`: run a suite, compare two runs, import past tickets."""

import json as json_module
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import evaluation_tables as shown
from .batch import bar, emit, report
from .options import AsJson
from .tables import console

if TYPE_CHECKING:
    from copilot.evaluation.running import Finished

eval_app = typer.Typer(no_args_is_help=True, help="Replay past tickets: is it better, and are we sure?")

SuiteFolder = Annotated[Path, typer.Argument(help="Folder with suite.toml.", metavar="SUITE")]
DataFolder = Annotated[
    Path | None, typer.Option("--data", envvar="COPILOT_DATA", help="What ${DATA} in the suite's paths stands for.")
]


@eval_app.command()
def run(
    suite: SuiteFolder,
    model: Annotated[str | None, typer.Option("--model", help='A chat model, such as "openai:gpt-5-mini".')] = None,
    base_url: Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible server of your own.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the report goes; default: runs/SUITE.")] = None,
    cache: Annotated[Path, typer.Option("--cache", help="Where finished cases are kept by content.")] = Path(
        ".copilot-evals"
    ),
    data: DataFolder = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that work on cases.")] = os.cpu_count()
    or 1,
    repeats: Annotated[int | None, typer.Option("--repeats", min=1, max=100, help="Drafts of each case.")] = None,
    save_baseline: Annotated[
        bool, typer.Option("--save-baseline", help="Keep the result as the suite's baseline.json.")
    ] = False,
    by: Annotated[str | None, typer.Option("--by", help="Show one metric by slice, such as must_say.")] = None,
    json: AsJson = False,
) -> int:
    """Measure every case; what is unchanged since the last run costs nothing. Exit code 1: a threshold was missed."""
    from copilot.evaluation import open_suite, read_report, run_suite, write_baseline

    opened = open_suite(suite, data=data, model=model, base_url=base_url)
    for fault in opened.faults:
        report(fault)
    with bar(f"running {opened.name}") as advance:
        finished = run_suite(opened, cache, jobs=jobs, repeats=repeats, progress=advance)
    place = out or Path("runs") / opened.name
    _write(finished, place)
    found = finished.report
    if json:
        emit(found.model_copy(update={"cases": []}))
    else:
        shown.report_page(found, read_report(opened.baseline) if opened.baseline.is_file() else None)
        shown.timings_line(finished)
        if by:
            shown.slices_table(found, by)
        console.print(f"report: {place / 'report.json'}", markup=False)
    if save_baseline:
        write_baseline(found, opened.baseline)
    return 0 if found.passed and not opened.faults else 1


@eval_app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="A run's folder, its report.json, or a baseline.json.", metavar="A")],
    after: Annotated[Path, typer.Argument(help="The run to compare with it.", metavar="B")],
    json: AsJson = False,
) -> int:
    """What moved from A to B, in which cases, and how sure that is. Exit code 1: something is surely worse."""
    from copilot.evaluation import compare, read_report

    comparison = compare(read_report(before), read_report(after))
    if json:
        emit(comparison)
    else:
        shown.comparison_page(comparison)
    return 1 if comparison.worse else 0


@eval_app.command("import")
def import_(
    format: Annotated[str, typer.Argument(help="csv or zendesk.", metavar="FORMAT")],
    file: Annotated[Path, typer.Argument(help="The helpdesk's export.", metavar="FILE")],
    out: Annotated[Path | None, typer.Option("--out", help="Where the cases go; default: stdout.")] = None,
) -> int:
    """Past tickets of a helpdesk as cases of a suite, one for each reply that an agent sent."""
    from copilot.evaluation import import_tickets

    tickets, faults = import_tickets(format, file)
    for fault in faults:
        report(fault)
    lines = [
        json_module.dumps(ticket.model_dump(mode="json", exclude_none=True, exclude_defaults=True), ensure_ascii=False)
        for ticket in tickets
    ]
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        console.print(f"{len(lines)} cases in {out}", markup=False)
    else:
        for line in lines:
            typer.echo(line)
    return 1 if faults else 0


def _write(finished: "Finished", place: Path) -> None:
    """The report, the drafts to read, and how long each took."""
    from copilot.evaluation.report import write_report

    write_report(finished.report, place / "report.json")
    drafts = [
        {
            "case": done.report.id,
            "verdict": done.report.verdict,
            "draft": done.draft.text if done.draft else None,
            "findings": [finding.model_dump(mode="json") for finding in done.findings],
        }
        for done in finished.done
    ]
    _lines(place / "drafts.jsonl", drafts)
    _lines(place / "timings.jsonl", [{"case": done.report.id, **done.timings} for done in finished.done])


def _lines(path: Path, records: Sequence[Mapping[str, object]]) -> None:
    lines = [json_module.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
