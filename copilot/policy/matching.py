"""Whether a clause speaks of a line, and which of two clauses is the more specific."""

from .clauses import DIMENSIONS, ScopedClause
from .regions import region_names
from .situations import Situation

_NAMES = {"regions": "region", "tiers": "tier", "channels": "channel", "methods": "method"}


def fits(scoped: ScopedClause, situation: Situation) -> tuple[str, ...] | None:
    """None where the clause is about something else, else the fields that are missing to say that it fits: ()."""
    missing = []
    for dimension in DIMENSIONS:
        asked = scoped.scope[dimension]
        if not asked:
            continue
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


def specificity(scoped: ScopedClause) -> tuple[int, int]:
    """How much a clause narrows down whom it is for: the higher speaks before the lower.

    Tags, regions, tiers, channels, methods and a bounded time count; status only between equals, for nearly every
    clause names one.
    """
    bounded = scoped.effective_from is not None and scoped.effective_to is not None
    narrowed = sum(bool(scoped.scope[dimension]) for dimension in DIMENSIONS if dimension != "status")
    return narrowed + bounded, bool(scoped.scope["status"])


def is_exception(permit: ScopedClause, denial: ScopedClause) -> bool:
    """Whether all that the permit is about lies within what is denied, and is less: "except for gold members".

    A denial that lasts for some days only is a waiting time, to which an order's status is no exception.
    """
    within = all(
        any(_inside(dimension, mine, theirs) for mine in permit.scope[dimension])
        for dimension in DIMENSIONS
        for theirs in denial.scope[dimension]
    )
    return within and any(
        not any(_inside(dimension, theirs, mine) for theirs in denial.scope[dimension])
        for dimension in DIMENSIONS
        if dimension != "status" or denial.clause.window is None
        for mine in permit.scope[dimension]
    )


def _inside(dimension: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if dimension == "regions":
        return all(region_names(name) & theirs for name in mine)
    return mine <= theirs
