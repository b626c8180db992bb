"""What an order may be offered."""

from decimal import Decimal
from typing import Any

import pytest
from policy_records import ana, at, clause, line, offered, order, policy

from copilot.models import Action, Entitlement, Product, Shop
from copilot.policy import granted_in

DELIVERED = {"status": ["delivered"]}
THIRTY_DAYS = {"from": "delivered_at", "days": 30}
RETURNS = clause("returns", "return", when=DELIVERED, window=THIRTY_DAYS)


def states(offers: tuple[Entitlement, ...]) -> dict[str, str]:
    return {offer.id: offer.state for offer in offers}


def test_an_offer_carries_amount_deadline_clause_and_the_steps_that_lead_there() -> None:
    returns = clause(
        "returns",
        "return",
        when=DELIVERED,
        window=THIRTY_DAYS,
        fee={"amount": "6.95"},
        method="original method",
        timing="5-7 business days",
    )
    assert offered(order(), policy(returns)) == (
        Entitlement(
            id="return:#1",
            about="return",
            state="allowed",
            order_id="#1",
            amount="28.05 EUR",
            before_fee="35.00 EUR",
            fee="6.95 EUR",
            until="2026-12-01",
            method="original method",
            timing="5-7 business days",
            clauses=("returns",),
            steps=(
                "delivered 2026-11-01",
                "2026-11-01 + 30 days = 2026-12-01 (returns)",
                "as of 2026-11-22: open",
                "2 x 12.50 + 1 x 10.00 = 35.00 EUR",
                "to pay back: 35.00 EUR",
                "fee: 6.95 EUR",
                "less the fee: 28.05 EUR",
            ),
        ),
    )


def test_nothing_is_offered_where_no_clause_speaks() -> None:
    assert offered(order(), policy()) == ()
    assert offered(order(status="pending"), policy(RETURNS)) == ()
    assert offered(order(), policy(clause("tone", "forbidden", "deny"))) == ()


def test_the_last_day_of_a_window_counts_in_the_time_zone_of_the_shop() -> None:
    def state(as_of: str) -> str:
        return offered(order(), policy(RETURNS), as_of=as_of)[0].state

    assert state("2026-12-01T23:59:59+01:00") == "allowed"
    assert state("2026-12-01T22:59:59+00:00") == "allowed"
    assert state("2026-12-02T00:00:00+01:00") == "denied"
    assert state("2026-12-01T23:00:00+00:00") == "denied"


def test_a_closed_window_says_when_it_closed() -> None:
    offer = offered(order(), policy(RETURNS), as_of="2026-12-05T09:00:00+01:00")[0]
    assert (offer.state, offer.until, offer.amount, offer.clauses) == ("denied", "2026-12-01", None, ("returns",))
    assert offer.steps[-1] == "as of 2026-12-05: closed"


def test_business_days_leave_out_weekends_and_the_holidays_of_the_shop() -> None:
    window = {"from": "delivered_at", "days": 5, "kind": "business"}
    shop = Shop(currency="EUR", timezone="Europe/Berlin", holidays=[at("2026-11-04T00:00:00+01:00").date()])
    offer = offered(order(), policy(clause("returns", "return", window=window)), shop=shop)[0]
    assert offer.until == "2026-11-09"


def test_a_date_that_means_never_breaks_nothing() -> None:
    first = order(shipments=[{"delivered_at": "0001-01-01T00:00:00+00:00"}])
    assert offered(first, policy(RETURNS), shop=Shop(timezone="America/New_York"))[0].state == "denied"
    late = clause("late", "replacement", "deny", window={"from": "expected_at", "days": 30})
    last = order(shipments=[{"expected_at": "9999-12-30T00:00:00+00:00"}])
    offer = offered(last, policy(late, clause("lost", "replacement")))[0]
    assert (offer.state, offer.until) == ("denied", None)


def test_a_date_that_the_records_lack_makes_the_offer_unknown_and_is_named() -> None:
    offer = offered(order(shipments=[]), policy(RETURNS))[0]
    assert (offer.state, offer.missing, offer.amount) == ("unknown", ("delivered_at",), None)


def test_what_happens_after_the_as_of_time_has_not_happened() -> None:
    offer = offered(order(), policy(RETURNS), as_of="2026-10-25T09:00:00+01:00")[0]
    assert (offer.state, offer.missing) == ("unknown", ("delivered_at",))


