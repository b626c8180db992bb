"""Times of the day: "14:30", "5 pm", "5:30 p.m.", "14h30", "17 Uhr"."""

from copilot.values.tokens import NUMBER

from .scan import Reading, Scan

_HALVES = {"am": 0, "pm": 12, "a": 0, "p": 12}


def time_at(scan: Scan, at: int) -> Reading | None:
    """A time of the day in digits."""
    tokens = scan.tokens
    if tokens.kind(at) != NUMBER or scan.joined_left(at):
        return None
    hour, minute, end, sure = _figures(scan, at)
    half = _half(scan, end)
    if half:
        end, shift = half
        if not (hour and 1 <= int(hour) <= 12):
            return None
        hour = str(int(hour) % 12 + shift)
    elif clock := scan.follows("clock", end):
        end = clock
    elif not sure and not _hours(scan, at, end):
        return None
    elif not sure:
        end = scan.match(scan.words.units, tokens.gap(end))[0]  # type: ignore[index]
    if not hour or int(hour) > 24 or int(minute) > 59:
        return None
    return Reading(end, (scan.found("time", at, end, [f"{int(hour):02}:{int(minute):02}"]),))


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


def _half(scan: Scan, at: int) -> tuple[int, int] | None:
    tokens = scan.tokens
    at = tokens.gap(at)
    word = tokens.word(at)
    if word in ("am", "pm") and scan.words.tables["clock"].get("o"):
        return at + 1, _HALVES[word]
    if word in ("a", "p") and tokens.word(at + 1) == "." and tokens.word(at + 2) == "m":
        return at + 4 if tokens.word(at + 3) == "." else at + 3, _HALVES[word]
    return None


def _hours(scan: Scan, at: int, end: int) -> bool:
    """Whether "17 heures" is a time there: the words in front say so."""
    unit = scan.match(scan.words.units, scan.tokens.gap(end))
    return bool(unit and unit[1] == "hour" and scan.preceded(("clock_cues",), at)) and bool(
        scan.words.sets["clock_cues"] & {"à", "a las", "alle", "às", "om"}
    )
