"""What models and people write freely: constructions that are right, and others that are wrong and look alike."""

from collections.abc import Callable

import pytest
from conftest import Said

from copilot.checks import check
from copilot.evidence import Evidence

HANNAH = "C1001"  # QM-71081 holds a kettle and a Pour-Over Set for 2 cups at €39.90; the one for 4 cups costs €49.90
MAEVE = "C1003"  # QM-72884, pending: a sleeping bag for €139.00 and a 0.5 l bottle in olive; QM-72043 holds four mugs
SWAP = "Can I exchange my Pour-Over Set from QM-71081 for the 4 cups?"
BAG = "What other sleeping bags are there for QM-72884?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We can change it to the Cairn Sleeping Bag for three seasons in 210 cm at €149.00.", []),
        ("We can change it to the Cairn Sleeping Bag for summer at €99.00.", []),
        ("We can change it to the Cairn Sleeping Bag for summer at €149.00.", [("€149.00", "unchecked")]),
        ("The cheapest Cairn Sleeping Bag is €99.00 instead of €139.00.", []),
        ("The most expensive Cairn Sleeping Bag costs €149.00.", []),
        ("The most expensive Cairn Sleeping Bag costs €99.00.", [("€99.00", "unchecked")]),
    ],
)
def test_the_price_of_a_version_that_the_words_describe(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F001", MAEVE, text, BAG) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Brevo Pour-Over Set for 4 cups costs €49.90, which is €10.00 more.", []),
        ("The Brevo Pour-Over Set for 4 cups costs €49.90, which is €12.00 more.", [("€12.00", "unchecked")]),
    ],
)
def test_what_another_version_costs_more(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F001", HANNAH, text, SWAP) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72043 was paid by card, so the refund can't go to PayPal.", []),
        ("You paid for QM-72043 with your Visa, not with PayPal.", []),
        ("The refund for QM-72043 goes to PayPal.", [("PayPal", "violated")]),
        ("If your account has been closed, a senior agent arranges a bank transfer after checking who you are.", []),
        ("A bank transfer of the €96.50 is on its way.", [("bank transfer", "unchecked")]),
    ],
)
def test_ways_to_pay_that_are_denied_or_told_on_a_condition(
    text: str, found: list[tuple[str, str]], said: Said
) -> None:
    assert said("F011", MAEVE, text, "Where does my money for QM-72043 go?") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plate set and the mugs: both items of QM-72043 can come back.", []),
        ("Two mugs of QM-72043 at €12.90 are €25.80.", []),
        ("Two mugs of QM-72043 at €12.90 are €38.70.", [("Two", "unchecked")]),
        ("Only one code works on one order.", []),
    ],
)
def test_counts_of_what_the_draft_names(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F007", MAEVE, text, "About QM-72043, please.") == found


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("F003", "It can be changed once. After that QM-72884 can't be changed or cancelled any more.", []),
        ("P001", "It can be changed once. After that QM-72884 can't be changed or cancelled any more.", []),
        ("P001", "QM-72884 can't be changed or cancelled.", [("changed", "violated"), ("cancelled", "violated")]),
        ("P001", "The refunds can't be swapped between QM-72043 and QM-72884.", []),
        ("P001", "I can't guarantee the day.", []),
        ("F003", "Your pending order is QM-72884; nothing of it has left us yet.", []),
        ("F003", "Your cancelled order is QM-72884.", [("cancelled", "violated")]),
        ("F003", "You have 45 days from the day it's delivered.", []),
        ("F003", "What an intruder ordered is cancelled.", []),
        ("F013", "Would that be the tent (€229.00) from QM-72562 and the plate set (€44.90) from QM-72043?", []),
        ("F013", "Your Cairn Two-Person Tent is on QM-72043.", [("Cairn Two-Person Tent", "violated")]),
    ],
)
def test_statuses_and_denials(rule: str, text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said(rule, MAEVE, text, "What can I do about QM-72884?") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HEARTH15 takes 15 percent off, and AUTUMN10 takes 10 percent off.", []),
        ("HEARTH15 takes 10 percent off, and AUTUMN10 takes 15 percent off.", ["10 percent", "15 percent"]),
    ],
)
def test_each_code_has_its_own_percentage(text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("F006", MAEVE, text, "Which codes are there?")] == found


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("P001", "For the wait I can offer you 10 euros of store credit for QM-72601.", []),
        ("F011", "For the wait I can offer you 10 euros of store credit, on top of the refund for QM-72601.", []),
        ("F011", "We refund QM-72601 as store credit.", [("store credit", "unchecked")]),
    ],
)
def test_goodwill_is_told_by_its_amount(rule: str, text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said(rule, HANNAH, text, "QM-72601 is late!") == found


@pytest.mark.parametrize(
    ("rule", "language", "text", "found"),
    [
        ("F003", "es", "Siento que el pedido QM-72043 figure como entregado y no lo tengas.", []),
        ("F009", "fr", "Nous livrons en Allemagne et en Autriche.", []),
        ("F009", "fr", "Nous livrons au Vietnam.", [("Vietnam", "unchecked")]),
        ("F003", "fr", "La Suisse ne fait pas partie de la liste.", []),
    ],
)
def test_other_languages(rule: str, language: str, text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said(rule, MAEVE, text, "QM-72043?", language) == found


@pytest.mark.parametrize(
    "text",
    [
        "You bought two Brevo Pour-Over Sets for €39.90, and delivery cost €4.90.",
        "I looked into it. After that, I have to say that QM-71081 cannot be returned or exchanged.",
        "I checked afterwards, and order QM-72805 cannot be changed.",
        "The Brevo Pour-Over Set for 4 cups costs €49.90, which is €10.00 less than yours.",
        "The Brevo Pour-Over Set for 4 cups costs €49.90, and we refund you the difference of €10.00.",
        "We can send you a replacement, free of charge, within 2 business days. Your order QM-71081 will arrive soon.",
    ],
)
def test_what_looks_alike_and_is_wrong_is_not_clean(text: str, evidence_for: Callable[..., Evidence]) -> None:
    findings = check(text, "en", evidence_for("What about my order?", customer_id=HANNAH))
    assert [f for f in findings if f.severity == "block"] != []