def test_lines_that_differ_have_offers_of_their_own() -> None:
    final = clause("final", "return", "deny", when={"tags": ["final_sale"]})
    mixed = order(items=[line("1", "12.50", 2), line("2", "10.00", tags=("final_sale",))])
    offers = offered(mixed, policy(RETURNS, final))
    assert [(offer.id, offer.line_ids, offer.state, offer.amount) for offer in offers] == [
        ("return:#1/1", ("1",), "allowed", "25.00 EUR"),
        ("return:#1/2", ("2",), "denied", None),
    ]


def test_each_line_of_a_partial_delivery_goes_by_its_own_shipment() -> None:
    partial = order(
        status="partially_shipped",
        shipments=[
            {"line_ids": ["1"], "delivered_at": "2026-11-10T12:00:00+01:00"},
            {"line_ids": ["2"], "shipped_at": "2026-11-11T12:00:00+01:00"},
        ],
    )
    offers = offered(partial, policy(RETURNS, clause("cancel", "cancel", "deny", when={"status": ["shipped"]})))
    assert [(offer.id, offer.state, offer.until) for offer in offers] == [
        ("cancel:#1/2", "denied", None),
        ("return:#1/1", "allowed", "2026-12-10"),
    ]


def test_a_line_that_is_on_its_way_back_is_not_offered_again() -> None:
    returned = order(returns=[{"id": "r1", "state": "received", "line_ids": ["2"]}])
    offers = offered(returned, policy(RETURNS))
    assert states(offers) == {"return:#1/1": "allowed", "return:#1/2": "denied"}
    assert offers[1].steps[-1] == "already in return r1 (received)"
    rejected = order(returns=[{"id": "r1", "state": "rejected", "line_ids": ["2"]}])
    assert states(offered(rejected, policy(RETURNS))) == {"return:#1": "allowed"}


def test_a_return_that_was_paid_leaves_nothing_to_refund_though_a_fee_was_kept() -> None:
    refund = policy(clause("refund", "refund", when=DELIVERED))
    settled = order(
        returns=[{"id": "r1", "state": "refunded", "line_ids": ["2"], "amount": "5.05"}],
        payments=[{"kind": "payment", "amount": "35.00"}, {"kind": "refund", "amount": "5.05"}],
    )
    offers = offered(settled, refund)
    assert [(offer.id, offer.state, offer.amount) for offer in offers] == [
        ("refund:#1/1", "allowed", "25.00 EUR"),
        ("refund:#1/2", "denied", None),
    ]
    assert offers[1].steps == ("already paid back",)


RETURNED = clause("refund", "refund", when={"status": ["returned"]}, timing="5 days")


def test_what_came_back_is_refunded_as_returned_however_far_the_rest_of_the_order_is() -> None:
    late = policy(clause("fault", "refund", when=DELIVERED, window={"from": "delivered_at", "days": 10}), RETURNED)
    came_back = {"id": "r1", "state": "received", "line_ids": ["2"], "amount": "5.05"}
    offers = offered(order(returns=[came_back]), late)
    assert [(offer.id, offer.state, offer.amount, offer.timing) for offer in offers] == [
        ("refund:#1/1", "denied", None, None),
        ("refund:#1/2", "allowed", "5.05 EUR", "5 days"),
    ]
    tomorrow = order(returns=[{**came_back, "received_at": "2026-11-23T10:00:00+01:00"}])
    assert states(offered(tomorrow, late)) == {"refund:#1": "denied"}


