"""Clauses as JSON, to be looked at again when the policy has changed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from .clauses import ScopedClause


def recorded(clauses: Sequence[ScopedClause]) -> list[dict[str, Any]]:
    """The clauses with their scope and dates, without their examples."""
    return list(_adapter().dump_python(tuple(clauses), mode="json", exclude={"__all__": {"clause": {"examples"}}}))


def recalled(records: Sequence[dict[str, Any]]) -> tuple[ScopedClause, ...]:
    """The clauses of `recorded`."""
    return _adapter().validate_python(records)


@cache
def _adapter() -> TypeAdapter[tuple[ScopedClause, ...]]:
    return TypeAdapter(tuple[ScopedClause, ...])
