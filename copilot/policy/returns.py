"""How far a return is."""

import tomllib
from datetime import datetime
from functools import cache
from importlib.resources import files

from copilot.models import Order, Return


def return_of(order: Order, line_id: str, as_of: datetime) -> Return | None:
    """The return that the line is or was part of, unless it was withdrawn."""
    parts = (part for part in order.returns if line_id in part.line_ids)
    return next((part for part in parts if is_open(part, as_of) or is_settled(part, as_of)), None)


def came_back(order: Order, line_id: str, as_of: datetime) -> bool:
    """Whether the line has arrived with a return that is not settled yet."""
    part = return_of(order, line_id, as_of)
    if part is None or not is_open(part, as_of):
        return False
    return part.state.casefold() == "received" if part.received_at is None else part.received_at <= as_of


def is_open(part: Return, as_of: datetime) -> bool:
    """Whether the return was asked for and is neither paid nor withdrawn."""
    return _asked(part, as_of) and part.state.casefold() not in _states("settled") | _states("withdrawn")


def is_settled(part: Return, as_of: datetime) -> bool:
    """Whether the return was paid."""
    return _asked(part, as_of) and part.state.casefold() in _states("settled")


def _asked(part: Return, as_of: datetime) -> bool:
    return part.requested_at is None or part.requested_at <= as_of


@cache
def _states(kind: str) -> frozenset[str]:
    return frozenset(tomllib.loads((files("copilot.policy") / "returns.toml").read_text("utf-8"))[kind])