def test_a_return_that_names_no_sum_comes_to_what_the_rules_of_its_day_make_of_it() -> None:
    dated = policy(
        RETURNED,
        clause("old", "return", when=DELIVERED, fee={"amount": "4.00"}, decided_by="requested_at",
               effective_to="2026-11-10"),
        clause("new", "return", when=DELIVERED, fee={"amount": "1.00"}, decided_by="requested_at",
               effective_from="2026-11-11"),
    )  # fmt: skip
    came_back = {"id": "r1", "state": "received", "line_ids": ["2"]}
    for asked, amount in (("2026-11-09T10:00:00+01:00", "6.00 EUR"), ("2026-11-11T10:00:00+01:00", "9.00 EUR")):
        parts = order(returns=[{**came_back, "requested_at": asked}])
        assert offered(parts, dated, line_ids=["2"])[-1].amount == amount
        whole = order(status="returned", returns=[{**came_back, "line_ids": ["1", "2"], "requested_at": asked}])
        refunds = [offer.amount for offer in offered(whole, dated) if offer.about == "refund"]
        assert refunds == ["31.00 EUR" if amount == "6.00 EUR" else "34.00 EUR"]
    undated = offered(order(returns=[came_back]), dated, line_ids=["2"])[-1]
    assert (undated.state, undated.amount) == ("allowed", None)
    assert undated.steps[-1] == "return r1 does not say what is to be refunded"


def test_groups_that_go_back_in_one_parcel_pay_its_fee_once() -> None:
    fee = {"amount": "4.95", "by_tier": {"gold": "0"}}
    returns = policy(
        clause("returns", "return", when=DELIVERED, window=THIRTY_DAYS, fee=fee),
        clause("sealed", "return", "approval", when={"status": ["delivered"], "tags": ["sealed"]}),
        clause("bulky", "return", when={"status": ["delivered"], "tags": ["bulky"]}, fee={"amount": "29"}),
    )
    items = [line("1", "12.50", 2), line("2", "10.00", tags=("sealed",)), line("3", "90.00", tags=("bulky",))]
    mixed = order(items=items, payments=[{"kind": "payment", "amount": "125.00"}])
    offers = offered(mixed, returns)
    assert [(offer.id, offer.state, offer.before_fee, offer.fee, offer.amount) for offer in offers] == [
        ("return:#1/1", "allowed", "25.00 EUR", "4.95 EUR", "20.05 EUR"),
        ("return:#1/2", "approval", "10.00 EUR", "4.95 EUR", "5.05 EUR"),
        ("return:#1/3", "allowed", "90.00 EUR", "29.00 EUR", "61.00 EUR"),
        ("return:#1/1,2", "approval", "35.00 EUR", "4.95 EUR", "30.05 EUR"),
    ]
    assert (offers[-1].until, [offer.together for offer in offers]) == ("2026-12-01", [False, False, False, True])
    assert [offer.id for offer in offered(mixed, returns, customer=ana("gold"))] == [
        "return:#1/1", "return:#1/2", "return:#1/3",
    ]  # fmt: skip


def test_a_credit_for_a_price_that_fell_is_what_the_catalogue_of_now_asks_less() -> None:
    credit = policy(clause("credit", "credit", window={"from": "placed_at", "days": 60}))
    mug = {**line("1", "12.50", 2), "variant_id": "v1"}
    bought = order(items=[mug], payments=[{"kind": "payment", "amount": "25.00"}])

    def due(price: str, available: bool = True, shop: Shop | None = None) -> tuple[str | None, str]:
        variant = {"id": "v1", "price": price, "available": available}
        catalogue = [Product.model_validate({"id": "p1", "name": "Thing", "variants": [variant]})]
        offer = offered(bought, credit, products=catalogue, **({"shop": shop} if shop else {}))[0]
        return offer.amount, offer.steps[-2]

    assert due("10.00") == ("5.00 EUR", "Thing 1: paid 25.00, costs 20.00 today")
    assert due("10.00", available=False) == (None, "Thing 1: paid 25.00, costs 20.00 today, but is not in stock")
    assert due("13.00")[0] is None
    assert due("10.00", shop=Shop(currency="USD", timezone="Europe/Berlin"))[0] is None
    assert offered(bought, credit)[0].steps[-1] == "what Thing 1 costs today is not in the catalogue"
    for_lateness = policy(clause("credit", "credit", window={"from": "delivered_at", "days": 60}))
    assert offered(bought, for_lateness)[0].amount is None


def test_what_an_agent_did_counts_once_though_an_event_tells_of_it_too() -> None:
    given = [{"at": "2026-11-03T10:00:00+01:00", "kind": "goodwill", "amount": "10.00"}]
    told = Action(kind="goodwill", order_id="#1", amount=Decimal("10.00"), at=at("2026-11-03T09:58:00+01:00"))
    other = told.model_copy(update={"order_id": "#2"})
    found = granted_in([order(events=given)], [told, told, other])
    assert [(action.order_id, action.amount) for action in found] == [
        ("#1", Decimal("10.00")), ("#1", Decimal("10.00")), ("#2", Decimal("10.00")),
    ]  # fmt: skip


