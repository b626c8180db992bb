"""Days by name, counted from today: "tomorrow", "Tuesday", "next Tuesday", "mardi prochain"."""

from datetime import date, timedelta

from copilot.values.spans import Bound

from .figures import range_joint
from .scan import Reading, Scan

_MONDAY, _FRIDAY = 0, 4


def named_day_at(scan: Scan, at: int) -> Reading | None:
    """A day that is called by a name, counted from today; opening hours ("Monday to Friday") are read as none."""
    hit = scan.match("days", at)
    if hit and not scan.preceded(("not_after",), at):
        return _found(scan, at, hit[0], [scan.today + timedelta(days=hit[1])])
    for which in ("following", "preceding", "current"):
        head = scan.match(which, at)
        weekday = scan.match("weekdays", scan.tokens.gap(head[0])) if head else None
        if weekday:
            return _found(scan, at, weekday[0], _days(scan.today, weekday[1], which))
    weekday = scan.match("weekdays", at)
    return _weekday_at(scan, at, *weekday) if weekday else None


def _weekday_at(scan: Scan, at: int, end: int, weekday: int) -> Reading:
    if days := _range_at(scan, at, end, weekday):
        return days
    if scan.preceded(("not_weekday_after",), at):
        return Reading(end, ())
    for which in ("following", "preceding"):
        if behind := scan.follows(which, end):
            return _found(scan, at, behind, _days(scan.today, weekday, which))
    return _found(scan, at, end, _days(scan.today, weekday, "either"))


def _range_at(scan: Scan, at: int, end: int, weekday: int) -> Reading | None:
    """ "Tuesday to Thursday": two days; "Monday to Friday": none."""
    joint = range_joint(scan, end)
    last = scan.match("weekdays", joint) if joint else None
    if not joint or not last:
        return None
    if weekday == _MONDAY and last[1] >= _FRIDAY:
        return Reading(last[0], ())
    first = _found(scan, at, end, _days(scan.today, weekday, "either"), "from")
    second = _found(scan, joint, last[0], _days(scan.today, last[1], "either"), "to")
    return Reading(last[0], (*first.founds, *second.founds))


def _found(scan: Scan, at: int, end: int, days: list[date], bound: Bound | None = None) -> Reading:
    values = [day.isoformat() for day in days]
    return Reading(end, (scan.found("date", at, end, values, bound=bound, relative=True),))


def _days(today: date, weekday: int, which: str) -> list[date]:
    """The days that a weekday's name may mean: the coming one, the one of next week, the last one."""
    coming = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    last = coming - timedelta(days=14) if coming - timedelta(days=7) == today else coming - timedelta(days=7)
    monday = today - timedelta(days=today.weekday())
    next_week = monday + timedelta(days=7 + weekday)
    match which:
        case "following":
            return [coming, next_week]
        case "preceding":
            return [last, monday - timedelta(days=7) + timedelta(days=weekday)]
        case "current":
            return [monday + timedelta(days=weekday), coming]
        case _:
            return [coming, last, *([today] if today.weekday() == weekday else [])]
