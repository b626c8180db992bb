"""Money, dates, durations, numbers and ids: canonical text, arithmetic with its steps, reading and writing."""

from .calendar import DayKind, add_days, days_between, is_business_day
from .dates import format_date, local_date
from .durations import after, duration, format_duration, is_duration, read_duration
from .find import find_values
from .ids import find_id, normal_id, same_id
from .locales import LANGUAGES, language_of, locale_of
from .money import (
    add_money,
    format_money,
    minor_digits,
    money,
    multiply_money,
    percent_of,
    read_money,
    round_money,
    subtract_money,
)
from .numbers import format_number, format_percent, number, read_number
from .spans import Bound, Found, FoundType
from .texts import levelled

__all__ = [
    "LANGUAGES", "Bound", "DayKind", "Found", "FoundType", "add_days", "add_money", "after", "days_between", "duration",
    "find_id", "find_values", "format_date", "format_duration", "format_money", "format_number", "format_percent",
    "is_business_day", "is_duration", "language_of", "levelled", "local_date", "locale_of", "minor_digits",
    "money", "multiply_money", "normal_id", "number", "percent_of", "read_duration", "read_money", "read_number",
    "round_money", "same_id", "subtract_money",
]  # fmt: skip
