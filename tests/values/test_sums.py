"""Money has one canonical text, and arithmetic on it says how it went."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.values import (
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

CURRENCIES = st.sampled_from(["USD", "EUR", "CHF", "JPY", "SEK", "KWD"])
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@pytest.mark.parametrize(
    ("amount", "currency", "canonical"),
    [
        ("12.5", "USD", "12.50 USD"),
        ("1380.7900", "USD", "1380.79 USD"),
        ("0.125", "USD", "0.125 USD"),
        ("500", "JPY", "500 JPY"),
        ("500.00", "JPY", "500 JPY"),
        ("1E+3", "EUR", "1000.00 EUR"),
        ("-0.00", "USD", "0.00 USD"),
        ("-3", "USD", "-3.00 USD"),
        ("1.5", "KWD", "1.500 KWD"),
    ],
)
def test_equal_sums_are_equal_strings(amount: str, currency: str, canonical: str) -> None:
    assert money(Decimal(amount), currency) == canonical


@given(AMOUNTS, CURRENCIES)
def test_a_canonical_sum_reads_back(amount: Decimal, currency: str) -> None:
    assert read_money(money(amount, currency)) == (amount, currency)


@pytest.mark.parametrize("text", ["12.5 USD", "12.50", "12.50 usd", "1,000.00 USD", "USD 12.50", "NaN USD", ""])
def test_other_writings_are_not_canonical(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_money(text)


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        money(Decimal(amount), "USD")


def test_sums_differences_and_products_say_how_they_went() -> None:
    assert add_money(["47.84 USD", "488.81 USD"]) == ("536.65 USD", ("47.84 USD + 488.81 USD = 536.65 USD",))
    assert add_money(["47.84 USD"]) == ("47.84 USD", ())
    assert subtract_money("12.00 EUR", "6.95 EUR") == ("5.05 EUR", ("12.00 EUR - 6.95 EUR = 5.05 EUR",))
    assert multiply_money("19.99 EUR", 3) == ("59.97 EUR", ("3 x 19.99 EUR = 59.97 EUR",))


def test_sums_of_two_currencies_are_refused() -> None:
    with pytest.raises(ValueError, match="one currency"):
        add_money(["1.00 USD", "1.00 EUR"])


@pytest.mark.parametrize(
    ("percent", "base", "result", "steps"),
    [
        ("10", "50.00 USD", "5.00 USD", ("10% of 50.00 USD = 5.00 USD",)),
        ("12.5", "9.99 EUR", "1.25 EUR", ("12.5% of 9.99 EUR = 1.24875 EUR", "rounded: 1.25 EUR")),
        ("50", "0.01 USD", "0.01 USD", ("50% of 0.01 USD = 0.005 USD", "rounded: 0.01 USD")),
        ("15", "990 JPY", "149 JPY", ("15% of 990 JPY = 148.5 JPY", "rounded: 149 JPY")),
    ],
)
def test_a_percentage_is_rounded_half_up(percent: str, base: str, result: str, steps: tuple[str, ...]) -> None:
    assert percent_of(Decimal(percent), base) == (result, steps)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=8))
def test_taking_away_what_was_added_leaves_nothing(amounts: list[Decimal]) -> None:
    sums = [money(amount, "EUR") for amount in amounts]
    total = add_money(sums)[0]
    for each in sums:
        total = subtract_money(total, each)[0]
    assert total == "0.00 EUR"


@given(AMOUNTS, CURRENCIES)
def test_rounding_moves_a_sum_by_half_a_minor_unit_at_most(amount: Decimal, currency: str) -> None:
    rounded = read_money(round_money(money(amount, currency))[0])[0]
    assert abs(rounded - amount) <= Decimal(1).scaleb(-minor_digits(currency)) / 2


@pytest.mark.parametrize(
    ("canonical", "locale", "written"),
    [
        ("1380.79 USD", "en_US", "$1,380.79"),
        ("1380.79 EUR", "de_DE", "1.380,79\u00a0€"),
        ("1380.79 EUR", "de-AT", "€\u00a01.380,79"),
        ("1380.79 CHF", "de_CH", "CHF\u00a01’380.79"),
        ("1380.79 EUR", "fr", "1\u202f380,79\u00a0€"),
        ("12.00 CAD", "fr_CA", "12,00\u00a0$"),
        ("12.00 EUR", "es_ES", "12,00\u00a0€"),
        ("12.00 EUR", "it", "12,00\u00a0€"),
        ("12.00 BRL", "pt_BR", "R$\u00a012,00"),
        ("12.00 EUR", "nl", "€\u00a012,00"),
        ("0.125 USD", "en", "$0.125"),
        ("500 JPY", "en", "¥500"),
        ("12.00 EUR", "de_XX", "12,00\u00a0€"),
    ],
)
def test_a_sum_is_written_as_the_locale_writes_it(canonical: str, locale: str, written: str) -> None:
    assert format_money(canonical, locale) == written


def test_an_unknown_locale_is_named() -> None:
    with pytest.raises(ValueError, match="'xx_YY' is not a locale"):
        format_money("1.00 USD", "xx_YY")
