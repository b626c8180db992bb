"""What is wrong with a model's reply besides what it states."""

import pytest
from llm.shops import sample

from copilot.drafting.faults import faults
from copilot.drafting.model import Rendered
from copilot.models import Draft, Slot

SAID = sample().case("S043")[0].ticket.last_said
"""Małgorzata's shelf came forward when her son pulled on a board; she asks for dowels."""


def found(text: str, language: str = "en", slots: tuple[Slot, ...] = (), unknown: tuple[str, ...] = ()) -> list[str]:
    draft = Draft(text=text, language=language, author="model", citations=[], slots=list(slots))
    return list(faults(Rendered(draft, unknown, (), 0), language, sample().case("S043")[0]))


def test_a_good_reply_has_none() -> None:
    """It may thank the customer by name, take up her words, and close as the shop."""
    assert (
        found("Hello Małgorzata,\n\nI am glad that you could catch it. Thank you, Małgorzata.\n\nBest, Quillmoor") == []
    )


def test_a_slot_that_nobody_knows() -> None:
    assert found("You paid {order7.total}.", unknown=("order7.total",)) == [
        "{order7.total} is no slot: use one that is listed, or leave it out"
    ]


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        f"Thank you for your message. {SAID.partition('One remark: ')[2]} We are sorry to hear this. "
        + "We look. " * 60,
    ],
)
def test_the_customers_own_words_are_no_reply(text: str) -> None:
    """Neither all of them nor a long stretch of them among others."""
    assert "it repeats the customer's message: answer it" in found(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I'm sorry, but I can't assist with that request at this time.", "en"),
        ("We are unable to help you with this.", "en"),
        ("Leider kann ich Ihnen damit nicht weiterhelfen.", "de"),
        ("Je suis désolé, mais je ne peux pas vous aider avec cela.", "fr"),
        ("Lo siento, pero no puedo ayudarte con eso.", "es"),
        ("Mi dispiace, ma non posso aiutarla in questo caso.", "it"),
        ("Lamento, mas não posso ajudá-lo com isso.", "pt"),
        ("Het spijt me, maar ik kan u hier helaas niet mee helpen.", "nl"),
    ],
)
def test_a_model_that_gives_up_has_not_answered(text: str, language: str) -> None:
    """Shops answer, or hand over to a person: neither is said here."""
    reason = "it refuses to help: answer what can be answered, and say that a colleague will look into the rest"
    assert found(text, language) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "I can't help with this myself, but a colleague will look into it and write to you.",
        "We cannot help noticing how fond of the shelf you are.",
        "The dowels cannot help on plasterboard: it needs others.",
    ],
)
def test_what_is_no_refusal_to_help(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "closing", ["Best, Małgorzata Kłos.", "Kind regards,\nMałgorzata", "Sincerely\nMałgorzata Kłos"]
)
def test_the_customer_signs_no_reply(closing: str) -> None:
    """The shop does."""
    assert found(f"Hello,\n\nWe have other dowels for you.\n\n{closing}") == [
        "it is signed with the customer's name: you write for the shop"
    ]


def test_a_short_reply_in_another_language_is_told_by_its_own_words() -> None:
    """Neither the greeting nor a date that was filled in says what language it is in."""
    text = "Hello Sophie,\n\nYour order QM-72521 is expected on 18 novembre."
    at = text.index("18 novembre")
    number = text.index("QM-72521")
    slots = (Slot(start=number, end=number + 8, fact="a"), Slot(start=at, end=at + 11, fact="b"))
    assert found(text, "fr", slots) == ["it is written in English: write in French"]
