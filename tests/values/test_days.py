"""Days are added and counted in calendar days or business days, and the steps say how."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.values import (
    add_days,
    days_between,
    duration,
    format_date,
    format_duration,
    is_business_day,
    is_duration,
    local_date,
    read_duration,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
HOLIDAYS = st.frozensets(st.dates(date(2026, 11, 1), date(2027, 2, 28)), max_size=12)
CHRISTMAS = (date(2026, 12, 25),)


@pytest.mark.parametrize(
    ("start", "days", "kind", "end", "steps"),
    [
        (date(2026, 11, 10), 30, "calendar", date(2026, 12, 10), ("2026-11-10 + 30 days = 2026-12-10",)),
        (date(2026, 12, 10), -1, "calendar", date(2026, 12, 9), ("2026-12-10 - 1 day = 2026-12-09",)),
        (date(2026, 12, 4), 1, "business", date(2026, 12, 7), ("2026-12-04 + 1 business day = 2026-12-07",)),
        (
            date(2026, 12, 23), 3, "business", date(2026, 12, 29),
            ("2026-12-23 + 3 business days = 2026-12-29", "holidays left out: 2026-12-25"),
        ),
        (date(2026, 12, 6), 0, "business", date(2026, 12, 6), ("2026-12-06 + 0 business days = 2026-12-06",)),
    ],
)  # fmt: skip
def test_adding_days(start: date, days: int, kind: str, end: date, steps: tuple[str, ...]) -> None:
    assert add_days(start, days, kind, CHRISTMAS) == (end, steps)  # type: ignore[arg-type]


def test_counting_days() -> None:
    friday, monday = date(2026, 12, 4), date(2026, 12, 7)
    assert days_between(friday, monday) == (3, ("from 2026-12-04 to 2026-12-07: 3 days",))
    assert days_between(friday, monday, "business") == (1, ("from 2026-12-04 to 2026-12-07: 1 business day",))
    assert days_between(monday, friday)[0] == -3


@given(DAYS, st.integers(-5000, 5000))
def test_calendar_days_added_are_counted_back(start: date, days: int) -> None:
    end = add_days(start, days)[0]
    assert (end - start, days_between(start, end)[0]) == (timedelta(days=days), days)


@given(st.dates(date(2026, 11, 1), date(2027, 2, 28)), st.integers(1, 60), HOLIDAYS)
def test_business_days_added_are_counted_back(start: date, days: int, holidays: frozenset[date]) -> None:
    end = add_days(start, days, "business", holidays)[0]
    assert is_business_day(end, holidays)
    assert days_between(start, end, "business", holidays)[0] == days


@given(DAYS, st.integers(0, 400), HOLIDAYS)
def test_counting_business_days_agrees_with_looking_at_each(
    start: date, length: int, holidays: frozenset[date]
) -> None:
    end = start + timedelta(days=length)
    each = [start + timedelta(days=offset) for offset in range(1, length + 1)]
    assert days_between(start, end, "business", holidays)[0] == sum(is_business_day(day, holidays) for day in each)


@given(DAYS, st.integers(0, 200), HOLIDAYS)
def test_a_holiday_more_never_brings_the_end_forward(start: date, days: int, holidays: frozenset[date]) -> None:
    assert add_days(start, days, "business", holidays)[0] >= add_days(start, days, "business")[0]


def test_days_beyond_the_calendar_are_refused() -> None:
    for kind in ("calendar", "business"):
        with pytest.raises(ValueError, match="leave the calendar"):
            add_days(date(9999, 12, 30), 30, kind)  # type: ignore[arg-type]


def test_an_instant_falls_on_the_day_of_the_zone() -> None:
    late = datetime(2026, 12, 10, 23, 30, tzinfo=UTC)
    assert local_date(late, ZoneInfo("Europe/Berlin")) == date(2026, 12, 11)
    assert local_date(late, ZoneInfo("America/New_York")) == date(2026, 12, 10)
    assert local_date(date(2026, 12, 10), ZoneInfo("Asia/Tokyo")) == date(2026, 12, 10)
    with pytest.raises(ValueError, match="no time zone"):
        local_date(datetime(2026, 12, 10), UTC)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en_US", "December 10, 2026"), ("en_GB", "10 December 2026"), ("de", "10. Dezember 2026"),
        ("fr", "10 décembre 2026"), ("es", "10 de diciembre de 2026"), ("it", "10 dicembre 2026"),
        ("pt_BR", "10 de dezembro de 2026"), ("nl", "10 december 2026"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_the_locale_writes_it(locale: str, written: str) -> None:
    assert format_date("2026-12-10", locale) == format_date(date(2026, 12, 10), locale) == written


@pytest.mark.parametrize(
    ("canonical", "locale", "written"),
    [
        ("1 day", "en", "1 day"), ("5-7 business days", "en", "5–7 business days"), ("24 hours", "de", "24 Stunden"),
        ("5-7 business days", "de", "5–7 Werktage"), ("1 month", "fr", "1 mois"),
        ("3-5 business days", "fr", "3–5 jours ouvrés"),
        ("2 weeks", "es", "2 semanas"), ("14 days", "it", "14 giorni"), ("1 business day", "pt", "1 dia útil"),
        ("24 hours", "nl", "24 uur"), ("1.5 years", "fr", "1,5 an"), ("1.5 years", "de", "1,5 Jahre"),
        ("2 days", "sv", "2 days"),
    ],
)  # fmt: skip
def test_a_duration_is_written_in_the_language(canonical: str, locale: str, written: str) -> None:
    assert format_duration(canonical, locale) == written


def test_a_duration_has_one_canonical_text() -> None:
    assert (duration(1, "day"), duration(5, "business day", 7), duration(2, "week", 2)) == (
        "1 day",
        "5-7 business days",
        "2 weeks",
    )
    assert read_duration("5-7 business days") == (5, 7, "business day")
    with pytest.raises(ValueError, match="unit of time"):
        duration(1, "fortnight")
    with pytest.raises(ValueError, match="not a canonical duration"):
        read_duration("5 to 7 days")
    assert [is_duration(text) for text in ("5-7 business days", "1 day", "5 to 7 days", "soon", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]
