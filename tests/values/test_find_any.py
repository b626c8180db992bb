"""Whatever the locale and style, what was written is read back; whatever the text, the reading holds together."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.values import (
    Found,
    duration,
    find_values,
    format_duration,
    format_money,
    format_number,
    format_percent,
    language_of,
    money,
    number,
    read_duration,
    read_money,
)

TODAY = date(2026, 11, 22)
LOCALES = st.sampled_from(
    [
        "en_US", "en_GB", "en_CA", "en_AU", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CA", "fr_CH", "es_ES", "es_MX",
        "es_AR", "it_IT", "it_CH", "pt_BR", "pt_PT", "nl_NL", "nl_BE", "en", "de", "fr", "es", "it", "pt", "nl",
    ]
)  # fmt: skip
CURRENCIES = st.sampled_from(["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK", "PLN", "BRL", "MXN"])
FRAMES = st.sampled_from(
    ["{}", "({})", "x: {}.", "- {}\n", "| A | {} |", "**{}**", "«{}»", "{}, ok?", "{}\n\n", "\t{}!"]
)
DAYS = st.dates(TODAY - timedelta(days=3000), TODAY + timedelta(days=3000))
AMOUNTS = st.one_of(
    st.decimals(0, 100, places=2), st.decimals(0, 10**8, places=2), st.integers(0, 10**6).map(Decimal)
)  # fmt: skip


def read_back(frame: str, written: str, locale: str, currency: str = "EUR") -> Found:
    """The only value in the frame, which must be exactly what was written."""
    text = frame.format(written)
    (value,) = find_values(text, language=locale, currency=currency, today=TODAY)
    assert value.text == text[value.start : value.end] == written
    return value


@settings(deadline=None)
@given(AMOUNTS, st.booleans(), CURRENCIES, LOCALES, FRAMES)
def test_money_as_a_locale_writes_it(amount: Decimal, minus: bool, currency: str, locale: str, frame: str) -> None:
    if currency == "JPY":
        amount, minus = Decimal(int(amount)), minus and locale not in ("de_CH", "it_CH")  # "JPY-36" looks like an id
    canonical = money(-amount if minus else amount, currency)
    value = read_back(frame, format_money(canonical, locale), locale, canonical[-3:])
    assert (value.type, canonical in value.values) == ("money", True)


SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "PLN": "zł"}


@settings(deadline=None)
@given(
    AMOUNTS,
    st.sampled_from(sorted(SIGNS)),
    LOCALES,
    FRAMES,
    st.sampled_from(["{c} {n}", "{c}{n}", "{n} {c}", "{n}{c}", "{s}{n}", "{s} {n}", "{n}{s}", "{n} {s}", "{s}{n} {c}"]),
)
def test_money_in_other_styles(amount: Decimal, currency: str, locale: str, frame: str, style: str) -> None:
    figure = format_number(amount, locale)
    value = read_back(frame, style.format(c=currency, n=figure, s=SIGNS[currency]), locale, currency)
    assert (value.type, money(amount, currency) in value.values) == ("money", True)


@settings(deadline=None)
@given(DAYS, LOCALES, FRAMES, st.sampled_from(["short", "medium", "long", "full"]))
def test_dates_as_a_locale_writes_them(day: date, locale: str, frame: str, style: str) -> None:
    value = read_back(frame, format_date(day, style, locale), locale)
    assert (value.type, day.isoformat() in value.values) == ("date", True)


@settings(deadline=None)
@given(
    DAYS,
    FRAMES,
    st.sampled_from(
        ["{:%Y-%m-%d}", "{:%d.%m.%Y}", "{:%d/%m/%Y}", "{:%m/%d/%Y}", "{:%d-%m-%Y}", "{:%b %d, %Y}", "{:%d %B %Y}",
         "{:%A, %B %d, %Y}", "{:%Y/%m/%d}", "{:%dth of %B %Y}", "{:%B %dth %Y}"]
    ),
)  # fmt: skip
def test_dates_in_other_styles(day: date, frame: str, style: str) -> None:
    value = read_back(frame, style.format(day), "en")
    assert (value.type, day.isoformat() in value.values) == ("date", True)


@settings(deadline=None)
@given(
    st.integers(1, 99),
    st.none() | st.integers(1, 30),
    st.sampled_from(["second", "minute", "hour", "day", "business day", "week", "month", "year"]),
    LOCALES,
    FRAMES,
)
def test_durations_as_a_language_writes_them(least: int, more: int | None, unit: str, locale: str, frame: str) -> None:
    canonical = duration(least, unit, least + more if more else None)
    value = read_back(frame, format_duration(canonical, locale), locale)
    assert (value.type, value.values) == ("duration", (canonical,))


@settings(deadline=None)
@given(st.decimals(0, 1000, places=1), LOCALES, FRAMES)
def test_percentages_as_a_locale_writes_them(percent: Decimal, locale: str, frame: str) -> None:
    canonical = number(percent)
    value = read_back(frame, format_percent(canonical, locale), locale)
    assert (value.type, value.values[0]) == ("percent", canonical)


@settings(deadline=None)
@given(
    st.one_of(
        st.from_regex(r"#[A-Z]?[0-9]{3,10}", fullmatch=True),
        st.from_regex(r"[A-Z]{2,4}-[0-9]{4,8}", fullmatch=True),
        st.from_regex(r"[A-Z][0-9]{7}", fullmatch=True),
        st.from_regex(r"[a-z]{5,12}_[0-9]{4,7}", fullmatch=True),
        st.from_regex(r"[1-9][0-9]{8,11}", fullmatch=True),
    ),
    LOCALES,
    FRAMES.filter(lambda frame: "*" not in frame),
)
def test_ids_are_one_token(known: str, locale: str, frame: str) -> None:
    value = read_back(frame, known, locale)
    assert (value.type, value.values) == ("id", (known,))


ODD = (
    "0123456789" * 3
    + " \n\t.,:;-–—/'’#$€£%*_+()[]|x°\"" * 2
    + "adehkmnprtAZéßüñ"
    + "\u00a0\u202f\u0301٣５²½①\U0001f642\ud800"
)
WORDS = (
    "about up to within 5 days $ 12.50 € one two a an Dec 10 10th December Tuesday next last in ago and to or bis zum "
    "Uhr am pm % percent dollars euro CHF USD kr #W1 W26 +1 555 4111 1111 size 42 x 10 cm ending in 1234 "
    "2026-12-10 03/04 14:30 T14 24h heures jours ouvrés hace dos fa tra il y a le 1er mañana l'8 k million - – ' : / ."
)
TEXTS = st.one_of(
    st.text(ODD, max_size=60),
    st.text(max_size=40),
    st.lists(st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(["", " ", " ", "\n"]))).map(
        lambda pairs: "".join(a + b for a, b in pairs)
    ),
)


@settings(deadline=None, max_examples=600)
@given(TEXTS, st.one_of(st.none(), LOCALES), CURRENCIES, st.dates())
def test_any_text_is_read_and_every_digit_accounted_for(
    text: str, language: str | None, currency: str, today: date
) -> None:
    values = find_values(text, language=language, currency=currency, today=today)
    end = 0
    for value in values:
        assert end <= value.start < value.end
        assert value.text == text[value.start : value.end]
        end = value.end
    digits = [match.span() for match in re.finditer(r"\d+", text)]
    holding = [[value for value in values if value.start < stop and start < value.end] for start, stop in digits]
    assert all(
        len(each) == 1 and each[0].start <= start and stop <= each[0].end
        for each, (start, stop) in zip(holding, digits, strict=True)
    )
    for value in values:
        _canonical(value)


def _canonical(value: Found) -> None:
    """Each candidate is canonical text of its type."""
    for text in value.values:
        match value.type:
            case "money":
                read_money(text)
            case "duration":
                read_duration(text)
            case "date":
                date.fromisoformat(text if len(text) == 10 else f"{text}-01")
            case "percent" | "count" | "ordinal":
                assert number(Decimal(text)) == text
            case "time":
                assert re.fullmatch(r"([01]\d|2[0-4]):[0-5]\d", text)
            case _:
                assert text


@pytest.mark.parametrize("locale", ["en_US", "de", None])
def test_a_text_of_many_numbers_is_read_to_its_end(locale: str | None) -> None:
    text = "$1 " * 20_000
    values = find_values(text, language=locale, currency="USD", today=TODAY)
    assert len(values) == 20_000
    assert (values[0].type, values[-1].type, values[-1].text) == ("money", "number", "1")


def test_every_language_is_known_by_its_tags() -> None:
    assert [language_of(tag) for tag in ("de", "de-AT", "de_AT", "DE", "sv", "", None)] == ["de"] * 4 + [None] * 3
