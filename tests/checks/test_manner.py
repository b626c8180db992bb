"""How a draft treats people: kind words, owning up, answers, reasons, notices, and what an agent may give."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from copilot.checks import check, require_known
from copilot.errors import BadInput
from copilot.evidence import Evidence
from copilot.models import Action, Finding, Intent, Sentiment, Triage, Urgency

HANNAH = "C1001"  # QM-72601 is on its way
DANIEL = "C1004"  # QM-72203 was due on 13 November
JAVIER = "C1007"  # QM-72923 is pending

COLD = {
    "en": "QM-72601 is on its way.",
    "de": "QM-72601 ist unterwegs.",
    "fr": "QM-72601 est en route.",
    "es": "QM-72601 está en camino.",
    "it": "QM-72601 è in viaggio.",
    "pt": "QM-72601 está a caminho.",
    "nl": "QM-72601 is onderweg.",
}
KIND = {
    "en": ["I'm so sorry about the wait.", "I can see why that is annoying.", "Thank you for telling us."],
    "de": ["Das tut mir sehr leid.", "Ich verstehe Ihren Ärger.", "Danke für Ihre Nachricht."],
    "fr": ["Je suis vraiment désolée.", "Je comprends votre déception.", "Merci de votre message."],
    "es": ["Lo siento mucho.", "Entiendo su enfado.", "Gracias por avisarnos."],
    "it": ["Mi dispiace molto.", "Capisco la sua delusione.", "Grazie del messaggio."],
    "pt": ["Pedimos desculpa pela demora.", "Compreendo o seu aborrecimento.", "Obrigada pela mensagem."],
    "nl": ["Het spijt me echt.", "Ik begrijp dat dit vervelend is.", "Bedankt voor uw bericht."],
}


def triage(*intents: str, mood: str = "neutral", unsure: bool = False, confidence: float = 0.9) -> Triage:
    """A triage with these intents and this mood."""
    return Triage(
        ticket="T1",
        sentiment=Sentiment.model_validate({"label": mood, "score": 0, "confidence": 0.9, "unsure": unsure}),
        urgency=Urgency(label="normal"),
        intents=[Intent(label=label, confidence=confidence) for label in intents],
        language="en",
    )


def of(rule: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.status) for finding in findings if finding.rule == rule]


@pytest.mark.parametrize("language", sorted(COLD))
def test_somebody_upset_gets_a_kind_word(language: str, evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id=HANNAH, language=language)
    upset = triage("order_status", mood="negative")
    assert of("L005", check(COLD[language], language, evidence, triage=upset)) == [("warn", "violated")]
    for words in KIND[language]:
        assert of("L005", check(f"{words} {COLD[language]}", language, evidence, triage=upset)) == []


def test_without_a_sure_reading_of_the_ticket_feelings_are_unsure_or_left_alone(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id=HANNAH)
    unsure = triage("order_status", mood="negative", unsure=True)
    assert of("L005", check(COLD["en"], "en", evidence, triage=unsure)) == [("warn", "unchecked")]
    assert of("L005", check(COLD["en"], "en", evidence, triage=triage("order_status"))) == []
    assert of("L005", check(COLD["en"], "en", evidence)) == []


@pytest.mark.parametrize(
    ("language", "bare", "owned"),
    [
        ("en", "QM-72203 was expected on 13 November.", "It should have been there by then."),
        ("de", "QM-72203 wurde am 13. November erwartet.", "Das ist unser Fehler."),
        ("fr", "QM-72203 était attendue le 13 novembre.", "C'est notre erreur."),
        ("es", "QM-72203 se esperaba el 13 de noviembre.", "Es culpa nuestra."),
        ("it", "QM-72203 era previsto per il 13 novembre.", "È un errore nostro."),
        ("pt", "QM-72203 era esperada a 13 de novembro.", "Foi uma falha nossa."),
        ("nl", "QM-72203 werd op 13 november verwacht.", "Dat is onze fout."),
    ],
)
def test_the_shops_own_delay_is_owned(
    language: str, bare: str, owned: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Where is QM-72203?", customer_id=DANIEL, language=language)
    asked = triage("late_delivery")
    assert of("T003", check(bare, language, evidence, triage=asked)) == [("warn", "violated")]
    assert of("T003", check(f"{bare} {owned}", language, evidence, triage=asked)) == []


def test_a_fault_that_nobody_speaks_of_needs_no_apology(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Which card did I use for QM-72203?", customer_id=DANIEL)
    text = "The order was paid by card."
    assert of("T003", check(text, "en", evidence, triage=triage("order_details"))) == []
    assert of("T003", check(COLD["en"], "en", evidence_for("Where is it?", customer_id=HANNAH))) == []


def test_an_order_that_was_paid_twice_is_owned(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I was charged twice for QM-72601", customer_id=HANNAH)
    order = next(order for order in evidence.orders if order.id == "QM-72601")
    double = order.model_copy(update={"payments": [*order.payments, *order.payments]})
    twice = tuple(
        replace(fact, value="181.40 EUR") if fact.id == "order:QM-72601.paid" else fact for fact in evidence.facts
    )
    focus = replace(evidence.focus, orders=(double,))
    charged = replace(evidence, focus=focus, orders=(double,), facts=twice)
    asked, text = triage("charge_dispute"), "I looked at the payments for QM-72601."
    assert of("T003", check(text, "en", charged, triage=asked)) == [("warn", "violated")]
    assert of("T003", check(f"Our mistake! {text}", "en", charged, triage=asked)) == []
    assert of("T003", check(text, "en", evidence, triage=asked)) == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Hi Hannah,\n\nQM-72601 cannot be cancelled.\n\nAna", True),
        ("Hi Hannah,\n\nQM-72601 cannot be cancelled because it is on its way.", False),
        ("Hi Hannah,\n\nQM-72601 cannot be cancelled. It left us on 13 November.", False),
        ("Hi Hannah,\n\nQM-72601 cannot be cancelled. Instead it can go back.", False),
    ],
)
def test_a_refusal_has_a_reason_or_another_way(text: str, bare: bool, evidence_for: Callable[..., Evidence]) -> None:
    found = of("T004", check(text, "en", evidence_for("Please cancel QM-72601", customer_id=HANNAH)))
    assert found == ([("block", "unchecked")] if bare else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have looked at the payments."),
        ("de", "Ich habe die Zahlungen angesehen."),
        ("fr", "J'ai vu les paiements."),
        ("es", "He visto los pagos."),
        ("it", "Ho visto i pagamenti."),
        ("pt", "Vi os pagamentos."),
        ("nl", "Ik zag de betalingen."),
    ],
)
def test_a_request_that_no_sentence_touches_is_named(
    language: str, text: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Where is QM-72601, and may I have the invoice?", customer_id=HANNAH, language=language)
    found = check(text, language, evidence, triage=triage("order_status", "invoice"))
    assert [f.message for f in found if f.rule == "L006"] == [
        "the customer writes about 'order status', and no sentence of the draft speaks of it",
        "the customer writes about 'invoice', and no sentence of the draft speaks of it",
    ]
    half = check(COLD[language], language, evidence, triage=triage("order_status", "invoice"))
    assert [f.message.split("'")[1] for f in half if f.rule == "L006"] == ["invoice"]
    doubtful = check(text, language, evidence, triage=triage("order_status", confidence=0.3))
    assert of("L006", doubtful) == [("warn", "unchecked")]


def test_a_request_that_is_handed_on_counts_as_answered(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("May I have the invoice?", customer_id=HANNAH)
    text = "I have passed this on to a colleague."
    assert of("L006", check(text, "en", evidence, triage=triage("invoice"))) == []


def test_a_machines_draft_carries_the_shops_notice_and_a_persons_need_not(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id=HANNAH)
    notice = evidence.shop.automation_disclosure
    assert notice is not None
    assert of("T005", check(COLD["en"], "en", evidence, author="model")) == [("block", "violated")]
    assert of("T005", check(f"{COLD['en']}\n\n{notice}", "en", evidence, author="model")) == []
    assert of("T005", check(COLD["en"], "en", evidence, author="agent")) == []
    silent = replace(evidence, shop=evidence.shop.model_copy(update={"automation_disclosure": None}))
    assert of("T005", check(COLD["en"], "en", silent, author="composer")) == []


def test_a_policy_that_no_document_states_is_unsure(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("May I bring my dog?", customer_id=HANNAH)
    found = check("According to our policy, dogs travel first class on every parcel van.", "en", evidence)
    assert of("T006", found) == [("warn", "unchecked")]
    assert of("T006", check("Our terms say: “Gift cards cannot be returned.”", "en", evidence)) == []


@pytest.mark.parametrize(
    ("agent", "amount", "found"),
    [
        ("ana", "10.00", []),
        ("ana", "15.00", [("block", "violated")]),
        ("tomasz", "15.00", []),
        ("tomasz", "100.00", [("block", "violated")]),
        ("greta", "100.00", []),
        ("greta", "151.00", [("block", "violated")]),
        ("somebody", "15.00", [("block", "unchecked")]),
    ],
)
def test_what_an_agent_gives_is_within_their_role(
    agent: str, amount: str, found: list[tuple[str, str]], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("It was late", customer_id=JAVIER)
    given = evidence.with_actions([Action(kind="goodwill", order_id="QM-72923", amount=amount)], agent)
    text = f"As a small thank-you I've added {amount} euros of store credit."
    assert of("A003", check(text, "en", given)) == found


@pytest.mark.parametrize(
    ("kind", "amount", "found"),
    [
        ("goodwill_credit", "10.00", []),
        ("goodwill_credit", "500.00", [("block", "violated")]),
        ("gesture", "10.00", []),
        ("voucher_sent", "500.00", [("block", "unchecked")]),
        ("store_credit", "500.00", [("block", "unchecked")]),
        ("Store-Credit", "500.00", [("block", "unchecked")]),
        ("credit", "500.00", [("block", "unchecked")]),
        ("goodwill_declined", "500.00", [("block", "unchecked")]),
        ("refund", "500.00", []),
    ],
)
def test_goodwill_is_held_to_what_may_be_given_under_any_name(
    kind: str, amount: str, found: list[tuple[str, str]], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("It was late", customer_id=JAVIER)
    given = evidence.with_actions([Action(kind=kind, order_id="QM-72923", amount=amount)], "ana")
    text = f"As a small thank-you I've added {amount} euros of store credit."
    assert of("A003", check(text, "en", given)) == found


def test_a_finding_tells_what_the_shop_wants_told(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id=HANNAH)
    wording = {"F009": "House rule 7: {message} [{says}]"}
    found = check("QM-72601 travels with Zephyrline.", "en", evidence, wording=wording)
    assert [f.message for f in found if f.rule == "F009"] == [
        "House rule 7: nothing in the evidence explains the name 'Zephyrline' [Zephyrline]",
    ]


def test_a_code_that_no_rule_has_is_refused() -> None:
    require_known(["F001", "L005"])
    with pytest.raises(BadInput, match=r"settings name rules \['F999'\]; expected codes of rules: A001, "):
        require_known(["F999", "F001"])
