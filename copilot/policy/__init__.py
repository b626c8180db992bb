"""Clauses and what they entitle an order to."""

from .clauses import ScopedClause, clauses_in_force, scoped_clauses
from .entitlements import OFFERS, entitlements

__all__ = ["OFFERS", "ScopedClause", "clauses_in_force", "entitlements", "scoped_clauses"]
