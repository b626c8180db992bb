"""The facts of the clauses that stand for this customer: windows, fees for their tier, times, first and last days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from copilot.models import Clause, Customer, Entitlement, Fact, FactType, Shop
from copilot.policy import ScopedClause, region_names
from copilot.values import duration, is_duration, local_date, money, number


def standing(
    clauses: Sequence[ScopedClause],
    customer: Customer | None,
    shop: Shop,
    as_of: datetime,
    entitlements: Sequence[Entitlement],
) -> tuple[ScopedClause, ...]:
    """The clauses that stand today for this customer's region and tier, and those that decided an entitlement."""
    used = {id for entitlement in entitlements for id in entitlement.clauses}
    tier = frozenset({customer.tier.casefold()}) if customer and customer.tier else None
    region = region_names(customer.address.country) if customer and customer.address else None
    return tuple(
        scoped
        for scoped in clauses
        if scoped.clause.id in used
        or (scoped.stands_on(as_of, shop.zone) and _for(scoped, "tiers", tier) and _for(scoped, "regions", region))
    )


def clause_facts(clauses: Sequence[ScopedClause], customer: Customer | None, shop: Shop) -> Iterator[Fact]:
    """What each clause says in figures; a fee is the one for the customer's tier.

    The window of a target is none of these: it counts for orders of its own kind, of which the last day is worked out.
    """
    for scoped in clauses:
        clause = scoped.clause
        yield from _window(clause)
        yield from _fee(clause, customer, shop)
        if clause.timing and is_duration(clause.timing):
            yield _fact(clause, "duration", "timing", clause.timing)
        if clause.cap:
            yield _fact(clause, "money", "cap", money(clause.cap.amount, shop.currency))
            if clause.cap.per_days:
                yield _fact(clause, "duration", "cap_window", duration(clause.cap.per_days, "day"))
        for role, moment in (("effective_from", scoped.effective_from), ("effective_to", scoped.effective_to)):
            if moment is not None:
                day = local_date(moment, shop.zone) if isinstance(moment, datetime) else moment
                yield _fact(clause, "date", role, _iso(day))


def type_of(timing: str | None) -> FactType:
    """A timing is a duration where it is written as one ("3-5 business days"), else a text ("same day")."""
    return "duration" if timing and is_duration(timing) else "text"


def _for(scoped: ScopedClause, dimension: str, values: frozenset[str] | None) -> bool:
    asked = scoped.scope.get(dimension, ())
    return not asked or (values is not None and all(names & values for names in asked))


def _window(clause: Clause) -> Iterator[Fact]:
    if clause.window and clause.about != "target":
        unit = "day" if clause.window.kind == "calendar" else "business day"
        yield _fact(clause, "duration", "window", duration(clause.window.days, unit))


def _fee(clause: Clause, customer: Customer | None, shop: Shop) -> Iterator[Fact]:
    if clause.fee is None:
        return
    tier = customer.tier if customer and customer.tier else ""
    own = clause.fee.by_tier.get(tier)
    if clause.fee.percent is not None:
        yield _fact(clause, "percent", "fee_percent", number(Decimal(own if own is not None else clause.fee.percent)))
    elif clause.fee.amount is not None:
        yield _fact(clause, "money", "fee", money(own if own is not None else clause.fee.amount, shop.currency))


def _fact(clause: Clause, type: FactType, part: str, value: str) -> Fact:
    id, subject = f"clause:{clause.id}.{part}", f"clause:{clause.id}"
    return Fact(id, type, f"{clause.about}.{part}", subject, value, f"clause {clause.id}")


def _iso(day: date) -> str:
    return day.isoformat()
