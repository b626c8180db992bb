"""What replies say beyond the clauses: needed-by days, what pages add, and what is no danger."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from copilot.drafting.answers.beside import on_pages, told_as
from copilot.drafting.answers.recalls import recall_lines
from copilot.drafting.quoting import quote
from copilot.drafting.said import tells
from copilot.drafting.text import Line, Time, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import Document

from .examples import composed, triage

BRITISH, GERMAN = "C1004", "C1001"
IN_TIME = "That is before the day you mention; it is the carrier's estimate"
TOO_LATE = "that is not before the day you mention; it is the carrier's estimate"


@pytest.mark.parametrize(
    ("said", "told", "untold"),
    [
        ("Will QM-72741 be here by 24 December?", IN_TIME, TOO_LATE),
        ("I fly on the 21st: will QM-72741 make it?", TOO_LATE, IN_TIME),
        ("Will QM-72741 come before Christmas?", IN_TIME, TOO_LATE),
    ],
)
def test_a_day_that_the_customer_names_is_compared(
    said: str, told: str, untold: str, evidence_for: Callable[..., Evidence]
) -> None:
    text = composed(evidence_for(said, customer_id="C1068"), triage("order_status")).text
    assert (told in text, untold in text) == (True, False)


def test_without_a_day_nothing_is_compared(evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for("Where is QM-72741?", customer_id="C1068"), triage("order_status")).text
    assert "the day you mention" not in text


def test_only_what_is_named_as_missing_is_sent(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Your last parcel QM-72041: four mugs, no candle.", customer_id="C1062")
    assert "what is missing (Vela Scented Candle)" in composed(evidence, triage("missing_item")).text


def test_what_fell_is_not_replaced(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("The lid of my dutch oven slipped from my hand and chipped.", customer_id="C1031")
    text = composed(evidence, triage("damaged_item")).text
    assert ("unfortunately this is not covered" in text, "replacement" in text) == (True, False)


def test_rust_on_bare_iron_is_no_danger(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("I left the cast-iron skillet soaking and there is rust on it", customer_id="C1067")
    evidence = replace(evidence, documents=sample_documents)
    text = composed(evidence, triage("safety")).text
    assert ("Rust is not a fault" in text, "stop using it" in text) == (True, False)


@pytest.mark.parametrize(
    "said",
    [
        "The handle of my dutch oven fell off after two weeks of normal use",
        "The dutch oven fell apart when it stood on the shelf",
        "My dutch oven arrived broken, it fell out of the box in two pieces",
    ],
)
def test_what_falls_off_by_itself_is_no_accident(said: str, evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for(said, customer_id="C1031"), triage("damaged_item")).text
    assert "not covered" not in text


@pytest.mark.parametrize(
    "said",
    [
        "I opened a ticket about the topper, can I return it?",
        "I opened the parcel and the topper looks too hard: return?",
    ],
)
def test_an_opened_parcel_is_no_broken_seal(said: str, evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for(said, customer_id="C1022"), triage("return")).text
    assert ("only with the seal unbroken" in text, "leave the seal unbroken" in text) == (False, True)


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("For the United Kingdom the price you pay includes duties.", {"duties_included"}),
        ("Prices do not include duties.", set()),
        ("Nos prix s'entendent hors droits de douane.", set()),
        ("Zoll ist nicht im Preis enthalten.", set()),
        ("You do not need to go to the police.", {"no_police"}),
        ("No se reembolsa sin denuncia de la policía.", set()),
        ("Keep broken things until we have answered.", {"keep_broken"}),
        ("Do not keep the broken pieces until we have answered.", set()),
        ("Refuse it at the door or send it back.", {"refuse_at_door"}),
        ("You cannot refuse the parcel at the door.", set()),
        ("For a missing item we need none: we weigh every parcel.", {"no_photo"}),
        ("A VAT number has to be given at the checkout; we cannot add it afterwards.", {"no_vat_later"}),
        ("We can add a VAT number after the checkout.", set()),
        ("Wir liefern nicht an Postfächer.", {"no_po_box"}),
        ("Nous ne livrons pas en boîte postale.", {"no_po_box"}),
        ("Pro Bestellung gilt nur ein Code.", {"one_code"}),
        ("Das Porto hin und zurück übernehmen wir.", {"warranty_postage"}),
        ("Bei uns gibt es keine Punkte.", {"no_points"}),
        ("De verzendkosten heen en terug zijn voor ons.", {"warranty_postage"}),
    ],
)
def test_a_page_that_denies_it_does_not_say_it(
    page: str, keys: set[str], evidence_for: Callable[..., Evidence]
) -> None:
    assert told_as(evidence_for("Hello", customer_id=BRITISH), page) == keys


@pytest.mark.parametrize(
    ("key", "page", "quoted"),
    [
        ("duties_included", "For the United Kingdom and the United States the price you pay includes duties.", False),
        ("duties_included", "In the UK the price you pay includes duties.", False),
        ("duties_included", "For Switzerland the price you pay includes duties.", True),
        ("duties_included", "The price you pay includes duties for the United Kingdom only; others pay them.", True),
        ("duties_included", "If you are a gold member the price you pay includes duties.", True),
        ("duties_included", "For business customers the price you pay includes duties.", True),
        ("duties_included", "The price you pay includes duties. But parcels over 20 kg are another thing.", True),
        ("duties_included", "The price you pay includes duties. This does not hold for islands.", True),
        ("duties_included", "The price you pay includes duties, not handling.", True),
        ("refuse_at_door", "A parcel that is on its way is best refused at the door.", False),
        ("refuse_at_door", "You can refuse the parcel at the door, but then we keep 12.00 euros.", True),
        ("refuse_at_door", "You can refuse the parcel at the door; only then is it free.", True),
        ("refuse_at_door", "You can refuse the parcel at the door within three days.", True),
        ("refuse_at_door", "Gold members can refuse the parcel at the door.", True),
        (
            "turns_up",
            "If the first parcel turns up after all, keep the things until we send a label; it is free.",
            False,
        ),
        ("turns_up", "If the first parcel turns up after all, keep it if you paid it.", True),
        ("keep_broken", "Keep broken things until we have answered; after that you can throw them away.", False),
        ("redirect", "Parcels can often be sent to a parcel shop by the carrier: the link is in the e-mail.", False),
        ("redirect", "To a parcel shop the carrier sends some of the parcels: the link is in the e-mail.", False),
        ("redirect", "Unless it is large a parcel can be sent to a parcel shop by the carrier: see the link.", True),
        ("no_photo", "For a missing item we need none of the packaging, but a photo.", True),
        ("no_photo", "For a missing item we need none of the packaging.", True),
        ("refuse_at_door", "A refused delivery is charged with the postage.", True),
        ("refuse_at_door", "You can refuse the parcel at the door. It is then charged with the postage.", True),
        ("refuse_at_door", "You can refuse the parcel at the door; it costs you nothing.", False),
        ("no_points", "On postage there are no points.", True),
        ("no_points", "With us there are no points.", False),
    ],
)
def test_what_a_page_says_with_a_reserve_is_quoted(
    key: str, page: str, quoted: bool, evidence_for: Callable[..., Evidence]
) -> None:
    told = on_pages(evidence_for("Hello", customer_id=BRITISH), key, [Document(id="page", text=page)])
    words = page if page.count(".") == 1 or ". " not in page else page[: page.index(". ") + 1]
    assert told == ([quote(words, "page")] if quoted else [line(key, "page")])


@pytest.mark.parametrize(
    ("key", "page"),
    [
        ("first_arrive", "A parcel on its way may arrive first at our hub."),
        ("made_within", "It is made for you within 6 business days of your approval."),
        ("warranty_postage", "Das Porto hin und zurück tragen Sie."),
        ("warranty_postage", "La spedizione di andata e ritorno è a suo carico."),
        ("card_valid", "Gutscheincodes sind gültig, solange die Aktion läuft."),
        ("card_valid", "A gift card is valid for three years from the end of the year in which it was bought."),
        ("card_in_parts", "Vous pouvez payer en plusieurs fois ; le reste est prélevé."),
        ("sent_ahead", "Puede cancelar antes del envío sin gastos de ningún tipo adicionales."),
        ("one_code", "You can use more than one code per order."),
        ("no_points", "Sale items earn no points."),
        ("no_po_box", "There is no surcharge for a PO box."),
        ("no_po_box", "Es gibt keinen Aufpreis für ein Postfach."),
        ("not_other_shops", "Wir zeigen keine Preise in anderen Währungen."),
        ("several_parcels", "Vous pouvez renvoyer plusieurs colis avec une étiquette."),
        ("invoices_kept", "You have to keep invoices for two years."),
        ("invoices_kept", "Veuillez conserver la facture pendant deux ans."),
    ],
)
def test_words_that_only_look_like_it_say_nothing(key: str, page: str, evidence_for: Callable[..., Evidence]) -> None:
    assert on_pages(evidence_for("Hello", customer_id=BRITISH), key, [Document(id="page", text=page)]) == []


def test_how_long_invoices_are_kept_is_told_as_the_page_says(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Hello", customer_id=BRITISH)

    def told(page: str) -> list[Line]:
        return on_pages(evidence, "invoices_kept", [Document(id="page", text=page)])

    assert told("We have to keep invoices for ten years.") == [
        line("invoices_kept", timing=Time("10 years", ("page",)))
    ]
    vague = "We have to keep invoices for at least ten years."
    assert told(vague) == [quote(vague, "page")]


def test_duties_are_promised_only_where_the_page_names_the_country(evidence_for: Callable[..., Evidence]) -> None:
    said = "The courier asked me for 40 pounds of import duties. Do I have to pay?"
    british, german = (
        composed(evidence_for(said, customer_id=who), triage("charge_dispute")).text for who in (BRITISH, GERMAN)
    )
    assert "The price that you paid includes duties. If the carrier asks you for money at the door" in british
    assert "For the United Kingdom and the United States the price you pay includes duties." in german
    assert "The price that you paid includes duties" not in german


@pytest.mark.parametrize(
    ("said", "what", "heard"),
    [
        ("I have a cut on my thumb", "danger", True),
        ("I would like a cutting board and a cutlery set", "danger", False),
        ("It hangs on a plastered wall", "danger", False),
        ("He wanted 41 pounds duty in cash", "duty", True),
        ("Der Zoll hat Gebühren verlangt, ich war beim Zoll", "duty", True),
        ("Passt es auf ein 24 Zoll Rad?", "duty", False),
        ("Is it a heavy duty pan?", "duty", False),
        ("I dropped the lid", "own_fault", True),
        ("The knob fell off", "own_fault", False),
        ("Haben Sie bis 18 Uhr geöffnet?", "opened", False),
    ],
)
def test_words_are_not_heard_in_others(said: str, what: str, heard: bool) -> None:
    assert tells(said, what) is heard


@pytest.mark.parametrize(
    ("words", "accident"),
    [
        ("Wear and chipped enamel after a fall are not covered.", True),
        ("Never promise that the value of a gift card is paid out.", False),
        ("Never tell that prices fall soon.", False),
    ],
)
def test_a_rule_about_accidents_names_one(words: str, accident: bool) -> None:
    assert is_about(words, "accident") is accident


def test_where_there_is_a_risk_the_first_word_is_to_stop(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("I left the cast-iron skillet soaking and there is rust on it", customer_id="C1067")
    evidence = replace(evidence, documents=sample_documents)
    text = composed(evidence, triage("safety", risks=("safety",))).text
    assert ("stop using it" in text, "Rust is not a fault" in text) == (True, False)


def test_an_opened_hygiene_item_cannot_come_back(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("I have slept on the topper for one night. Can I return it?", customer_id="C1022")
    assert "only with the seal unbroken" in composed(evidence, triage("return")).text


def test_a_version_that_is_only_supposed_is_asked_about(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Please put the larger rug in QM-72923.", customer_id="C1007")
    text = composed(evidence, triage("change_item")).text
    assert ("170 x 240 cm" in text, "as you ask" in text, "Shall we change it for you?" in text) == (True, False, True)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("Der Lumo Kettle wird zurückgerufen. Wer ihn hat, bekommt den Kaufpreis zurück.", 2),
        ("We have recalled the Lumo Kettle. Everybody who has one gets the price back.", 2),
        ("Der Lumo Kettle wird zurückgerufen. Wer ihn hat, schreibt uns.", 0),
    ],
)
def test_a_recall_is_told_with_what_one_gets_in_the_pages_language(
    page: str, told: int, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = replace(evidence_for("Hello"), documents=(Document(id="recalls", text=page),))
    assert [one.key for one in recall_lines(evidence, {"Lumo Kettle"})] == ["quoted"] * told
