"""What the agent is told to do beside the draft; goodwill is for the agent's eyes only."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence

from .examples import composed, steps_for, triage

STEPS = [
    (
        {"body": "Can I send back the kettle from QM-71081?", "customer_id": "C1001"},
        "return",
        ["Send the return label for line 1 (Lumo Kettle) of order QM-71081; refund €64.90 to visa when it is here "
         "and checked."],
    ),
    (
        {"body": "Please take the bottle out of QM-72884 and leave the sleeping bag.", "customer_id": "C1003"},
        "cancel",
        ["Cancel line 2 (Cairn Steel Bottle) of order QM-72884 and refund €24.90 to visa."],
    ),
    (
        {"body": "Can I cancel QM-72842?", "customer_id": "C1002"},
        "cancel",
        ["Ask a colleague who may decide it whether we may cancel order QM-72842."],
    ),
    (
        {"body": "My throw QM-72203 is late", "customer_id": "C1004"},
        "late_delivery",
        [
            "Ask the carrier about the parcel of order QM-72203: it was expected on 2026-11-13.",
            "Look at order QM-72203 again after 2026-11-25: if it is not there, offer both remedies.",
            "If it is called for: you may add up to £25.00 of store credit on order QM-72203. Do not announce it "
            "before.",
            "Beyond that a senior agent may agree to up to £75.00 of store credit.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "intent", "steps"), STEPS)
def test_steps(ticket: dict[str, object], intent: str, steps: list[str], evidence_for: Callable[..., Evidence]) -> None:
    assert [step.text for step in steps_for(evidence_for(**ticket), triage(intent))] == steps


def test_a_step_names_order_lines_amount_and_why(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Please take the bottle out of QM-72884, keep the sleeping bag.", customer_id="C1003")
    (step,) = steps_for(evidence, triage("cancel"))
    assert (step.kind, step.order_id, step.line_ids, step.amount, step.sources) == (
        "cancel",
        "QM-72884",
        ["2"],
        "24.90 EUR",
        ["cancel:QM-72884/2", "cancel.pending"],
    )


def test_goodwill_is_never_promised_to_the_customer(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("QM-72203 is late, what do I get for it?", customer_id="C1004")
    asked = triage("late_delivery", "complaint")
    assert [step.kind for step in steps_for(evidence, asked)].count("goodwill") == 2
    text = composed(evidence, asked).text
    assert "credit" not in text
    assert "25.00" not in text
