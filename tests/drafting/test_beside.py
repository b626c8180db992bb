"""What replies say beyond the clauses: needed-by days, what pages add, and what is no danger."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from copilot.drafting.answers.beside import told_as
from copilot.drafting.said import tells
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import Document

from .examples import composed, triage

IN_TIME = "That is before the day you mention; it is the carrier's estimate"
TOO_LATE = "that is not before the day you mention; it is the carrier's estimate"


@pytest.mark.parametrize(
    ("said", "told", "untold"),
    [
        ("Will QM-72741 be here by 24 December?", IN_TIME, TOO_LATE),
        ("I fly on the 21st: will QM-72741 make it?", TOO_LATE, IN_TIME),
        ("Will QM-72741 come before Christmas?", IN_TIME, TOO_LATE),
    ],
)
def test_a_day_that_the_customer_names_is_compared(
    said: str, told: str, untold: str, evidence_for: Callable[..., Evidence]
) -> None:
    text = composed(evidence_for(said, customer_id="C1068"), triage("order_status")).text
    assert (told in text, untold in text) == (True, False)


def test_without_a_day_nothing_is_compared(evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for("Where is QM-72741?", customer_id="C1068"), triage("order_status")).text
    assert "the day you mention" not in text


def test_only_what_is_named_as_missing_is_sent(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Your last parcel QM-72041: four mugs, no candle.", customer_id="C1062")
    assert "what is missing (Vela Scented Candle)" in composed(evidence, triage("missing_item")).text


def test_what_fell_is_not_replaced(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("The lid of my dutch oven slipped from my hand and chipped.", customer_id="C1031")
    text = composed(evidence, triage("damaged_item")).text
    assert ("unfortunately this is not covered" in text, "replacement" in text) == (True, False)


def test_rust_on_bare_iron_is_no_danger(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("I left the cast-iron skillet soaking and there is rust on it", customer_id="C1067")
    evidence = replace(evidence, documents=sample_documents)
    text = composed(evidence, triage("safety")).text
    assert ("Rust is not a fault" in text, "stop using it" in text) == (True, False)


@pytest.mark.parametrize(
    "said",
    [
        "The handle of my dutch oven fell off after two weeks of normal use",
        "The dutch oven fell apart when it stood on the shelf",
        "My dutch oven arrived broken, it fell out of the box in two pieces",
    ],
)
def test_what_falls_off_by_itself_is_no_accident(said: str, evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for(said, customer_id="C1031"), triage("damaged_item")).text
    assert "not covered" not in text


@pytest.mark.parametrize(
    "said",
    [
        "I opened a ticket about the topper, can I return it?",
        "I opened the parcel and the topper looks too hard: return?",
    ],
)
def test_an_opened_parcel_is_no_broken_seal(said: str, evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for(said, customer_id="C1022"), triage("return")).text
    assert ("only with the seal unbroken" in text, "leave the seal unbroken" in text) == (False, True)


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("For the United Kingdom the price you pay includes duties.", {"duties_included"}),
        ("Prices do not include duties.", set()),
        ("Nos prix s'entendent hors droits de douane.", set()),
        ("Zoll ist nicht im Preis enthalten.", set()),
        ("You do not need to go to the police.", {"no_police"}),
        ("No se reembolsa sin denuncia de la policía.", set()),
        ("Keep broken things until we have answered.", {"keep_broken"}),
        ("Do not keep the broken pieces until we have answered.", set()),
        ("Refuse it at the door or send it back.", {"refuse_at_door"}),
        ("You cannot refuse the parcel at the door.", set()),
        ("For a missing item we need none: we weigh every parcel.", {"no_photo"}),
        ("A VAT number has to be given at the checkout; we cannot add it afterwards.", {"no_vat_later"}),
        ("We can add a VAT number after the checkout.", set()),
    ],
)
def test_a_page_that_denies_it_does_not_say_it(page: str, keys: set[str]) -> None:
    assert told_as(page) == keys


@pytest.mark.parametrize(
    ("said", "what", "heard"),
    [
        ("I have a cut on my thumb", "danger", True),
        ("I would like a cutting board and a cutlery set", "danger", False),
        ("It hangs on a plastered wall", "danger", False),
        ("He wanted 41 pounds duty in cash", "duty", True),
        ("Der Zoll hat Gebühren verlangt, ich war beim Zoll", "duty", True),
        ("Passt es auf ein 24 Zoll Rad?", "duty", False),
        ("Is it a heavy duty pan?", "duty", False),
        ("I dropped the lid", "own_fault", True),
        ("The knob fell off", "own_fault", False),
        ("Haben Sie bis 18 Uhr geöffnet?", "opened", False),
    ],
)
def test_words_are_not_heard_in_others(said: str, what: str, heard: bool) -> None:
    assert tells(said, what) is heard


@pytest.mark.parametrize(
    ("words", "accident"),
    [
        ("Wear and chipped enamel after a fall are not covered.", True),
        ("Never promise that the value of a gift card is paid out.", False),
        ("Never tell that prices fall soon.", False),
    ],
)
def test_a_rule_about_accidents_names_one(words: str, accident: bool) -> None:
    assert is_about(words, "accident") is accident


def test_where_there_is_a_risk_the_first_word_is_to_stop(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("I left the cast-iron skillet soaking and there is rust on it", customer_id="C1067")
    evidence = replace(evidence, documents=sample_documents)
    text = composed(evidence, triage("safety", risks=("safety",))).text
    assert ("stop using it" in text, "Rust is not a fault" in text) == (True, False)


def test_an_opened_hygiene_item_cannot_come_back(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I have slept on the topper for one night. Can I return it?", customer_id="C1022")
    assert "only with the seal unbroken" in composed(evidence, triage("return")).text


def test_a_version_that_is_only_supposed_is_asked_about(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Please put the larger rug in QM-72923.", customer_id="C1007")
    text = composed(evidence, triage("change_item")).text
    assert ("170 x 240 cm" in text, "as you ask" in text, "Shall we change it for you?" in text) == (True, False, True)
