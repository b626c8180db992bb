"""Which orders, lines and offers a request is about."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from copilot.evidence import Evidence, lines_spoken_of
from copilot.models import Entitlement, Order, OrderItem

OPEN = ("pending", "processed", "shipped", "partially_shipped")
MANY = 3  # more orders than this are not told one by one: the reply lists them and asks


@dataclass(frozen=True, slots=True)
class Offer:
    """An entitlement and the lines that it is for; `exact` when they are just what the customer asked about."""

    entitlement: Entitlement
    lines: tuple[OrderItem, ...]
    exact: bool


def orders_asked(evidence: Evidence, fits: Callable[[Order], bool]) -> tuple[Order, ...]:
    """The orders that were named; without a name those that the request fits, else the newest."""
    orders = evidence.focus.orders
    if evidence.focus.foreign and evidence.focus.how not in ("named", "item"):
        return ()
    fitting = tuple(order for order in orders if fits(order))
    if evidence.focus.how in ("named", "only"):
        return fitting if fitting and len(orders) > 1 else orders
    return fitting or orders[:1]


def lines_asked(evidence: Evidence, order: Order) -> tuple[OrderItem, ...]:
    """The lines whose item was named; every line where none was."""
    named = lines_spoken_of(evidence.ticket, order)
    return tuple(item for item in order.items if item.id in named) or tuple(order.items)


def offers(evidence: Evidence, about: str, order: Order) -> list[Offer]:
    """What was worked out about this for the lines asked about, in groups that agree; empty when no clause speaks."""
    groups = [
        e for e in evidence.entitled(about, order.id) if not {"~", "@"} & set(e.id.removeprefix(f"{about}:{order.id}"))
    ]
    asked = {item.id for item in lines_asked(evidence, order)}
    return [offer for group in groups if (offer := _offer(evidence, group, order, asked))]


def parts(evidence: Evidence, offer: Entitlement) -> list[Entitlement]:
    """Where the methods of one order are treated differently: the part of each of them."""
    return [e for e in evidence.entitled(offer.about, offer.order_id) if e.id.startswith(f"{offer.id}~")]


def only_offer(evidence: Evidence, about: str, order: Order) -> Offer | None:
    """The one offer about this, where all the lines asked about agree."""
    found = offers(evidence, about, order)
    return found[0] if len(found) == 1 else None


def _offer(evidence: Evidence, group: Entitlement, order: Order, asked: set[str]) -> Offer | None:
    own = set(group.line_ids) or {item.id for item in order.items}
    wanted = own & asked
    if not wanted:
        return None
    lines = tuple(item for item in order.items if item.id in wanted)
    everything = asked == {item.id for item in order.items}
    if wanted == own:
        return Offer(group, lines, exact=not everything or len(order.items) == 1)
    alone = [
        e
        for e in evidence.line_entitlements
        if e.about == group.about and e.order_id == order.id and set(e.line_ids) == wanted
    ]
    if len(wanted) == 1 and len(alone) == 1:
        return Offer(alone[0], lines, exact=True)
    return Offer(replace(group, amount=None, before_fee=None), lines, exact=False)
