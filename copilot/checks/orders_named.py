"""Which orders, and which lines of them, the names in a draft are of."""

from collections.abc import Sequence

from copilot.evidence import Evidence
from copilot.models import Order

from .mentions import Mention


def orders_named(mentions: Sequence[Mention], evidence: Evidence) -> tuple[Order, ...]:
    """The orders whose number, or the number of a return, is among the mentions."""
    subjects = {f.subject for m in mentions for f in m.of("id") if f.role in ("order_id", "return_id")}
    return tuple(order for order in evidence.orders if f"order:{order.id}" in subjects)


def orders_tracked(mentions: Sequence[Mention], current: tuple[Order, ...]) -> tuple[Order, ...]:
    """The order of a tracking number, among several that are spoken of; one alone is not changed by it."""
    subjects = {f.subject for m in mentions for f in m.of("tracking")}
    return tuple(order for order in current if f"order:{order.id}" in subjects) if len(current) > 1 else ()


def orders_of_items(mentions: Sequence[Mention], evidence: Evidence, current: tuple[Order, ...]) -> tuple[Order, ...]:
    """The orders that hold the items named; those spoken of already are preferred."""
    named = [{f.subject.partition("/line:")[0] for f in m.of("product") if f.role == "item"} for m in mentions]
    held = [subjects for subjects in named if subjects]
    subjects = set.intersection(*held) if held and set.intersection(*held) else set[str]().union(*held)
    holding = tuple(order for order in evidence.orders if f"order:{order.id}" in subjects)
    return tuple(order for order in holding if order in current) or holding


def lines_named(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """The line ids that items in these mentions stand on, by order id."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        for fact in mention.of("product"):
            if fact.role == "item":
                order, _, line = fact.subject.removeprefix("order:").partition("/line:")
                found.setdefault(order, set()).add(line)
    return {order: frozenset(lines) for order, lines in found.items()}
