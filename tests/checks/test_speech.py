"""Words that only thank, ask or tell a step inside the house, and words that must be borne out."""

import pytest

from copilot.checks.rules.form import PLACEHOLDER
from copilot.checks.speech import SURE, judged, margins


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much for your patience.",
        "Könnten Sie uns bitte ein Foto schicken?",
        "Je transmets votre question à ma collègue de l'entrepôt.",
        "I will ask the warehouse and come back to you.",
        "Siento mucho las molestias.",
    ],
)
def test_thanks_questions_and_steps_inside_the_house_are_harmless(text: str) -> None:
    assert margins([text])[0] >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Your money is already on its way.",
        "Every return needs the original invoice.",
        "Der Betrag wurde Ihnen gestern gutgeschrieben.",
        "Los artículos rebajados no se pueden devolver.",
    ],
)
def test_deeds_and_policies_are_not(text: str) -> None:
    assert margins([text])[0] < SURE


def test_many_texts_are_judged_as_each_by_itself() -> None:
    texts = ["Thanks a lot!", "It was delivered to your neighbour.", "Thanks a lot!"]
    assert margins(texts) == pytest.approx([margins([text])[0] for text in texts], abs=1e-4)
    assert margins([]) == []


@pytest.mark.parametrize(
    "text",
    ["Dear [customer name],", "{{order.id}}", "<first name>", "XX days", "QM-XXXXX", "(insert date)", "on ___", "TBD"],
)
def test_a_placeholder_is_seen_in_whatever_brackets(text: str) -> None:
    assert PLACEHOLDER.search(text)


@pytest.mark.parametrize(
    "text", ["size XXL", "[our page](https://shop.example)", "<help@shop.example>", "[x] done", "20% off"]
)
def test_brackets_that_hold_something_are_no_placeholder(text: str) -> None:
    assert PLACEHOLDER.search(text) is None


def test_what_is_made_up_sounds_less_like_a_reply_than_what_replies_say() -> None:
    made_up = ["A strike at the depot held your parcel up.", "My colleague has already put one aside for you."]
    said = ["I'm sorry that you had to wait.", "You can follow the parcel with the number below."]
    assert max(judged(made_up)[1]) < min(judged(said)[1])
    assert judged([]) == ([], [])
