"""What is wanted where few words say it, or where the request stands in an earlier message."""

from datetime import UTC, datetime

import pytest

from copilot.models import Shop, Ticket
from copilot.triage import classify
from copilot.triage.delivery import ABOUT_A_PARCEL


@pytest.mark.parametrize(
    "said", ["My order hasn't arrived", "Meine Bestellung ist nicht angekommen", "Je n'ai pas reçu ma commande"]
)
def test_a_few_plain_words_for_nothing_came_ask_for_the_parcel(said: str) -> None:
    ticket = Ticket.model_validate({"id": "t", "channel": "email", "messages": [{"author": "customer", "body": said}]})
    intents = classify(ticket, as_of=datetime(2026, 11, 20, 9, tzinfo=UTC), shop=Shop()).intents
    assert [(intent.label in ABOUT_A_PARCEL, intent.confidence >= 0.8) for intent in intents] == [(True, True)]


def test_an_answer_to_our_question_goes_on_about_the_request_before() -> None:
    talk = [
        ("customer", "can i swap the jacket for the larger one"),
        ("agent", "Hi! Is it still sealed?"),
        ("customer", "yeah never opened it, saw the size on the label"),
    ]
    messages = [{"author": author, "body": body} for author, body in talk]
    ticket = Ticket.model_validate({"id": "t", "channel": "chat", "messages": messages})
    intents = classify(ticket, as_of=datetime(2026, 11, 20, 9, tzinfo=UTC), shop=Shop()).intents
    assert [intent.label for intent in intents] == ["exchange"]


def test_thanks_on_the_way_are_no_request() -> None:
    """A kind word beside a request is not answered for itself; praise alone is."""
    assert told("Thanks again for your help last week. Please cancel the order that I placed today.") == ["cancel"]
    assert told("The scarf is wonderful, thank you so much!") == ["praise"]


def test_a_danger_is_told_where_nothing_else_is_wanted_surely() -> None:
    """A fire that is mentioned on the way is no complaint."""
    fire = (
        "A frigideira pegou fogo, quer dizer, o óleo. Queimei um bocado a mão. A culpa foi minha, já está tudo apagado."
    )
    assert told(fire) == ["safety"]


def test_nobody_tells_of_a_danger_where_none_is_told() -> None:
    """Where no risk is carried, the words want something else."""
    assert "safety" not in told(
        "It says the price fell by ten euros since I bought it. Do I just have to swallow that?"
    )


def told(said: str) -> list[str]:
    ticket = Ticket.model_validate({"id": "t", "channel": "email", "messages": [{"author": "customer", "body": said}]})
    return [one.label for one in classify(ticket, as_of=datetime(2026, 11, 20, 9, tzinfo=UTC), shop=Shop()).intents]
