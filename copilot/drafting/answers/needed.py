"""Whether a parcel is expected before the day by which the customer needs it."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from copilot.drafting.look import Look
from copilot.drafting.said import tells
from copilot.drafting.text import Line, line
from copilot.evidence import plain
from copilot.models import Fact
from copilot.values import Found, find_values

NEAR = 8  # code points between "Friday" and "4th"
LONGEST = 1000  # code points of the message that are read
_BY = re.compile(
    r"(?i)\b(?:by|before|until|till|for|bis|zum|vor|avant|pour|antes|para|entro|per|prima|at[eé]|voor|tegen)"
    r"(?: (?:the|dem|den|le|el|del|il|o|de|d[ae]l))? $"
)
_DAY = re.compile(_BY.pattern.replace("(?:by", "(?:on|am|le|el|il|dia|op|by", 1))
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_CHRISTMAS = re.compile(r" (?:christmas|xmas|weihnacht\w*|noel|navidad\w*|natale|natal|kerst\w*) ")


def fits(look: Look, expected: Fact) -> list[Line]:
    """Whether the expected day is before the one that the customer names, and that it is the carrier's estimate."""
    evidence = look.evidence
    sentences = _SENTENCE.split(evidence.ticket.last_said[:LONGEST])
    named = {day for said in sentences for day in _days(said, evidence.today) if day != expected.value}
    if len(named) != 1:
        return []
    return [line("fits_in_time" if expected.value < min(named) else "fits_too_late", expected.id)]


def _days(text: str, today: date) -> Iterator[str]:
    """The days to come that a sentence names as those by which something is needed."""
    needed = tells(text, "needed_by")
    values = find_values(text, language=None, currency="EUR", today=today)
    for found, behind in zip_longest(values, values[1:]):
        if not needed and not _BY.search(text[: found.start]):
            continue
        if found.type == "date":
            coming = sorted(value for value in found.values if len(value) == len("2026-01-01") and value >= str(today))
            counted = int(behind.values[0]) if behind and _goes_with(found, behind) else None  # "Friday the 4th"
            yield from ([day for day in coming if int(day[-2:]) == counted] or coming)[:1]
        elif found.type == "ordinal" and _DAY.search(text[: found.start]):
            yield from _next(int(found.values[0]), today)
    if _CHRISTMAS.search(plain(text)):
        yield date(today.year, 12, 24).isoformat()


def _goes_with(found: Found, behind: Found) -> bool:
    """Whether a day of the week is told which day of the month it is right behind it."""
    return behind.type in ("ordinal", "count") and behind.values[0].isdigit() and behind.start - found.end <= NEAR


def _next(day: int, today: date) -> Iterator[str]:
    """The next such day of a month."""
    for months in range(2):
        month = today.month + months
        try:
            found = date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        except ValueError:
            continue
        if found >= today:
            yield found.isoformat()
            return
