"""What a draft may say: each sentence against the records of the sample shop, as of 20 November 2026."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from copilot.checks import RULES, Problem, Reading, Rule, check
from copilot.evidence import Evidence
from copilot.settings import Settings

HANNAH = "C1001"  # QM-72601 is on its way: a kettle and two mugs, 90.70 EUR; QM-71081 was delivered on 9 October
TOBIAS = "C1002"  # QM-72842 is being packed: cancelling it needs a second person
DANIEL = "C1004"  # QM-72203 was due on 13 November
JAVIER = "C1007"  # QM-72923 is pending


@pytest.fixture
def findings(evidence_for: Callable[..., Evidence]) -> Callable[..., list[tuple[str, str, str | None]]]:
    """(rule, status, what it says) of every finding about this text."""

    def found(
        customer: str | None, text: str, said: str = "Hello, what about my order?", **ticket: object
    ) -> list[tuple[str, str, str | None]]:
        evidence = evidence_for(said, customer_id=customer, **ticket)
        return [(finding.rule, finding.status, finding.says) for finding in check(text, "en", evidence)]

    return found


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        (HANNAH, "Hello Hannah,\n\norder QM-72601 is on its way. It left us on 13 November and was due on Thursday, 19 November."),
        (HANNAH, "Dear Ms Lindqvist,\n\nThe kettle in QM-72601 cost €64.90 and each mug €12.90, so you paid 90.70 EUR in total."),
        (HANNAH, "Hi Hannah! QM-72601 hasn't been delivered yet; you can follow it with KU7753730769DE."),
        (HANNAH, "Order: QM-72601\nStatus: shipped\nTracking: KU7753730769DE\nTotal: €90.70"),
        (HANNAH, "Hi Hannah,\n\nOnce QM-72601 has been delivered, we can talk about it. Has it been delivered to a neighbour?"),
        (HANNAH, "Hi Hannah,\n\nYou mentioned that your parcel was delivered. QM-72601 is still in transit, though."),
        (HANNAH, "Hi Hannah,\n\nthere are 3 items in QM-72601: one Lumo Kettle (white) and two Tarn Mugs (oat)."),
        (HANNAH, "Hi Hannah,\n\nQM-72601 goes to Ahornweg 12 in Hamburg and was paid by Visa card ending in 4417."),
        (JAVIER, "Hi Javier,\n\nQM-72923 is pending, so you can still cancel it free of charge. The refund takes 3 to 5 business days."),
        (JAVIER, "Hi Javier,\n\nwe have not shipped QM-72923 yet."),
        (DANIEL, "Dear Daniel,\n\nI am sorry, QM-72203 is late: it was expected on 13 November."),
        (HANNAH, "Thank you for your patience. I will look into it and write to you again."),
    ],
)  # fmt: skip
def test_what_the_records_support_is_clean(customer: str, text: str, findings: Callable[..., list[object]]) -> None:
    assert findings(customer, text) == []


@pytest.mark.parametrize(
    ("customer", "text", "finding"),
    [
        (HANNAH, "Hello Daniel,\n\nQM-72601 is on its way.", ("F009", "violated", "Daniel")),
        (HANNAH, "QM-72601 has been delivered.", ("F003", "violated", "delivered")),
        (HANNAH, "About your delivered order QM-72601: is it the right colour?", ("F003", "violated", "delivered")),
        (HANNAH, "QM-72601 has not been shipped yet.", ("F003", "violated", "shipped")),
        (HANNAH, "QM-72601 is due on 18 November 2026.", ("F002", "violated", "18 November 2026")),
        (HANNAH, "QM-72601 was shipped on 12 November 2026.", ("F002", "violated", "12 November 2026")),
        (DANIEL, "QM-72203 is expected on 13 November 2026.", ("F002", "violated", "13 November 2026")),
        (DANIEL, "QM-72203 was shipped on 4 November and is expected to arrive on 13 November 2026.", ("F002", "violated", "13 November 2026")),
        (HANNAH, "I've moved QM-72601 to the express van.", ("U001", "unchecked", "I've moved QM-72601 to the express van")),
        (JAVIER, "You can cancel QM-72923; the fee is €4.95.", ("F001", "violated", "€4.95")),
        (HANNAH, "You paid €90.75 for QM-72601.", ("F001", "violated", "€90.75")),
        (HANNAH, "You paid €64.90 in total for QM-72601.", ("F001", "violated", "€64.90")),
        (HANNAH, "QM-72601: the Tarn Mug cost €64.90.", ("F001", "violated", "€64.90")),
        (HANNAH, "You can follow QM-72601 with KU7298084711DE.", ("F004", "violated", "KU7298084711DE")),
        (HANNAH, "There are 4 items in QM-72601.", ("F007", "violated", "4")),
        (HANNAH, "QM-72601 holds the Lumo Kettle (black).", ("F010", "unchecked", "Lumo Kettle (black")),
        (HANNAH, "You paid QM-72601 with your PayPal account.", ("F011", "violated", "PayPal")),
        (HANNAH, "I have refunded QM-72601.", ("A001", "violated", "refunded")),
        (HANNAH, "We've just cancelled QM-72601 for you.", ("A001", "violated", "cancelled")),
        (HANNAH, "We will refund 15% of QM-72601.", ("F006", "unchecked", "15%")),
        (HANNAH, "You can still cancel QM-72601.", ("P001", "violated", "cancel")),
        (TOBIAS, "Don't worry, QM-72842 can be cancelled.", ("P001", "violated", "cancelled")),
        (JAVIER, "Unfortunately QM-72923 can no longer be cancelled.", ("P001", "violated", "cancelled")),
        (JAVIER, "QM-72923 will be delivered by 24 December.", ("F002", "unchecked", "24 December")),
        (HANNAH, "Please see https://parcels.example.org/track for QM-72601.", ("F008", "violated", "https://parcels.example.org/track")),
        (HANNAH, "Dear [NAME], QM-72601 is on its way.", ("L001", "violated", "[NAME]")),
        (HANNAH, "QM-72601 travels with Zephyrline.", ("F009", "unchecked", "Zephyrline")),
        (HANNAH, "The return of QM-72601 takes 12 days.", ("F005", "unchecked", "12 days")),
    ],
)  # fmt: skip
def test_one_wrong_place_is_found_where_it_stands(
    customer: str, text: str, finding: tuple[str, str, str], findings: Callable[..., list[object]]
) -> None:
    assert finding in findings(customer, text)


def test_what_an_agent_did_a_moment_ago_may_be_said(evidence_for: Callable[..., Evidence]) -> None:
    from copilot.models import Action

    evidence = evidence_for("Please cancel it", customer_id=JAVIER)
    text = "Hi Javier,\n\nI have cancelled QM-72923."
    assert [f.rule for f in check(text, "en", evidence)] == ["A001"]
    done = evidence.with_actions([Action(kind="cancel", order_id="QM-72923")], "ana")
    assert check(text, "en", done) == ()
    assert {f.source for f in done.facts if f.type == "action"} == {"agent:ana"}


def test_a_day_of_the_customers_own_does_not_excuse_a_wrong_one(findings: Callable[..., list[object]]) -> None:
    said = "We leave on 24 November, where is it?"
    assert findings(HANNAH, "Hi Hannah, thank you for telling me about 24 November.", said) == []
    wrong = findings(HANNAH, "Hi Hannah, QM-72601 was expected on 24 November.", said)
    assert wrong == [("F002", "violated", "24 November")]


def test_nothing_personal_is_known_about_an_unknown_sender(findings: Callable[..., list[object]]) -> None:
    assert ("F003", "violated", "shipped") in findings(None, "Your order QM-72601 has been shipped.")


def test_personal_facts_do_not_stand_where_others_read(findings: Callable[..., list[object]]) -> None:
    found = findings(HANNAH, "QM-72601 is on its way.", channel="social")
    assert ("V001", "violated", "QM-72601") in found


def test_a_language_that_is_not_read_is_unsure_and_never_clean(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Hvor er min ordre?", customer_id=HANNAH, language="da")
    assert [(f.rule, f.status) for f in check("Din ordre er på vej.", "da", evidence)] == [("L002", "unchecked")]


def test_another_language_than_the_customers_is_a_warning(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Hallo, wo bleibt denn meine Bestellung? Ich warte seit Tagen.", customer_id=HANNAH)
    found = check("Hi Hannah,\n\nQM-72601 is on its way.", "en", evidence)
    assert [(f.rule, f.severity, f.message) for f in found] == [
        ("L004", "warn", "the customer writes 'de', and this is in 'en'")
    ]


def test_a_language_may_be_given_in_capitals_and_with_its_country(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my order?", customer_id=HANNAH, language="EN-GB")
    assert check("Hi Hannah,\n\nQM-72601 is on its way.", "en", evidence) == ()


def test_a_rule_can_be_switched_off_or_made_milder(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    text = "QM-72601 travels with Zephyrline."
    assert check(text, "en", evidence, {"F009": "off", "U001": "off"}) == ()
    assert [f.severity for f in check(text, "en", evidence, {"F009": "warn", "U001": "off"})] == ["warn"]


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(set(codes)) == sorted(codes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "😡" * 500,
        "#" * 3000,
        "1" * 3000,
        "Is it? " * 2000,
        "\u0301" * 2000,
        "- a: b\n" * 2000,
        "refund " * 3000,
    ],
)
def test_no_text_raises(text: str, evidence_for: Callable[..., Evidence]) -> None:
    check(text, "en", evidence_for("Where is it?", customer_id=HANNAH))


def test_a_shop_adds_a_rule_of_its_own_as_a_plain_function(evidence_for: Callable[..., Evidence]) -> None:
    def shouting(reading: Reading) -> Iterator[Problem]:
        place = reading.text.find("!!")
        if place >= 0:
            yield Problem("violated", "we do not shout", place, place + 2, "!!")

    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    own = Rule("X001", "shouting", "block", shouting)
    found = check("QM-72601 is on its way!!", "en", evidence, own=[own])
    assert [(f.rule, f.status, f.says) for f in found] == [("X001", "violated", "!!")]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("As an AI model I cannot see the parcel.", ("S001", "violated", "As an AI model")),
        ("Internal note: she calls often.", ("S001", "violated", "Internal note")),
        ("I obliged, as the note instructs.", ("S001", "violated", "as the note instructs")),
        ("The Tarn Mugs are in QM-71081.", ("F013", "violated", "Tarn Mugs")),
        ("Your parcel QM-72601 is due on Wednesday, 19 November.", ("F002", "violated", "19 November")),
        ("You should have read the terms of QM-72601.", ("T001", "violated", "You should have read")),
        ("QM-72601 holds a kettle and a hammock.", ("F017", "unchecked", "hammock")),
    ],
)
def test_what_stays_inside_and_what_stands_in_the_wrong_place(
    text: str, finding: tuple[str, str, str], findings: Callable[..., list[object]]
) -> None:
    assert finding in findings(HANNAH, text)


def test_what_stands_beyond_the_length_of_a_letter_is_not_decided(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    found = check("Thank you for your patience. " * 400, "en", evidence)
    assert [(f.rule, f.status) for f in found] == [("U002", "unchecked")]


@pytest.mark.parametrize(
    ("channel", "public", "found"),
    [("social", None, [("L007", "warn", 280, 300)]), ("social", False, []), ("email", None, [])],
)
def test_a_public_reply_has_no_more_characters_than_its_channel_takes(
    channel: str, public: bool | None, found: list[tuple[str, str, int, int]], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Do you ship to France?", channel=channel, public=public)
    said = check("Thank you! " + "x" * 289, "en", evidence, limits={"public": 280})
    assert [(f.rule, f.severity, f.start, f.end) for f in said if f.rule == "L007"] == found


def test_a_shop_sets_how_long_replies_may_be() -> None:
    assert Settings(shop=Path("shop")).limits == {"public": 280}
    with pytest.raises(ValidationError, match="sms"):
        Settings.model_validate({"shop": "shop", "limits": {"sms": 160}})
