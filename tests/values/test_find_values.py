"""Values that a text states are found with their type, exact span, canonical text and hedges."""

from datetime import date

import pytest

from copilot.values import Found, find_values

TODAY = date(2026, 11, 22)  # a Sunday


def found(text: str, language: str | None = "en", currency: str = "USD") -> list[tuple[str, str, str]]:
    """Type, text and candidates of each value; the candidates joined by " | "."""
    values = find_values(text, language=language, currency=currency, today=TODAY)
    return [(value.type, value.text, " | ".join(value.values)) for value in values]


def one(text: str, language: str | None = "en", currency: str = "USD") -> Found:
    (value,) = find_values(text, language=language, currency=currency, today=TODAY)
    return value


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("$1,380.79", "1380.79 USD"), ("1.380,79 €", "1380.79 EUR"), ("EUR 12", "12.00 EUR"), ("12 euros", "12.00 EUR"),
        ("US$ 5", "5.00 USD"), ("47,84€", "47.84 EUR"), ("£3.50", "3.50 GBP"), ("47.84 USD", "47.84 USD"),
        ("$47.84 USD", "47.84 USD"), ("fifty dollars", "50.00 USD"), ("twenty-five euros", "25.00 EUR"),
        ("CHF 12.–", "12.00 CHF"), ("€ 12,-", "12.00 EUR"), ("-$5", "-5.00 USD"), ("−12,50 €", "-12.50 EUR"),
        ("$1.2k", "1200.00 USD"), ("$2 million", "2000000.00 USD"), ("50 cents", "0.50 USD"), ("12€50", "12.50 EUR"),
        ("12 euros and 50 cents", "12.50 EUR"), ("CA$7", "7.00 CAD"), ("7 $CA", "7.00 CAD"), ("R$ 10,50", "10.50 BRL"),
        ("¥500", "500 JPY | 500.00 CNY"), ("1’380.79 CHF", "1380.79 CHF"), ("a 50-dollar voucher", "50.00 USD"),
        ("one hundred and fifty dollars", "150.00 USD"),
        ("two thousand five hundred euros", "2500.00 EUR"),
        ("₹1,23,456.00", "123456.00 INR"), ("1.380 €", "1380.00 EUR | 1.38 EUR"),
    ],
)  # fmt: skip
def test_money_in_many_styles(text: str, canonical: str) -> None:
    value = one(text)
    assert (value.type, " | ".join(value.values)) == ("money", canonical)
    assert value.text == text.removeprefix("a ").removesuffix(" voucher")


@pytest.mark.parametrize(
    ("text", "currency", "canonical"),
    [
        ("$5", "USD", ("5.00 USD",)), ("$5", "CAD", ("5.00 CAD", "5.00 USD")), ("$5", "EUR", ("5.00 USD",)),
        ("50 kr", "SEK", ("50.00 SEK",)), ("5 pounds", "GBP", ("5.00 GBP",)), ("Fr. 5", "CHF", ("5.00 CHF",)),
        ("300 pesos", "ARS", ("300.00 ARS",)), ("10 cents", "EUR", ("0.10 EUR",)),
    ],
)  # fmt: skip
def test_an_ambiguous_currency_is_the_shops_first(text: str, currency: str, canonical: tuple[str, ...]) -> None:
    assert one(text, currency=currency).values == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("10 December", "2026-12-10"), ("Dec 10th, 2026", "2026-12-10"), ("the 10th of December 2026", "2026-12-10"),
        ("December 10", "2026-12-10"), ("2026-12-10", "2026-12-10"), ("10.12.2026", "2026-12-10"),
        ("10/12/2026", "2026-10-12 | 2026-12-10"), ("13/12/2026", "2026-12-13"), ("2026/12/10", "2026-12-10"),
        ("12/10/26", "2026-12-10 | 2026-10-12"), ("Thursday, December 10, 2026", "2026-12-10"),
        ("2026-12-10T14:30:00+01:00", "2026-12-10"), ("3 January", "2027-01-03"), ("30 June", "2026-06-30"),
        ("December 2026", "2026-12"), ("12/2026", "2026-12"), ("on 03/04", "2027-03-04 | 2027-04-03"),
        ("tomorrow", "2026-11-23"), ("yesterday", "2026-11-21"), ("next Tuesday", "2026-11-24"),
        ("last Friday", "2026-11-20 | 2026-11-13"), ("on Tuesday", "2026-11-24 | 2026-11-17"),
        ("3 days ago", "2026-11-19"), ("two weeks ago", "2026-11-08"), ("a month ago", "2026-10-22"),
    ],
)  # fmt: skip
def test_dates_in_many_styles(text: str, canonical: str) -> None:
    value = one(text)
    assert (value.type, " | ".join(value.values)) == ("date", canonical)
    assert value.text == text.removeprefix("the ").removeprefix("on ")


@pytest.mark.parametrize(
    ("locale", "canonical"), [("en_US", "2026-03-04"), ("en_GB", "2026-04-03"), ("de", "2026-04-03")]
)
def test_a_region_settles_which_comes_first(locale: str, canonical: str) -> None:
    assert one("03/04/2026", locale).values == (canonical,)


