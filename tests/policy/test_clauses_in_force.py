"""Which clauses stand on a day."""

from datetime import date
from zoneinfo import ZoneInfo

from policy_records import at, clause, policy

from copilot.policy import clauses_in_force, scoped_clauses, tiers_of

BERLIN = ZoneInfo("Europe/Berlin")


def ids(*args: object, **more: object) -> list[str]:
    return [scoped.clause.id for scoped in clauses_in_force(*args, **more)]  # type: ignore[arg-type]


def test_first_and_last_day_count_in_the_time_zone_of_the_shop() -> None:
    summer = policy(clause("summer", "return"), effective_from="2026-06-01", effective_to="2026-08-31")
    assert ids([summer], date(2026, 6, 1)) == ids([summer], date(2026, 8, 31)) == ["summer"]
    assert ids([summer], date(2026, 5, 31)) == ids([summer], date(2026, 9, 1)) == []
    assert ids([summer], at("2026-05-31T22:30:00+00:00"), zone=BERLIN) == ["summer"]
    assert ids([summer], at("2026-08-31T22:30:00+00:00"), zone=BERLIN) == []


def test_an_instant_bounds_to_the_second() -> None:
    sale = policy(clause("sale", "return"), effective_from="2026-11-20T18:00:00+01:00")
    assert ids([sale], at("2026-11-20T17:59:59+01:00"), zone=BERLIN) == []
    assert ids([sale], at("2026-11-20T18:00:00+01:00"), zone=BERLIN) == ["sale"]
    assert ids([sale], date(2026, 11, 20), zone=BERLIN) == ["sale"]


def test_the_dates_of_a_clause_come_before_those_of_its_document() -> None:
    early = policy(clause("early", "return", effective_from="2026-01-01"), effective_from="2026-06-01")
    assert ids([early], date(2026, 2, 1)) == ["early"]


def test_scope_filters_only_what_it_is_told() -> None:
    documents = [
        policy(clause("eu", "shipping"), id="eu", regions=["EU"]),
        policy(clause("gold", "target", when={"tiers": ["Gold"]}), clause("all", "disclosure"), id="all"),
    ]
    assert ids(documents, date(2026, 1, 1)) == ["all", "eu", "gold"]
    assert ids(documents, date(2026, 1, 1), region="Germany", tier="gold") == ["all", "eu", "gold"]
    assert ids(documents, date(2026, 1, 1), region="US", tier="silver") == ["all"]


def test_tiers_are_those_of_clauses_their_fees_and_their_documents() -> None:
    fee = {"amount": "2.95", "by_tier": {"Silver": "0"}}
    documents = [
        policy(clause("early", "return", when={"tiers": ["Gold"]}), clause("fee", "return", fee=fee), id="all"),
        policy(clause("late", "return"), id="few", tiers=["Bamboo"]),
    ]
    assert tiers_of(scoped_clauses(documents)) == {"gold", "silver", "bamboo"}
