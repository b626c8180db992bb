"""A parcel that is asked about: the records say whether it is awaited, late or lost."""

from datetime import UTC, date

import pytest

from copilot.models import Intent, Message, Order, Ticket
from copilot.triage.delivery import by_the_records, named, not_yet_due

TODAY = date(2026, 11, 22)


def parcel(id: str, status: str = "shipped", due: str | None = None) -> Order:
    item = {"id": "1", "product_id": "p1", "name": "Lamp", "quantity": 1, "unit_price": "20.00"}
    shipments = [{"tracking_number": "T1", "expected_at": f"{due}T12:00:00+00:00"}] if due else []
    values = {"id": id, "customer_id": "ana_1", "status": status, "currency": "EUR", "items": [item]}
    return Order.model_validate(values | {"shipments": shipments})


def told(labels: list[str], orders: list[Order], body: str = "Where is it?") -> list[str]:
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body=body)])
    intents = [Intent(label=label, confidence=0.9 - place / 10) for place, label in enumerate(labels)]
    return [intent.label for intent in by_the_records(intents, ticket, orders, TODAY, UTC)]


@pytest.mark.parametrize(
    ("asked", "order", "label"),
    [
        ("order_status", parcel("#1", due="2026-11-25"), "order_status"),
        ("late_delivery", parcel("#1", due="2026-11-22"), "order_status"),
        ("order_status", parcel("#1", due="2026-11-21"), "late_delivery"),
        ("late_delivery", parcel("#1", due="2026-11-12"), "lost_parcel"),
        ("lost_parcel", parcel("#1", due="2026-11-21"), "lost_parcel"),
        ("late_delivery", parcel("#1", "delivered"), "lost_parcel"),
        ("order_status", parcel("#1", "delivered"), "order_status"),
        ("late_delivery", parcel("#1", "pending"), "late_delivery"),
    ],
)
def test_the_records_decide(asked: str, order: Order, label: str) -> None:
    """Nothing is late before its day is over; what is ten days late is lost."""
    assert told([asked], [order], "Where is #1?") == [label]


@pytest.mark.parametrize(
    ("last", "label"),
    [("2026-11-20", "lost_parcel"), ("2026-11-21", "lost_parcel"), ("2026-11-22", "late_delivery")],
)
def test_a_parcel_is_lost_when_the_shop_says_so(last: str, label: str) -> None:
    """From the day after the last one on which it counts as late, be that soon or long after it was due."""
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body="Where is #1?")])
    intents = [Intent(label="order_status", confidence=0.9)]
    until = {"#1": date.fromisoformat(last)}
    for due in ("2026-11-01", "2026-11-19"):
        found = by_the_records(intents, ticket, [parcel("#1", due=due)], TODAY, UTC, until)
        assert [intent.label for intent in found] == [label]


def test_one_of_them_at_most_is_told() -> None:
    """Without records the likeliest stands, in the place of the first; other requests keep theirs."""
    assert told(["invoice", "late_delivery", "order_status", "discount"], []) == [
        "invoice",
        "late_delivery",
        "discount",
    ]


def test_parcels_that_disagree_leave_the_words_alone() -> None:
    """With one parcel late and one not, the words decide, unless the ticket names its order."""
    two = [parcel("#1", due="2026-11-20"), parcel("#2", due="2026-11-25")]
    assert told(["order_status"], two) == ["order_status"]
    assert told(["order_status"], two, "Where is #1?") == ["late_delivery"]


@pytest.mark.parametrize(
    ("asked", "orders", "why"),
    [
        (["order_status"], [parcel("#1", due="2026-11-25")], "due on 2026-11-25"),
        (["order_status"], [parcel("#1", due="2026-11-22")], None),
        (["order_status"], [parcel("#1", due="2026-11-25"), parcel("#2", due="2026-11-20")], None),
        (["order_status", "complaint"], [parcel("#1", due="2026-11-25")], None),
        (["order_status"], [parcel("#1", "delivered", due="2026-11-25")], None),
        (["order_status"], [], None),
    ],
)
def test_what_is_not_due_yet_is_not_late(asked: list[str], orders: list[Order], why: str | None) -> None:
    """Only where nothing but the parcel is asked about, and every one on its way is promised for a day to come."""
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body="Where is it?")])
    intents = [Intent(label=label, confidence=0.9) for label in asked]
    assert not_yet_due(intents, ticket, orders, TODAY, UTC) == why


def test_the_number_of_one_order_within_that_of_another_names_nothing() -> None:
    """An order is named by its whole number."""
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body="My #10042 of 1299 EUR")])
    orders = [parcel("#1004"), parcel("#10042"), parcel("12")]
    assert [order.id for order in named(ticket, orders)] == ["#10042"]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ([("customer", "where is qm-2?"), ("agent", "Do you mean QM-1?"), ("customer", "no")], ["QM-2"]),
        ([("agent", "Your order QM-1 has left."), ("customer", "Thanks. When will it be here?")], []),
        ([("customer", "QM-1's parcel, please")], ["QM-1"]),
        ([("customer", "My order 1004")], ["#1004"]),
    ],
)
def test_orders_are_named_by_the_customer_as_the_evidence_reads_them(
    said: list[tuple[str, str]], ids: list[str]
) -> None:
    messages = [Message.model_validate({"author": author, "body": body}) for author, body in said]
    ticket = Ticket(id="t1", channel="email", messages=messages)
    orders = [parcel("QM-1"), parcel("QM-2"), parcel("#1004")]
    assert [order.id for order in named(ticket, orders)] == ids
