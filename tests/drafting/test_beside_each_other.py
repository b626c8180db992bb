"""What answers leave out or put first because of each other."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence
from copilot.models import Intent, Sentiment, Triage

from .examples import composed, steps_for, triage


def test_who_wants_the_rest_of_a_parcel_is_not_told_to_refuse_it(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Can you still take the daypack out of QM-72821?", customer_id="C1080")
    text = composed(evidence, triage("cancel")).text
    assert "refuse" not in text
    assert (
        "You can return the Cairn Daypack from order QM-72821 once it has reached you; "
        "from delivery you have 45 days, and the fee is €2.95." in text
    )


def test_a_sum_is_not_told_that_a_changed_thing_changes(evidence_for: Callable[..., Evidence]) -> None:
    said = "Make the mill of QM-72887 the 22 cm one. I also want to pay with PayPal instead of my card."
    text = composed(evidence_for(said, customer_id="C1046"), triage("change_item", "change_payment")).text
    assert "US$" not in text
    assert "If it costs more, you get a link to pay the difference" in text


def test_a_code_is_answered_where_no_words_ask_for_a_discount(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I forgot AUTUMN10 on QM-72882!", customer_id="C1024")
    text = composed(evidence, triage("open_question")).text
    assert "we are adding AUTUMN10 for you; that is a discount of €11.39." in text


def test_how_to_use_what_may_be_dangerous_is_not_told(evidence_for: Callable[..., Evidence]) -> None:
    said = "There is a smell of gas when I screw the cartridge onto my stove. Can I use it tonight?"
    evidence = evidence_for(said, customer_id="C1004")
    draft = composed(evidence, triage("safety", "product_question", risks=("safety",)))
    assert "Please stop using it at once" in draft.text
    assert "Screw the cartridge" not in draft.text


def test_a_recall_of_another_version_is_told_apart(evidence_for: Callable[..., Evidence]) -> None:
    said = "The handle of my black kettle is loose and hot water came out. Is it one of the recalled ones?"
    text = composed(evidence_for(said, customer_id="C1049"), triage("safety", risks=("safety",))).text
    assert "The recall is for another version of it only (sage). Yours, from order QM-67101, is black" in text


def test_a_payment_is_explained_where_its_parts_are_named(evidence_for: Callable[..., Evidence]) -> None:
    said = "My card was charged $159.68 for the sleeping bag, but the page says $166.99. Why?"
    text = composed(evidence_for(said, customer_id="C1079"), triage("charge_dispute")).text
    assert "The discount was US$16.70. Tax was US$9.39. You paid US$159.68 in total" in text
    assert "bank" not in text


def test_wood_is_no_word_for_what_a_warranty_leaves_out(evidence_for: Callable[..., Evidence]) -> None:
    said = "A la panera se le ha abierto la tapa de madera. ¿Se puede arreglar?"
    text = composed(evidence_for(said, customer_id="C1029"), triage("warranty", language="es")).text
    assert "La reparación no le cuesta nada." in text


@pytest.mark.parametrize(
    ("intents", "first"),
    [
        (("return",), "I am sorry for the trouble. Yes, you can return"),
        (("complaint", "return"), "I am sorry that this went wrong, and thank you for telling us. Yes, you can return"),
    ],
)
def test_who_is_upset_hears_a_kind_word_first(
    intents: tuple[str, ...], first: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Your chat was rude. I want to return the coffee set of QM-71101.", customer_id="C1072")
    upset = triage().model_copy(
        update={
            "sentiment": Sentiment(label="negative", score=-0.8, confidence=0.9),
            "intents": [Intent(label=intent, confidence=0.9) for intent in intents],
        }
    )
    assert f"\n\n{first}" in composed(evidence, upset).text


def test_what_triage_only_leaves_over_promises_no_colleague(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("When does QM-72781 come?", customer_id="C1047")
    asked = Triage.model_validate(
        triage("order_status").model_dump() | {"intents": [{"label": "order_status", "confidence": 0.8}, OTHER]}
    )
    assert "colleague" not in composed(evidence, asked).text


OTHER = {"label": "other", "confidence": 0.58}


def test_a_new_address_of_an_account_is_a_matter_for_a_senior(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("How do I get a new e-mail address into my account?", customer_id="C1040")
    asked = triage("account")
    text = composed(evidence, asked).text
    assert "a senior colleague writes to the old address" in text
    assert "Which e-mail address should it be from now on?" in text
    assert [step.text for step in steps_for(evidence, asked)] == [
        "Hand the change of the account's e-mail address to a senior colleague."
    ]


def test_the_fee_of_one_parcel_is_taken_once(evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for("Can I return QM-71442?", customer_id="C1006"), triage("return")).text
    assert "If all of it comes back in one parcel, the fee of €2.95 is taken only once." in text


def test_the_refund_of_a_cancelled_order_is_due_by_the_time_for_cancelled_orders(
    evidence_for: Callable[..., Evidence],
) -> None:
    said = "I cancelled QM-72561. When do I get the money?"
    evidence = evidence_for(said, customer_id="C1030")
    assert "It should be there by 23 November at the latest." in composed(evidence, triage("refund_status")).text


def test_a_sentence_that_goes_on_about_another_is_quoted_behind_it(evidence_for: Callable[..., Evidence]) -> None:
    said = "I would pay for the gift card in pounds and she shops in euros. Does it work in another currency?"
    text = composed(evidence_for(said, customer_id="C1043"), triage("gift_card")).text
    assert "is valid for three years from the day it was bought. It works in the currency it was bought in." in text
