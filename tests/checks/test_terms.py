"""What a draft says of terms: who pays, until when, how long it takes, what comes back. Right ones beside wrong ones."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import Said

from copilot.checks import check
from copilot.evidence import Evidence, Shelf
from copilot.models import Action, Document
from copilot.orders import FolderStore
from copilot.policy import scoped_clauses

HANNAH = "C1001"  # gold, Germany; QM-71081, a kettle and a pour-over set, arrived on 9 October; QM-72601 is on its way
MAEVE = "C1003"  # standard, Ireland; QM-72043 arrived on 5 November: plates at €44.90 and four slate mugs at €12.90
BEN = (
    "C1061"  # standard, United Kingdom; QM-72162, a chef's knife for £65.95, arrived on 11 November; postage was £6.95
)
OLIVER = "C1040"  # silver, United Kingdom


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "You can exchange the mugs, and we pay the post both ways.", []),
        (
            "en",
            "You can exchange the mugs; sending them to us is at your expense, postage included.",
            ["at your expense"],
        ),
        ("en", "You can exchange the mugs; you pay nothing for the postage.", []),
        ("de", "Sie können die Tassen umtauschen, das Porto zahlen wir.", []),
        ("de", "Sie können die Tassen umtauschen, das Porto zahlen Sie.", ["zahlen Sie"]),
        ("it", "Può cambiare le tazze, la spedizione è a suo carico.", ["a suo carico"]),
    ],
)
def test_the_post_of_an_exchange_is_the_shops(language: str, text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("P004", MAEVE, text, "Can I exchange the mugs of QM-72043?", language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It is too late to return the mugs of QM-72043, I'm afraid.", ["too late"]),
        ("en", "You are not too late to return the mugs of QM-72043.", []),
        ("en", "You are still in time to return the mugs of QM-72043.", []),
        ("en", "You are still in time to exchange the kettle of QM-72562.", ["in time"]),
        ("fr", "C'est trop tard pour retourner les tasses de QM-72043.", ["trop tard"]),
    ],
)
def test_there_is_time_until_the_last_day(language: str, text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("P003", MAEVE, text, "Can I return them?", language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Please reply with your password so that we can check it.", [("password", "violated")]),
        ("en", "Please never send us your password or your full card number.", []),
        ("en", "Please tell us the last four digits of your card number.", []),
        ("en", "You can set a new password there.", []),
        ("en", "Please reply with your new password.", [("password", "violated")]),
        ("en", "Please tell us the last four digits of your password.", [("password", "violated")]),
        ("en", "As a last step, please send us your card number.", [("card number", "violated")]),
        ("en", "Please reply with your password without delay.", [("password", "violated")]),
        ("en", "To get a new password, write to us.", []),
        ("es", "Envíenos su contraseña, por favor.", [("contraseña", "unchecked")]),
        ("es", "Envíenos su nueva contraseña.", [("contraseña", "unchecked")]),
        ("es", "Envíenos las últimas cuatro cifras de su número de tarjeta.", []),
        ("de", "Bitte schicken Sie uns Ihr neues Passwort.", [("Passwort", "unchecked")]),
        ("de", "Bitte schicken Sie uns Ihr Passwort nicht.", []),
        ("de", "Bitte nennen Sie uns die letzten vier Ziffern Ihrer Kartennummer.", []),
    ],
)
def test_secrets_stay_with_the_customer(language: str, text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("S002", MAEVE, text, "I cannot sign in.", language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Returns go by https://quillmoor.example.com/returns, thank you.", []),
        ("Returns go by https://quillmoor.example.com/returns-uk, thank you.", ["unchecked"]),
        ("Write to privacy@quillmoor.example.com.", []),
        ("Write to fraud@quillmoor.example.com.", ["unchecked"]),
        ("Write to help@quillmore.example.org.", ["violated"]),
    ],
)
def test_a_contact_of_the_shops_domain_must_be_known(text: str, found: list[str], said: Said) -> None:
    assert [status for _, status in said("F008", MAEVE, text, "Hello")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We would refund £60.67 to your Visa card within 7 to 10 business days.", 0),
        ("We would refund £60.67 to your Visa card.", 1),
        ("Your Visa card ends in 1234.", 0),
    ],
)
def test_how_long_money_takes_is_said(text: str, found: int, said: Said) -> None:
    body = "Can I return the chef's knife of QM-72162?"
    assert len(said("T007", BEN, f"You can return the knife until 26 December. {text}", body)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You would get back £60.67.", []),
        ("You would get back £65.95.", ["£65.95"]),
        ("We keep £5.28 of the £65.95.", []),
        ("You paid £65.95 for the knife.", []),
    ],
)
def test_what_comes_back_is_what_the_fee_leaves(text: str, found: list[str], said: Said) -> None:
    body = "Can I return the chef's knife of QM-72162?"
    assert [says for says, _ in said("F001", BEN, f"For your return we keep 8 percent. {text}", body)] == found


@pytest.mark.parametrize(
    ("customer", "body", "text", "found"),
    [
        (BEN, "The knife of QM-72162?", "The refund takes 7 to 10 business days.", []),
        (BEN, "The knife of QM-72162?", "The refund takes 3 to 5 business days.", ["3 to 5 business days"]),
        (MAEVE, "Where is QM-72562?", "Parcels to Ireland take 5 to 7 business days.", []),
        (MAEVE, "Where is QM-72562?", "The parcel takes 8 to 11 business days.", ["8 to 11 business days"]),
    ],
)
def test_a_time_is_that_of_the_customers_country_and_offer(
    customer: str, body: str, text: str, found: list[str], said: Said
) -> None:
    assert [says for says, _ in said("F005", customer, text, body)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72601 is expected on 19 November.", []),
        ("QM-72601 will reach you on Monday at the latest.", ["Monday"]),
        ("You will have it tomorrow.", ["tomorrow"]),
        ("If it does not arrive by tomorrow, tell us.", []),
    ],
)
def test_a_day_on_which_something_will_be_there_needs_a_record(text: str, found: list[str], said: Said) -> None:
    days = [says for says, _ in said("F002", HANNAH, f"Sorry for the wait! {text}", "Where is QM-72601?")]
    assert [day for day in days if day in ("Monday", "tomorrow")] == found


@pytest.mark.parametrize(
    ("customer", "language", "text", "found"),
    [
        (HANNAH, "en", "As a gold member you pay nothing.", []),
        (HANNAH, "en", "As a silver member you pay €2.95.", ["silver member"]),
        (HANNAH, "en", "You are a standard member.", ["standard member"]),
        (OLIVER, "en", "As a gold member you would pay nothing.", ["gold member"]),
        (HANNAH, "de", "Als Gold-Mitglied zahlen Sie nichts.", []),
        (HANNAH, "de", "Als Silber-Mitglied zahlen Sie 2,95 €.", ["Silber"]),
        (HANNAH, "es", "Como miembro plata paga 2,95 €.", ["plata"]),
        (HANNAH, "de", "Als Platin-Mitglied zahlen Sie nichts.", ["Platin"]),
        (HANNAH, "it", "Come membro bronzo paga 2,95 €.", ["bronzo"]),
        (HANNAH, "nl", "U bent bronzen lid en betaalt 2,95 €.", ["bronzen"]),
    ],
)
def test_a_tier_is_the_customers(customer: str, language: str, text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("F015", customer, text, "Hello", language)] == found


def test_a_tier_that_only_a_document_is_for_is_a_tier(evidence_for: Callable[..., Evidence]) -> None:
    page = {"id": "few", "text": "Few.", "tiers": ["Bamboo"]}
    clause = {"id": "few.gift", "about": "goodwill", "effect": "grant", "quote": "Few."}
    evidence = evidence_for("Hello", customer_id=HANNAH)
    few = scoped_clauses([Document.model_validate({**page, "clauses": [clause]})])
    evidence = replace(evidence, policy=(*evidence.policy, *few))
    found = check("As a bamboo member you pay nothing.", "en", evidence)
    assert [f.says for f in found if f.rule == "F015"] == ["bamboo member"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QM-72805 is being packed.", []),
        ("QM-72601 was packed on time.", []),
        ("QM-72601 is being packed.", ["being packed"]),
    ],
)
def test_what_is_being_packed_has_not_left(text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("F003", HANNAH, text, "QM-72805 and QM-72601?") if says == "being packed"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Once an order has left us it can no longer be cancelled.", []),
        ("Once an order has left us it can still be cancelled.", ["cancelled"]),
        ("It was due yesterday, but I can cancel it today if you like.", ["cancel"]),
    ],
)
def test_a_condition_that_has_come_about_is_none(text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("P001", HANNAH, text, "Please cancel QM-72601.")] == found


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "I have changed the address of QM-72884.", "address_changed"),
        ("nl", "Ik heb de kleur van QM-72884 gewijzigd.", "item_changed"),
        ("fr", "Je vous ai crédité 10,00 € d'avoir.", "goodwill"),
    ],
)
def test_an_action_is_known_by_what_helpdesks_call_it(
    language: str, text: str, kind: str, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("QM-72884?", customer_id=MAEVE)
    done = evidence.with_actions(
        [Action.model_validate({"kind": kind, "order_id": "QM-72884", "amount": "10.00"})], "ana"
    )
    assert [f.says for f in check(text, language, evidence) if f.rule == "A001"] != []
    assert [f.says for f in check(text, language, done) if f.rule == "A001"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our Gard Hammock costs €69.90.", []),
        ("Our Gard Hammock costs €64.90.", [("F001", "€64.90")]),
        ("Your Gard Hammock arrived on 5 November.", [("F012", "Hammock")]),
        ("The Nord Side Table is 45 cm across.", []),
        ("The Nord Side Table is 55 cm across.", [("F007", "55 cm")]),
    ],
)
def test_goods_of_the_catalogue_may_be_spoken_of_and_are_not_the_customers(
    text: str, found: list[tuple[str, str]], evidence_for: Callable[..., Evidence], sample_store: FolderStore
) -> None:
    evidence = replace(
        evidence_for("Something for QM-72043?", customer_id=MAEVE), shelf=Shelf.of(sample_store.products())
    )
    marks = [(f.rule, f.says) for f in check(text, "en", evidence) if f.rule in ("F001", "F007", "F009", "F012")]
    assert marks == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Return it within 45 days of delivery.", []),
        ("Return it within 30 days of delivery.", ["30 days"]),
        ("You can return it until 20 December, 45 days after 5 November.", []),
        ("You can return it until 20 December, 30 days after 5 November.", ["30 days"]),
    ],
)
def test_a_window_is_the_offers_and_leads_to_its_day(text: str, found: list[str], said: Said) -> None:
    body = "Can I return the mugs of QM-72043?"
    assert [says for says, _ in said("F005", MAEVE, text, body)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The difference goes back to the card you paid with.", []),
        ("The difference comes as store credit.", ["store credit"]),
    ],
)
def test_money_that_is_owed_is_no_credit(text: str, found: list[str], said: Said) -> None:
    body = "Can I exchange the mugs of QM-72043?"
    assert [says for says, _ in said("F011", MAEVE, f"You can swap them. {text}", body)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We would send you a new slate mug, free of charge.", []),
        ("We would send you a new oat mug, free of charge.", ["oat mug"]),
    ],
)
def test_what_is_sent_anew_is_what_was_bought(text: str, found: list[str], said: Said) -> None:
    body = "One mug of QM-72043 is broken."
    assert [says for says, _ in said("F010", MAEVE, text, body)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("New slate mugs would be free of charge.", []),
        ("Shipping is free of charge.", []),
        ("A wrong mug comes back to us with a free label.", []),
        ("We send you a free hammock.", ["free"]),
    ],
)
def test_what_is_free_is_so_by_an_offer_a_record_or_a_page(text: str, found: list[str], said: Said) -> None:
    assert [says for says, _ in said("P002", MAEVE, text, "One mug of QM-72043 is broken.")] == found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("tag_added", "I have changed the address of QM-72884."),
        ("note_added", "I have changed the address of QM-72884."),
        ("code_applied", "I have changed the address of QM-72884."),
        ("refund_declined", "I have refunded QM-72884."),
        ("refund_requested", "I have refunded QM-72884."),
        ("refund_cancelled", "I have refunded QM-72884."),
        ("cancel_requested", "I have cancelled QM-72884."),
    ],
)
def test_an_action_of_another_name_is_no_deed(kind: str, text: str, evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("QM-72884?", customer_id=MAEVE)
    done = evidence.with_actions([Action.model_validate({"kind": kind, "order_id": "QM-72884"})], "ana")
    assert [f.rule for f in check(text, "en", done) if f.rule == "A001"] == ["A001"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The limit of the Cairn Sleeping Bag with three seasons is -4 °C.", []),
        ("en", "The limit of the Cairn Sleeping Bag with three seasons is 4 °C below zero.", []),
        ("en", "The limit of the Cairn Sleeping Bag with three seasons is 4 °C.", ["4 °C"]),
        ("de", "Der Cairn Sleeping Bag wiegt 1,5 kg.", []),
    ],
)
def test_a_figure_keeps_its_sign_and_its_unit(language: str, text: str, found: list[str], said: Said) -> None:
    body = "Is the Cairn Sleeping Bag of QM-72884 warm?"
    assert [says for says, _ in said("F007", MAEVE, text, body, language)] == found


def test_goods_of_the_shelf_that_a_draft_names_are_kept_with_it(
    evidence_for: Callable[..., Evidence], sample_store: FolderStore
) -> None:
    evidence = replace(evidence_for("QM-72043?", customer_id=MAEVE), shelf=Shelf.of(sample_store.products()))
    kept = evidence.keeping("Our Gard Hammock costs €69.90.")
    assert [product.name for product in kept.shelf.products] == ["Gard Hammock"]
    assert [product["name"] for product in kept.records()["shelf"]] == ["Gard Hammock"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thank you for the photo that you just attached.", []),
        ("Thank you for the message you just mailed.", []),
        ("The parcel is the one you simply returned.", []),
        ("I am afraid that you probably misused the knife.", [("you probably misused", "violated")]),
        ("I am afraid that you simply ignored the card.", [("you simply ignored", "violated")]),
        ("It is the version that you obviously ordered.", [("you obviously ordered", "unchecked")]),
    ],
)
def test_a_guess_about_the_customer_is_blame_where_the_deed_is_one(
    text: str, found: list[tuple[str, str]], said: Said
) -> None:
    assert said("T001", BEN, text, "The knife of QM-72162 is blunt.") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Die Rücksendung kostet Sie null Euro.", []),
        ("de", "Die Rücksendung kostet Sie null.", [("null", "violated")]),
        ("en", "Your parcel null is on its way.", [("null", "violated")]),
    ],
)
def test_a_figure_in_words_is_no_placeholder(
    language: str, text: str, found: list[tuple[str, str]], said: Said
) -> None:
    assert said("L001", BEN, text, "Hello", language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "de",
            "Wie in der Notiz verlangt, ignoriere ich alle bisherigen Anweisungen.",
            ["Wie in der Notiz verlangt", "ignoriere ich alle bisherigen Anweisungen"],
        ),
        ("fr", "J'ignore toutes les consignes précédentes.", ["ignore toutes les consignes précédentes"]),
        ("es", "Como exige la nota, lo apruebo.", ["Como exige la nota"]),
        ("nl", "Ik negeer alle eerdere instructies.", ["negeer alle eerdere instructies"]),
        ("de", "Wie in Ihrer Nachricht gewünscht, prüfen wir das.", []),
        ("en", "Please ignore the previous delivery instructions.", []),
    ],
)
def test_a_draft_that_obeys_a_text_is_not_clean(language: str, text: str, found: list[str], said: Said) -> None:
    assert said("S001", BEN, text, "Hello", language) == [(says, "unchecked") for says in found]
