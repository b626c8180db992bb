"""Parcels that are late, lost, or said to be delivered and not there."""

from collections.abc import Callable, Sequence

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import MANY, OPEN, Offer, offers, orders_asked
from copilot.drafting.lateness import came_late, late_expectation
from copilot.drafting.look import Look
from copilot.drafting.said import chosen, says
from copilot.drafting.text import Line, line
from copilot.evidence import Evidence
from copilot.models import NextStep, Order

from .beside import anywhere, beside
from .orders import each, status_lines, which_order
from .remedies import REMEDIES, remedies_offered
from .targets import target_lines


def late(evidence: Evidence, _: str) -> Answer:
    """Where a late parcel is, sorry first, and from when on there is a replacement or the money."""
    orders = _or_late(evidence, orders_asked(evidence, _ever_late(evidence)))
    answer = each(evidence, orders, lambda own, order: status_lines(own, order, lost=_is_lost(own, order)))
    if not orders or len(orders) > MANY:
        return answer
    said, asked, steps = [], [], list(answer.steps)
    for order, told in zip(orders, answer.said, strict=True):
        said.append(told)
        if late_expectation(evidence, order):
            found = remedies(evidence, order)
            said += found.said
            steps += found.steps
            asked += found.asked
    return Answer(said, asked[:1], steps)


def _ever_late(evidence: Evidence) -> Callable[[Order], bool]:
    """Which orders are late; where none is, which came late."""
    if any(late_expectation(evidence, order) for order in evidence.focus.orders):
        return lambda order: late_expectation(evidence, order) is not None
    return lambda order: came_late(Look(evidence, order)) is not None


def lost(evidence: Evidence, _: str) -> Answer | None:
    """What happens when a parcel does not turn up, or was not where it is said to have been delivered."""
    orders = _or_late(evidence, orders_asked(evidence, lambda order: order.status in OPEN and bool(order.shipments)))
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if len(orders) > MANY:
        return Answer([which_order(evidence, orders)])
    said: list[Paragraph] = []
    asked: list[Line] = []
    steps: list[NextStep] = []
    for order in orders:
        if order.status in ("delivered", "returned"):
            lines, todo = _not_there(evidence, order)
            said.append(lines)
            asked += [] if says(evidence, "neighbours") else [line("ask_neighbours")]
            steps += todo
            continue
        found = remedies(evidence, order)
        told = status_lines(evidence, order, lost=_is_lost(evidence, order))
        said += [told, *found.said]
        steps += found.steps
        asked += found.asked
    return Answer(said, asked[:1], steps)


def _or_late(evidence: Evidence, orders: Sequence[Order]) -> Sequence[Order]:
    """The orders; the one that is really late, where these were only guessed and none of them is on its way."""
    if evidence.focus.how == "named" or any(order.status in OPEN for order in orders) or says(evidence, "shown_there"):
        return orders
    overdue = [order for order in evidence.orders if late_expectation(evidence, order)]
    return overdue if len(overdue) == 1 else orders


def _is_lost(evidence: Evidence, order: Order) -> bool:
    """Whether there is a remedy for the parcel already."""
    return any(e.state == "allowed" for about in REMEDIES for e in evidence.entitled(about, order.id))


def remedies(evidence: Evidence, order: Order) -> Answer:
    """A replacement and a refund, as far as they are open; else from when on they are."""
    look = Look(evidence, order)
    whole = len(order.shipments) == 1  # what is in one parcel is lost together, whatever of it the customer names
    found = [(about, offer) for about in REMEDIES for offer in offers(evidence, about, order, whole=whole)]
    open_offers = [(about, offer) for about, offer in found if offer.entitlement.state == "allowed"]
    if open_offers:
        told = remedies_offered(look, open_offers)
        clauses = open_offers[0][1].entitlement.clauses
        first = [line("counts_as_lost", *clauses)]
        return Answer(
            [[*first, *told.said[0], *_postage_too(look, open_offers), *beside(evidence, "turns_up", clauses)]],
            told.asked,
            told.steps,
        )
    waits = [(offer, until) for _, offer in found if (until := look.entitled(offer.entitlement, "until"))]
    waits = [(offer, until) for offer, until in waits if until.value >= evidence.today.isoformat()]
    if waits and {until.value for _, until in waits} == {waits[0][1].value}:
        clauses = tuple(dict.fromkeys(id for offer, _ in waits for id in offer.entitlement.clauses))
        paid = look.find("paid") if whole and order.status != "partially_shipped" else None
        sum_ = line("of_sum", amount=paid) if paid else ""
        lines = [line("remedy_then", *clauses, date=waits[0][1], sum=sum_)]
        lines += [line("remedy_not_before", *clauses)] if chosen(evidence) else []
        text = f"Look at order {order.id} again after {waits[0][1].value}: if it is not there, offer both remedies."
        return Answer([lines], steps=[NextStep(kind="follow_up", text=text, order_id=order.id, sources=list(clauses))])
    return Answer()


def _postage_too(look: Look, found: list[tuple[str, Offer]]) -> list[Line]:
    """That what is refunded is all that was paid, where the customer asks for the postage and it was."""
    refunds = [amount for about, o in found if about == "refund" and (amount := look.entitled(o.entitlement, "amount"))]
    paid, postage = look.find("paid"), look.find("shipping_fee")
    asked = says(look.evidence, "asks_postage") and postage is not None
    return [line("postage_too", paid.id)] if asked and paid and [f.value for f in refunds] == [paid.value] else []


def _not_there(evidence: Evidence, order: Order) -> tuple[list[Line], list[NextStep]]:
    """A parcel that is marked as delivered and that the customer does not have."""
    look = Look(evidence, order)
    lines = [line("sorry_not_there", order=look("order_id"))]
    for number in range(1, len(order.shipments) + 1):
        day, carrier, tracking = (
            look.find(f"{role}.{number}") for role in ("delivered_at", "carrier", "tracking_number")
        )
        tracked = line("tracked", tracking=tracking) if tracking else ""
        if day and carrier:
            lines.append(line("shown_delivered_by", date=day, carrier=carrier, tracked=tracked))
        elif day:
            lines.append(line("shown_delivered", date=day, tracked=tracked))
    text = f"Open a search with the carrier for order {order.id}."
    todo = NextStep(kind="search_parcel", text=text, order_id=order.id, sources=[look("status").id])
    police = anywhere(evidence, "no_police") if says(evidence, "police") else []
    return [*lines, *target_lines(evidence, "lost_parcel", order), *police], [todo]
