"""The same facts in the form of each channel, and in the shop's own voice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.errors import PromptError
from copilot.evidence import Evidence
from copilot.settings import Voice

from .examples import composed, triage

NOTICE = "This reply was prepared with the help of an assistant and read by a person before it was sent."
WHERE = (
    "Your order QM-72603 is still pending and has not been shipped yet. You placed it on 12 November. Our records show "
    "no payment for it yet. For the payment you have until 19 November."
)


@pytest.mark.parametrize(
    ("ticket", "reply"),
    [
        ({"channel": "email"}, f"Hello Jürgen,\n\n{WHERE}\n\nKind regards,\nQuillmoor\n\n{NOTICE}"),
        ({"channel": "chat"}, f"Hi Jürgen! {WHERE}\n\n{NOTICE}"),
        ({"channel": "social", "public": False}, f"Hi Jürgen! {WHERE}\n\n{NOTICE}"),
        (
            {"channel": "social"},
            "Hi! We do not discuss orders where others can read along: please send us a private message, and we "
            f"will look into it there.\n\n{NOTICE}",
        ),
        (
            {"channel": "phone"},
            "Hello Jürgen,\n\nYour order QM-72603 is still pending and has not been shipped yet.\n\n"
            "You placed it on 12 November.\n\nOur records show no payment for it yet.\n\n"
            f"For the payment you have until 19 November.\n\n{NOTICE}",
        ),
    ],
)
def test_each_channel_has_its_form(
    ticket: dict[str, object], reply: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Where is QM-72603?", customer_id="C1023", **ticket)
    assert composed(evidence, triage("order_status")).text == reply


def test_the_shop_chooses_how_people_are_addressed_and_who_signs(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72603?", customer_id="C1023")
    voice = Voice(name="full", signature="Your team in Leipzig")
    text = composed(evidence, triage("order_status"), voice).text
    assert text == f"Hello Jürgen Paßmann,\n\n{WHERE}\n\nKind regards,\nYour team in Leipzig\n\n{NOTICE}"


def test_the_shop_puts_its_own_sentences_in_place_of_ours(
    evidence_for: Callable[..., Evidence], tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "en.yaml").write_text('greeting: "Hey {customer}!"\nsign_off: "Cheers, {shop}"\n')
    evidence = evidence_for("Where is QM-72603?", customer_id="C1023")
    text = composed(evidence, triage("order_status"), own=tmp_path).text
    assert text == f"Hey Jürgen!\n\n{WHERE}\n\nCheers, Quillmoor\n\n{NOTICE}"


def test_a_sentence_of_the_shop_with_other_slots_is_refused(
    evidence_for: Callable[..., Evidence], tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "en.yaml").write_text('greeting: "Hey {name}!"\n')
    with pytest.raises(PromptError) as refused:
        composed(evidence_for("Hi", customer_id="C1023"), triage("other"), own=tmp_path)
    assert str(refused.value) == (
        f"the copy '{tmp_path}/copy/en.yaml' has 1 fault(s): "
        "'greeting' has the slots {name}: use each of {customer}, and no other"
    )


def test_who_signs_with_another_part_of_the_name_first_is_addressed_by_it(
    evidence_for: Callable[..., Evidence],
) -> None:
    signed = evidence_for("When does QM-72781 come?\n\nMai Nguyen", customer_id="C1047")
    unsigned = evidence_for("When does QM-72781 come?", customer_id="C1047")
    greetings = [composed(evidence, triage("order_status")).text.split("\n")[0] for evidence in (signed, unsigned)]
    assert greetings == ["Hello Mai,", "Hello Nguyễn,"]
