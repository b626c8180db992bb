"""Who may be the second person, where the shop lists its agents and their roles."""

from collections.abc import Sequence
from decimal import Decimal

from copilot.models import Review, Shop
from copilot.policy import ScopedClause

from .decisions import resting_on_approval, same_person


def unfit_second(agent: str, review: Review, shop: Shop, clauses: Sequence[ScopedClause]) -> str | None:
    """Why this agent may not agree to what the review overrides; None where they may, or the shop lists no agents.

    The role must be one that the entitlements name, or one that may give more; where they name none, any that may do
    more than agents do alone.
    """
    if not shop.agents:
        return None
    known = next((other for other in shop.agents if same_person(other.id, agent)), None)
    if known is None:
        return f"{agent!r} is no agent of the shop"
    needed = sorted({e.role or "" for e in resting_on_approval(review.findings, review.entitlements)})
    short = next((role for role in needed if not _enough(known.role, role, clauses)), None)
    if short is None:
        return None
    return f"{agent!r} is {known.role!r}" + (f", and {short!r} is needed" if short else ", who decides alone at most")


def _enough(role: str, needed: str, clauses: Sequence[ScopedClause]) -> bool:
    caps = [(scoped.clause.effect, scoped.clause.cap) for scoped in clauses if scoped.clause.cap]
    if not needed:
        return role not in {cap.role for effect, cap in caps if effect == "grant"}
    most = {cap.role: Decimal(0) for _, cap in caps}
    for _, cap in caps:
        most[cap.role] = max(most[cap.role], cap.amount)
    return role == needed or (role in most and needed in most and most[role] >= most[needed])
