"""What turns of phrase say: things told as a rule, statuses that records show, promises, blame, parcels on time or back."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence

HANNAH = "C1001"  # QM-72601 is on its way and late since 19 November; QM-71081 was delivered on 9 October
MAEVE = "C1003"  # QM-72884 is pending and may be cancelled; QM-72043 was delivered
OLIVER = "C1040"  # United Kingdom

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


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        (MAEVE, "The mugs are collected free of charge and looked at, then it's refunded."),
        (MAEVE, "If anybody has ordered in your name, those orders are cancelled and you get your money back."),
        (MAEVE, "Gift cards cannot be exchanged for money, returned or topped up."),
        (HANNAH, "9 of 10 late parcels do arrive in that time."),
        (HANNAH, "What I can't see for QM-71081 is the day the parcel reached you."),
        (HANNAH, "It's on its way: we sent 84.80 euros for QM-71081."),
        (MAEVE, "No harm done, this can be repaired."),
        (MAEVE, "Five business days later you should have the money."),
        (MAEVE, "An order placed tomorrow would leave on Monday."),
        (MAEVE, "A two-legged table isn't what you ordered."),
        (MAEVE, "You would be too late as a silver member."),
    ],
)
def test_what_can_be_meant_otherwise_contradicts_nothing(customer: str, text: str, marks: Marks) -> None:
    assert [rule for rule, status in marks(customer, text) if status == "violated"] == []


@pytest.mark.parametrize(
    ("customer", "text", "rule"),
    [
        (MAEVE, "QM-72884 has been cancelled.", "F003"),
        (MAEVE, "Your cancelled order is QM-72884.", "F003"),
        (HANNAH, "Your order QM-71081 has not been delivered.", "F003"),
        (MAEVE, "You should have read the page first.", "T001"),
        (MAEVE, "As a platinum member you have 60 days.", "F015"),
    ],
)
def test_what_can_only_be_meant_so_contradicts(customer: str, text: str, rule: str, marks: Marks) -> None:
    assert (rule, "violated") in marks(customer, text)


@pytest.mark.parametrize(("told", "marked"), [("400 °F (200 °C)", False), ("200 °F (200 °C)", True)])
def test_a_temperature_told_in_two_scales_is_judged_once(told: str, marked: bool, marks: Marks) -> None:
    """Whether pages state 200 °C is found in both; only what does not come to it is marked beside."""
    bare = marks(MAEVE, "Bake it for one hour at 200 °C.").count(("F007", "unchecked"))
    assert marks(MAEVE, f"Bake it for one hour at {told}.").count(("F007", "unchecked")) - bare == marked


def test_what_would_count_as_lost_is_no_status(marks: Marks) -> None:
    """Told behind a condition it is what follows; told by itself it is for the records to say."""
    behind = "If QM-72601 is not there by then, we treat it as lost."
    assert [f for f in marks(HANNAH, behind, "Where is QM-72601?") if f[0] == "F003"] == []
    assert ("F003", "unchecked") in marks(HANNAH, "QM-72601 is lost.", "Where is QM-72601?")


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        ("C1048", "The warranty on your tent runs until 2 November 2028."),
        (MAEVE, "The warranty on your head torch in QM-72562 runs until 11 November 2028."),
        ("C1046", "The warranty runs until 8 November 2028."),
        ("C1013", "Your gift card is valid until 18 June 2029."),
    ],
)
def test_a_day_that_lies_the_years_of_a_page_after_some_day_of_an_order_is_unsure(
    customer: str, text: str, marks: Marks
) -> None:
    """From which day they count, and where, the page tells: two years from delivery, in Europe."""
    assert ("F002", "unchecked") in marks(customer, text)


def test_an_amount_from_which_the_post_is_free_is_no_goodwill(marks: Marks) -> None:
    postage = "Postage to the United Kingdom is £6.95, or nothing from £75 of goods."
    asked = "What does postage to the United Kingdom cost?"
    assert [f for f in marks(OLIVER, postage, asked) if f[0] == "A003"] == []
    assert ("A003", "unchecked") in marks(OLIVER, "I could put £75 on your account.")


def test_goods_of_the_catalogue_that_the_customer_wrote_of_tell_nothing_surely(marks: Marks) -> None:
    """Two Cairn Sleeping Bags are any two; the name of something else that was bought is personal."""
    asked = {"body": "Can two sleeping bags be zipped together?", "channel": "social", "public": True}
    assert ("V001", "unchecked") in marks(MAEVE, "Two Cairn Sleeping Bags can't be zipped together.", **asked)
    assert ("V001", "violated") in marks(MAEVE, "Your Tarn Mugs have arrived.", **asked)


@pytest.mark.parametrize(
    "text",
    [
        "If I read the tracking right, QM-72562 is lost.",
        "If I am honest, the tent is damaged.",
        "When I look at the tracking, your parcel is lost.",
        "If I read the tracking correctly, your parcel is lost, and you get a refund of 268.90 euros.",
        "If the tracking is not wrong, your parcel is lost.",
        "If I do not see it there, QM-72562 is lost.",
        "If there is no mistake in the tracking, QM-72562 is lost.",
        "If nothing is wrong with the delivery, QM-72562 is lost.",
    ],
)
def test_a_condition_of_the_writer_excuses_no_status(text: str, marks: Marks) -> None:
    assert "F003" in dict(marks(MAEVE, text, "Where is QM-72562? It has not come yet."))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I would just add that as a gold member you pay nothing for it.", "violated"),
        ("You could once return things for less, and as a gold member you pay nothing.", "violated"),
        ("The mugs could go back, as you are a gold member.", "violated"),
        ("You would be too late as a silver member.", "unchecked"),
    ],
)
def test_only_a_customer_who_would_be_is_no_member_surely(text: str, status: str, marks: Marks) -> None:
    assert ("F015", status) in marks(MAEVE, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Your order is cancelled.", "violated"),
        ("Done! Your order is cancelled and nothing is charged.", "violated"),
        ("The bottle is cancelled.", "violated"),
        ("Your order from October is returned.", "violated"),
        ("We stop the bottle, and then it's cancelled.", "unchecked"),
    ],
)
def test_what_is_named_is_surely_told_to_be_cancelled(text: str, status: str, marks: Marks) -> None:
    assert [f[1] for f in marks(MAEVE, text, "About QM-72884") if f[0] == "F003"] == [status]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Your Tarn Mugs were delivered.", "Any tips for mugs?"),
        ("Thank you for buying four Tarn Mugs!", "Any tips for mugs?"),
        ("Enjoy your Cairn Two-Person Tent!", "Any tips for tents?"),
    ],
)
def test_what_somebody_bought_is_surely_personal(text: str, asked: str, marks: Marks) -> None:
    assert ("V001", "violated") in marks(MAEVE, text, asked, channel="social", public=True)


def test_a_number_of_how_a_thing_is_made_is_not_passed_over(marks: Marks) -> None:
    assert ("F007", "unchecked") in marks(MAEVE, "The tent is a four-seasoned tent.")