def test_a_weekday_that_is_not_the_dates_own_stays_a_value_of_its_own() -> None:
    assert found("Friday, December 10, 2026") == [
        ("date", "Friday", "2026-11-27 | 2026-11-20"),
        ("date", "December 10, 2026", "2026-12-10"),
    ]


def test_impossible_dates_are_no_dates() -> None:
    assert found("31.02.2026 and 45/13/2026") == [
        ("number", "31.02.2026", "31.02.2026"),
        ("id", "45/13/2026", "45/13/2026"),
    ]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("14 days", "14 days"), ("two weeks", "2 weeks"), ("24h", "24 hours"), ("14-day", "14 days"),
        ("5-7 business days", "5-7 business days"), ("5 to 7 working days", "5-7 business days"),
        ("three to five business days", "3-5 business days"), ("30 calendar days", "30 days"), ("a month", "1 month"),
        ("one business day", "1 business day"), ("a fortnight", "2 weeks"), ("90 min", "90 minutes"),
        ("2.5 hours", "2.5 hours"), ("a couple of weeks", "2 weeks"), ("48 hours", "48 hours"),
    ],
)  # fmt: skip
def test_durations_in_many_styles(text: str, canonical: str) -> None:
    assert found(text) == [("duration", text, canonical)]


def test_a_duration_from_today_says_which_day_it_comes_to() -> None:
    assert one("We will call in 3 days") == Found(
        "duration", 16, 22, "3 days", ("3 days",), relative=True, resolved="2026-11-25"
    )


@pytest.mark.parametrize("text", ["have a nice day", "once a week", "any day", "my day", "second to none, a day later"])
def test_a_unit_without_a_number_is_no_duration(text: str) -> None:
    assert [value for value in found(text) if value[0] == "duration"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$10–$20", [("money", "$10", "from"), ("money", "$20", "to")]),
        ("$10-20", [("money", "$10", "from"), ("money", "20", "to")]),
        ("between $10 and $20", [("money", "$10", "from"), ("money", "$20", "to")]),
        ("10 to 20 dollars", [("money", "10", "from"), ("money", "20 dollars", "to")]),
        ("10-15 %", [("percent", "10", "from"), ("percent", "15 %", "to")]),
        ("10-12 December", [("date", "10", "from"), ("date", "12 December", "to")]),
        ("December 10-12, 2026", [("date", "December 10", "from"), ("date", "12, 2026", "to")]),
        ("9 am to 5 pm", [("time", "9 am", "from"), ("time", "5 pm", "to")]),
        ("2-3 items", [("count", "2", "from"), ("count", "3", "to")]),
    ],
)
def test_the_ends_of_a_range(text: str, expected: list[tuple[str, str, str]]) -> None:
    values = find_values(text, language="en", currency="USD", today=TODAY)
    assert [(value.type, value.text, value.bound) for value in values] == expected