def test_what_was_given_before_stands_in_the_events_of_orders() -> None:
    given = [
        {"at": "2026-11-03T10:00:00+01:00", "kind": "goodwill_credit", "amount": "10.00", "line_ids": ["1"]},
        {"at": "2026-11-04T10:00:00+01:00", "kind": "Store credit", "amount": "3.00"},
        {"at": "2026-11-05T10:00:00+01:00", "kind": "goodwill_credit"},
        {"at": "2026-11-06T10:00:00+01:00", "kind": "partial_refund", "amount": "5.00"},
        {"at": "2026-11-07T10:00:00+01:00", "kind": "credit_card_changed"},
    ]
    assert [(a.kind, a.order_id, a.line_ids, a.amount, a.at) for a in granted_in([order(events=given)])] == [
        ("goodwill", "#1", ["1"], Decimal("10.00"), at("2026-11-03T10:00:00+01:00")),
        ("Store credit", "#1", [], Decimal("3.00"), at("2026-11-04T10:00:00+01:00")),
    ]


def test_amounts_leave_out_what_was_refunded_and_share_the_discount() -> None:
    discounted = order(
        discount="3.50",
        payments=[
            {"kind": "payment", "amount": "31.50", "method": {"kind": "card"}},
            {"kind": "refund", "amount": "5.00", "method": {"kind": "card"}},
        ],
        events=[{"at": "2026-11-05T09:00:00+01:00", "kind": "refunded", "line_ids": ["1"], "amount": "5.00"}],
    )
    assert offered(discounted, policy(RETURNS), line_ids=["1"])[0].amount == "17.50 EUR"
    assert offered(discounted, policy(RETURNS), line_ids=["2"])[0].amount == "9.00 EUR"
    assert offered(discounted, policy(RETURNS))[0].amount == "26.50 EUR"


def test_a_refund_that_names_no_line_leaves_the_amount_of_one_line_open() -> None:
    payments = [{"kind": "payment", "amount": "35.00"}, {"kind": "refund", "amount": "5.00"}]
    offer = offered(order(payments=payments), policy(RETURNS), line_ids=["1"])[0]
    assert (offer.state, offer.amount) == ("allowed", None)
    assert offered(order(payments=payments), policy(RETURNS))[0].amount == "30.00 EUR"


def test_a_cancelled_order_is_paid_back_with_its_delivery() -> None:
    pending = order(
        status="pending", shipments=[], shipping_fee="4.90", payments=[{"kind": "payment", "amount": "39.90"}]
    )
    offer = offered(pending, policy(clause("cancel", "cancel", when={"status": ["pending"]})))[0]
    assert (offer.state, offer.amount, offer.steps) == ("allowed", "39.90 EUR", ("paid 39.90 = 39.90 EUR",))
    unpaid = order(status="pending", shipments=[], payments=[])
    assert offered(unpaid, policy(clause("cancel", "cancel")))[0].amount is None


def test_what_never_arrived_is_paid_back_with_its_delivery_and_what_arrived_is_not() -> None:
    document = policy(clause("lost", "refund", when={"status": ["shipped", "delivered"]}))
    paid = {"shipping_fee": "4.90", "payments": [{"kind": "payment", "amount": "39.90"}]}
    assert offered(order(status="shipped", shipments=[], **paid), document)[0].amount == "39.90 EUR"
    assert offered(order(**paid), document)[0].amount == "35.00 EUR"
    assert offered(order(shipments=[], **paid), document)[0].amount == "35.00 EUR"


def test_a_tax_that_was_charged_on_top_comes_back_with_its_lines() -> None:
    taxed = order(tax="3.50", payments=[{"kind": "payment", "amount": "38.50"}])
    included = order(tax="3.50", payments=[{"kind": "payment", "amount": "35.00"}])
    assert offered(taxed, policy(RETURNS), line_ids=["2"])[0].amount == "11.00 EUR"
    assert offered(included, policy(RETURNS), line_ids=["2"])[0].amount == "10.00 EUR"


