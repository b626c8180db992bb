"""Replies without a model: what they say for each state of an order, and what they never say."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.drafting import compose
from copilot.evidence import Evidence
from copilot.models import Draft, Intent, Sentiment, Triage, Urgency


def triage(*intents: str, language: str = "en") -> Triage:
    return Triage(
        ticket="T1",
        sentiment=Sentiment(label="neutral", score=0, confidence=1),
        urgency=Urgency(label="normal"),
        intents=[Intent(label=label, confidence=1) for label in intents],
        language=language,
    )


def body(draft: Draft) -> str:
    """The draft without its sign-off and the shop's notice."""
    return draft.text.partition("\n\nKind regards,")[0]


def test_where_is_my_order(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001")
    assert body(compose(evidence, triage("order_status"))) == (
        "Hello Hannah,\n\nI am sorry that order QM-72601 is late: it was expected on 19 November 2026. "
        "Order QM-72601 is on its way to you. It was shipped on 13 November 2026 with Kurio. "
        "The tracking number is KU7753730769DE."
    )


def test_can_i_still_cancel(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Can I still cancel QM-72923?", customer_id="C1007")
    assert body(compose(evidence, triage("cancel"))) == (
        "Hello Javier,\n\nYes, order QM-72923 can still be cancelled. Cancelling is free of charge. "
        "When it is cancelled, €249.00 goes back to your credit card. The refund takes 3–5 business days. "
        'Please reply with "yes" and your reason if you would like us to cancel it.'
    )


def test_what_did_i_pay(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("What was in QM-72486?", customer_id="C1012")
    text = body(compose(evidence, triage("order_details")))
    assert "- Cairn Daypack (volume: 18 l, colour: black): 1 x US$89.99" in text
    assert "Shipping was US$14.95. Tax was US$7.75. You paid US$146.68 in total, with your credit card." in text


@pytest.mark.parametrize(
    ("ticket", "intents", "sentence"),
    [
        ({"customer_id": None}, ["order_status"], "Before I can say anything about an order"),
        ({"customer_id": "C1001"}, ["warranty"], "I do not want to guess here"),
        ({"customer_id": "C1001"}, ["order_status", "warranty"], "On the rest of your message I do not want to guess"),
        ({"customer_id": "C1001", "channel": "social"}, ["order_status"], "We do not discuss orders where others"),
        ({"customer_id": "C1001", "order_ids": ["QM-1"]}, ["order_status"], "I could not find the order number QM-1"),
    ],
)
def test_what_cannot_be_answered_is_said(
    ticket: dict[str, object], intents: list[str], sentence: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Where is QM-72601?", **ticket)
    assert sentence in compose(evidence, triage(*intents)).text


def test_two_intents_with_one_answer_leave_no_rest(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("My parcel is late, where is QM-72601? I love the mugs.", customer_id="C1001")
    assert "On the rest" not in compose(evidence, triage("late_delivery", "order_status", "praise")).text


def test_a_public_reply_holds_nothing_personal(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001", channel="social")
    draft = compose(evidence, triage("order_status"))
    words = set(draft.text.replace(",", " ").replace(".", " ").split())
    personal = {fact.value for fact in evidence.facts if fact.subject.startswith(("order:", "customer:"))}
    assert words & personal == set()


def test_every_sentence_about_an_order_cites_its_facts(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001")
    draft = compose(evidence, triage("order_status"))
    cited = {draft.text[c.start : c.end]: c.sources for c in draft.citations}
    assert cited["The tracking number is KU7753730769DE."] == ["order:QM-72601.tracking_number.1"]
    assert {source for sources in cited.values() for source in sources} <= set(evidence.by_id)


@pytest.mark.parametrize("intent", ["order_status", "order_details", "cancel", "other"])
def test_own_drafts_are_clean_for_every_customer_of_the_sample_shop(
    intent: str, evidence_for: Callable[..., Evidence], sample_store: object
) -> None:
    customers = sorted(sample_store._customers)  # type: ignore[attr-defined]
    wrong = {}
    for customer in customers:
        evidence = evidence_for("About my order", customer_id=customer)
        draft = compose(evidence, triage(intent))
        if found := check(draft.text, draft.language, evidence):
            wrong[customer] = [(f.rule, f.says, f.message) for f in found]
    assert wrong == {}
