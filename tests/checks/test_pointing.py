"""Other languages: what "that" can be, conditions on a status, statuses that are taken for granted, ordinary words."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence

HANNAH = "C1001"  # QM-72601 is on its way: it cannot be cancelled
JAVIER = "C1007"  # QM-72923 is pending: it can


def found(text: str, language: str, evidence: Evidence) -> list[tuple[str, str | None]]:
    return [(f.rule, f.says) for f in check(text, language, evidence) if f.severity == "block"]


@pytest.mark.parametrize(
    ("language", "asked", "can", "cannot"),
    [
        (
            "de",
            "Kann ich QM-{} stornieren?",
            "Ja, das geht noch, das ist möglich.",
            "Das ist leider nicht mehr möglich.",
        ),
        ("nl", "Kan ik QM-{} annuleren?", "Ja, dat kan nog.", "Dat kan helaas niet meer."),
        ("fr", "Puis-je annuler QM-{} ?", "Oui, c'est encore possible.", "Ce n'est malheureusement plus possible."),
        ("es", "¿Puedo cancelar QM-{}?", "Sí, eso todavía es posible.", "Eso ya no es posible."),
        ("it", "Posso annullare QM-{}?", "Sì, questo è ancora possibile.", "Questo non è più possibile."),
        ("pt", "Posso cancelar QM-{}?", "Sim, isso ainda é possível.", "Isso já não é possível."),
    ],
)
def test_what_points_back_is_held_against_what_was_asked(
    language: str, asked: str, can: str, cannot: str, evidence_for: Callable[..., Evidence]
) -> None:
    pending = evidence_for(asked.format("72923"), customer_id=JAVIER, language=language)
    on_its_way = evidence_for(asked.format("72601"), customer_id=HANNAH, language=language)
    assert found(can, language, pending) == []
    assert found(cannot, language, on_its_way) == []
    assert "U001" in {rule for rule, _ in found(cannot, language, pending)}
    assert "U001" in {rule for rule, _ in found(can, language, on_its_way)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Gefällt Ihnen die gelieferte Bestellung?"),
        ("nl", "Bevalt de geleverde bestelling?"),
        ("es", "¿Le gusta su pedido entregado?"),
        ("fr", "La couleur de votre commande livrée vous plaît-elle ?"),
        ("it", "Le piace il suo ordine consegnato?"),
        ("pt", "Gosta da sua encomenda entregue?"),
    ],
)
def test_a_status_that_a_question_takes_for_granted_is_checked(
    language: str, text: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("QM-72601?", customer_id=HANNAH, language=language)
    assert "F003" in {rule for rule, _ in found(text, language, evidence)}
    delivered = evidence_for("QM-71081?", customer_id=HANNAH, language=language)
    assert "F003" not in {rule for rule, _ in found(text, language, delivered)}


def test_a_condition_on_the_status_that_the_order_is_in_narrows_nothing(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("¿Puedo cancelar QM-72923?", customer_id=JAVIER, language="es")
    text = "Puede cancelar QM-72923 gratis, {}."
    assert found(text.format("mientras siga pendiente"), "es", evidence) == []
    assert ("U001", "mientras conserve la caja") in found(text.format("mientras conserve la caja"), "es", evidence)


def test_ordinary_words_explain_nothing_of_what_we_do(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Wo ist QM-72601?", customer_id=HANNAH, language="de")
    assert found("QM-72601 kommt ungewöhnlich spät, das ist nicht schön.", "de", evidence) == []
    assert "U001" in {rule for rule, _ in found("Wir legen Ihnen etwas Schönes dazu.", "de", evidence)}
