"""Clauses with the scope and dates of the documents that hold them, and which of them stand on a given day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from copilot.models import Clause, Document
from copilot.values import local_date

from .regions import region_name, region_names

DIMENSIONS = ("status", "tags", "regions", "tiers", "channels", "methods")

Scope = tuple[frozenset[str], ...]
"""What a clause asks of one dimension: one of each set must be there; () asks nothing."""


@dataclass(frozen=True, slots=True)
class ScopedClause:
    """A clause, the document that holds it, what both together ask for, and from when to when both stand.

    `scope` has the dimensions that something is asked of; the more `rank` the more specific is the clause.
    """

    clause: Clause
    document: str
    scope: dict[str, Scope]
    effective_from: date | datetime | None
    effective_to: date | datetime | None
    rank: tuple[int, int]

    def stands_on(self, on: date | datetime, zone: tzinfo) -> bool:
        """Whether the clause stands on this day or at this instant.

        First and last days belong to the time in force; an instant that ends it does not.
        """
        begun = self.effective_from is None or not _earlier(on, self.effective_from, zone)
        ended = self.effective_to is not None and (
            _earlier(self.effective_to, on, zone)
            or (isinstance(self.effective_to, datetime) and self.effective_to == on)
        )
        return begun and not ended


def tiers_of(clauses: Iterable[ScopedClause]) -> frozenset[str]:
    """The tiers that the clauses and their documents know, in small letters."""
    found = set[str]()
    for scoped in clauses:
        found.update(*scoped.scope.get("tiers", ()))
        found.update(name.casefold() for name in (scoped.clause.fee.by_tier if scoped.clause.fee else ()))
    return frozenset(found)


def clauses_in_force(
    documents: Iterable[Document],
    on: date | datetime,
    *,
    zone: tzinfo = UTC,
    tier: str | None = None,
    region: str | None = None,
    channel: str | None = None,
) -> tuple[ScopedClause, ...]:
    """The clauses that stand on a day in the shop's time zone, in the order of their ids.

    Tier, region and channel leave out the clauses that are for others; without them all are given.
    """
    known = {
        "tiers": None if tier is None else frozenset({tier.casefold()}),
        "regions": None if region is None else region_names(region),
        "channels": None if channel is None else frozenset({channel.casefold()}),
    }
    return tuple(
        clause
        for clause in scoped_clauses(documents)
        if clause.stands_on(on, zone)
        and all(
            values is None or all(asked & values for asked in clause.scope.get(dimension, ()))
            for dimension, values in known.items()
        )
    )


def scoped_clauses(documents: Iterable[Document]) -> tuple[ScopedClause, ...]:
    """All clauses of the documents with their scope, in the order of their ids: files may come in any order."""
    scoped = [_scoped(clause, document) for document in documents for clause in document.clauses]
    return tuple(sorted(scoped, key=lambda scoped: (scoped.clause.id, scoped.document)))


def _scoped(clause: Clause, document: Document) -> ScopedClause:
    shared = {"regions": document.regions, "channels": document.channels, "tiers": document.tiers}
    scope = {
        dimension: tuple(_names(dimension, values) for values in asked if values)
        for dimension in DIMENSIONS
        if any(asked := (shared.get(dimension, []), getattr(clause.when, dimension)))
    }
    effective_from = clause.effective_from or document.effective_from
    effective_to = clause.effective_to or document.effective_to
    bounded = effective_from is not None and effective_to is not None
    # Nearly every clause names a status: it decides only between clauses that are equal in all else.
    rank = (len(scope.keys() - {"status"}) + bounded, int("status" in scope))
    return ScopedClause(clause, document.id, scope, effective_from, effective_to, rank)


def _names(dimension: str, values: Sequence[str]) -> frozenset[str]:
    if dimension == "regions":
        return frozenset(region_name(value) for value in values)
    return frozenset(value.casefold() for value in values)


def _earlier(one: date | datetime, other: date | datetime, zone: tzinfo) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return local_date(one, zone) < local_date(other, zone)
