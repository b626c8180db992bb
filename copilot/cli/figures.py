"""`copilot stats`: what the log tells about drafts, rules, gaps, answering times and ratings."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import TypeAdapter
from rich.table import Table

from . import tables
from .batch import emit
from .options import AsJson, NeededData
from .reviews import opened_reviews

if TYPE_CHECKING:
    from copilot.review import Stats

COUNTS = ("prepared", "clean", "unsure", "blocked", "released", "expired", "wrong_reports")
MOST = 10


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
    now_told, then_told = dict(_figures(current)), dict(_figures(before))
    table = Table("figure", f"last {days} days", "the period before")
    for figure in dict.fromkeys([*now_told, *then_told]):
        table.add_row(figure, now_told.get(figure, "0"), then_told.get(figure, "0"))
    tables.console.print(table)
    if current.rules:
        rules = Table("rule", "fired", "blocked", "overridden")
        for rule in current.rules[:MOST]:
            rules.add_row(rule.rule, str(rule.fired), str(rule.blocked), str(rule.overridden))
        tables.console.print(rules)
    if current.gaps:
        gaps = Table("knowledge gap", "language", "drafts", "blocked", "empty", "such as")
        for gap in current.gaps[:MOST]:
            such_as = ", ".join(review[:8] for review in gap.reviews[:3])
            counts = (str(gap.prepared), str(gap.blocked), str(gap.empty))
            gaps.add_row(gap.intent or "none", gap.language, *counts, such_as)
        tables.console.print(gaps)


def _figures(period: "Stats") -> Iterator[tuple[str, str]]:
    for count in COUNTS:
        yield count.replace("_", " "), str(getattr(period, count))
    for fate, number in sorted(period.drafts.items()):
        yield f"drafts {fate}", str(number)
    for part, number in sorted(period.touched.items()):
        yield f"edits of {part}", str(number)
    for name, spread in (("first response", period.first_response), ("resolution", period.resolution)):
        if spread:
            yield f"{name}, median (ninth of ten)", f"{_time(spread.median)} ({_time(spread.ninetieth)})"
    for about, rating in sorted(period.ratings.items()):
        yield f"{about.upper()} ({rating.count} ratings)", f"{rating.score:g}"


def _time(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