@pytest.mark.parametrize(
    ("text", "approximate", "bound"),
    [
        ("about $50", True, None), ("around $50", True, None), ("ca. $50", True, None), ("~$50", True, None),
        ("$50 or so", True, None), ("up to $50", False, "at_most"), ("at most $50", False, "at_most"),
        ("under $50", False, "at_most"), ("over $50", False, "at_least"), ("at least **$50**", False, "at_least"),
        ("$50 or more", False, "at_least"), ("$50+", False, "at_least"), ("up to about $50", True, "at_most"),
        ("within 5 days", False, "at_most"), ("by next Tuesday", False, "at_most"),
        ("after 10 December", False, "at_least"),
        ("price: $50", False, None), ("a turnabout $50", False, None),
    ],
)  # fmt: skip
def test_hedges_are_flags(text: str, approximate: bool, bound: str | None) -> None:
    value = one(text)
    assert (value.approximate, value.bound) == (approximate, bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana.b+x@shop.example.com.", ("email", "ana.b+x@shop.example.com", "ana.b+x@shop.example.com")),
        ("(https://shop.example/a?b=1).", ("link", "https://shop.example/a?b=1", "https://shop.example/a?b=1")),
        ("shop.com/returns", ("link", "shop.com/returns", "shop.com/returns")),
        ("+1 (212) 555-0123", ("phone", "+1 (212) 555-0123", "+12125550123")),
        ("1-800-335-2247", ("phone", "1-800-335-2247", "+18003352247")),
        ("(212) 736-5000", ("phone", "(212) 736-5000", "+12127365000")),
        ("4111 1111 1111 1111", ("card", "4111 1111 1111 1111", "4111111111111111")),
        ("**** 1234", ("card", "**** 1234", "1234")),
        ("Visa ending in 1234", ("card", "1234", "1234")),
        ("#W2611340", ("id", "#W2611340", "#W2611340")),
        ("LS-10432", ("id", "LS-10432", "LS-10432")),
        ("SO#123-A", ("id", "SO#123-A", "SO#123-A")),
        ("#1043", ("id", "#1043", "#1043")),
        ("order#1043", ("id", "#1043", "#1043")),
        ("gift_card_1725971", ("id", "gift_card_1725971", "gift_card_1725971")),
        ("113-1234567-1234567", ("id", "113-1234567-1234567", "113-1234567-1234567")),
        ("357962501027", ("id", "357962501027", "357962501027")),
        ("1Z999AA10123456784", ("tracking", "1Z999AA10123456784", "1Z999AA10123456784")),
        ("rr123456785de", ("tracking", "rr123456785de", "RR123456785DE")),
        ("15-inch", ("measure", "15-inch", "15-inch | 15inch")),
        ("32GB", ("measure", "32GB", "32gb")),
        ("1000ml", ("measure", "1000ml", "1000ml")),
        ("5 ft", ("measure", "5 ft", "5 ft | 5ft")),
        ("size 8", ("measure", "size 8", "size 8 | size8")),
        ("4K", ("measure", "4K", "4k")),
        ("i7", ("id", "i7", "i7")),
        ("10 x 20 cm", ("measure", "10 x 20 cm", "10 x 20 cm | 10x20cm")),
        ("3-pack", ("measure", "3-pack", "3-pack | 3pack")),
        ("14:30", ("time", "14:30", "14:30")),
        ("5:30 p.m.", ("time", "5:30 p.m.", "17:30")),
        ("12 am", ("time", "12 am", "00:00")),
        ("24/7", ("number", "24/7", "24/7")),
        ("the 2nd item", ("ordinal", "2nd", "2")),
        ("the first item", ("ordinal", "first", "1")),
        ("3 packs", ("count", "3", "3")),
        ("both items", ("count", "both", "2")),
        ("one item", ("count", "one", "1")),
        ("1,250 points", ("count", "1,250", "1250")),
        ("4.7 stars", ("number", "4.7", "4.7")),
        ("12.5 percent", ("percent", "12.5 percent", "12.5")),
    ],
)
def test_other_values(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday to Friday", []),
        ("Tuesday to Thursday", ["2026-11-24 from", "2026-11-26 to"]),
        ("Black Friday", []),
        ("you may 10", []),
        ("May 10", ["2027-05-10 None"]),
    ],
)
def test_names_of_days_and_months_that_are_none(text: str, expected: list[str]) -> None:
    values = find_values(text, language="en", currency="USD", today=TODAY)
    assert [f"{value.values[0]} {value.bound}" for value in values if value.type == "date"] == expected


def test_a_price_behind_a_quantity_is_the_price() -> None:
    assert found("2 $12.50") == [("count", "2", "2"), ("money", "$12.50", "12.50 USD")]


@pytest.mark.parametrize("text", ["the one you ordered", "one of them", "no one", "this one", "a parcel", "you may"])
def test_one_counts_only_where_it_counts_something(text: str) -> None:
    assert found(text) == []


def test_markdown_does_not_break_values() -> None:
    text = "| Item | Price |\n|---|---|\n| Cup | **$12.50** |\n- $3\n- 2 items\n1. [go](https://shop.com/r)\n> _5 days_"
    assert found(text) == [
        ("money", "$12.50", "12.50 USD"),
        ("money", "$3", "3.00 USD"),
        ("count", "2", "2"),
        ("count", "1", "1"),
        ("link", "https://shop.com/r", "https://shop.com/r"),
        ("duration", "5 days", "5 days"),
    ]


def test_values_do_not_reach_over_a_line_break() -> None:
    assert found("12\nUSD 5\nDecember\n10") == [
        ("count", "12", "12"),
        ("money", "USD 5", "5.00 USD"),
        ("count", "10", "10"),
    ]


def test_a_whole_reply() -> None:
    text = (
        "Hi Yusuf, your order #W2378156 was delivered on December 1, 2026; the total came to $1,380.79. You have 30 "
        "days to return it, until January 9, 2027, and about $259.84 will reach your Visa ending in 1234 within 5-7 "
        "business days. The keyboard (104 keys) is in stock, from 9 am to 5 pm call +1 212 736 5000."
    )
    assert found(text) == [
        ("id", "#W2378156", "#W2378156"),
        ("date", "December 1, 2026", "2026-12-01"),
        ("money", "$1,380.79", "1380.79 USD"),
        ("duration", "30 days", "30 days"),
        ("date", "January 9, 2027", "2027-01-09"),
        ("money", "$259.84", "259.84 USD"),
        ("card", "1234", "1234"),
        ("duration", "5-7 business days", "5-7 business days"),
        ("count", "104", "104"),
        ("time", "9 am", "09:00"),
        ("time", "5 pm", "17:00"),
        ("phone", "+1 212 736 5000", "+12127365000"),
    ]


@pytest.mark.parametrize("text", ["1 × 92,00 €", "1 x 92,00 €", "1 × 92,00 EUR"])
def test_a_number_of_things_at_a_price_is_no_measure(text: str) -> None:
    assert [(type, value) for type, _, value in found(text, "de", "EUR")] == [("count", "1"), ("money", "92.00 EUR")]
