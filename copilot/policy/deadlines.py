"""Until when a clause lasts: its window laid on the day of the event that opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copilot.values import add_days

from .clauses import ScopedClause
from .situations import Situation


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last calendar day, or the field that is missing to say; open until that day has passed."""

    until: date | None = None
    missing: str | None = None
    open: bool = True
    steps: tuple[str, ...] = ()


ENDLESS = Deadline()


def deadline(scoped: ScopedClause, situation: Situation) -> Deadline:
    """The window of a clause for one line."""
    window = scoped.clause.window
    if window is None:
        return ENDLESS
    opened = situation.time(window.start)
    if opened is None:
        return Deadline(missing=window.start, steps=(f"{window.start} is not in the records",))
    start = situation.day(opened)
    try:
        until, steps = add_days(start, window.days, window.kind, situation.shop.holidays)
    except ValueError:  # beyond the calendar: it never ends
        return ENDLESS
    is_open = situation.today <= until
    return Deadline(
        until=until,
        open=is_open,
        steps=(
            f"{window.start.removesuffix('_at').replace('_', ' ')} {start}",
            *(f"{step} ({scoped.clause.id})" for step in steps),
            f"as of {situation.today}: {'open' if is_open else 'closed'}",
        ),
    )


def soonest(deadlines: Sequence[Deadline]) -> Deadline:
    """The one that ends first; one that cannot be told is feared to be the first, unless another has passed."""
    return min(deadlines, key=_fear, default=ENDLESS)


def _fear(deadline: Deadline) -> tuple[bool, bool, date]:
    return deadline.open, deadline.missing is None, deadline.until or date.max
