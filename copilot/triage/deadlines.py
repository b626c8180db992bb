"""Deadlines in the customer's own words: days that something is needed by, resolved against the ticket's time."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from copilot.values import find_values

from .floors import Floor, Level
from .pairs import any_of
from .reading import Reading

_AT_ONCE = timedelta(days=1)
_SOON = timedelta(days=2)
_EVENT = timedelta(days=7)
_THREAT = timedelta(days=31)


def deadline(reading: Reading, language: str, currency: str, today: date) -> Floor | None:
    """High, with the words, for the nearest day that the customer needs something by; None where there is none.

    Urgent where that day is an occasion, and today or tomorrow.
    """
    near: list[tuple[date, bool, str]] = []
    for piece in reading.pieces:
        plain = piece.replace("’", "'")
        occasion = bool(_words("occasions").search(plain))
        within = _EVENT if occasion else _SOON if _words("limits").search(plain) else None
        if within is None:
            continue
        days = _days(piece, language, currency, today)
        near += [(day, not occasion, piece) for day in days if timedelta(0) <= day - today <= within]
    if not near:
        return None
    day, ordinary, piece = min(near)
    level: Level = "high" if ordinary or day - today > _AT_ONCE else "urgent"
    return Floor(level, f'a deadline on {day.isoformat()}: "{piece[:120]}"')


@cache
def _words(kind: str) -> re.Pattern[str]:
    table = tomllib.loads((files("copilot.triage") / "deadlines.toml").read_text("utf-8"))
    return re.compile(any_of([word for words in table[kind].values() for word in words]), re.IGNORECASE)


def ultimatum(reading: Reading, language: str, currency: str, today: date) -> Floor | None:
    """Urgent, with the words, for the first day within a month that a customer who threatens legal steps names."""
    for piece in reading.pieces:
        for day in _days(piece, language, currency, today):
            if timedelta(0) <= day - today <= _THREAT:
                return Floor("urgent", f'legal steps, and a day named, {day.isoformat()}: "{piece[:120]}"')
    return None


def _days(piece: str, language: str, currency: str, today: date) -> list[date]:
    """The likeliest reading of every day in the sentence."""
    found = find_values(piece, language=language, currency=currency, today=today)
    texts = (value.resolved or (value.values[0] if value.type == "date" and value.values else None) for value in found)
    return [date.fromisoformat(text) for text in texts if text and _FULL_DAY.fullmatch(text)]


_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
