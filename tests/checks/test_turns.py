"""What turns of phrase say: things told as a rule, statuses that records show, promises, blame, parcels on time or back."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence

HANNAH = "C1001"  # QM-72601 is on its way and late since 19 November; QM-71081 was delivered on 9 October
MAEVE = "C1003"  # QM-72884 is pending and may be cancelled; QM-72043 was delivered

Marks = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def marks(evidence_for: Callable[..., Evidence]) -> Marks:
    """The rules that say something of a text, and how sure they are."""

    def found(
        customer: str | None, text: str, body: str = "Hello, a question.", **ticket: object
    ) -> list[tuple[str, str]]:
        evidence = evidence_for(body, customer_id=customer, **ticket)
        return [(f.rule, f.status) for f in check(text, "en", evidence) if f.severity == "block"]

    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An order placed by somebody else is cancelled.", []),
        ("Anything they ordered is cancelled.", []),
        ("Your order QM-72884 is cancelled.", [("F003", "violated")]),
    ],
)
def test_what_is_told_of_any_order_as_a_rule_is_no_status_of_this_one(
    text: str, found: list[tuple[str, str]], marks: Marks
) -> None:
    assert [f for f in marks(MAEVE, text, "About QM-72884") if f[0] == "F003"] == found


def test_a_status_of_no_order_in_evidence_is_surely_wrong_only_where_one_is_named(marks: Marks) -> None:
    assert ("F003", "violated") in marks(None, "Your order has been delivered.")
    assert "F003" not in dict(marks(None, "A parcel that's late is annoying."))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cancelling QM-72884 is no problem.", []),
        ("Cancelling QM-72884 isn't possible.", [("P001", "violated")]),
        ("Returning QM-72884 is no problem.", [("P001", "violated")]),
    ],
)
def test_what_is_called_no_problem_is_allowed(text: str, found: list[tuple[str, str]], marks: Marks) -> None:
    assert [f for f in marks(MAEVE, text, "About QM-72884") if f[0] == "P001"] == found


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("QM-72601 isn't on time, and we're sorry.", "QM-72601 is on time.", "F003"),
        ("QM-71081 is listed as delivered.", "QM-72601 is listed as delivered.", "F003"),
        ("Please send the kettle back once it has come.", "Now that the kettle is back with us, we can go on.", "F016"),
        ("We can't say for certain.", "You can bank on it.", "U001"),
        ("Nothing went wrong on your end.", "It was probably dropped on your end.", "T001"),
        ("We will ask her.", "She sent it ten minutes ago.", "U001"),
    ],
)
def test_turns_of_phrase_say_what_plain_words_would(right: str, wrong: str, rule: str, marks: Marks) -> None:
    assert rule not in dict(marks(HANNAH, right, "About QM-72601"))
    assert rule in dict(marks(HANNAH, wrong, "About QM-72601"))


def test_what_the_customer_named_in_public_may_be_named_in_the_plural(marks: Marks) -> None:
    praise = "That kettle lid is great!"
    assert "V001" not in dict(marks(HANNAH, "Thank you for liking kettles!", praise, channel="social"))
    assert ("V001", "violated") in marks(HANNAH, "Thank you for liking mugs!", praise, channel="social")
