"""Adding and counting days, calendar or business, with steps that a person can follow.

A business day is Monday to Friday and no holiday. Counting starts on the day after the start.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

DayKind = Literal["calendar", "business"]
Steps = tuple[str, ...]


def add_days(start: date, days: int, kind: DayKind = "calendar", holidays: Collection[date] = ()) -> tuple[date, Steps]:
    """The day so many days after the start (before it, when negative); 0 is the start itself."""
    try:
        if kind == "calendar":
            end, skipped = start + timedelta(days=days), list[date]()
        else:
            end, skipped = _walk(start, days, frozenset(holidays))
    except OverflowError as error:
        raise ValueError(f"{days!r} days from {start} leave the calendar; expected a smaller number") from error
    step = f"{start} {'+' if days >= 0 else '-'} {_days(abs(days), kind)} = {end}"
    return end, (step, *([f"holidays left out: {', '.join(map(str, skipped))}"] if skipped else []))


def days_between(
    start: date, end: date, kind: DayKind = "calendar", holidays: Collection[date] = ()
) -> tuple[int, Steps]:
    """How many days come after the start up to and including the end; negative when the end is earlier."""
    if kind == "calendar":
        count = (end - start).days
    elif start <= end:
        count = _business_days(start, end, frozenset(holidays))
    else:
        count = -_business_days(end - timedelta(days=1), start - timedelta(days=1), frozenset(holidays))
    return count, (f"from {start} to {end}: {_days(count, kind)}",)


def is_business_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Whether shops work on that day: Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def _walk(start: date, days: int, holidays: frozenset[date]) -> tuple[date, list[date]]:
    step, left, day, skipped = timedelta(days=1 if days >= 0 else -1), abs(days), start, list[date]()
    while left:
        day += step
        if is_business_day(day, holidays):
            left -= 1
        elif day.weekday() < 5:
            skipped.append(day)
    return day, skipped


def _business_days(after: date, until: date, holidays: frozenset[date]) -> int:
    weeks, rest = divmod((until - after).days, 7)
    count = weeks * 5 + sum((after + timedelta(days=offset)).weekday() < 5 for offset in range(1, rest + 1))
    return count - sum(after < day <= until and day.weekday() < 5 for day in holidays)


def _days(count: int, kind: DayKind) -> str:
    return f"{count} {'business ' if kind == 'business' else ''}{'day' if abs(count) == 1 else 'days'}"
