"""Calendar days: "2026-12-10", "10.12.2026", "10 December", "Dec 10th, 2026", "Dienstag, den 8. Dezember"."""

import re
from datetime import date
from typing import NamedTuple

from copilot.values.locales import language_of
from copilot.values.tokens import NUMBER, SPACE, WORD

from .figures import range_joint
from .scan import Reading, Scan, stands
from .weekdays import named_day_at

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_DOTTED_ISO = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTH_FIRST_REGIONS = ("US", "PH")


class _Day(NamedTuple):
    end: int
    days: tuple[str, ...]


def date_at(scan: Scan, at: int) -> Reading | None:
    """A calendar day, a month of a year, or the two ends of a range of days."""
    if weekday := scan.match("weekdays", at):
        return _weekday_date(scan, at, *weekday)
    if named := named_day_at(scan, at):
        return named
    if scan.joined_left(at):
        return None
    if days := _days_of_month(scan, at):
        return days
    day = _day_at(scan, at)
    return Reading(day.end, (scan.found("date", at, day.end, day.days),)) if day else None


def _weekday_date(scan: Scan, at: int, end: int, weekday: int) -> Reading | None:
    """A weekday with the date that it belongs to; by itself, also where the date falls on another weekday."""
    tokens = scan.tokens
    after = end + 1 if tokens.word(end) == "." else end
    after = tokens.gap(after + 1 if tokens.word(after) == "," else after)
    after = tokens.gap(scan.follows("date_joins", after) or after)
    day = _day_at(scan, after)
    whole = day if day and len(day.days[0]) == len("2026-12-10") else None
    fitting = [text for text in whole.days if date.fromisoformat(text).weekday() == weekday] if whole else []
    if whole and fitting:
        return Reading(whole.end, (scan.found("date", at, whole.end, fitting),))
    abbreviated = end - at == 1 and len(tokens.words[at]) <= 3
    return named_day_at(scan, at) if whole or not abbreviated else None


def _day_at(scan: Scan, at: int) -> _Day | None:
    if scan.tokens.kind(at) == NUMBER:
        return _numeric(scan, at) or _day_month(scan, at)
    return _month_day(scan, at) if scan.tokens.kind(at) == WORD else None


def _numeric(scan: Scan, at: int) -> _Day | None:
    """Day, month and year in digits; day and month alone only where the words in front make it a date."""
    tokens = scan.tokens
    written = tokens.words[at]
    if match := _DOTTED.fullmatch(written):
        return _made(at + 1, [(_year(match[3]), match[2], match[1])])
    if match := _DOTTED_ISO.fullmatch(written):
        return _made(at + 1, [(match[1], match[2], match[3])])
    if (match := _DAY_MONTH.fullmatch(written)) and scan.preceded(("date_cues", "until", "since"), at):
        end = at + 2 if tokens.word(at + 1) == "." and tokens.kind(at + 2) != WORD else at + 1
        dotted = tokens.word(at + 1) == "." or len(written) == 5
        return _nearest(scan, end, [(match[2], match[1])]) if dotted and scan.locale else None
    joint = tokens.word(at + 1)
    if joint not in ("/", "-", "‐", "‑", "–") or tokens.kind(at + 2) != NUMBER or not _short(written):
        return None
    second = tokens.words[at + 2]
    if joint == "/" and len(second) == 4 and len(written) <= 2 and 1 <= int(written) <= 12 and stands(scan, at + 3):
        return _Day(at + 3, (f"{int(second)}-{int(written):02}",)) if 1900 <= int(second) <= 2100 else None
    if not _short(second):
        return None
    if tokens.word(at + 3) == joint and tokens.kind(at + 4) == NUMBER and _short(tokens.words[at + 4]):
        return _three(scan, at + 5, written, second, tokens.words[at + 4])
    padded = len(written) == len(second) == 2
    if joint == "/" and (padded or scan.preceded(("date_cues",), at)) and tokens.word(at + 3) != "/":
        return _nearest(scan, at + 3, _orders(scan, written, second))
    return None


def _three(scan: Scan, end: int, first: str, second: str, third: str) -> _Day | None:
    if len(first) == 4:
        return _made(_clock(scan, end), [(first, second, third)])
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    return _made(end, [(_year(third), month, day) for month, day in _orders(scan, first, second)])


def _clock(scan: Scan, at: int) -> int:
    """The token after the time that follows the day in ISO 8601: "T14:30:00+01:00"."""
    tokens = scan.tokens
    if tokens.word(at) != "t" or tokens.kind(at + 1) != NUMBER:
        return at
    end = at + 2
    while tokens.word(end) in (":", "+", "-") and tokens.kind(end + 1) == NUMBER and end - at < 12:
        end += 2
    return end + 1 if tokens.word(end) == "z" else end


def _orders(scan: Scan, first: str, second: str) -> list[tuple[str, str]]:
    """(month, day) in the orders that the locale allows: English without a region leaves both open."""
    day_first, month_first = (second, first), (first, second)
    if scan.locale is None or scan.locale in ("en", "en_CA"):
        return [month_first, day_first]
    region = scan.locale.partition("_")[2]
    if language_of(scan.locale) == "en" and region in _MONTH_FIRST_REGIONS:
        return [month_first]
    return [day_first]


