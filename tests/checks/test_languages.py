"""What a draft in another language than English may say: each sentence against the sample shop, as of 20 November 2026."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.checks.events import event_claims
from copilot.checks.sentences import words
from copilot.checks.vocabulary import vocabulary
from copilot.evidence import Evidence

AYLIN = "C1017"  # QM-72402: a throw, delivered on 11 November, paid by voucher and Visa
TOBIAS = "C1002"  # QM-72842 is being packed: cancelling it needs a second person
CHLOE = "C1024"  # QM-72882 is pending: 113.90 EUR
LUCIA = "C1028"  # QM-72721 left on 17 November and is due on 25 November
FRANCESCA = "C1032"  # QM-72883 is pending; QM-72563 is on its way
JOAO = "C1010"  # QM-72604 is on its way; QM-72090 was cancelled and refunded
SANNE = "C1009"  # QM-72885 is pending


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("de", "Ihre Bestellung wurde am Montag verschickt", [("ship", "happened", False)]),
        ("de", "wir haben Ihnen den Betrag noch nicht erstattet", [("refund", "happened", True)]),
        ("de", "wir werden Ihnen das Geld zurückzahlen", [("refund", "promised", False)]),
        ("de", "wir schicken Ihnen einen neuen", [("replacement", "promised", False)]),
        ("de", "die Lampe können Sie zurückgeben", [("return", "allowed", False)]),
        ("de", "die Bestellung kann nicht mehr storniert werden", [("cancel", "allowed", True)]),
        ("fr", "nous vous rembourserons", [("refund", "promised", False)]),
        ("fr", "la commande a été annulée", [("cancel", "happened", False)]),
        ("fr", "elle ne peut plus être annulée", [("cancel", "allowed", True)]),
        ("fr", "nous avons annulé votre commande", [("cancel", "done", False)]),
        ("es", "se ha reembolsado el importe", [("refund", "happened", False)]),
        ("es", "hemos cancelado el pedido", [("cancel", "done", False)]),
        ("es", "puede devolverlo", [("return", "allowed", False)]),
        ("es", "le devolveremos el importe", [("refund", "promised", False)]),
        ("it", "il pacco è stato spedito", [("ship", "happened", False)]),
        ("it", "possiamo sostituirla", [("replacement", "allowed", False)]),
        ("it", "la resa costa poco", []),
        ("pt", "a encomenda ainda não foi enviada", [("ship", "happened", True)]),
        ("pt", "cancelei a encomenda", [("cancel", "done", False)]),
        ("nl", "wij hebben u het bedrag terugbetaald", [("refund", "done", False)]),
        ("nl", "we sturen het geld terug", [("refund", "promised", False)]),
        ("nl", "het pakket is nog niet verzonden", [("ship", "happened", True)]),
    ],
)
def test_events_are_read_wherever_their_auxiliaries_stand(
    language: str, text: str, claims: list[tuple[str, str, bool]]
) -> None:
    know = vocabulary(language)
    assert know is not None
    spoken = tuple(words(text, 0, len(text)))
    assert [(claim.kind, claim.mode, claim.negated) for claim in event_claims(spoken, know)] == claims


@pytest.mark.parametrize(
    ("customer", "language", "text"),
    [
        (AYLIN, "de", "Hallo Aylin,\n\ndie Wolldecke in Ocker wurde am 11. November geliefert und hat 89,00 € gekostet."),
        (CHLOE, "fr", "Bonjour Chloé,\n\nla commande QM-72882 peut encore être annulée sans frais."),
        (LUCIA, "es", "Hola, Lucía:\n\nel pedido QM-72721 salió el 17 de noviembre y está en camino."),
        (FRANCESCA, "it", "Buongiorno Francesca,\n\nl'ordine QM-72883 è in attesa e si può annullare gratuitamente."),
        (JOAO, "pt", "Olá João,\n\na encomenda QM-72604 foi enviada no dia 13 de novembro e ainda não foi entregue."),
        (SANNE, "nl", "Hallo Sanne,\n\nde bestelling QM-72885 staat nog open en kan kosteloos worden geannuleerd."),
    ],
)  # fmt: skip
def test_what_the_records_support_is_clean_in_every_language(
    customer: str, language: str, text: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("QM", customer_id=customer, language=language)
    assert [(f.rule, f.says) for f in check(text, language, evidence) if f.severity == "block"] == []


@pytest.mark.parametrize(
    ("customer", "language", "text", "finding"),
    [
        (AYLIN, "de", "Die Wolldecke wurde noch nicht geliefert.", ("F003", "violated", "geliefert")),
        (AYLIN, "de", "Die Wolldecke wurde am 12. November geliefert.", ("F002", "violated", "12. November")),
        (TOBIAS, "de", "Ich habe QM-72842 storniert.", ("A001", "violated", "storniert")),
        (CHLOE, "fr", "La commande QM-72882 ne peut plus être annulée.", ("P001", "unchecked", "annulée")),
        (CHLOE, "fr", "Bonjour Camille,", ("F009", "violated", "Camille")),
        (LUCIA, "es", "El pedido QM-72721 ya se ha entregado.", ("F003", "violated", "entregado")),
        (FRANCESCA, "it", "L'ordine QM-72883 è stato spedito.", ("F003", "violated", "spedito")),
        (JOAO, "pt", "A encomenda QM-72604 pode ser cancelada.", ("P001", "unchecked", "cancelada")),
        (SANNE, "nl", "We hebben QM-72885 geannuleerd.", ("A001", "violated", "geannuleerd")),
        (SANNE, "nl", "De lamp van QM-72885 is onderweg.", ("F012", "unchecked", "lamp")),
    ],
)  # fmt: skip
def test_one_wrong_place_is_found_in_every_language(
    customer: str, language: str, text: str, finding: tuple[str, str, str], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("QM", customer_id=customer, language=language)
    assert finding in [(f.rule, f.status, f.says) for f in check(text, language, evidence)]


def test_what_is_not_understood_is_never_clean(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("QM", customer_id=SANNE, language="de")
    text = "Wir legen der Bestellung QM-72885 einen Blumenstrauß bei."
    assert ("U001", "unchecked") in [(f.rule, f.status) for f in check(text, "de", evidence)]
