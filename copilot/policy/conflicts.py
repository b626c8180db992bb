"""Clauses that cannot both hold, and days on which no version of a clause stands."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from .clauses import ScopedClause
from .entitlements import OFFERS
from .matching import lies_within
from .regions import region_names

_ONE_AT_A_TIME = ("status", "regions", "tiers", "channels", "methods")


def contradictions(clauses: Sequence[ScopedClause]) -> Iterator[tuple[bool, ScopedClause, ScopedClause, str]]:
    """Pairs in force at once that contradict (True), or of which the stricter is taken (False), and about what."""
    for one, other in combinations(clauses, 2):
        if one.clause.about != other.clause.about or one.clause.about not in OFFERS or one.rank != other.rank:
            continue
        if not _at_once(one, other):
            continue
        if lies_within(one, other) and lies_within(other, one):
            if what := _contradict(one, other):
                yield True, one, other, what
        elif (
            one.clause.effect == other.clause.effect == "grant"
            and _overlap(one, other)
            and (what := _terms_differ(one, other))
        ):
            yield False, one, other, what


def gaps(clauses: Sequence[ScopedClause]) -> Iterator[tuple[ScopedClause, ScopedClause, date, date]]:
    """The clause before and after, and the first and last day between on which no version of them stands."""
    versions: dict[tuple[object, ...], list[ScopedClause]] = {}
    for scoped in clauses:
        scope = tuple((dimension, asked) for dimension, asked in sorted(scoped.scope.items()))
        versions.setdefault((scoped.clause.about, scoped.clause.effect, scope), []).append(scoped)
    for group in versions.values():
        ordered = sorted(group, key=lambda scoped: _first(scoped))
        latest = ordered[0]
        for scoped in ordered[1:]:
            if _last(latest) < date.max and (_first(scoped) - _last(latest)).days > 1:
                yield latest, scoped, _last(latest) + timedelta(days=1), _first(scoped) - timedelta(days=1)
            latest = max(latest, scoped, key=_last)


def _at_once(one: ScopedClause, other: ScopedClause) -> bool:
    if one.clause.decided_by != other.clause.decided_by:
        return True
    return max(_first(one), _first(other)) <= min(_last(one), _last(other))


def _first(scoped: ScopedClause) -> date:
    return _day(scoped.effective_from) or date.min


def _last(scoped: ScopedClause) -> date:
    end = scoped.effective_to
    if isinstance(end, datetime):
        end -= timedelta(seconds=1)  # an instant that ends a clause is not part of it
    return _day(end) or date.max


def _day(moment: date | datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def _overlap(one: ScopedClause, other: ScopedClause) -> bool:
    """Whether a line can be about both; lines have several tags, so other tags are other things only by intention."""
    for dimension in ("tags", *_ONE_AT_A_TIME):
        for mine in one.scope.get(dimension, ()):
            for theirs in other.scope.get(dimension, ()):
                if dimension == "regions":
                    shared = any(region_names(name) & theirs for name in mine)
                    shared = shared or any(region_names(name) & mine for name in theirs)
                else:
                    shared = bool(mine & theirs)
                if not shared:
                    return False
    return True


def _contradict(one: ScopedClause, other: ScopedClause) -> str | None:
    effects = {one.clause.effect, other.clause.effect}
    if "require" in effects:
        return None
    if effects == {"deny"}:
        return None
    if "deny" in effects:
        denial = one if one.clause.effect == "deny" else other
        return None if denial.clause.window else "one denies what the other permits"
    if len(effects) == 1:
        return _terms_differ(one, other)
    limited = any(scoped.clause.cap or scoped.clause.window for scoped in (one, other))
    return None if limited else "one leaves to the agent what for the other needs a second person"


def _terms_differ(one: ScopedClause, other: ScopedClause) -> str | None:
    if one.clause.cap and other.clause.cap and one.clause.cap.role != other.clause.cap.role:
        return None
    for term in ("window", "fee", "cap", "method", "timing"):
        mine, theirs = getattr(one.clause, term), getattr(other.clause, term)
        if mine is not None and theirs is not None and mine != theirs:
            return f"each states another {term}"
    return None