def _day_month(scan: Scan, at: int) -> _Day | None:
    """ "10 December 2026", "10th of December", "10. Dezember", "1er décembre"."""
    tokens = scan.tokens
    if not _short(tokens.words[at]) or len(tokens.words[at]) > 2:
        return None
    after = _suffix(scan, at + 1)
    after = after + 1 if tokens.word(after) == "." else after
    after = tokens.gap(after)
    after = after + 1 if tokens.word(after) == "-" else after
    after = tokens.gap(scan.follows("date_joins", after) or after)
    month = scan.match("months", after)
    if not month or after == at + 1:
        return None
    return _with_year(scan, month[0], month[1], tokens.words[at])


def _month_day(scan: Scan, at: int) -> _Day | None:
    """ "December 10, 2026", "Dec. 10th", "December 2026"."""
    tokens = scan.tokens
    month = scan.match("months", at)
    capital = tokens.text[tokens.starts[at]].isupper()
    if not month or (not capital and tokens.words[at] in scan.words.fronts["capital"]):
        return None
    named = capital or language_of(scan.locale) not in (None, "en")
    after = tokens.gap(month[0] + 1 if tokens.word(month[0]) == "." else month[0])
    after = tokens.gap(scan.follows("date_joins", after) or after)
    digits = tokens.word(after) if tokens.kind(after) == NUMBER and after > at + 1 else ""
    if len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) <= 2100:
        return _Day(after + 1, (f"{int(digits)}-{month[1]:02}",))
    if digits and len(digits) <= 2 and digits.isdecimal() and 1 <= int(digits) <= 31:
        return _with_year(scan, _suffix(scan, after + 1), month[1], digits)
    if named and tokens.kind(after) != NUMBER and scan.preceded(("month_cues",), at):
        return _Day(month[0], tuple(_months(scan.today, month[1])))
    return None


def _with_year(scan: Scan, end: int, month: int, day: str) -> _Day | None:
    tokens = scan.tokens
    after = end + 1 if tokens.word(end) == "." and tokens.kind(end + 1) == SPACE else end
    after = after + 1 if tokens.word(after) == "," else after
    after = tokens.gap(scan.follows("date_joins", after) or after)
    year = tokens.word(after) if tokens.kind(after) == NUMBER else ""
    if len(year) == 4 and year.isdecimal() and 1900 <= int(year) <= 2100:
        return _made(after + 1, [(year, str(month), day)])
    return _nearest(scan, end, [(str(month), day)])


def _days_of_month(scan: Scan, at: int) -> Reading | None:
    """ "10-12 December", "December 10-12, 2026": two days of one month."""
    tokens = scan.tokens
    if tokens.kind(at) == NUMBER and len(tokens.words[at]) <= 2:
        low = _suffix(scan, at + 1)
        low = low + 1 if tokens.word(low) == "." else low
        joint = range_joint(scan, low, between=True)
        last = _day_month(scan, joint) if joint and tokens.kind(joint) == NUMBER else None
        first = _same_month(last, tokens.words[at])
        return _ends(scan, at, low, first, joint or 0, last) if last and first else None
    first = _month_day(scan, at) if tokens.kind(at) == WORD else None
    joint = range_joint(scan, first.end) if first and len(first.days[0]) == 10 else None
    if not first or not joint or tokens.kind(joint) != NUMBER or len(tokens.words[joint]) > 2 or _day_at(scan, joint):
        return None
    month = int(first.days[0][5:7])
    last = _with_year(scan, _suffix(scan, joint + 1), month, tokens.words[joint])
    started = _same_month(last, str(int(first.days[0][8:])))
    unit = scan.match("units", tokens.gap(joint + 1))
    return _ends(scan, at, first.end, started, joint, last) if last and started and not unit else None


def _same_month(last: _Day | None, day: str) -> _Day | None:
    return _made(last.end, [(last.days[0][:4], last.days[0][5:7], day)]) if last else None


def _ends(scan: Scan, at: int, end: int, first: _Day, joint: int, last: _Day) -> Reading | None:
    if first.days[0] >= last.days[0]:
        return None
    starting = scan.found("date", at, end, first.days, bound="from")
    return Reading(last.end, (starting, scan.found("date", joint, last.end, last.days, bound="to")))


def _suffix(scan: Scan, at: int) -> int:
    hit = scan.match("ordinal_suffixes", at)
    return hit[0] if hit else at


def _made(end: int, readings: list[tuple[str, str, str]]) -> _Day | None:
    days = []
    for year, month, day in readings:
        try:
            days.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return _Day(end, tuple(dict.fromkeys(days))) if days else None


def _nearest(scan: Scan, end: int, readings: list[tuple[str, str]]) -> _Day | None:
    """A day and month in the year that brings them closest to today."""
    days = []
    for month, day in readings:
        near = _made(end, [(str(scan.today.year + years), month, day) for years in (-1, 0, 1)])
        if near:
            days.append(min(near.days, key=lambda text: abs((date.fromisoformat(text) - scan.today).days)))
    return _Day(end, tuple(dict.fromkeys(days))) if days else None


def _months(today: date, month: int) -> list[str]:
    years = sorted((-1, 0, 1), key=lambda years: abs(years * 12 + month - today.month))
    return [f"{today.year + years[0]:04}-{month:02}"]


def _year(written: str) -> str:
    return f"20{written}" if len(written) == 2 else written


def _short(written: str) -> bool:
    return len(written) <= 4 and written.isdecimal()
