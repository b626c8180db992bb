"""What customers usually ask beside their requests is answered from the pages, in their language."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from copilot.drafting import answer, next_steps
from copilot.drafting.answers.usual import asks_usual, usual_answer
from copilot.evidence import Evidence

from .examples import composed, triage


@pytest.mark.parametrize(
    ("message", "language", "said"),
    [
        ("Do you deliver to a PO box?", "en", "We cannot deliver to PO boxes."),
        ("Könnt ihr an ein Postfach liefern?", "de", "An Postfächer können wir nicht liefern."),
        ("Is my gift card still good?", "en", "and is valid for three years from the day it was bought."),
        ("¿La tarjeta regalo caduca?", "es", "is valid for three years from the day it was bought.»"),
        ("Kann man eine Geschenkkarte aufladen?", "de", "Aufladen lässt sich ein Geschenkgutschein leider nicht."),
        ("Kann ich zwei Codes zusammen nehmen?", "de", "Pro Bestellung gilt nur ein Code."),
        (
            "Pouvez-vous m'en mettre un de côté ?",
            "fr",
            "Nous ne pouvons malheureusement pas mettre d'articles de côté.",
        ),
        (
            "Dov'è che trovo la fattura, dove trovo la fattura?",
            "it",
            "«The invoice comes by e-mail when the order is shipped, and",
        ),
        ("Dá para levantar num ponto de recolha?", "pt", "ponto de recolha: a ligação está no seu e-mail de envio"),
        ("Komt dat in een ander pakket?", "nl", "De artikelen van één bestelling kunnen in meer pakketten komen."),
    ],
)
def test_a_usual_question_is_answered_where_a_page_says_it(
    message: str,
    language: str,
    said: str,
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for(message, customer_id="C1058")
    text = composed(evidence, triage("other", language=language)).text
    assert said in " ".join(text.split())


@pytest.mark.parametrize(
    "message",
    [
        "Wie lange muss ich die Lampe aufladen?",
        "Warum ging auf einmal das Licht aus?",
        "Kann ich mit einer anderen Karte bezahlen?",
        "How do I redeem my gift card?",
        "Can I pay with another card?",
        "Is the knife still good for meat?",
        "Do I have to fill in a form for the return?",
        "Comment recharger la lampe ?",
        "¿Puedo apartar la tapa para limpiarla?",
        "Waarom weigeren jullie mijn retour?",
    ],
)
def test_a_question_that_only_sounds_like_a_usual_one_is_none(
    message: str, evidence_for: Callable[..., Evidence]
) -> None:
    assert usual_answer(evidence_for(message, customer_id="C1058"), "other", ()) is None


@pytest.mark.parametrize(
    ("message", "keys"),
    [
        ("Do I have to fill in a form so that you delete my account?", ["quoted"]),
        ("I have a gift card. Does it expire?", ["quoted"]),
        ("Can the money go to another card?", ["refund_same_way"]),
        ("¿Puedo acumular puntos?", ["no_points"]),
        ("Puis-je cumuler des codes ?", ["one_code"]),
    ],
)
def test_what_a_usual_question_is_about_may_stand_beside_it(
    message: str, keys: list[str], evidence_for: Callable[..., Evidence]
) -> None:
    found = usual_answer(evidence_for(message, customer_id="C1058"), "other", ())
    assert found is not None
    assert [part.key for paragraph in found.said for part in paragraph] == keys


def test_a_usual_question_is_answered_once(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I have a gift card. Does it expire?", customer_id="C1058")
    found = usual_answer(evidence, "other", ())
    assert found is not None
    assert (usual_answer(evidence, "other", [found]), asks_usual(evidence, [found])) == (None, True)


def test_nothing_is_said_that_no_page_says(evidence_for: Callable[..., Evidence]) -> None:
    evidence = replace(evidence_for("Do you deliver to a PO box?", customer_id="C1058"), documents=())
    assert "PO box" not in composed(evidence, triage("other")).text.replace("“Do you deliver to a PO box?”", "")


def test_postage_is_that_to_the_customers_own_country(
    evidence_for: Callable[..., Evidence],
) -> None:
    asked = "How much is shipping, and from what amount is there free shipping?"
    american = evidence_for(asked, customer_id="C1079")
    danish = evidence_for(asked, customer_id="C1067")
    elsewhere = evidence_for(f"{asked} To Switzerland.", customer_id="C1079")
    texts = [composed(one, triage("other")).text for one in (american, danish, elsewhere)]
    assert "Postage to your country is US$14.95; from US$150.00 it is free." in texts[0]
    assert "Postage to your country is €7.90; from €90.00 it is free." in texts[1]
    assert "Postage to your country" not in texts[2]


def test_it_stands_beside_the_answer_to_a_request(
    evidence_for: Callable[..., Evidence],
) -> None:
    message = "Where is QM-72245? And can a refund go to my other card? My old card was replaced."
    evidence = evidence_for(message, customer_id="C1067")
    text = composed(evidence, triage("order_status")).text
    assert ("QM-72245" in text, "A refund goes back the way the order was paid." in text) == (True, True)
    assert "If your card has been replaced, the refund still arrives" in text


def test_a_public_question_about_rules_is_answered_there(
    evidence_for: Callable[..., Evidence],
) -> None:
    message = "where do I see my points? and can i combine two codes?"
    evidence = evidence_for(message, customer_id="C1067", channel="social")
    text = composed(evidence, triage("loyalty", "discount")).text
    assert "There are no points to collect or to redeem." in text
    assert ("Only one code can be used per order." in text, "private message" in text) == (True, False)


def test_what_is_asked_to_be_sent_ahead_is_no_other_version(
    evidence_for: Callable[..., Evidence],
) -> None:
    message = "Könnten Sie die Filter aus QM-72482 schon mal vorab schicken?"
    evidence = evidence_for(message, customer_id="C1020")
    read = triage("change_item", language="de")
    text, steps = composed(evidence, read).text, next_steps(answer(evidence, read))
    quoted = "unless you ask us to send them ahead; that costs no extra postage." in " ".join(text.split())
    assert (quoted, "stattdessen" in text) == (True, False)
    assert "Send the other things of the order ahead." in [step.text for step in steps]
