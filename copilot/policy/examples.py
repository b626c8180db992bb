"""Examples that clauses carry: small orders with the offer that is expected, run as tests.

    examples:
      - order: {status: delivered, delivered_at: 2026-11-01}
        tier: gold
        as_of: 2026-12-01
        expect: {state: allowed, until: 2026-12-01, fee: "0.00"}
      - {order: {status: pending}, as_of: 2026-11-02, expect: nothing}

The order has one line of 100.00 unless it says otherwise; a day without a time is noon in the shop's time zone. Only
what `expect` names is compared. Nothing is known of the customer but the tier, of the order but what is given, and
the region and channel are those of the clause's own scope unless others are given.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from copilot.models import Action, Amount, Customer, Entitlement, Moment, Order, OrderStatus, Record, Shop, fault_of

from .clauses import ScopedClause
from .entitlements import OFFERS, entitlements

Words = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, date | Decimal) else value)]


class ExampleOrder(Record):
    """The facts of an order that matter to an example."""

    status: OrderStatus = "delivered"
    shop_status: str | None = None
    currency: str | None = None
    placed_at: Moment | None = None
    shipped_at: Moment | None = None
    expected_at: Moment | None = None
    delivered_at: Moment | None = None
    price: Amount = Decimal("100.00")
    quantity: int = Field(default=1, ge=1)
    tags: list[str] = []
    method: str = "card"
    events: dict[str, Moment] = {}


class Expected(Record):
    """What the offer must be; only what is named is compared."""

    state: Literal["allowed", "approval", "denied", "unknown"] | None = None
    until: Words | None = None
    amount: str | None = None
    fee: str | None = None
    method: str | None = None
    timing: str | None = None
    role: str | None = None
    clauses: list[str] | None = None
    missing: list[str] | None = None


class Example(Record):
    """One order at one time, and what it is to be offered."""

    order: ExampleOrder = ExampleOrder()
    tier: str | None = None
    region: str | None = None
    channel: str | None = None
    as_of: Moment
    granted: Amount | None = None
    expect: Expected | Literal["nothing"]


def failure(scoped: ScopedClause, data: Any, clauses: Sequence[ScopedClause], shop: Shop) -> str | None:
    """What is wrong with an example of the clause, among all clauses; None where it holds."""
    try:
        example = Example.model_validate(data)
        offers = _offers(scoped, example, clauses, shop)
    except ValidationError as error:
        fault = fault_of(error, "")
        return f"{fault.key}: expected {fault.expected}" if fault.key else f"expected {fault.expected}"
    if scoped.clause.about not in OFFERS:
        return f"expected no example: a clause about {scoped.clause.about!r} offers nothing"
    if example.expect == "nothing":
        return None if not offers else f"expected nothing, not {offers[0].state!r} by {', '.join(offers[0].clauses)}"
    if not offers:
        return "expected an offer; no clause speaks of this order"
    mine = [offer for offer in offers if scoped.clause.id in offer.clauses]
    differences = [_difference(offer, example.expect) for offer in mine or offers]
    return None if None in differences else differences[0]


def _offers(scoped: ScopedClause, example: Example, clauses: Sequence[ScopedClause], shop: Shop) -> list[Entitlement]:
    as_of = _instant(example.as_of, shop)
    granted = [Action(kind=scoped.clause.about, order_id="example", amount=example.granted, at=as_of)]
    found = entitlements(
        _order(example.order, shop),
        Customer(id="example", name="Example", tier=example.tier),
        [clause for clause in clauses if clause.clause.about == scoped.clause.about],
        shop,
        as_of=as_of,
        region=example.region or _first(scoped, "regions"),
        channel=example.channel or _first(scoped, "channels"),
        granted=granted if example.granted is not None else (),
    )
    return list(found)


def _order(given: ExampleOrder, shop: Shop) -> Order:
    def at(moment: date | None) -> datetime | None:
        return None if moment is None else _instant(moment, shop)

    worth = given.price * given.quantity
    line = {"id": "1", "product_id": "example", "name": "Example", "tags": given.tags}
    happened = {"shipped_at": at(given.shipped_at), "expected_at": at(given.expected_at)}
    return Order.model_validate(
        {
            "id": "example",
            "customer_id": "example",
            "status": given.status,
            "shop_status": given.shop_status,
            "currency": given.currency or shop.currency,
            "placed_at": at(given.placed_at),
            "items": [{**line, "quantity": given.quantity, "unit_price": given.price}],
            "shipments": [{**happened, "delivered_at": at(given.delivered_at)}],
            "payments": [{"kind": "payment", "amount": worth, "method": {"kind": given.method}}],
            "events": [{"at": at(moment), "kind": kind} for kind, moment in given.events.items()],
        }
    )


def _instant(moment: date, shop: Shop) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(12), shop.zone)


def _first(scoped: ScopedClause, dimension: str) -> str | None:
    asked = scoped.scope.get(dimension)
    return min(asked[-1]) if asked else None


def _difference(offer: Entitlement, expected: Expected) -> str | None:
    for name in sorted(expected.model_fields_set):
        wanted, found = getattr(expected, name), getattr(offer, name)
        if isinstance(wanted, list):
            same = sorted(wanted) == sorted(found)
        elif name in ("amount", "fee") and wanted and found:
            same = _sum(wanted) == _sum(found if " " in wanted else found.split()[0])
        else:
            same = wanted == found
        if not same:
            because = "; ".join(offer.steps)
            return f"expected {name} {wanted!r}, not {found!r}" + (f" ({because})" if because else "")
    return None


def _sum(text: str) -> tuple[Decimal | str, str]:
    number, _, currency = text.partition(" ")
    try:
        return Decimal(number), currency
    except ArithmeticError:
        return number, currency
