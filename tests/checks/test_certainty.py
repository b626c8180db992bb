"""What is said to be contradicted, and what is only unsure: it depends on how surely the words were read."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence
from copilot.models import Action

JAVIER = "C1007"  # QM-72923 is pending


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("QM-72923 has been delivered.", "violated"),
        ("After 7 days without it, QM-72923 is delivered.", "unchecked"),
        ("Your money is on its way.", "unchecked"),
        ("QM-72923 has been delivered, if the tracking is right.", "unchecked"),
    ],
)
def test_a_status_is_contradicted_only_where_it_is_told_plainly(
    text: str, status: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("What about QM-72923?", customer_id=JAVIER)
    assert {f.status for f in check(text, "en", evidence) if f.rule == "F003"} == {status}


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "There are 9 items in QM-72923."), ("en", "Dear Camille,"), ("de", "Ich habe QM-72923 storniert.")],
)
def test_more_than_there_is_and_another_name_and_a_deed_without_a_record_are_contradicted(
    language: str, text: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("What about QM-72923?", customer_id=JAVIER)
    assert [f.status for f in check(text, language, evidence) if f.severity == "block"] == ["violated"]


def test_a_promise_in_a_language_whose_verbs_stand_anywhere_is_unsure(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Kann ich QM-72842 stornieren?", customer_id="C1002", language="de")
    found = check("QM-72842 können Sie noch stornieren.", "de", evidence)
    assert ("P001", "unchecked") in {(f.rule, f.status) for f in found}
    assert not [f for f in found if f.status == "violated"]


@pytest.mark.parametrize(
    "text",
    [
        "As a small thank-you I've added 15.00 euros of store credit.",
        "Have 15.00 euros of store credit on your account.",
    ],
)
def test_the_amount_of_what_the_agent_gave_is_right_in_any_words_for_it(
    text: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("It was late", customer_id=JAVIER)
    given = evidence.with_actions([Action(kind="goodwill", order_id="QM-72923", amount="15.00")], "tomasz")
    assert check(text, "en", given) == ()


def test_a_title_is_nobody_else(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("What about QM-72923?", customer_id=JAVIER)
    assert evidence.customer is not None
    last = evidence.customer.name.split()[-1]
    assert check(f"Dear Professor {last},\n\nthank you for your message.", "en", evidence) == ()
    found = check(f"Dear Colonel {last},\n\nthank you for your message.", "en", evidence)
    assert ("F009", "unchecked") in [(f.rule, f.status) for f in found]


def test_the_pronoun_us_is_no_country(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("What about my order?", customer_id="C1021", channel="social")
    assert check("Please write to us.", "en", evidence) == ()
