"""Durations: canonical text such as "5 days", "5-7 business days", "24 hours"."""

import re
from datetime import date, timedelta
from decimal import Decimal

from .locales import language_of
from .numbers import format_number, number
from .words import words_of

UNITS = ("second", "minute", "hour", "day", "business day", "week", "month", "year")

_CANONICAL = re.compile(rf"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? ({'|'.join(UNITS)})s?")


def duration(amount: Decimal | int, unit: str, most: Decimal | int | None = None) -> str:
    """The canonical text of a duration, or of a range when `most` is given: "1 day", "5-7 business days"."""
    if unit not in UNITS:
        raise ValueError(f"{unit!r} is not a unit of time; expected one of {', '.join(UNITS)}")
    low, high = number(Decimal(amount)), None if most is None else number(Decimal(most))
    figure = low if high is None or high == low else f"{low}-{high}"
    return f"{figure} {unit}" if figure == "1" else f"{figure} {unit}s"


def read_duration(canonical: str) -> tuple[Decimal, Decimal, str]:
    """The least, the most (the same without a range) and the unit of a canonical duration."""
    match = _CANONICAL.fullmatch(canonical)
    if not match:
        raise ValueError(f"{canonical!r} is not a canonical duration; expected text such as '5 days'")
    return Decimal(match[1]), Decimal(match[2] or match[1]), match[3]


def is_duration(text: str) -> bool:
    """Whether the text is a canonical duration."""
    return _CANONICAL.fullmatch(text) is not None


def format_duration(canonical: str, locale: str) -> str:
    """A canonical duration in the locale's language, e.g. "5–7 Werktage"; in English where we lack the language."""
    low, high, unit = read_duration(canonical)
    one, many = words_of(language_of(locale) or "en").forms[unit]
    singular = high == 1 or (high < 2 and language_of(locale) in ("fr", "pt"))
    figure = (
        format_number(low, locale) if low == high else f"{format_number(low, locale)}–{format_number(high, locale)}"
    )
    return f"{figure} {one if singular else many}"


def after(start: date, amount: int, unit: str) -> date | None:
    """The day that lies so many days, weeks, months or years after a day; None for other units, or off the calendar."""
    try:
        match unit:
            case "day":
                return start + timedelta(days=amount)
            case "week":
                return start + timedelta(weeks=amount)
            case "month" | "year":
                return _months_after(start, amount * (12 if unit == "year" else 1))
            case _:
                return None
    except (OverflowError, ValueError):
        return None


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(start.day, 28))
