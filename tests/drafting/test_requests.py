"""A message is read request by request, each about what its own words name."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.drafting import compose, questions_of
from copilot.drafting.asked import lines_asked
from copilot.drafting.requests import wishes
from copilot.drafting.units import units_of
from copilot.evidence import Evidence
from copilot.models import Intent, Sentiment, Triage, Urgency


def triage(*labels: str, confidence: float = 0.7, language: str = "en") -> Triage:
    return Triage(
        ticket="T1",
        sentiment=Sentiment(label="neutral", score=0, confidence=1),
        urgency=Urgency(label="normal"),
        intents=[Intent(label=label, confidence=confidence) for label in labels],
        language=language,
        risks=[],
    )


def wanted(evidence: Evidence, read: Triage) -> list[tuple[str, list[str], list[str]]]:
    """Each wish with its orders and the lines that it is about."""
    return [
        (
            wish.label,
            [order.id for order in wish.evidence.focus.orders],
            [item.id for order in wish.evidence.focus.orders for item in lines_asked(wish.evidence, order)],
        )
        for wish in wishes(evidence, read)
    ]


def test_each_request_is_about_the_order_that_it_names(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(
        "Could you take the sleeping bag out of last night's order QM-72884? Is the tent coming today?",
        customer_id="C1003",
    )
    assert [label for label, *_ in wanted(evidence, triage("late_delivery"))] == ["cancel", "order_status"]


@pytest.mark.parametrize(
    ("message", "labels"),
    [
        ("I'd like to send the rug back. What will it cost me, and how long do I have?", ["return"]),
        ("Ich würde den Teppich gern zurückschicken. Was kostet das und bis wann geht das?", ["return"]),
        ("Je voudrais renvoyer le tapis. Combien vais-je récupérer ?", ["return"]),
        ("Vorrei restituire il tappeto. Quanto mi rimborsate e fino a quando posso spedirlo?", ["return"]),
        ("Quiero devolver la alfombra. ¿Cuánto me devuelven y hasta cuándo tengo?", ["return"]),
    ],
)
def test_sums_days_and_costs_belong_to_what_was_asked_before(
    message: str, labels: list[str], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for(message, customer_id="C1080")
    assert [label for label, *_ in wanted(evidence, triage("return"))] == labels


def test_a_question_that_goes_on_is_about_the_thing_named_before(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(
        "Since the indigo rug came, white socks turn blue. Is that a fault? I'd rather send it back. "
        "The pepper mill I'm keeping.",
        customer_id="C1080",
    )
    assert wanted(evidence, triage("return", confidence=0.95)) == [
        ("open_question", ["QM-71181"], ["1"]),
        ("return", ["QM-71181"], ["1"]),
    ]
    draft = compose(evidence, triage("return", confidence=0.95)).text
    assert draft.count("Fenn Wool Rug") == 2 and "Pepper" not in draft
    assert "You get €246.05 back" in draft


def test_a_question_that_nothing_answers_is_passed_on_by_name(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(
        "I'd like to return the pepper mill from QM-71181. And was the rug knotted by a family business?",
        customer_id="C1080",
    )
    draft = compose(evidence, triage("return", confidence=0.95)).text
    assert "On your question about the Fenn Wool Rug a colleague will write to you." in draft


def test_one_of_two_pieces_goes_back_with_its_own_sum(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(
        "Of the two bottles I ordered (QM-72322) one is left over, unused. Can I return it?", customer_id="C1029"
    )
    assert "You get €24.95 back" in compose(evidence, triage("return", confidence=0.95)).text


def test_questions_are_looked_up_by_themselves_with_what_is_told_before(
    evidence_for: Callable[..., Evidence],
) -> None:
    ticket = evidence_for(
        "Is there a code for gold members? I am eyeing the large dutch oven. Is it in stock? Where is my order?"
    ).ticket
    assert questions_of(ticket) == (
        "Is there a code for gold members?",
        "I am eyeing the large dutch oven. Is it in stock?",
    )


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_cut(text: str) -> None:
    assert all(unit.words.strip() for unit in units_of(text) if unit.asks)
