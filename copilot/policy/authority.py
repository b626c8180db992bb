"""Who may grant how much: what the agent decides alone, what a second person must agree to, what is used up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from copilot.models import Action, Cap, Entitlement
from copilot.values import money

from .actions import UP_TO, gives, is_kind
from .clauses import ScopedClause
from .rulings import Ruling
from .situations import Situation


def rungs(about: str, clauses: list[ScopedClause]) -> list[tuple[str, list[ScopedClause]]]:
    """The clauses about one kind of offer; for goodwill and credit once for each role that may grant some."""
    caps = [(_role(scoped), scoped.clause.cap.amount) for scoped in clauses if scoped.clause.cap]
    if about not in UP_TO or len({role for role, _ in caps}) < 2:
        return [("", clauses)]
    most = {role: max(amount for other, amount in caps if other == role) for role, _ in caps}
    return [
        (role, [scoped for scoped in clauses if scoped.clause.cap is None or _role(scoped) == role])
        for role in sorted(most, key=lambda role: (most[role], role))
    ]


def _role(scoped: ScopedClause) -> str:
    cap = scoped.clause.cap
    return (cap and cap.role) or scoped.clause.effect


def within(
    offered: Entitlement, cap: Cap, beyond: Ruling | None, amount: Decimal | None, before: Decimal | None
) -> Entitlement:
    """The offer held to what the agent may decide alone; above it somebody else must agree."""
    limit = f"{cap.amount}" if not before else f"{cap.amount} less {before} granted before"
    if amount is not None and before is not None and amount <= cap.amount - before:
        return replace(offered, steps=(*offered.steps, f"within {limit}"))
    return replace(
        offered,
        state="approval",
        role=beyond.cap.role if beyond and beyond.cap else None,
        clauses=tuple(dict.fromkeys((*offered.clauses, *(beyond.clauses if beyond else ())))),
        steps=(*offered.steps, f"not within {limit}: a second person must agree"),
    )


def up_to(blank: Entitlement, cap: Cap | None, granted: Sequence[Action], situation: Situation) -> Entitlement:
    """The most that may still be granted, after what was granted in the period (without one: on this order)."""
    if cap is None:
        return blank
    currency = situation.order.currency
    steps = [f"up to {money(cap.amount, currency)}" + (f" in {cap.per_days} days" if cap.per_days else " an order")]
    before = granted_before(blank.about, cap, granted, situation)
    if before is None:
        return replace(blank, state="unknown", missing=("granted.amount",), steps=(*blank.steps, *steps))
    left = cap.amount - before
    if before:
        steps.append(f"granted before {money(before, currency)}, left {money(max(left, Decimal(0)), currency)}")
    if left <= 0:
        return replace(blank, state="denied", steps=(*blank.steps, *steps))
    return replace(blank, amount=money(left, currency), steps=(*blank.steps, *steps))


def granted_before(about: str, cap: Cap, granted: Sequence[Action], situation: Situation) -> Decimal | None:
    """What was granted before and counts against the cap; None where a sum, or whether it counts, is not known."""
    counted = [action for action in granted if _is_about(action, about) and _counts(action, cap, situation)]
    if any(action.amount is None or gives(action.kind)[:1] not in ((), (about,)) for action in counted):
        return None
    return sum((action.amount for action in counted if action.amount), Decimal(0))


def _is_about(action: Action, about: str) -> bool:
    return about in gives(action.kind) if about in UP_TO else is_kind(action.kind, about)


def _counts(action: Action, cap: Cap, situation: Situation) -> bool:
    if cap.per_days is None:
        return action.order_id == situation.order.id
    if action.at is None:
        return True
    first = situation.today - timedelta(days=cap.per_days)
    return first < situation.day(action.at) <= situation.today
