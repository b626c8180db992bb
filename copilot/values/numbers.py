"""Plain numbers and percentages: what a written number may mean, and how a locale writes one."""

import re
from decimal import Decimal

from .locales import locale_of, separators

_PLAIN = re.compile(r"\d{1,40}")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3}){0,12}")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2}){1,6},\d{3}(\.\d{1,40})?")
_DECIMAL = re.compile(r"(\d{1,40})[.,](\d{1,40})")
_MIXED = re.compile(r"(\d{1,3}(?:([.,'’\u00a0\u202f\u2009 ])\d{3})(?:\2\d{3}){0,12})([.,])(\d{1,40})")


def number(value: Decimal) -> str:
    """The canonical text of a number: "3", "2.5"."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def read_number(written: str, locale: str | None = None) -> tuple[Decimal, ...]:
    """What digits with separators may mean, likeliest first in that locale: "1.380" is 1380 in German.

    "1,380" has two meanings where the locale is unknown; "1,2,3" has none, and the answer is empty.
    """
    if _PLAIN.fullmatch(written):
        return (Decimal(written),)
    if (mixed := _MIXED.fullmatch(written)) and mixed[2] != mixed[3]:
        return (Decimal(f"{_digits(mixed[1])}.{mixed[4]}"),)
    if _INDIAN.fullmatch(written):
        return (Decimal(written.replace(",", "")),)
    decimal, grouped = _DECIMAL.fullmatch(written), _GROUPED.fullmatch(written)
    if decimal and not (grouped and not written.startswith("0")):
        listed = locale and written[len(decimal[1])] != separators(locale)[0] and len(decimal[2]) > 2
        return () if listed else (Decimal(f"{decimal[1]}.{decimal[2]}"),)
    if decimal and grouped:
        both = Decimal(_digits(written)), Decimal(f"{decimal[1]}.{decimal[2]}")
        if locale is None:
            return both
        point, group = separators(locale)
        return both[:1] if grouped[1] == group else both[::-1] if grouped[1] == point else both
    return (Decimal(_digits(written)),) if grouped else ()


def format_number(value: Decimal, locale: str) -> str:
    """A number as people of that locale write it, e.g. "1.380,5"."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale_of(locale), decimal_quantization=False)


def format_percent(canonical: str, locale: str) -> str:
    """A canonical percentage ("10") as people of that locale write it, e.g. "10 %"."""
    from babel.numbers import format_percent as written

    return written(Decimal(canonical) / 100, locale=locale_of(locale), decimal_quantization=False)


def _digits(written: str) -> str:
    return "".join(char for char in written if char.isdecimal())
