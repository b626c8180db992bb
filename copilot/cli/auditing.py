"""`copilot audit verify` and `copilot stats`: whether the log is whole, and what it tells about the drafts."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.table import Table

from . import tables
from .batch import emit
from .options import AsJson, NeededData
from .reviews import opened_reviews

audit_app = typer.Typer(no_args_is_help=True, help="The log of everything that happened to reviews.")

FIGURES = ("prepared", "clean", "unsure", "blocked", "released", "expired", "wrong_reports")


@audit_app.command()
def verify(data: NeededData, json: AsJson = False) -> int:
    """Whether log and reviews are as they were written; names the first entry at fault."""
    with opened_reviews(data) as store:
        found = store.verify()
    if json:
        emit({**asdict(found), "sound": found.sound})
    else:
        word = "sound" if found.sound else f"entry {found.bad}: {found.problem}"
        tables.console.print(f"{found.entries} entries: {word}", markup=False)
    return 0 if found.sound else 1


def stats(
    data: NeededData,
    days: Annotated[int, typer.Option("--days", min=1, help="The period, up to now.")] = 7,
    json: AsJson = False,
) -> None:
    """How drafts fared, beside the period before."""
    now = datetime.now(UTC)
    with opened_reviews(data) as store:
        current, before = store.stats(now - timedelta(days=days), now)
    if json:
        dump = TypeAdapter(type(current)).dump_python
        emit({"current": dump(current, mode="json"), "before": dump(before, mode="json")})
        return
    table = Table("figure", f"last {days} days", "the period before")
    for figure in FIGURES:
        table.add_row(figure.replace("_", " "), str(getattr(current, figure)), str(getattr(before, figure)))
    for fate in sorted({*current.drafts, *before.drafts}):
        table.add_row(f"drafts {fate}", str(current.drafts.get(fate, 0)), str(before.drafts.get(fate, 0)))
    tables.console.print(table)
