"""Facts that follow from several records: each with its steps, and none where the records do not carry it."""

from collections.abc import Callable
from datetime import date

import pytest

from copilot.evidence import Evidence
from copilot.evidence.ledger import ledger
from copilot.models import Hit, Passage, Shop
from copilot.orders import Identity

WORKED_OUT = [
    (
        {"body": "Can I swap the linen bed set of QM-71926 for the 200x200 one?", "customer_id": "C1074"},
        "order:QM-71926/line:1.difference.P115-4",
        ("40.00 EUR", ("1 x (189.00 EUR - 149.00 EUR) = 40.00 EUR",)),
    ),
    (
        {"body": "Two of the four mugs of QM-72202 are broken.", "customer_id": "C1026"},
        "order:QM-72202/line:1.part_paid",
        ("25.80 EUR", ("2 of 4 pieces, as the customer writes", "51.60 EUR x 2 / 4 = 25.80 EUR")),
    ),
    (
        {"body": "Can you add AUTUMN10 to my order?", "customer_id": "C1035"},
        "code:AUTUMN10.until",
        ("2026-11-30", ()),
    ),
]


@pytest.mark.parametrize(("ticket", "id", "worked"), WORKED_OUT)
def test_facts_are_worked_out_with_their_steps(
    ticket: dict[str, object], id: str, worked: tuple[str, tuple[str, ...]], evidence_for: Callable[..., Evidence]
) -> None:
    fact = evidence_for(**ticket).by_id[id]
    assert (fact.value, fact.steps) == worked


def test_what_is_not_named_is_not_worked_out(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is QM-72202?", customer_id="C1026")
    assert [fact.id for fact in evidence.facts if fact.role in ("difference", "part_count")] == []


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("The chef's knife of QM-72842 is blunt", ["Merle Chef's Knife"]),
        ("Please take the bottle out of QM-72884 and leave the sleeping bag as it is.", ["Cairn Steel Bottle"]),
        ("QM-72043: four mugs, very pretty. The plates are broken.", ["Tarn Stoneware Plate Set"]),
    ],
)
def test_the_things_meant_are_those_named_and_not_kept(
    said: str, lines: list[str], evidence_for: Callable[..., Evidence]
) -> None:
    from copilot.evidence import lines_spoken_of

    customer = {"QM-72842": "C1002", "QM-72884": "C1003", "QM-72043": "C1003"}[said[said.index("QM-") :][:8]]
    evidence = evidence_for(said, customer_id=customer)
    order = evidence.focus.orders[0]
    spoken = lines_spoken_of(evidence.ticket, order)
    assert sorted({item.name for item in order.items if item.id in spoken}) == lines


@pytest.mark.parametrize(
    ("shop", "text", "found"),
    [
        (Shop(currency="CAD", locale="en_CA"), "Returns cost $5.00.", [("policy", "5.00 CAD")]),
        (
            Shop(locale="de_DE"),
            "Sie können innerhalb von 30 Tagen zurückgeben.",
            [("permission", "Sie können innerhalb von 30 Tagen zurückgeben."), ("policy", "30 days")],
        ),
    ],
)
def test_pages_are_read_in_the_shops_language_and_currency(shop: Shop, text: str, found: list[tuple[str, str]]) -> None:
    hit = Hit(Passage("p", "page", "", (), text, 0, len(text)), 1.0)
    nobody = Identity(None, "nobody is known")
    facts = ledger(identity=nobody, shop=shop, orders=(), products=(), entitlements=(), clauses=(), hits=[hit])
    assert [(fact.role, fact.value) for fact in facts if fact.subject == "passage:p"] == found


def test_the_last_day_of_waiting_for_a_late_parcel_is_known_by_its_order(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Where is QM-72203?", customer_id="C1004")
    assert evidence.late_until == {"QM-72203": date(2026, 11, 25)}
