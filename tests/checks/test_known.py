"""From what a value counts as known: pages, versions, rows, rests, terms; and its wrong twin beside it.

Each right sentence stands beside one that takes the value of another product, property, version, tier or term.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st

from copilot.checks import check
from copilot.checks.days import as_day
from copilot.checks.packs import pieces
from copilot.checks.page_figures import figures_of
from copilot.checks.reading import Reading
from copilot.checks.truth import happened
from copilot.evidence import Evidence
from copilot.evidence.shelf import Shelf
from copilot.models import Document, OrderItem
from copilot.orders import FolderStore

HANNAH = "C1001"  # a kettle and two mugs on their way, due on 19 November; gold
TOBIAS = "C1002"  # in Germany; silver
MAEVE = "C1003"  # QM-72884: a sleeping bag for three seasons, 190 cm, still pending
DANIEL = "C1004"  # QM-72203 was due on 13 November
VALUES = ("F001", "F002", "F005", "F006", "F007")


@pytest.fixture
def unexplained(
    evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> Callable[..., list[str | None]]:
    """What the value rules say of a text."""

    def found(customer: str, text: str, said: str = "Hello, a question.", language: str = "en") -> list[str | None]:
        evidence = evidence_for(said, customer_id=customer)
        bought = {product.id for product in evidence.products}
        pages = [d for d in sample_documents if d.metadata.get("product_id") in bought]
        evidence = replace(evidence, documents=(*evidence.documents, *pages))
        return [f.says for f in check(text, language, evidence) if f.rule in VALUES]

    return found


@pytest.mark.parametrize(
    ("customer", "said", "right", "wrong", "says"),
    [
        (HANNAH, "What does the kettle hold?", "The Lumo Kettle boils 0.9 litres in about five minutes.", "The Lumo Kettle boils 1.5 litres in about five minutes.", "1.5 litres"),
        (HANNAH, "And the voltage?", "The Lumo Kettle is for 220 to 240 V.", "The Lumo Kettle is for 110 to 240 V.", "110"),
        (MAEVE, "Is the bag warm?", "The Cairn Sleeping Bag for three seasons has a comfort temperature of 2 °C.", "The Cairn Sleeping Bag for three seasons has a comfort temperature of 12 °C.", "12 °C"),
        (MAEVE, "Is the bag warm?", "The comfort temperature of the summer Cairn Sleeping Bag is 12 °C.", "The comfort temperature of the summer Cairn Sleeping Bag is 8 °C.", "8 °C"),
        (MAEVE, "Is the sleeping bag long enough?", "I'd go for the 210.", "I'd go for the 220.", "220"),
        (MAEVE, "Is the sleeping bag long enough?", "I'd go for the 210. It's the same bag at €149.00.", "I'd go for the 210. It's the same bag at €139.00.", "€139.00"),
    ],
)  # fmt: skip
def test_a_page_explains_a_figure_of_its_own_product_and_property(
    customer: str, said: str, right: str, wrong: str, says: str, unexplained: Callable[..., list[str | None]]
) -> None:
    assert unexplained(customer, right, said) == []
    assert says in unexplained(customer, wrong, said)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("QM-72203 counts as late until 25 November.", "QM-72203 counts as late until 26 November.", "26 November"),
        ("QM-72203 isn't due until 13 November.", "QM-72203 isn't due until 14 November.", "14 November"),
    ],
)
def test_the_wait_for_a_late_parcel_ends_after_its_business_days(
    right: str, wrong: str, says: str, unexplained: Callable[..., list[str | None]]
) -> None:
    assert says in unexplained(DANIEL, wrong)
    assert says not in unexplained(DANIEL, right)


def test_the_end_of_the_wait_is_a_fact_with_its_steps(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=DANIEL)
    fact = evidence.fact("order:QM-72203", "late.until")
    assert fact is not None
    assert (fact.type, fact.value, fact.source) == ("date", "2026-11-25", "clause lost.wait")
    assert fact.steps


def test_a_row_of_a_page_is_for_those_that_its_clause_is_for(unexplained: Callable[..., list[str | None]]) -> None:
    assert unexplained(TOBIAS, "Postage is €4.90, and free from €60.") == []
    assert "€90" in unexplained(TOBIAS, "Postage is €4.90, and free from €90.")
    assert "€7.90" in unexplained(TOBIAS, "Postage is €7.90, and free from €60.")
    assert "€4.90" in unexplained(HANNAH, "Postage is €4.90, and free from €60.")  # a gold member pays none


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("es", "El pedido QM-72601 salió el viernes 13.", "El pedido QM-72601 salió el 12."),
        ("pt", "A encomenda QM-72601 saiu no dia 13.", "A encomenda QM-72601 saiu no dia 12."),
        ("fr", "La commande QM-72601 est partie le 13.", "La commande QM-72601 est partie le 12."),
    ],
)
def test_a_day_told_by_its_number_is_read_as_a_date(
    language: str, right: str, wrong: str, unexplained: Callable[..., list[str | None]]
) -> None:
    assert unexplained(HANNAH, right, "Hola", language) == []
    assert "12" in unexplained(HANNAH, wrong, "Hola", language)


def test_a_parcel_does_not_leave_on_a_day_that_has_passed(unexplained: Callable[..., list[str | None]]) -> None:
    assert "13 November" in unexplained(HANNAH, "QM-72601 will be shipped on 13 November.")
    assert unexplained(HANNAH, "QM-72601 was shipped on 13 November.") == []


@given(day=st.dates(date(2026, 10, 10), date(2026, 12, 30)))
def test_a_number_behind_a_weekday_is_one_of_the_days_near(day: date) -> None:
    names = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
    text = f"Llega el {names[day.weekday()]} {day.day}."
    reading = Reading(text, "es", _empty(day + timedelta(days=3)))
    values = [v for s in reading.sentences for v in s.values if v.type == "count"]
    found = as_day(reading, reading.sentences[0], values[0])
    assert found is not None
    assert day.isoformat() in found.values


@given(figure=st.integers(2, 999), unit=st.sampled_from(["g", "kg", "cm", "mm", "W", "V", "°C", "litres"]))
def test_a_figure_of_a_page_is_read_back_with_its_unit(figure: int, unit: str) -> None:
    told = figures_of(f"The pan weighs something.\n\nIts size is up to {figure} {unit}, we say.")
    assert [t.figure for t in told] == [str(figure)]


def _empty(today: date) -> Evidence:
    from datetime import UTC, datetime

    from copilot.evidence import Focus
    from copilot.models import Shop, Ticket
    from copilot.orders import Identity

    return Evidence(
        ticket=Ticket.model_validate(
            {"id": "T", "channel": "email", "messages": [{"author": "customer", "body": "?"}]}
        ),
        shop=Shop.model_validate({"name": "S", "currency": "EUR", "timezone": "UTC", "locale": "en"}),
        as_of=datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        identity=Identity(None, "unknown"),
        focus=Focus((), "none"),
        orders=(),
        products=(),
        hits=(),
        entitlements=(),
        facts=(),
    )


@pytest.mark.parametrize(
    ("rule", "customer", "right", "wrong", "found"),
    [
        ("F007", "C1077", "The 600 papers should keep you going.", "The 900 papers should keep you going.", ("900", "violated")),
        ("F007", "C1077", "Order QM-72685 holds 2 × 300 filter papers.", "Order QM-72685 holds 2 × 100 filter papers.", ("2 × 100", "unchecked")),
        ("F007", "C1062", "You ordered 600 Brevo Filter Papers in order QM-66581.", "You ordered 600 packs of Brevo Filter Papers in order QM-66581.", ("600", "violated")),
        ("F007", "C1062", "You ordered 2 packs of Brevo Filter Papers in order QM-66581.", "You ordered 500 packs of Brevo Filter Papers in order QM-66581.", ("500", "violated")),
        ("F002", "C1079", "On 3 November you received $10.00 of store credit.", "Your parcel QM-71365 was delivered on 3 November.", ("3 November", "violated")),
        ("F002", "C1079", "On 3 November you received $10.00 of store credit.", "On 4 November you received $10.00 of store credit.", ("4 November", "unchecked")),
        ("F002", "C1079", "On 3 November you received $10.00 of store credit.", "On 10 November you received $10.00 of store credit.", ("10 November", "unchecked")),
        ("F002", "C1029", "Order QM-66621: you received €139.70 of goods on 23 June 2026.", "Order QM-66621: you received €139.70 of goods on 16 June 2026.", ("16 June 2026", "unchecked")),
        ("F002", "C1029", "You paid €139.70 for QM-66621 on 15 June.", "For QM-66621 you received €139.70 on 15 June.", ("15 June", "violated")),
        ("F002", "C1029", "You paid €139.70 for QM-66621 on 15 June.", "You received €139.70 on 15 June.", ("15 June", "unchecked")),
    ],
)  # fmt: skip
def test_the_record_of_the_order_speaks_for_packs_and_for_credit(
    rule: str, customer: str, right: str, wrong: str, found: tuple[str, str], said: Said
) -> None:
    assert said(rule, customer, right, "A question.") == []
    assert said(rule, customer, wrong, "A question.") == [found]


@pytest.mark.parametrize(("options", "found"), [({"pack": "300"}, {"300"}), ({"Pack_size": "6"}, {"6"}), ({"size": "42"}, set()), ({"value": "50"}, set()), ({"pack": "large"}, set())])  # fmt: skip
def test_only_an_option_that_tells_of_pieces_is_how_many_there_are(options: dict[str, str], found: set[str]) -> None:
    item = OrderItem.model_validate({"id": "1", "product_id": "P", "name": "N", "options": options, "quantity": 2, "unit_price": "9.00"})  # fmt: skip
    assert pieces(item) == found


@pytest.mark.parametrize(
    ("customer", "text", "found"),
    [
        ("C1006", "The two rust serving bowls are out of stock", "unchecked"),  # waited for, and in the catalogue
        ("C1006", "The moss green Dutch oven is out of stock", "violated"),
        ("C1006", "The Gard Fire Bowl in 60 cm is sold out", "violated"),  # only the serving bowls are waited for
        ("C1006", "For order QM-72521: the Gard Fire Bowl in 60 cm is sold out", "violated"),
        ("C1004", "The Gard Fire Bowl in 60 cm is sold out", "violated"),
        ("C1006", "The Tarn Serving Bowl in oat is sold out", None),
    ],
)
def test_goods_that_are_waited_for_contradict_no_catalogue_and_leave_the_rest_to_it(
    customer: str, text: str, found: str | None, evidence_for: Callable[..., Evidence], sample_store: FolderStore
) -> None:
    evidence = evidence_for("Is it there?", customer_id=customer)
    evidence = replace(evidence, shelf=Shelf.of(sample_store.products())).with_shelved(text)
    assert [f.status for f in check(text, "en", evidence) if f.rule == "F014"] == ([found] if found else [])


def test_what_has_left_since_is_waited_for_no_more(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where are the bowls of QM-72521?", customer_id="C1006")
    order = next(order for order in evidence.orders if order.id == "QM-72521")
    sent = order.shipments[0].model_copy(update={"line_ids": ("2",)})
    later = order.model_copy(update={"shipments": (*order.shipments, sent)})
    waits = [happened("backorder", o, frozenset(line), evidence) for o in (order, later) for line in "21"]
    assert waits == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You are left with two options.", []),
        ("For order QM-72884 you are left with nothing to pay.", []),
        ("For order QM-72884 you're left with the carrier's fee.", []),
        ("Order QM-72884 left with two colours.", []),
        ("Order QM-72562 left with the carrier.", []),
        ("Order QM-72884 left with the carrier.", [("left with", "violated")]),
        ("Order QM-72884 left with Kurio.", [("left with", "violated")]),
    ],
)
def test_a_parcel_leaves_with_a_carrier_only(text: str, found: list[tuple[str, str]], said: Said) -> None:
    assert said("F003", MAEVE, text, "A question.") == found


def test_credit_within_what_may_be_given_is_contradicted_by_no_payment(said: Said) -> None:
    text = "I can add {} of store credit for the wait, on top of the refund of QM-70561."
    body = "Where is the refund for QM-70561?"
    found = [said("F001", "C1045", text.format(amount), body) for amount in ("$10.00", "$90.00", "£10.00")]
    assert found == [[("$10.00", "unchecked")], [("$90.00", "violated")], [("£10.00", "violated")]]


@pytest.mark.parametrize(
    ("text", "listed", "found"),
    [
        ("QM-72601 is on its way with Zephyrline.", ["Zephyrline"], ["the records name Kurio, not Zephyrline"]),
        ("QM-72601 is on its way with Kurio.", ["Zephyrline", "Kurio"], []),
        ("QM-72601 is on its way with Kurio.", "Zephyrline", []),
    ],
)
def test_carriers_are_known_from_what_pages_list_in_any_language(
    text: str, listed: object, found: list[str], evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Where is QM-72601?", customer_id=HANNAH)
    page = Document(id="versand", text="Pakete kommen mit Zephyrline oder Kurio.", metadata={"carriers": listed})
    evidence = replace(evidence, documents=(*evidence.documents, page))
    assert [f.message for f in check(text, "en", evidence) if f.rule == "F009"] == found