@pytest.mark.parametrize(
    ("tier", "fee", "amount"), [(None, "6.95 EUR", "28.05 EUR"), ("Gold", "0.00 EUR", "35.00 EUR")]
)
def test_the_fee_goes_by_tier(tier: str | None, fee: str, amount: str) -> None:
    returns = clause("returns", "return", fee={"amount": "6.95", "by_tier": {"gold": "0"}})
    offer = offered(order(), policy(returns), customer=ana(tier))[0]
    assert (offer.fee, offer.amount) == (fee, amount)
    nobody = offered(order(), policy(returns), customer=None)[0]
    assert (nobody.state, nobody.missing) == ("unknown", ("tier",))


def test_a_percentage_is_of_the_amount_and_rounds_half_up() -> None:
    returns = clause("returns", "return", fee={"percent": "15"})
    offer = offered(order(items=[line("1", "0.10")], payments=[]), policy(returns))[0]
    assert (offer.fee, offer.amount) == ("0.02 EUR", "0.08 EUR")


def test_a_percentage_is_of_the_discounted_price_before_tax() -> None:
    returns = clause("returns", "return", fee={"percent": "10"})
    taxed = order(discount="5.00", tax="3.00", payments=[{"kind": "payment", "amount": "33.00"}])
    offer = offered(taxed, policy(returns))[0]
    assert (offer.fee, offer.amount) == ("3.00 EUR", "30.00 EUR")


def test_what_is_free_is_free_in_every_currency() -> None:
    returns = clause("returns", "return", fee={"amount": "0"})
    offer = offered(order(currency="GBP"), policy(returns))[0]
    assert (offer.fee, offer.amount) == ("0.00 GBP", "35.00 GBP")


def test_no_amount_is_worked_out_when_the_fee_is_in_another_currency() -> None:
    returns = clause("returns", "return", fee={"amount": "6.95"})
    offer = offered(order(currency="GBP"), policy(returns))[0]
    assert (offer.state, offer.fee, offer.amount) == ("allowed", "6.95 EUR", None)


def test_a_denial_beats_a_grant_unless_the_grant_is_an_exception_to_it() -> None:
    final = clause("final", "return", "deny", when={"tags": ["final_sale"]})
    gold = clause("final.gold", "return", when={"tags": ["final_sale"], "tiers": ["gold"]})
    only_gold = clause("gold", "return", when={"tiers": ["gold"]})
    sale = order(items=[line("1", "10.00", tags=("final_sale",))])
    assert states(offered(sale, policy(RETURNS, final, gold))) == {"return:#1": "denied"}
    assert states(offered(sale, policy(RETURNS, final, gold), customer=ana("gold"))) == {"return:#1": "allowed"}
    assert states(offered(sale, policy(RETURNS, final, only_gold), customer=ana("gold"))) == {"return:#1": "denied"}


def test_the_more_specific_grant_speaks_and_leaves_the_rest_to_the_general_one() -> None:
    general = clause("returns", "return", when=DELIVERED, window=THIRTY_DAYS, timing="5 days")
    gold = clause("returns.gold", "return", when={"tiers": ["gold"]}, window={"from": "delivered_at", "days": 60})
    offer = offered(order(), policy(general, gold), customer=ana("gold"))[0]
    assert (offer.until, offer.timing, offer.clauses) == ("2026-12-31", "5 days", ("returns", "returns.gold"))
    assert offered(order(), policy(general, gold))[0].until == "2026-12-01"


def test_between_equals_the_stricter_holds() -> None:
    sale = clause("returns.sale", "return", when={"tags": ["sale"]}, window={"from": "delivered_at", "days": 14})
    gold = clause("returns.gold", "return", when={"tiers": ["gold"]}, window={"from": "delivered_at", "days": 60})
    on_sale = order(items=[line("1", "10.00", tags=("sale",))])
    assert offered(on_sale, policy(sale, gold), customer=ana("gold"))[0].until == "2026-11-15"


