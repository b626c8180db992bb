"""What is said of days: two names of one day, terms that begin on a day told, days of codes, and what is only denied.

Each right sentence stands beside one that is wrong in one place.
"""

import pytest
from conftest import Said

from copilot.checks.sentences import sentences

HANNAH = "C1001"  # QM-72601 left on Friday, 13 November, and was due on Thursday, 19 November
MAEVE = "C1003"  # QM-72043 arrived on 5 November; QM-72884: a sleeping bag of 190 cm for €139.00
DANIEL = "C1004"  # QM-68181, an oven, was delivered in August


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "QM-72601 was expected yesterday, 19 November.", []),
        ("en", "QM-72601 was expected yesterday, 18 November.", [("18 November", "violated")]),
        ("en", "QM-72601 was expected yesterday (18 November).", [("18 November", "violated")]),
        ("es", "El pedido QM-72601 debía llegar ayer, 18 de noviembre.", [("18 de noviembre", "unchecked")]),
    ],
)
def test_a_date_beside_yesterday_is_yesterdays(
    language: str, text: str, found: list[tuple[str, str]], said: Said
) -> None:
    assert said("F002", HANNAH, text, "QM-72601?", language) == found


def test_days_that_are_listed_behind_today_do_not_contradict_it(said: Said) -> None:
    found = said("F002", HANNAH, "QM-72601 may come today, 23 November or 24 November.", "QM-72601?")
    assert {status for _, status in found} == {"unchecked"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72601 went out on 13 November, which was a Friday.", []),
        ("QM-72601 went out on 13 November, which is a Monday.", [("Monday", "unchecked")]),
        ("QM-72601 went out on 13 November, and that falls on a Monday.", [("Monday", "unchecked")]),
        ("QM-72601 went out on Monday, 13 November.", [("Monday", "unchecked"), ("13 November", "violated")]),
    ],
)
def test_a_date_is_called_by_its_own_weekday(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F002", HANNAH, text, "QM-72601?") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It arrived on 5 November, and you had 14 days from then, so until 19 November.", []),
        ("It arrived on 5 November, and you had 14 days from then, so until 16 November.", [("16 November", "unchecked")]),
    ],
)  # fmt: skip
def test_a_time_from_then_begins_on_the_day_that_is_told(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F002", MAEVE, text, "About QM-72043") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WELCOME10 was valid until 31 August.", []),
        ("QM-72043 can go back until 20 December.", []),
        ("WELCOME10 was valid until 20 December.", [("20 December", "unchecked")]),
    ],
)
def test_the_last_day_of_a_code_is_not_that_of_an_order(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F002", MAEVE, text, "About QM-72043") == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Can I have my money back for the plates?", [("refund", "unchecked")]),
        ("Can I have my money back for the plates? They came broken.", [("refund", "violated")]),
    ],
)
def test_a_refund_may_be_denied_where_only_a_fault_would_grant_it(
    body: str, found: list[tuple[str, str]], said: Said
) -> None:
    assert said("P001", MAEVE, "We can't refund the Tarn Stoneware Plate Set.", body) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Cairn Sleeping Bag cost €149.00.",  # what another version costs
        "The total of QM-72884 is €139.00 + €24.90.",  # reckoned with
    ],
)
def test_a_price_of_another_version_and_an_amount_reckoned_with_are_not_surely_wrong(text: str, said: Said) -> None:
    assert {status for _, status in said("F001", MAEVE, text, "About QM-72884")} == {"unchecked"}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Can it go back? No. It was too late.", ["Can it go back?", "No.", "It was too late."]),
        ("Please see No. 7 below.", ["Please see No. 7 below."]),
    ],
)
def test_no_ends_a_sentence_and_no_7_does_not(text: str, cut: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == cut
