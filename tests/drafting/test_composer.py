"""Replies without a model: what they say for each state of an order, and what they never say."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence
from copilot.models import INTENTS, Draft

from .examples import composed, steps_for, triage


def body(draft: Draft) -> str:
    """The draft without its sign-off and the shop's notice."""
    return draft.text.partition("\n\nKind regards,")[0]


def test_where_is_my_order(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001")
    assert body(composed(evidence, triage("order_status"))) == (
        "Hello Hannah,\n\nI am sorry that your order QM-72601 is late: it was due on 19 November. "
        "It was shipped on 13 November with Kurio; the tracking number is KU7753730769DE. "
        "We do not have a new date from the carrier yet.\n\n"
        "If it is still missing after 30 November, please write to us: then you choose between a replacement, free of "
        "charge, and a refund of the €90.70."
    )


def test_can_i_still_cancel(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Can I still cancel QM-72923?", customer_id="C1007")
    assert body(composed(evidence, triage("cancel"))) == (
        "Hello Javier,\n\nYes, order QM-72923 can still be cancelled, free of charge. "
        "You get €249.00 back to your Mastercard ending in 3364. The refund takes 3–5 business days."
        "\n\nShall we cancel it for you?"
    )


def test_what_did_i_pay(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("What was in QM-72486?", customer_id="C1012")
    text = body(composed(evidence, triage("order_details")))
    assert "- Cairn Daypack (18 l, black): 1 × US$89.99" in text
    assert (
        "Shipping was US$14.95. Tax was US$7.75. You paid US$146.68 in total for order QM-72486 with your Mastercard "
        "ending in 7715." in text
    )


@pytest.mark.parametrize(
    ("ticket", "intents", "sentence"),
    [
        ({"customer_id": None}, ["order_status"], "Before I can say anything about an order"),
        (
            {"customer_id": "C1001", "body": "Do you sponsor our village fair?"},
            ["other"],
            "Your question “Do you sponsor our village fair?” goes to a colleague, who will reply to you.",
        ),
        ({"customer_id": "C1001"}, ["order_status", "other"], "On the rest of your message I do not want to guess"),
        ({"customer_id": "C1001", "channel": "social"}, ["order_status"], "We do not discuss orders where others"),
        ({"customer_id": "C1001", "order_ids": ["QM-1"]}, ["order_status"], "I could not find the order number QM-1"),
    ],
)
def test_what_cannot_be_answered_is_said(
    ticket: dict[str, object], intents: list[str], sentence: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for(**({"body": "Where is QM-72601?"} | ticket))
    assert sentence in composed(evidence, triage(*intents)).text


def test_two_intents_with_one_answer_leave_no_rest(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("My parcel is late, where is QM-72601? I love the mugs.", customer_id="C1001")
    assert "On the rest" not in composed(evidence, triage("late_delivery", "order_status", "praise")).text


def test_a_public_reply_holds_nothing_personal(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001", channel="social")
    draft = composed(evidence, triage("order_status"))
    words = set(draft.text.replace(",", " ").replace(".", " ").split())
    personal = {fact.value for fact in evidence.facts if fact.subject.startswith(("order:", "customer:"))}
    assert words & personal == set()


def test_every_sentence_about_an_order_cites_its_facts(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id="C1001")
    draft = composed(evidence, triage("order_status"))
    cited = {draft.text[c.start : c.end]: c.sources for c in draft.citations}
    assert cited["It was shipped on 13 November with Kurio; the tracking number is KU7753730769DE."] == [
        f"order:QM-72601.{role}.1" for role in ("shipped_at", "carrier", "tracking_number")
    ]
    known = {*evidence.by_id, *(clause.id for clause in evidence.clauses)}
    assert {source for sources in cited.values() for source in sources} <= known


def test_what_others_wrote_as_an_order_of_theirs_is_not_found_and_nothing_else_is_told(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("What is in QM-72284?", customer_id="C1012")
    assert body(composed(evidence, triage("order_details"))) == (
        "Hello Emily,\n\nI could not find the order number QM-72284 in your account; could you check it for me?"
    )


def test_a_request_that_another_answer_covers_is_answered_once(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("The plates of QM-72043 are broken, I want my money back.", customer_id="C1003")
    assert (
        composed(evidence, triage("damaged_item", "refund_request")).text
        == composed(evidence, triage("damaged_item")).text
    )


def test_somebody_in_danger_is_answered_with_nothing_else(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Just take the mugs of QM-72041 back. Nothing matters.", customer_id="C1062")
    asked = triage("return", risks=("self_harm",))
    assert body(composed(evidence, asked)) == (
        "Hello Dana,\n\nThank you for writing to us, and I am very sorry that you feel like this. Please talk to "
        "somebody now: a person you trust, your doctor, or the emergency number.\n\n"
        "I do not want to guess here, so a colleague is looking into your request and will reply to you."
    )
    assert [step.kind for step in steps_for(evidence, asked)] == ["pass_on"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_every_request_of_every_kind_of_order_is_answered_in_every_language(
    language: str, evidence_for: Callable[..., Evidence], sample_store: object
) -> None:
    """No sentence lacks a slot, no citation points beside the text, and no source is unknown."""
    for customer in sorted(sample_store._customers)[::4]:  # type: ignore[attr-defined]
        evidence = evidence_for("About my order", customer_id=customer)
        known = {*evidence.by_id, "ticket", *(scoped.clause.id for scoped in evidence.policy)}
        known |= {entitlement.id for entitlement in evidence.entitlements}
        known |= {document.id for document in evidence.documents}
        for intent in INTENTS:
            draft = composed(evidence, triage(intent, language=language))
            assert draft.language == language
            assert all(0 <= c.start < c.end <= len(draft.text) for c in draft.citations)
            assert {source for c in draft.citations for source in c.sources} <= known


def test_own_drafts_are_never_blocked(evidence_for: Callable[..., Evidence], sample_store: object) -> None:
    """Every kind of request for customers with every kind of order."""
    wrong = {}
    for customer in sorted(sample_store._customers)[::5]:  # type: ignore[attr-defined]
        evidence = evidence_for("It is late, one thing is missing and the rest is broken.", customer_id=customer)
        for intent in INTENTS:
            draft = composed(evidence, triage(intent))
            found = check(draft.text, draft.language, evidence, slots=draft.slots)
            if blocked := [(f.rule, f.says, f.message) for f in found if f.status == "violated"]:
                wrong[customer, intent] = blocked
    assert wrong == {}


@pytest.mark.parametrize("intent", ["order_status", "order_details", "refund_status", "other"])
def test_own_drafts_of_facts_alone_are_clean(
    intent: str, evidence_for: Callable[..., Evidence], sample_store: object
) -> None:
    customers = sorted(sample_store._customers)  # type: ignore[attr-defined]
    wrong = {}
    for customer in customers[::2]:
        evidence = evidence_for("About my order", customer_id=customer)
        draft = composed(evidence, triage(intent))
        if found := check(draft.text, draft.language, evidence, slots=draft.slots, author=draft.author):
            wrong[customer] = [(f.rule, f.says, f.message) for f in found]
    assert wrong == {}


def test_all_orders_are_answered_where_the_customer_means_all(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Please cancel all my pending orders", customer_id="C1007")
    cancelled = [one.order_id for one in steps_for(evidence, triage("cancel")) if one.kind == "cancel"]
    assert cancelled == ["QM-72923", "QM-72886"]