def test_a_denial_with_a_window_ends_with_it() -> None:
    wait = clause("lost.wait", "replacement", "deny", window={"from": "expected_at", "days": 10, "kind": "business"})
    lost = policy(wait, clause("lost", "replacement", when={"status": ["shipped"]}))
    late = order(status="shipped", shipments=[{"expected_at": "2026-11-06T12:00:00+01:00"}])
    assert states(offered(late, lost, as_of="2026-11-20T09:00:00+01:00")) == {"replacement:#1": "denied"}
    assert states(offered(late, lost, as_of="2026-11-21T09:00:00+01:00")) == {"replacement:#1": "allowed"}
    assert offered(late, lost, as_of="2026-11-20T09:00:00+01:00")[0].until == "2026-11-20"
    unsaid = offered(order(status="shipped", shipments=[]), lost)[0]
    assert (unsaid.state, unsaid.missing) == ("unknown", ("expected_at",))


def test_a_requirement_is_told_and_its_window_narrows_the_offer() -> None:
    photo = clause("damage.photo", "replacement", "require", window={"from": "delivered_at", "days": 7})
    damage = clause("damage", "replacement", when=DELIVERED)
    offer = offered(order(), policy(damage, photo), as_of="2026-11-08T09:00:00+01:00")[0]
    assert (offer.state, offer.until, offer.clauses) == ("allowed", "2026-11-08", ("damage", "damage.photo"))
    assert offer.steps[-1] == "only if damage.photo: words of the policy"
    assert offered(order(), policy(damage, photo))[0].state == "denied"


def test_after_the_agents_own_time_a_second_person_may_agree() -> None:
    late = clause("late", "return", "approval", window={"from": "delivered_at", "days": 60})
    document = policy(RETURNS, late)
    assert offered(order(), document)[0].state == "allowed"
    assert offered(order(), document, as_of="2026-12-05T09:00:00+01:00")[0].state == "approval"
    assert offered(order(), document, as_of="2027-01-05T09:00:00+01:00")[0].state == "denied"


def test_a_more_specific_approval_takes_the_decision_from_the_agent() -> None:
    large = clause("large", "return", "approval", when={"tags": ["large"]})
    offer = offered(order(items=[line("1", "10.00", tags=("large",))]), policy(RETURNS, large))[0]
    assert (offer.state, offer.until) == ("approval", "2026-12-01")


@pytest.mark.parametrize(("most", "state", "role"), [("35.00", "allowed", "agent"), ("34.99", "approval", "lead")])
def test_an_amount_above_the_cap_needs_the_role_that_may_go_further(most: str, state: str, role: str) -> None:
    agent = clause("refund", "refund", cap={"amount": most, "role": "agent"})
    lead = clause("refund.lead", "refund", "approval", cap={"amount": "500", "role": "lead"})
    offer = offered(order(), policy(agent, lead))[0]
    assert (offer.state, offer.role, offer.amount) == (state, role, "35.00 EUR")


def test_an_approval_that_asks_for_something_else_takes_the_decision_from_the_agent_and_keeps_the_window() -> None:
    europe = clause("returns", "return", when={**DELIVERED, "regions": ["DE"]}, window=THIRTY_DAYS)
    hygiene = clause("hygiene", "return", "approval", when={**DELIVERED, "tags": ["hygiene"]})
    bedding = order(items=[line("1", "10.00", tags=("hygiene",))])
    offer = offered(bedding, policy(europe, hygiene), region="DE")[0]
    assert (offer.state, offer.until, offer.clauses) == ("approval", "2026-12-01", ("hygiene", "returns"))
    gold = clause("gold", "return", when={**DELIVERED, "tags": ["hygiene"], "tiers": ["gold"]})
    assert offered(bedding, policy(europe, hygiene, gold), region="DE", customer=ana("gold"))[0].state == "allowed"


def goodwill() -> Any:
    agent = clause("goodwill", "goodwill", cap={"amount": "15", "role": "agent", "per_days": 90})
    gold = clause(
        "goodwill.gold", "goodwill", when={"tiers": ["gold"]}, cap={"amount": "25", "role": "agent", "per_days": 90}
    )
    lead = clause("goodwill.lead", "goodwill", "approval", cap={"amount": "50", "role": "lead", "per_days": 90})
    return policy(agent, gold, lead)


