"""Times of the day: "14:30", "5 pm", "5:30 p.m.", "14h30", "17 Uhr"."""

from typing import NamedTuple

from copilot.values.tokens import NUMBER

from .figures import range_joint
from .scan import Reading, Scan


class _Time(NamedTuple):
    end: int
    value: str
    named: bool
    """Whether a word such as "pm" or "Uhr" says that it is a time."""


def time_at(scan: Scan, at: int) -> Reading | None:
    """A time of the day in digits, or the two ends of a span of hours: "9-17 Uhr"."""
    if scan.tokens.kind(at) != NUMBER or scan.joined_left(at):
        return None
    first = _time(scan, at)
    bare = first or _bare(scan, at)
    joint = range_joint(scan, bare.end, between=True) if bare else None
    second = _time(scan, joint) if joint and scan.tokens.kind(joint) == NUMBER else None
    if bare and joint and second and (first or second.named):
        ends = (
            scan.found("time", at, bare.end, [bare.value], bound="from"),
            scan.found("time", joint, second.end, [second.value], bound="to"),
        )
        return Reading(second.end, ends)
    return Reading(first.end, (scan.found("time", at, first.end, [first.value]),)) if first else None


def _time(scan: Scan, at: int) -> _Time | None:
    hour, minute, end, sure = _figures(scan, at)
    named = True
    if half := scan.match("halves", scan.tokens.gap(end)):
        if not hour or not 1 <= int(hour) <= 12:
            return None
        end, hour = half[0], str(int(hour) % 12 + half[1])
    elif clock := scan.follows("clock", end) or _hour(scan, at, end):
        end = clock
    elif sure:
        named = False
    else:
        return None
    return _made(end, hour, minute, named)


def _bare(scan: Scan, at: int) -> _Time | None:
    """ "9" in "9-17 Uhr"."""
    hour, minute, end, _ = _figures(scan, at)
    return _made(end, hour, minute, False)


def _made(end: int, hour: str, minute: str, named: bool) -> _Time | None:
    if not hour or int(hour) > 24 or int(minute) > 59:
        return None
    return _Time(end, f"{int(hour):02}:{int(minute):02}", named)


def _figures(scan: Scan, at: int) -> tuple[str, str, int, bool]:
    """Hour, minute, the token after them, and whether the digits alone show a time."""
    tokens = scan.tokens
    written = tokens.words[at]
    if written.isdecimal() and len(written) <= 2:
        minute = tokens.word(at + 2) if tokens.kind(at + 2) == NUMBER else ""
        if tokens.word(at + 1) in (":", "h") and len(minute) == 2 and minute.isdecimal():
            seconds = tokens.word(at + 4) if tokens.word(at + 3) == ":" and tokens.kind(at + 4) == NUMBER else ""
            return written, minute, at + 5 if len(seconds) >= 2 else at + 3, True
        return written, "00", at + 1, False
    hour, point, minute = written.partition(".")
    if point and len(hour) <= 2 and len(minute) == 2 and hour.isdecimal() and minute.isdecimal():
        return hour, minute, at + 1, False
    return "", "00", at + 1, False


def _hour(scan: Scan, at: int, end: int) -> int | None:
    """The token after "heures" where "17 heures" is a time, because of the words in front."""
    unit = scan.match("units", scan.tokens.gap(end))
    return unit[0] if unit and unit[1] == "hour" and scan.preceded(("clock_cues",), at) else None
