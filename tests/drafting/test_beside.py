"""What replies say beyond the clauses: needed-by days, what pages add, and what is no danger."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from copilot.drafting import compose
from copilot.evidence import Evidence
from copilot.models import Document

from .examples import triage

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
    text = compose(evidence_for(said, customer_id="C1068"), triage("order_status")).text
    assert (told in text, untold in text) == (True, False)


def test_without_a_day_nothing_is_compared(evidence_for: Callable[..., Evidence]) -> None:
    text = compose(evidence_for("Where is QM-72741?", customer_id="C1068"), triage("order_status")).text
    assert "the day you mention" not in text


def test_only_what_is_named_as_missing_is_sent(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Your last parcel QM-72041: four mugs, no candle.", customer_id="C1062")
    assert "what is missing (Vela Scented Candle)" in compose(evidence, triage("missing_item")).text


def test_what_fell_is_not_replaced(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("The lid of my dutch oven slipped from my hand and chipped.", customer_id="C1031")
    text = compose(evidence, triage("damaged_item")).text
    assert ("unfortunately this is not covered" in text, "replacement" in text) == (True, False)


def test_rust_on_bare_iron_is_no_danger(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("I left the cast-iron skillet soaking and there is rust on it", customer_id="C1067")
    evidence = replace(evidence, documents=sample_documents)
    text = compose(evidence, triage("safety")).text
    assert ("Rust is not a fault" in text, "stop using it" in text) == (True, False)


def test_an_opened_hygiene_item_cannot_come_back(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I have slept on the topper for one night. Can I return it?", customer_id="C1022")
    assert "only with the seal unbroken" in compose(evidence, triage("return")).text