def test_goodwill_is_offered_once_for_each_role_less_what_was_granted_in_the_period() -> None:
    def rungs(customer: Any, *granted: Action) -> list[tuple[str, str, str | None, str | None]]:
        offers = offered(order(), goodwill(), customer=customer, granted=granted)
        return [(offer.id, offer.state, offer.amount, offer.role) for offer in offers]

    recent = Action(kind="goodwill", order_id="#0", amount=Decimal("10"), at=at("2026-09-01T09:00:00+02:00"))
    old = Action(kind="goodwill", order_id="#0", amount=Decimal("10"), at=at("2026-08-01T09:00:00+02:00"))
    assert rungs(ana()) == [
        ("goodwill:#1@agent", "allowed", "15.00 EUR", "agent"),
        ("goodwill:#1@lead", "approval", "50.00 EUR", "lead"),
    ]
    assert rungs(ana("gold"), recent, old) == [
        ("goodwill:#1@agent", "allowed", "15.00 EUR", "agent"),
        ("goodwill:#1@lead", "approval", "40.00 EUR", "lead"),
    ]
    assert rungs(ana(), recent, recent) == [
        ("goodwill:#1@agent", "denied", None, "agent"),
        ("goodwill:#1@lead", "approval", "30.00 EUR", "lead"),
    ]


def test_caps_without_roles_are_the_agents_and_the_second_persons() -> None:
    document = policy(
        clause("credit", "credit", cap={"amount": "15"}),
        clause("credit.more", "credit", "approval", cap={"amount": "50"}),
    )
    offers = offered(order(), document, granted=[Action(kind="credit", order_id="#1", amount=Decimal("5"))])
    assert [(offer.id, offer.state, offer.amount) for offer in offers] == [
        ("credit:#1@grant", "allowed", "10.00 EUR"),
        ("credit:#1@approval", "approval", "45.00 EUR"),
    ]


def test_refunds_granted_in_the_period_count_against_the_cap_too() -> None:
    document = policy(clause("refund", "refund", cap={"amount": "50", "role": "agent", "per_days": 30}))
    before = Action(kind="refund", order_id="#0", amount=Decimal("20"), at=at("2026-11-10T09:00:00+01:00"))
    assert offered(order(), document)[0].state == "allowed"
    offer = offered(order(), document, granted=[before])[0]
    assert (offer.state, offer.role) == ("approval", None)
    assert offer.steps[-1] == "not within 50 less 20 granted before: a second person must agree"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("goodwill_credit", ("allowed", "5.00 EUR", ())),
        ("compensation", ("allowed", "5.00 EUR", ())),
        ("credit", ("allowed", "15.00 EUR", ())),
        ("refund_issued", ("allowed", "15.00 EUR", ())),
        ("voucher", ("unknown", None, ("granted.amount",))),
        ("voucher_sent", ("unknown", None, ("granted.amount",))),
        ("store credit", ("unknown", None, ("granted.amount",))),
    ],
)
def test_goodwill_granted_before_counts_under_any_name(
    name: str, found: tuple[str, str | None, tuple[str, ...]]
) -> None:
    before = Action(kind=name, order_id="#0", amount=Decimal("10"), at=at("2026-11-01T09:00:00+01:00"))
    offer = offered(order(), goodwill(), granted=[before])[0]
    assert (offer.state, offer.amount, offer.missing) == found


def test_an_unknown_sum_granted_before_leaves_the_rest_unknown() -> None:
    before = Action(kind="goodwill", order_id="#0", at=at("2026-11-01T09:00:00+01:00"))
    offer = offered(order(), goodwill(), granted=[before])[0]
    assert (offer.state, offer.missing) == ("unknown", ("granted.amount",))


def test_parts_paid_by_different_methods_come_back_in_their_own_time() -> None:
    clauses = policy(
        clause("cancel", "cancel", when={"status": ["pending"]}),
        clause("cancel.card", "cancel", when={"methods": ["card"]}, timing="5 to 7 business days"),
        clause("cancel.gift", "cancel", when={"methods": ["gift_card"]}, timing="immediately"),
    )
    card = {"kind": "payment", "amount": "20.00", "method": {"kind": "card"}}
    gift = {"kind": "payment", "amount": "15.00", "method": {"kind": "gift_card"}}
    offers = offered(order(status="pending", payments=[card, gift]), clauses)
    assert [(offer.id, offer.amount, offer.timing) for offer in offers] == [
        ("cancel:#1", "35.00 EUR", None),
        ("cancel:#1~card", "20.00 EUR", "5 to 7 business days"),
        ("cancel:#1~gift_card", "15.00 EUR", "immediately"),
    ]
    offers = offered(order(status="pending", payments=[gift]), clauses)
    assert [(offer.id, offer.amount, offer.timing) for offer in offers] == [("cancel:#1", "15.00 EUR", "immediately")]


