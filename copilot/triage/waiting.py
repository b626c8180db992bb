"""A customer who says that this is at least the third time of asking, or who lists the days of earlier attempts."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from .floors import Floor
from .reading import Reading
from .words import has


def asked_in_vain(reading: Reading) -> Floor | None:
    """Urgent for a third time of asking, or one met with silence, with the words; None for anything less."""
    for message in reading.messages:
        again = _again().search(message)
        if again and _in_vain().search(message):
            return Floor("urgent", f'left waiting: "{again.group()}"')
        for days in islice(_days().finditer(message), _MOST):
            if has("wrote", message[max(0, days.start() - _NEAR) : days.end() + _NEAR]):
                return Floor("urgent", f'left waiting: "{days.group()}"')
    return None


_NEAR = 60
_MOST = 20


@cache
def _again() -> re.Pattern[str]:
    """That it is at least the third time."""
    said = (rf"(?:{'|'.join(one['ordinals'])}) (?:{'|'.join(one['attempts'])})" for one in _table()["third"].values())
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})\b", re.IGNORECASE)


@cache
def _in_vain() -> re.Pattern[str]:
    """That it was an attempt to reach the shop, or that nobody answered."""
    kinds = (_table()[kind].values() for kind in ("unanswered", "contact"))
    known = "|".join(entry for languages in kinds for entries in languages for entry in entries)
    return re.compile(rf"(?<!\w)(?:{known})", re.IGNORECASE)


@cache
def _days() -> re.Pattern[str]:
    """A list of days: "on 14 October and on the 28th"."""
    before, between = (f"(?:{'|'.join(_table()['days'][part])})" for part in ("before", "between"))
    a_day = rf"(?:\b{before} {_DAY}\b|\b{_DAY}(?:(?:st|nd|rd|th)\b|[.º](?= [^\W\d_])))"
    another = rf" {between} {_DAY}\b|[.º]?{_MONTH},?(?: {between})?(?: [^\W\d_]{{1,4}}){{0,2}} {a_day}"
    return re.compile(rf"{a_day}(?:{another})(?![.,:%]?\d)", re.IGNORECASE)


_DAY = r"(?:[12]?\d|3[01])"
_MONTH = r"(?:(?: de)? [^\W\d_]{3,10})?"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("copilot.triage") / "waiting.toml").read_text("utf-8"))
