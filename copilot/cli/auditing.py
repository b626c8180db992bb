"""`copilot audit …` and `copilot replay`: whether the log is whole, and whether a review can be made again."""

import json as json_module
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from copilot.errors import ReviewError, SettingsError

from . import tables
from .batch import emit
from .options import AsJson, NeededData, ReviewId
from .parts import reopen_copilot
from .reviews import find_review, opened_reviews

if TYPE_CHECKING:
    from copilot.review import Head

audit_app = typer.Typer(no_args_is_help=True, help="The log of everything that happened to reviews.")


@audit_app.command()
def verify(
    data: NeededData,
    anchor: Annotated[
        Path | None, typer.Option("--anchor", help="File of heads that were kept elsewhere: the log must contain them.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Whether log and reviews are as they were written; names the first entry at fault."""
    with opened_reviews(data) as store:
        found = store.verify(_heads(anchor) if anchor else ())
    if json:
        emit({**asdict(found), "sound": found.sound})
    else:
        word = "sound" if found.sound else f"entry {found.bad}: {found.problem}"
        tables.console.print(f"{found.entries} entries: {word}", markup=False)
    return 0 if found.sound else 1


@audit_app.command()
def head(data: NeededData) -> None:
    """The signed end of the log, as JSON: kept elsewhere it proves later that nothing was cut off."""
    with opened_reviews(data) as store:
        emit(asdict(store.head()))


@audit_app.command()
def clear(
    data: NeededData,
    days: Annotated[int, typer.Option("--older-than", min=1, help="Days since the review was submitted.")],
) -> None:
    """Let go of the content of closed reviews that are older; the log keeps that they were."""
    with opened_reviews(data) as store:
        count = store.clear_before(datetime.now(UTC) - timedelta(days=days))
    tables.console.print(f"{count} reviews cleared", markup=False)


@audit_app.command()
def erase(
    data: NeededData,
    customer: Annotated[str | None, typer.Option("--customer", help="Whose data is erased.")] = None,
    ticket: Annotated[str | None, typer.Option("--ticket", help="Or the ticket of somebody not known.")] = None,
) -> None:
    """Destroy the key to one customer's data, so that no copy of it can be read any more."""
    with opened_reviews(data) as store:
        count = store.erase(customer_id=customer, ticket_id=ticket)
    tables.console.print(f"{count} reviews erased", markup=False)


def replay(
    review: ReviewId,
    data: NeededData,
    policy: Annotated[str, typer.Option("--policy", help="then, or today: what would differ now.")] = "then",
    json: AsJson = False,
) -> int:
    """Make a review again from what was kept of it. Exit code 1: it is not what it was."""
    if policy not in ("then", "today"):
        raise SettingsError(f"--policy {policy!r} is neither 'then' nor 'today'")
    with reopen_copilot(data) as copilot:
        made = copilot.replay(find_review(copilot.reviews, review).id, policy="today" if policy == "today" else "then")
    if json:
        emit({"identical": made.identical, "differences": [asdict(found) for found in made.differences]})
    else:
        for found in made.differences:
            tables.console.print(f"{found.place}: {found.before!r} -> {found.now!r}", markup=False, highlight=False)
        tables.console.print("identical" if made.identical else f"{len(made.differences)} differences")
    return 0 if made.identical else 1


def _heads(file: Path) -> "list[Head]":
    from copilot.review import Head

    try:
        return [Head(**json_module.loads(line)) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError, TypeError) as error:
        raise ReviewError(f"{str(file)!r} holds no heads; expected lines of `copilot audit head`") from error
