"""What is said of values in words that other people use: each right sentence stands beside one that is wrong."""

from collections.abc import Callable

import pytest
from conftest import Said

from copilot.checks import check
from copilot.checks.common import is_common
from copilot.evidence import Evidence
from copilot.models import Action

HANNAH = "C1001"  # QM-72601 left on Friday, 13 November, with Kurio, and was due on Thursday, 19 November
MAEVE = "C1003"  # QM-72043 arrived on 5 November with four slate mugs at €12.90; QM-72884: a sleeping bag for €139.00


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "QM-72601 left us on Friday the 13th.", []),
        ("en", "QM-72601 left us on Thursday the 12th.", [("12th", "unchecked")]),
        ("de", "QM-72601 ging am Freitag, dem 13., raus.", []),
        ("pt", "A encomenda QM-72601 saiu a 13 com a Kurio.", []),
    ],
)
def test_a_day_may_be_told_by_its_number(language: str, text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F002", HANNAH, text, "QM-72601?", language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72601 was due on 19 November (that was a Thursday).", []),
        ("QM-72601 was due on 19 November (that was a Tuesday).", [("Tuesday", "unchecked")]),
        ("Wednesday the 18th was a public holiday.", []),
        ("Last Thursday was a public holiday.", [("Last Thursday", "unchecked")]),
        ("I wish I'd had your message two days earlier.", []),
    ],
)
def test_weekdays_holidays_and_wishes(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F002", HANNAH, text, "QM-72601?") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72601 travels with Kurio and is due today.", []),
        ("QM-72601 travels with Spedio and is due today.", [("Spedio", "unchecked")]),
    ],
)
def test_a_carrier_is_that_of_the_records(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F009", HANNAH, text, "QM-72601?") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine out of ten late parcels turn up in this time.", []),
        ("QM-72043 held ten parcels.", [("ten", "violated")]),
    ],
)
def test_a_share_of_many_counts_nothing(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F007", MAEVE, text, "QM-72043") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two of the mugs are €12.90 plus €12.90, €25.80 all told.", []),
        ("QM-72884: €139.00 plus €24.90 is €163.90.", []),
        ("QM-72884: €139.00 plus €24.90 is €153.90.", [("€153.90", "unchecked")]),
    ],
)
def test_terms_of_a_sum_are_borne_out_by_it(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F001", MAEVE, text, "QM-72884 and QM-72043") == found


def test_what_the_agent_gave_may_be_told(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("QM-72043 was late", customer_id=MAEVE)
    given = [Action.model_validate({"kind": "goodwill_credit", "order_id": "QM-72043", "amount": "10.00"})]
    text = "I've added €10.00 in store credit to your account, just now."
    found = check(text, "en", evidence.with_actions(given, "agent"))
    assert [f.says for f in found if f.rule == "F001"] == []


@pytest.mark.parametrize(
    ("word", "language", "common"),
    [
        ("Leuchtmittel", "de", True),
        ("Sinneswandel", "de", True),
        ("Zephyrline", "de", False),
        ("Sabine", "de", False),
        ("Berlin", "de", False),
        ("DHL", "de", False),
        ("Quanto", "pt", True),
        ("Just", "en", True),
        ("Paul", "en", False),
    ],
)
def test_a_common_word_is_in_the_dictionary_and_names_nobody(word: str, language: str, common: bool) -> None:
    assert is_common(word, language) is common


def test_of_very_many_numbers_the_rest_is_marked_at_once(said: Said) -> None:
    """Looking at each of thousands would take seconds; none of them passes for that."""
    found = said("F007", "C1001", " ".join(f"{number} " for number in range(1000, 1400)), "Where is my order?")
    assert found == [(str(number), "unchecked") for number in range(1000, 1301)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We can offer you €25.00 of store credit.", []),
        ("We can offer you €150.00 of store credit.", [("€150.00", "unchecked")]),
        ("We give you 150 euros of store credit for QM-72601.", [("150 euros", "unchecked")]),
        ("You will get €75.00 of store credit.", [("€75.00", "unchecked")]),
        ("You paid €90.70 for QM-72601.", []),
    ],
)
def test_goodwill_that_somebody_else_has_to_agree_to(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("A003", "C1001", text, "My order QM-72601 came late and I am angry.") == found
