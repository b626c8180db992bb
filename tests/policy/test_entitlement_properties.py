"""What holds for entitlements whatever the policy and the order."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from policy_records import BERLIN, ana, clause, line, offered, order, policy

from copilot.models import Document, Entitlement

ZONE = ZoneInfo("Europe/Berlin")
TIERS, REGIONS, TAGS = ("gold", "silver"), ("DE", "FR", "EU", "US"), ("sale", "bulky")
STATUSES = ("pending", "processed", "shipped", "partially_shipped", "delivered", "cancelled", "returned")
EVENTS = ("placed_at", "shipped_at", "expected_at", "delivered_at")

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
sums = st.decimals(min_value=0, max_value=100, places=2).map(str)


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.one_of(st.just([]), st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))


whens = st.fixed_dictionaries(
    {
        "status": some(STATUSES),
        "tags": some(TAGS),
        "tiers": some(TIERS),
        "regions": some(REGIONS),
        "methods": some(("card", "gift_card")),
    }
)
windows = st.builds(
    lambda start, days, kind: {"from": start, "days": days, "kind": kind},
    st.sampled_from(EVENTS),
    st.integers(0, 60),
    st.sampled_from(("calendar", "business")),
)
fees = st.one_of(
    st.builds(lambda amount, gold: {"amount": amount, "by_tier": {"gold": gold}}, sums, sums),
    st.builds(lambda percent: {"percent": percent}, sums),
)
caps = st.builds(
    lambda amount, role, days: {"amount": amount, "role": role, "per_days": days},
    sums,
    st.sampled_from(("agent", "lead")),
    st.one_of(st.none(), st.integers(1, 90)),
)
rules = st.builds(
    lambda about, effect, terms: {"about": about, "effect": effect, **terms},
    st.sampled_from(("cancel", "return", "refund", "replacement", "goodwill")),
    st.sampled_from(("grant", "grant", "deny", "approval", "require")),
    st.fixed_dictionaries(
        {"when": whens},
        optional={
            "window": windows,
            "fee": fees,
            "cap": caps,
            "timing": st.sampled_from(("1 day", "2 days")),
            "decided_by": st.sampled_from(("placed_at", "delivered_at", "requested_at")),
            "effective_from": days.map(str),
            "effective_to": days.map(str),
        },
    ),
)
policies = st.lists(rules, max_size=8).map(
    lambda rules: [clause(f"c{number}", **rule) for number, rule in enumerate(rules)]
)


def moment(day: date) -> str:
    return datetime.combine(day, time(12), ZONE).isoformat()


shipments = st.builds(
    lambda line_ids, shipped, delivered: {
        "line_ids": line_ids,
        "shipped_at": shipped and moment(shipped),
        "expected_at": shipped and moment(shipped + timedelta(days=3)),
        "delivered_at": moment(shipped + timedelta(days=2)) if shipped and delivered else None,
    },
    st.lists(st.sampled_from(("1", "2")), unique=True),
    st.one_of(st.none(), days),
    st.booleans(),
)
orders = st.builds(
    lambda status, tags, placed, shipments, methods, returned, country: order(
        status=status,
        items=[line("1", "12.50", 2, tags=tuple(tags[0])), line("2", "10.00", tags=tuple(tags[1]))],
        placed_at=placed and moment(placed),
        shipments=shipments,
        payments=[{"kind": "payment", "amount": "17.50", "method": {"kind": kind}} for kind in methods],
        returns=[{"id": "r", "state": "requested", "line_ids": returned}] if returned else [],
        shipping_address=country and {"line1": "1", "city": "X", "postal_code": "1", "country": country},
    ),
    st.sampled_from(STATUSES),
    st.tuples(some(TAGS), some(TAGS)),
    st.one_of(st.none(), days),
    st.lists(shipments, max_size=2),
    st.lists(st.sampled_from(("card", "gift_card")), max_size=2, unique=True),
    st.lists(st.sampled_from(("1", "2")), max_size=1),
    st.one_of(st.none(), st.sampled_from(("DE", "US"))),
)
customers = st.one_of(st.none(), st.sampled_from((None, *TIERS)).map(ana))


@settings(max_examples=150, deadline=None)
@given(policies, orders, customers, days, st.randoms(use_true_random=False))
def test_the_order_of_clauses_and_of_files_never_matters(
    clauses: list[dict[str, Any]], order: Any, customer: Any, day: date, chance: Any
) -> None:
    half = len(clauses) // 2
    files = [policy(*clauses[:half], id="a"), policy(*clauses[half:], id="b")]
    shuffled = [
        file.model_copy(update={"clauses": chance.sample(file.clauses, len(file.clauses))}) for file in reversed(files)
    ]
    as_of = moment(day)
    first = offered(order, *files, customer=customer, as_of=as_of)
    assert first == offered(order, *shuffled, customer=customer, as_of=as_of)
    assert len({offer.id for offer in first}) == len(first)
    for offer in first:
        assert (offer.state == "unknown") == bool(offer.missing)
        assert offer.clauses
        assert offer.state in ("allowed", "approval") or offer.amount is None


@settings(max_examples=100, deadline=None)
@given(policies, orders, customers, days)
def test_nothing_is_offered_without_a_clause_that_permits_it(
    clauses: list[dict[str, Any]], order: Any, customer: Any, day: date
) -> None:
    permitting = {rule["about"] for rule in clauses if rule["effect"] in ("grant", "approval")}
    for offer in offered(order, policy(*clauses), customer=customer, as_of=moment(day)):
        assert offer.state == "denied" or offer.about in permitting or offer.missing


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4, unique=True), days, st.integers(0, 3))
def test_crossing_the_edge_of_a_window_flips_that_offer_and_no_other(
    lasting: list[int], delivered: date, crossed: int
) -> None:
    abouts = ("return", "exchange", "replacement", "warranty")
    document = policy(
        *(
            clause(about, about, window={"from": "delivered_at", "days": days})
            for about, days in zip(abouts, lasting, strict=True)
        )
    )
    arrived = order(placed_at=None, shipments=[{"delivered_at": moment(delivered)}], payments=[])
    edge = datetime.combine(delivered + timedelta(days=lasting[crossed] + 1), time(0), ZONE)
    before = offered(arrived, document, as_of=max((edge - timedelta(seconds=1)).isoformat(), moment(delivered)))
    after = offered(arrived, document, as_of=edge.isoformat())
    flipped = [
        (one.about, one.state, other.state)
        for one, other in zip(before, after, strict=True)
        if one.state != other.state
    ]
    assert flipped == [(abouts[crossed], "allowed", "denied")]
    assert [offer.until for offer in before] == [offer.until for offer in after]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), days, st.lists(days, max_size=60), st.sampled_from(EVENTS))
def test_business_days_are_weekdays_that_are_no_holidays_whatever_event_they_are_counted_from(
    lasting: int, happened: date, holidays: list[date], event: str
) -> None:
    window = {"from": event, "days": lasting, "kind": "business"}
    document = policy(clause("c", "return", window=window), clause("other", "exchange"))
    shop = BERLIN.model_copy(update={"holidays": holidays})
    at_noon = moment(happened)
    shipment = {event: at_noon} if event != "placed_at" else {}
    seen = order(placed_at=at_noon if event == "placed_at" else None, shipments=[shipment], payments=[])
    last = happened
    counted = 0
    while counted < lasting:
        last += timedelta(days=1)
        counted += last.isoweekday() <= 5 and last not in holidays
    edge = datetime.combine(last + timedelta(days=1), time(0), ZONE)
    before = offered(seen, document, shop=shop, as_of=(edge - timedelta(seconds=1)).isoformat())
    after = offered(seen, document, shop=shop, as_of=edge.isoformat())
    assert [(offer.about, offer.state, offer.until) for offer in before] == [
        ("return", "allowed", last.isoformat()), ("exchange", "allowed", None),
    ]  # fmt: skip
    assert [(offer.about, offer.state) for offer in after] == [("return", "denied"), ("exchange", "allowed")]


def naming(clauses: list[dict[str, Any]], dimension: str) -> set[str]:
    """What the clauses are about that look at this dimension."""
    by_tier = dimension == "tiers"
    return {
        rule["about"]
        for rule in clauses
        if rule["when"].get(dimension) or (by_tier and rule.get("fee", {}).get("by_tier"))
    }


@settings(max_examples=100, deadline=None)
@given(policies, orders, days, st.sampled_from(((None, "gold"), ("gold", "silver"))))
def test_another_tier_touches_only_offers_whose_clauses_look_at_tiers(
    clauses: list[dict[str, Any]], order: Any, day: date, tiers: tuple[str | None, str]
) -> None:
    one, other = (offered(order, policy(*clauses), customer=ana(tier), as_of=moment(day)) for tier in tiers)
    assert changed(one, other) <= naming(clauses, "tiers")


@settings(max_examples=100, deadline=None)
@given(policies, orders, days, st.permutations(("DE", "FR", "US", "GB")))
def test_another_region_touches_only_offers_whose_clauses_look_at_regions(
    clauses: list[dict[str, Any]], order: Any, day: date, regions: list[str]
) -> None:
    one, other = (offered(order, policy(*clauses), region=region, as_of=moment(day)) for region in regions[:2])
    assert changed(one, other) <= naming(clauses, "regions")


@settings(max_examples=100, deadline=None)
@given(policies, orders, days, some(TAGS))
def test_other_tags_of_a_line_touch_only_offers_for_that_line_whose_clauses_look_at_tags(
    clauses: list[dict[str, Any]], order: Any, day: date, tags: list[str]
) -> None:
    first, second = order.items
    other = order.model_copy(update={"items": [first, second.model_copy(update={"tags": tags})]})
    document, as_of = policy(*clauses), moment(day)
    assert changed(offered(order, document, as_of=as_of), offered(other, document, as_of=as_of)) <= naming(
        clauses, "tags"
    )
    alone = offered(order, document, as_of=as_of, line_ids=["1"])
    assert alone == offered(other, document, as_of=as_of, line_ids=["1"])


MIXED = (
    clause("returns", "return", window={"from": "delivered_at", "days": 30}),
    clause("returns.gold", "return", when={"tiers": ["gold"]}, window={"from": "delivered_at", "days": 60}),
    clause("exchange.de", "exchange", when={"regions": ["DE"]}),
    clause("exchange.fr", "exchange", when={"regions": ["FR"]}, fee={"amount": "5"}),
    clause("warranty", "warranty"),
    clause("warranty.sale", "warranty", "deny", when={"tags": ["sale"]}),
)


def bare(offers: tuple[Entitlement, ...]) -> dict[str, Entitlement]:
    return {offer.id: replace(offer, steps=()) for offer in offers}


def changed(one: tuple[Entitlement, ...], other: tuple[Entitlement, ...]) -> set[str]:
    first, second = bare(one), bare(other)
    ids = {id for id in first.keys() | second.keys() if first.get(id) != second.get(id)}
    return {id.split(":")[0] for id in ids}


def test_tier_region_and_line_touch_only_what_speaks_of_them() -> None:
    document: Document = policy(*MIXED)
    plain = offered(order(), document, region="DE")
    assert changed(plain, offered(order(), document, region="DE", customer=ana("gold"))) == {"return"}
    assert changed(plain, offered(order(), document, region="DE", customer=ana("silver"))) == set()
    assert changed(plain, offered(order(), document, region="FR")) == {"exchange"}
    on_sale = order(items=[line("1", "12.50", 2), line("2", "10.00", tags=("sale",))])
    assert changed(plain, offered(on_sale, document, region="DE")) == {"warranty"}
    states = {offer.id: offer.state for offer in offered(on_sale, document, region="DE")}
    assert (states["warranty:#1/1"], states["warranty:#1/2"]) == ("allowed", "denied")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TIERS), days)
def test_a_tier_that_no_clause_names_changes_nothing(tier: str, day: date) -> None:
    document = policy(*(rule for rule in MIXED if "tiers" not in rule.get("when", {})))
    as_of = moment(day)
    plain = offered(order(), document, region="DE", as_of=as_of)
    assert plain == offered(order(), document, region="DE", as_of=as_of, customer=ana(tier), shop=BERLIN)
