"""Lengths of time that are one: two years are 24 months and 730 days."""

from copilot.values import read_duration

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MONTHS = {"month": 1, "year": 12}


def same_length(one: str, other: str) -> bool:
    """Whether two durations mean the same; business days are only themselves."""
    if one == other:
        return True
    (least, most, unit), (low, high, measure) = read_duration(one), read_duration(other)
    for scale in (_MONTHS, _DAYS):
        if unit in scale and measure in scale:
            return (least * scale[unit], most * scale[unit]) == (low * scale[measure], high * scale[measure])
    return False
