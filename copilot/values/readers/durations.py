"""Durations: "14 days", "5-7 business days", "within 24h", "3 à 5 jours ouvrés", "two weeks ago"."""

from decimal import Decimal

from copilot.values.durations import after, duration
from copilot.values.tokens import NUMBER

from .figures import figure_at, range_joint
from .scan import DASHES, Figure, Reading, Scan

_SHORT = ("second", "minute", "hour", "day")
_LONGEST = 36_500
_HALF = Decimal("0.5")


def duration_at(scan: Scan, at: int) -> Reading | None:
    """A duration or a range of durations, or the day that "3 days ago" means."""
    low = figure_at(scan, at)
    if not low:
        return None
    high = _high(scan, low, between=scan.preceded(("between",), at))
    last = high or low
    unit = _unit_at(scan, last.end)
    if not unit or (low.article and not _measured(scan, at, unit[1])):
        return None
    end, name = unit
    if not high and (half := scan.follows("and_half", end)):
        end, low = half, low._replace(values=tuple(value + _HALF for value in low.values))
    values = [_canonical(low, high, name, which) for which in range(len(last.values))]
    spelled = low.spelled and last.spelled
    day = _ago(scan, at, end, low, name)
    if day:
        return Reading(day[0], (scan.found("date", at, day[0], day[1:], relative=True, spelled=spelled),))
    resolved = None if high else _resolved(scan, at, low, name)
    found = scan.found("duration", at, end, values, relative=bool(resolved), resolved=resolved, spelled=spelled)
    return Reading(end, (found,))


def _high(scan: Scan, low: Figure, *, between: bool) -> Figure | None:
    either = scan.follows("either", low.end)
    joint = range_joint(scan, low.end, between=between) or (scan.tokens.gap(either) if either else None)
    high = figure_at(scan, joint) if joint else None
    return high if high and high.values[0] > low.values[0] else None


def _unit_at(scan: Scan, at: int) -> tuple[int, str] | None:
    """The unit behind a figure, with what makes its days business days."""
    tokens = scan.tokens
    joined = at
    at = tokens.gap(at + 1 if tokens.word(at) in DASHES else at)
    business = False
    if (adjective := scan.match("business", at)) and adjective[0] > at:
        after_it = tokens.gap(adjective[0] + 1 if tokens.word(adjective[0]) in DASHES else adjective[0])
        if scan.match("units", after_it):
            at, business = after_it, True
    elif (adjective := scan.match("plain", at)) and scan.match("units", tokens.gap(adjective[0])):
        at = tokens.gap(adjective[0])
    hit = scan.match("units", at)
    if not hit or (at == joined and tokens.kind(hit[0]) == NUMBER) or tokens.raw(at) == "D":
        return None
    end, unit = hit
    if (adjective_end := scan.follows("business", end)) and unit == "day":
        end, business = adjective_end, True
    elif plain_end := scan.follows("plain", end):
        end = plain_end
    return end, "business day" if business and unit == "day" else unit


def _measured(scan: Scan, at: int, unit: str) -> bool:
    """Whether "a day" is a length of time there, not "have a nice day" or "twice a week"."""
    if unit in _SHORT:
        return scan.preceded(("span_cues", "approximate", "at_most", "at_least", "ahead", "ago_before"), at)
    return not scan.preceded(("frequency",), at)


def _canonical(low: Figure, high: Figure | None, unit: str, which: int) -> str:
    factor, name = (2, "week") if unit == "fortnight" else (1, unit)
    least = low.values[min(which, len(low.values) - 1)] * factor
    return duration(least, name, high.values[min(which, len(high.values) - 1)] * factor if high else None)


def _ago(scan: Scan, at: int, end: int, low: Figure, unit: str) -> tuple[int, str] | None:
    behind = scan.follows("ago_after", end)
    if not behind and not scan.preceded(("ago_before",), at):
        return None
    day = _moved(scan, low, unit, -1)
    return (behind or end, day) if day else None


def _resolved(scan: Scan, at: int, figure: Figure, unit: str) -> str | None:
    return _moved(scan, figure, unit, 1) if scan.preceded(("ahead",), at) else None


def _moved(scan: Scan, figure: Figure, unit: str, way: int) -> str | None:
    amount = figure.values[0]
    if amount != int(amount) or abs(amount) > _LONGEST:
        return None
    factor, name = (2, "week") if unit == "fortnight" else (1, unit)
    day = after(scan.today, int(amount) * factor * way, name)
    return day.isoformat() if day else None
