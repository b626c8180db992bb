"""Whether a clause speaks of a line, and whether it is an exception to another."""

from .clauses import ScopedClause
from .regions import region_names
from .situations import Situation

_NAMES = {"regions": "region", "tiers": "tier", "channels": "channel", "methods": "method"}


def fits(scoped: ScopedClause, situation: Situation) -> tuple[str, ...] | None:
    """None where the clause is about something else, else the fields that are missing to say that it fits: ()."""
    missing = []
    for dimension, asked in scoped.scope.items():
        known = situation.known[dimension]
        if known is None:
            missing.append(_NAMES[dimension])
        elif dimension == "methods" and scoped.clause.effect in ("grant", "approval"):
            # What is promised for one method is not promised for an order that was paid with two.
            if not all(known <= values for values in asked):
                return None
        elif not all(known & values for values in asked):
            return None
    if scoped.effective_from is not None or scoped.effective_to is not None:
        decided_by = scoped.clause.decided_by
        on = situation.as_of if decided_by == "requested_at" else situation.time(decided_by)
        if on is None:
            missing.append(decided_by)
        elif not scoped.stands_on(on, situation.shop.zone):
            return None
    return tuple(missing)


def is_exception(permit: ScopedClause, other: ScopedClause) -> bool:
    """Whether all that the permit is about lies within the other clause, and is less: "except for gold members".

    A denial that lasts for some days only is a waiting time, to which an order's status is no exception.
    """
    waiting = other.clause.effect == "deny" and other.clause.window is not None
    return lies_within(permit, other) and any(
        not any(_inside(dimension, theirs, mine) for theirs in other.scope.get(dimension, ()))
        for dimension, asked in permit.scope.items()
        if dimension != "status" or not waiting
        for mine in asked
    )


def lies_within(one: ScopedClause, other: ScopedClause) -> bool:
    """Whether the other clause is about all that this one is about."""
    return all(
        any(_inside(dimension, mine, theirs) for mine in one.scope.get(dimension, ()))
        for dimension, asked in other.scope.items()
        for theirs in asked
    )


def _inside(dimension: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if dimension == "regions":
        return all(region_names(name) & theirs for name in mine)
    return mine <= theirs
