"""What the records ask for: parcels that are late, orders that still can be changed, refunds that are overdue."""

from datetime import UTC, datetime
from typing import Any

import pytest

from copilot.models import Entitlement, Intent, Message, Order, Shop, Ticket
from copilot.triage.calm import ceiling
from copilot.triage.facts import urgent_facts
from copilot.triage.floors import Ceiling, Floor

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PAID = {"kind": "payment", "amount": "20.00", "at": "2026-10-01T12:00:00+00:00"}
BACK = {"kind": "refund", "amount": "20.00"}


def order(id: str, status: str, **values: Any) -> Order:
    item = {"id": "1", "product_id": "p1", "name": "Lamp", "quantity": 1, "unit_price": "20.00"}
    return Order.model_validate(
        {"id": id, "customer_id": "ana_1", "status": status, "currency": "EUR", "items": [item], "payments": [PAID]}
        | values
    )


def sent(id: str, due: str, **values: Any) -> Order:
    return order(id, "shipped", shipments=[{"expected_at": f"{due}T12:00:00+00:00"}], **values)


def arrived(day: str) -> Order:
    back = {"id": "R1", "state": "received", "line_ids": ["1"], "received_at": f"{day}T12:00:00+00:00"}
    return order("#1", "delivered", returns=[back])


def refunded(day: str) -> Order:
    return order("#1", "returned", payments=[PAID, BACK | {"at": f"{day}T12:00:00+00:00"}])


def called_off(day: str) -> Order:
    return order("#1", "cancelled", events=[{"at": f"{day}T12:00:00+00:00", "kind": "cancelled"}])


REFUND = Entitlement(id="e1", about="refund", state="allowed", order_id="#1", timing="5-7 business days")
DENIED = Entitlement(id="e1", about="refund", state="denied", order_id="#1", timing="5-7 business days")


def asked(label: str, share: float = 0.9, body: str = "Hello?") -> dict[str, Any]:
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body=body)])
    return {"ticket": ticket, "wants": [Intent(label=label, confidence=share)]}


def floors(asking: dict[str, Any], orders: list[Order], *entitlements: Entitlement) -> list[Floor]:
    return urgent_facts(
        asking["ticket"],
        asking["wants"],
        shop=Shop(),
        as_of=NOW,
        orders=orders,
        entitlements=entitlements,
        earlier_contacts=0,
    )


def held(asking: dict[str, Any], orders: list[Order], *entitlements: Entitlement) -> Ceiling | None:
    return ceiling(asking["ticket"], asking["wants"], shop=Shop(), as_of=NOW, orders=orders, entitlements=entitlements)


LATE, SOON = sent("#1", "2026-11-16"), sent("#2", "2026-11-20")


@pytest.mark.parametrize(
    ("asking", "orders", "told"),
    [
        (asked("other", 0.3), [LATE], [Floor("high", "order #1 is 2 days late")]),
        (asked("complaint"), [LATE], [Floor("high", "order #1 is 2 days late")]),
        (asked("complaint"), [LATE, order("#3", "pending")], [Floor("high", "order #1 is 2 days late")]),
        (asked("complaint", body="What about #1?"), [LATE, SOON], [Floor("high", "order #1 is 2 days late")]),
        (asked("complaint"), [LATE, SOON], []),
        (asked("complaint"), [SOON], []),
        (asked("product_question"), [LATE], []),
        (asked("complaint"), [sent("#1", "2026-11-16", payments=[PAID, BACK])], []),
    ],
)
def test_a_late_parcel_that_may_be_meant(asking: dict[str, Any], orders: list[Order], told: list[Floor]) -> None:
    """The one order on its way is late: high, where the words say little or complain; not where they plainly ask else."""
    assert floors(asking, orders) == told


LEAVING = [Floor("high", "order #1 is about to leave")]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (order("#1", "pending", placed_at="2026-11-12T12:00:00+00:00"), LEAVING),
        (order("#1", "pending", placed_at="2026-11-10T12:00:00+00:00"), []),
        (order("#1", "processed", placed_at="2026-11-16T12:00:00+00:00"), LEAVING),
        (order("#1", "processed", placed_at="2026-11-14T12:00:00+00:00"), []),
        (order("#1", "pending", payments=[]), []),
        (order("#1", "shipped"), []),
    ],
)
def test_what_is_about_to_leave(found: Order, told: list[Floor]) -> None:
    """A paid order of late leaves any day; one that is not paid, or that waits for long, does not."""
    assert floors(asked("cancel"), [found, order("#2", "delivered")]) == told