def test_the_version_in_force_on_the_date_that_counts_decides() -> None:
    old = policy(
        clause("returns.v1", "return", window={"from": "delivered_at", "days": 14}), id="v1", effective_to="2026-10-31"
    )
    new = policy(
        clause("returns.v2", "return", window={"from": "delivered_at", "days": 30}),
        id="v2",
        effective_from="2026-11-01",
    )
    assert offered(order(), old, new)[0].clauses == ("returns.v1",)
    assert offered(order(placed_at="2026-10-31T23:30:00+00:00"), old, new)[0].clauses == ("returns.v2",)
    undated = offered(order(placed_at=None), old, new)[0]
    lost = offered(order(placed_at=None, shipments=[]), old, new)[0]
    assert (lost.state, lost.missing) == ("unknown", ("delivered_at", "placed_at"))
    assert (undated.state, undated.missing, undated.clauses) == (
        "unknown",
        ("placed_at",),
        ("returns.v1", "returns.v2"),
    )


@pytest.mark.parametrize(
    ("decided_by", "expected"), [("placed_at", "v1"), ("delivered_at", "v2"), ("requested_at", "v3")]
)
def test_the_clause_says_which_date_counts(decided_by: str, expected: str) -> None:
    spans = {"v1": ("2026-01-01", "2026-10-31"), "v2": ("2026-11-01", "2026-11-15"), "v3": ("2026-11-16", "2026-12-31")}
    clauses = [
        clause(name, "return", effective_from=start, effective_to=end, decided_by=decided_by)
        for name, (start, end) in spans.items()
    ]
    assert offered(order(), policy(*clauses))[0].clauses == (expected,)


def test_without_dates_nothing_needs_dates() -> None:
    bare = order(placed_at=None, shipments=[])
    assert states(offered(bare, policy(clause("returns", "return", when=DELIVERED)))) == {"return:#1": "allowed"}


def test_a_field_that_is_missing_matters_only_where_it_would_change_the_answer() -> None:
    eu = clause("returns.eu", "return", when={"regions": ["EU"]}, window={"from": "delivered_at", "days": 90})
    same = clause("returns.ch", "return", when={"regions": ["CH"]})
    offer = offered(order(), policy(RETURNS, eu))[0]
    assert (offer.state, offer.missing, offer.clauses) == ("unknown", ("region",), ("returns", "returns.eu"))
    assert offered(order(), policy(RETURNS, same))[0].state == "allowed"
    assert offered(order(), policy(RETURNS, eu), region="FR")[0].until == "2027-01-30"
    assert offered(order(), policy(RETURNS, eu), region="CH")[0].until == "2026-12-01"


def test_a_canadian_clause_does_not_speak_of_california() -> None:
    address = {"line1": "1 Main", "city": "LA", "region": "CA", "postal_code": "90001", "country": "USA"}
    californian = order(shipping_address=address)
    assert offered(californian, policy(clause("ca", "return", when={"regions": ["CA"]}))) == ()
    assert states(offered(californian, policy(clause("ca", "return", when={"regions": ["US-CA"]})))) != {}


def test_the_scope_of_a_document_is_the_scope_of_its_clauses() -> None:
    gold = policy(clause("returns", "return"), tiers=["gold"], channels=["email"])
    assert offered(order(), gold, channel="email") == ()
    assert states(offered(order(), gold, customer=ana("gold"), channel="email")) == {"return:#1": "allowed"}
    assert offered(order(), gold, customer=ana("gold"), channel="chat") == ()
    assert offered(order(), gold, customer=ana("gold"))[0].missing == ("channel",)


def test_the_words_of_the_shop_for_a_status_count_too() -> None:
    modified = order(status="pending", shop_status="pending (item modified)")
    once = clause("modify.once", "modify", "deny", when={"status": ["pending (item modified)"]})
    grant = clause("modify", "modify", when={"status": ["pending"]})
    assert states(offered(modified, policy(grant, once))) == {"modify:#1": "denied"}
    assert states(offered(order(status="pending"), policy(grant, once))) == {"modify:#1": "allowed"}
