"""What the clauses rule for one line and one kind of offer.

A clause narrows another when it is more specific: each term (window, fee, cap, method, timing) comes from the most
specific grant that states it, and between equals the stricter holds. A denial beats every grant but its exceptions;
so does an approval, unless it is a further rung: more money or more time than the agent may grant alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeVar

from copilot.models import Cap, Fee

from .clauses import ScopedClause
from .deadlines import Deadline, deadline, soonest
from .matching import fits, is_exception, lies_within
from .situations import Situation

State = Literal["allowed", "approval", "denied", "unknown"]
Term = TypeVar("Term")


@dataclass(frozen=True, slots=True)
class Ruling:
    """An answer for one line, with the terms that amounts are later worked out from.

    `beyond` is what a second person may agree to above the `cap`.
    """

    state: State
    until: str | None = None
    fee: Fee | None = None
    cap: Cap | None = None
    method: str | None = None
    timing: str | None = None
    beyond: "Ruling | None" = None
    clauses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def ruling(clauses: Sequence[ScopedClause], situation: Situation) -> Ruling | None:
    """What clauses about one kind of offer say of one line; None where none of them speaks.

    A clause that may or may not apply, for want of a field, makes the answer unknown when it would change it.
    """
    certain, doubtful, missing = [], [], set[str]()
    for scoped in clauses:
        lacking = fits(scoped, situation)
        if lacking == ():
            certain.append(scoped)
        elif lacking:
            doubtful.append(scoped)
            missing.update(lacking)
    answer = _rule(certain, situation)
    possible = [_rule(_sorted([*certain, scoped]), situation) for scoped in doubtful]
    if len(doubtful) > 1:
        possible.append(_rule(_sorted([*certain, *doubtful]), situation))
    if all(_terms(other) == _terms(answer) for other in possible):
        return answer
    missing.update(field for other in possible if other for field in other.missing)
    return Ruling(
        "unknown",
        clauses=tuple(scoped.clause.id for scoped in _sorted([*certain, *doubtful])),
        missing=tuple(sorted(missing)),
        steps=tuple(
            f"{scoped.clause.id} may apply: {', '.join(fits(scoped, situation) or ())} not known" for scoped in doubtful
        ),
    )


def _rule(fitting: Sequence[ScopedClause], situation: Situation) -> Ruling | None:
    denials = [scoped for scoped in fitting if scoped.clause.effect == "deny"]
    permits = [scoped for scoped in fitting if scoped.clause.effect in ("grant", "approval")]
    demands = [scoped for scoped in fitting if scoped.clause.effect == "require"]
    standing = [(scoped, lasts) for scoped in denials if (lasts := deadline(scoped, situation)).open]
    excepted = [permit for permit in permits if all(is_exception(permit, denial) for denial, _ in standing)]
    if excepted:
        return _permitted(excepted, demands, situation)
    sure = [(scoped, lasts) for scoped, lasts in standing if lasts.missing is None]
    if sure:
        return _denied(sure)
    if standing:
        # Whether the denial still lasts cannot be told; that matters only where there is something to deny.
        answer = _permitted(permits, demands, situation) if permits else None
        return answer if answer and answer.state == "denied" else _unsure(standing)
    return None


def _denied(standing: Sequence[tuple[ScopedClause, Deadline]]) -> Ruling:
    """Denied, until the last of the denials has passed when all of them do."""
    steps = [(*lasts.steps, f"denied by {scoped.clause.id}") for scoped, lasts in standing]
    ends = [lasts.until for _, lasts in standing]
    return Ruling(
        "denied",
        until=None if None in ends else max(day.isoformat() for day in ends if day),
        clauses=tuple(scoped.clause.id for scoped, _ in standing),
        steps=_merged(*steps),
    )


def _unsure(standing: Sequence[tuple[ScopedClause, Deadline]]) -> Ruling:
    return Ruling(
        "unknown",
        clauses=tuple(scoped.clause.id for scoped, _ in standing),
        missing=tuple(sorted({lasts.missing for _, lasts in standing if lasts.missing})),
        steps=_merged(*(lasts.steps for _, lasts in standing)),
    )


def _permitted(permits: Sequence[ScopedClause], demands: Sequence[ScopedClause], situation: Situation) -> Ruling:
    grants = [scoped for scoped in permits if scoped.clause.effect == "grant"]
    approvals = [scoped for scoped in permits if scoped.clause.effect == "approval"]
    if not approvals:
        return _answer("allowed", grants, (), demands, situation)
    if not grants:
        return _answer("approval", approvals, (), demands, situation)
    alone = _answer("allowed", grants, (), demands, situation)
    rungs = [scoped for scoped in approvals if _goes_further(scoped, alone, grants, situation)]
    asked = [
        scoped
        for scoped in approvals
        if scoped not in rungs and not any(is_exception(grant, scoped) for grant in grants)
    ]
    if asked:
        return _answer("approval", asked, grants, demands, situation)
    if not rungs:
        return alone
    second = _answer("approval", rungs, (), demands, situation)
    if alone.state == "allowed":
        return replace(alone, beyond=second)
    return alone if (alone.state, second.state) == ("unknown", "denied") else second


def _goes_further(scoped: ScopedClause, alone: Ruling, grants: Sequence[ScopedClause], situation: Situation) -> bool:
    """Whether an approval is the next rung above what the agent may do alone: more money, more time, or no limit."""
    cap, window = scoped.clause.cap, scoped.clause.window
    if cap and alone.cap:
        return cap.amount > alone.cap.amount
    if window and alone.until:
        lasts = deadline(scoped, situation)
        return lasts.until is not None and lasts.until.isoformat() > alone.until
    limited = alone.cap is not None or alone.until is not None
    return limited and not cap and not window and all(lies_within(grant, scoped) for grant in grants)


def _answer(
    state: State,
    permits: Sequence[ScopedClause],
    under: Sequence[ScopedClause],
    demands: Sequence[ScopedClause],
    situation: Situation,
) -> Ruling:
    """The terms of grants, or of approvals with the grants that they stand on, as one answer."""
    every = _sorted([*permits, *under])
    windows, by_window = _most_specific(
        [(scoped, deadline(scoped, situation)) for scoped in every if scoped.clause.window]
    )
    fees, by_fee = _most_specific([(scoped, scoped.clause.fee) for scoped in every if scoped.clause.fee])
    methods, by_method = _most_specific([(scoped, scoped.clause.method) for scoped in every if scoped.clause.method])
    timings, by_timing = _most_specific([(scoped, scoped.clause.timing) for scoped in every if scoped.clause.timing])
    caps, by_cap = _most_specific([(scoped, scoped.clause.cap) for scoped in permits if scoped.clause.cap])
    used = {scoped.clause.id for by in (by_window, by_fee, by_method, by_timing, by_cap) for scoped in by}
    top = max(scoped.rank for scoped in permits)
    used |= {scoped.clause.id for scoped in permits if scoped.rank == top}
    lasts = soonest([*windows, *(deadline(demand, situation) for demand in demands)])
    fee = _highest(fees)
    needs_tier = fee is not None and fee.by_tier and situation.known["tiers"] is None
    missing = {*([lasts.missing] if lasts.missing else []), *(["tier"] if needs_tier else [])}
    if not lasts.open:
        state, missing = "denied", set()
    elif missing:
        state = "unknown"
    return Ruling(
        state,
        until=lasts.until.isoformat() if lasts.until else None,
        fee=fee,
        cap=_lowest(caps),
        method=_only(methods),
        timing=_only(timings),
        clauses=(*sorted(used), *(demand.clause.id for demand in demands)),
        missing=tuple(sorted(missing)),
        steps=(*lasts.steps, *(f"only if {demand.clause.id}: {demand.clause.quote}" for demand in demands)),
    )


def _most_specific(stated: Sequence[tuple[ScopedClause, Term]]) -> tuple[list[Term], list[ScopedClause]]:
    """What the most specific of the clauses that state a term state, and which they are."""
    top = max((scoped.rank for scoped, _ in stated), default=None)
    found = [(scoped, value) for scoped, value in stated if scoped.rank == top]
    return [value for _, value in found], [scoped for scoped, _ in found]


def _highest(fees: Sequence[Fee]) -> Fee | None:
    return max(fees, key=lambda fee: (fee.percent or Decimal(0), fee.amount or Decimal(0)), default=None)


def _lowest(caps: Sequence[Cap]) -> Cap | None:
    return min(caps, key=lambda cap: (cap.amount, cap.role or ""), default=None)


def _only(words: Sequence[str]) -> str | None:
    """The one thing that all say; where they differ nothing is promised."""
    return words[0] if len(set(words)) == 1 else None


def _terms(answer: Ruling | None) -> Ruling | None:
    """What an answer comes to, whoever says it."""
    return None if answer is None else replace(answer, clauses=(), steps=(), beyond=_terms(answer.beyond))


def _merged(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in parts for word in part))


def _sorted(clauses: list[ScopedClause]) -> list[ScopedClause]:
    return sorted(clauses, key=lambda scoped: (scoped.clause.id, scoped.document))
