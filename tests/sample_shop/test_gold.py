"""The gold entitlements of the sample shop follow from the clauses that they name, worked out here a second time."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from copilot.evaluation.gold import GoldEntitlement, read_gold
from copilot.models import Action, Clause, Entitlement, Order, Shop, Ticket
from copilot.policy import entitlements, lint, scoped_clauses

from .records import CLAUSES, CUSTOMERS, ORDERS, POLICIES, SHOP, TICKETS

SCOPED = scoped_clauses(POLICIES)

CLAIMS = [
    pytest.param(ticket, entitlement, id=f"{ticket.id}-{entitlement.about}-{number}")
    for ticket in TICKETS
    for number, entitlement in enumerate(read_gold(ticket.gold, {}).entitlements or ())
]


@pytest.mark.parametrize(("ticket", "gold"), CLAIMS)
def test_the_clauses_speak_of_the_order(ticket: Ticket, gold: GoldEntitlement) -> None:
    """Each clause stands on the day that decides, and its status, country, tier and tags are those of the order."""
    order = ORDERS[gold.order_id]
    for clause in clauses(gold):
        decided = order.placed_at if clause.decided_by == "placed_at" else ticket.asked_at
        if decided is not None:
            day = decided.astimezone(SHOP.zone).date()
            assert (clause.effective_from or day) <= day <= (clause.effective_to or day)
        country = order.shipping_address.country if order.shipping_address else None
        assert order.status in (clause.when.status or [order.status])
        assert country in (clause.when.regions or [country])
        tier = CUSTOMERS[order.customer_id].tier
        assert tier in (clause.when.tiers or [tier])
        for line_id in gold.line_ids or ():
            assert not clause.when.tags or set(clause.when.tags) & set(order.line(line_id).tags)


@pytest.mark.parametrize(("ticket", "gold"), CLAIMS)
def test_the_last_day_is_counted_right(ticket: Ticket, gold: GoldEntitlement) -> None:
    """`until` is so many days after the event, and the state says whether that day has passed."""
    ends = {end for clause in clauses(gold) if (end := last_day(clause, ORDERS[gold.order_id], gold))}
    if not ends:
        return
    assert gold.until == min(ends).isoformat()
    assert ticket.asked_at is not None
    is_open = ticket.asked_at.astimezone(SHOP.zone).date() <= min(ends)
    waiting = any(clause.effect == "deny" and clause.window for clause in clauses(gold))
    assert is_open == (gold.state != "denied" or waiting)


@pytest.mark.parametrize("gold", [claim.values[1] for claim in CLAIMS if claim.values[1].fee])
def test_the_fee_is_that_of_the_tier(gold: GoldEntitlement) -> None:
    """`fee` is the clause's sum or percentage for the customer's tier; one that only asks for consent adds none."""
    order = ORDERS[gold.order_id]
    tier = CUSTOMERS[order.customer_id].tier or ""
    fees = []
    for fee in (clause.fee for clause in clauses(gold) if clause.fee):
        share = fee.by_tier.get(tier, fee.amount if fee.amount is not None else fee.percent)
        assert share is not None
        worth = net(order, gold) * share / 100 if fee.amount is None else share
        fees.append(f"{worth.quantize(Decimal('0.01'), ROUND_HALF_UP)} {order.currency}")
    assert gold.fee in fees or (not fees and gold.state in ("approval", "allowed"))


@pytest.mark.parametrize("gold", [claim.values[1] for claim in CLAIMS if claim.values[1].about == "return"])
def test_what_comes_back_is_what_was_paid_less_the_fee(gold: GoldEntitlement) -> None:
    """`amount` of a return is price less discount plus tax, less what was refunded before and less the fee."""
    if gold.amount is None:
        return
    order = ORDERS[gold.order_id]
    goods = sum((item.unit_price * item.quantity for item in order.items), Decimal(0)) - (order.discount or 0)
    worth = net(order, gold)
    tax = ((order.tax or 0) * worth / goods).quantize(Decimal("0.01"), ROUND_HALF_UP)
    refunded = sum((event.amount or 0 for event in order.events if set(event.line_ids) & set(gold.line_ids or ())), 0)
    fee = Decimal(gold.fee.split()[0]) if gold.fee else Decimal(0)
    assert gold.amount == f"{worth + tax - refunded - fee} {order.currency}"


@pytest.mark.parametrize("shop", [SHOP, Shop()], ids=["this shop", "any shop"])
def test_the_policies_are_sound(shop: Shop) -> None:
    """The linter has nothing to say, and the examples hold whatever the shop's currency, zone and holidays."""
    assert lint(POLICIES, shop) == ()


@pytest.mark.parametrize(("ticket", "gold"), CLAIMS)
def test_the_library_comes_to_the_same(ticket: Ticket, gold: GoldEntitlement) -> None:
    """One of the entitlements that are computed agrees with gold in all that gold says.

    The amount of a price adjustment is left out: it needs the price of today, which is no matter of clauses.
    """
    stated = {part: value for part in ("state", "until", "fee", "amount") if (value := getattr(gold, part)) is not None}
    if gold.about == "credit":
        stated.pop("amount", None)
    agreeing = [
        offer for offer in offers(ticket, gold)
        if set(gold.clauses) <= set(offer.clauses)
        and all(getattr(offer, part) == value for part, value in stated.items())
    ]  # fmt: skip
    assert len(agreeing) == 1


def offers(ticket: Ticket, gold: GoldEntitlement) -> list[Entitlement]:
    order = ORDERS[gold.order_id]
    customer = CUSTOMERS[order.customer_id]
    given = [
        Action(kind="goodwill", order_id=other.id, amount=event.amount, at=event.at)
        for other in ORDERS.values()
        if other.customer_id == customer.id
        for event in other.events
        if event.kind == "goodwill_credit"
    ]
    assert ticket.asked_at is not None
    found = entitlements(
        order,
        customer,
        SCOPED,
        SHOP,
        as_of=ticket.asked_at,
        channel=ticket.channel,
        granted=given,
        line_ids=gold.line_ids or (),
    )
    return [offer for offer in found if offer.about == gold.about]


def clauses(gold: GoldEntitlement) -> list[Clause]:
    return [CLAUSES[clause_id] for clause_id in gold.clauses]


def last_day(clause: Clause, order: Order, gold: GoldEntitlement) -> date | None:
    if clause.window is None:
        return None
    parcels = [part for part in order.shipments if not gold.line_ids or set(gold.line_ids) & set(part.line_ids)]
    start = order.placed_at if clause.window.start == "placed_at" else None
    if clause.window.start in ("delivered_at", "expected_at"):
        start = getattr(parcels[0], clause.window.start) if parcels else None
    if start is None:
        return None
    day, left = start.astimezone(SHOP.zone).date(), clause.window.days
    while left:
        day += timedelta(days=1)
        free = clause.window.kind == "business" and (day.weekday() > 4 or day in SHOP.holidays)
        left -= not free
    return day


def net(order: Order, gold: GoldEntitlement) -> Decimal:
    """What the lines cost after their share of the discount."""
    worth = sum(
        (item.unit_price * item.quantity for item in order.items if item.id in (gold.line_ids or ())), Decimal(0)
    )
    whole = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
    share = ((order.discount or 0) * worth / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return worth - share