@pytest.mark.parametrize(
    ("asking", "found", "most"),
    [
        (asked("cancel"), order("#1", "shipped"), Ceiling("normal", "order #1 is shipped")),
        (asked("change_item"), order("#1", "delivered"), Ceiling("normal", "order #1 is delivered")),
        (asked("cancel"), order("#1", "partially_shipped"), None),
        (asked("cancel"), order("#1", "pending"), None),
        (asked("return"), order("#1", "delivered"), None),
    ],
)
def test_what_has_left_needs_no_haste(asking: dict[str, Any], found: Order, most: Ceiling | None) -> None:
    """What has left can be neither cancelled nor changed; part of an order that is still here can."""
    assert held(asking, [found]) == most


def test_what_waits_for_its_payment_needs_no_haste() -> None:
    """An unpaid order stays where it is, if the records tell of payments at all, or the shop's own status does."""
    unpaid = order("#1", "pending", payments=[])
    assert held(asked("change_payment"), [unpaid, order("#2", "delivered")]) == Ceiling(
        "normal", "order #1 waits for its payment"
    )
    assert held(asked("change_payment"), [unpaid]) is None
    told = order("#1", "pending", payments=[], shop_status="Awaiting payment")
    assert held(asked("cancel"), [told]) == Ceiling("normal", "order #1 waits for its payment")


@pytest.mark.parametrize(
    ("found", "offer", "most", "least"),
    [
        (
            arrived("2026-11-16"),
            REFUND,
            Ceiling("normal", "refund of order #1 for a return that arrived on 2026-11-16, due by 2026-11-27"),
            [],
        ),
        (arrived("2026-11-10"), REFUND, None, []),
        (
            arrived("2026-11-02"),
            REFUND,
            None,
            [Floor("high", "refund of order #1 for a return that arrived on 2026-11-02, due by 2026-11-13")],
        ),
        (arrived("2026-11-02"), DENIED, None, []),
        (
            refunded("2026-11-10"),
            DENIED,
            Ceiling("normal", "refund of order #1 made on 2026-11-10, due by 2026-11-19"),
            [],
        ),
        (
            refunded("2026-11-05"),
            DENIED,
            None,
            [Floor("high", "refund of order #1 made on 2026-11-05, due by 2026-11-16")],
        ),
        (
            called_off("2026-11-13"),
            REFUND,
            Ceiling("normal", "refund of order #1 for the cancellation on 2026-11-13, due by 2026-11-24"),
            [],
        ),
        (refunded("2026-11-19"), DENIED, None, []),
        (refunded("2026-08-19"), DENIED, None, []),
    ],
)
def test_refunds(found: Order, offer: Entitlement, most: Ceiling | None, least: list[Floor]) -> None:
    """A refund in its time needs no haste; one past it is high; a step that lies ahead or long ago tells nothing."""
    assert (held(asked("refund_status"), [found], offer), floors(asked("refund_status"), [found], offer)) == (
        most,
        least,
    )


def test_a_refund_that_words_read_poorly_must_mean() -> None:
    """Where nothing else is open, a refund that has not begun in time is what is meant; one that was sent is not."""
    owed = [Floor("high", "refund of order #1 for a return that arrived on 2026-11-02, due by 2026-11-13")]
    assert floors(asked("order_details", 0.3), [arrived("2026-11-02")], REFUND) == owed
    assert floors(asked("order_details"), [arrived("2026-11-02")], REFUND) == []
    assert floors(asked("order_details", 0.3), [arrived("2026-11-02"), SOON], REFUND) == []
    assert floors(asked("order_details", 0.3), [refunded("2026-11-05")], DENIED) == []


def test_questions_while_a_parcel_is_in_time() -> None:
    """What is asked beside a parcel that is not late is high at most."""
    assert held(asked("product_question"), [SOON]) == Ceiling("high", "due on 2026-11-20")
    assert held(asked("product_question"), [LATE, SOON]) is None
    assert held(asked("account"), [SOON]) is None


@pytest.mark.parametrize(
    ("asking", "orders", "most"),
    [
        (asked("praise"), [], Ceiling("low", "only praise")),
        (asked("invoice"), [order("#1", "delivered")], Ceiling("low", "only invoice")),
        (asked("invoice", 0.5), [order("#1", "delivered")], None),
        (asked("invoice"), [], None),
        (asked("order_details"), [order("#1", "delivered")], Ceiling("low", "only order_details")),
        (asked("order_details"), [order("#1", "processed")], None),
        (asked("order_details"), [], None),
    ],
)
def test_small_wants(asking: dict[str, Any], orders: list[Order], most: Ceiling | None) -> None:
    """Thanks can wait, and so can papers and details of an order that is done; not what is read unsurely."""
    assert held(asking, orders) == most
