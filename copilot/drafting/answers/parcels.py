"""Parcels that are late, lost, or said to be delivered and not there."""

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import MANY, OPEN, Offer, offers, orders_asked
from copilot.drafting.look import Look
from copilot.drafting.text import Line, Value, line
from copilot.evidence import Evidence
from copilot.models import NextStep, Order

from .notices import topic_notices
from .orders import each, late_expectation, status_lines, tracking_lines, which_order
from .steps import step
from .terms import refusal, terms

REMEDIES = ("replacement", "refund")


def late(evidence: Evidence, _: str) -> Answer:
    """Where a late parcel is, sorry first, and from when on there is a replacement or the money."""
    orders = orders_asked(evidence, lambda order: late_expectation(evidence, order) is not None)
    answer = each(evidence, orders, status_lines)
    if not orders or len(orders) > MANY:
        return answer
    said, asked, steps = list(answer.said), [], list(answer.steps)
    for order in orders:
        if late_expectation(evidence, order):
            lines, todo = remedies(evidence, order)
            said += [lines] if lines else []
            steps += todo
            asked += [line("ask_which_remedy")] if len(todo) > 1 else []
    return Answer(said, asked[:1], steps)


def lost(evidence: Evidence, _: str) -> Answer | None:
    """What happens when a parcel does not turn up, or was not where it is said to have been delivered."""
    orders = orders_asked(evidence, lambda order: order.status in OPEN and bool(order.shipments))
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
            asked += [line("ask_neighbours")]
            steps += todo
            continue
        said.append(status_lines(evidence, order))
        lines, todo = remedies(evidence, order)
        said += [lines] if lines else []
        steps += todo
        asked += [line("ask_which_remedy")] if len(todo) > 1 else []
    return Answer(said, asked[:1], steps)


def remedies(evidence: Evidence, order: Order) -> tuple[list[Line], list[NextStep]]:
    """A replacement and a refund, as far as they are open; else from when on they are."""
    look = Look(evidence, order)
    whole = len(order.shipments) == 1  # what is in one parcel is lost together, whatever of it the customer names
    found = [(about, offer) for about in REMEDIES for offer in offers(evidence, about, order, whole=whole)]
    lines: list[Line] = []
    steps: list[NextStep] = []
    for about, offer in found:
        if offer.entitlement.state == "allowed":
            lines += remedy_lines(look, offer, about)
            steps.append(step(about, look, offer))
    if lines:
        return lines, steps
    waits = [(offer, until) for _, offer in found if (until := look.entitled(offer.entitlement, "until"))]
    waits = [(offer, until) for offer, until in waits if until.value >= evidence.today.isoformat()]
    if waits and {until.value for _, until in waits} == {waits[0][1].value}:
        clauses = tuple(dict.fromkeys(id for offer, _ in waits for id in offer.entitlement.clauses))
        lines = [line("remedy_not_before", *clauses, date=waits[0][1]), *refusal(look, waits[0][0])[1:]]
        text = f"Look at order {order.id} again after {waits[0][1].value}: if it is not there, offer both remedies."
        steps = [NextStep(kind="follow_up", text=text, order_id=order.id, sources=list(clauses))]
    return lines, steps


def remedy_lines(look: Look, offer: Offer, about: str, *, named: bool = False) -> list[Line]:
    """One remedy with what it comes with; `named` says for which items."""
    slots: dict[str, Value] = {"items": look.items(offer.lines), "order": look("order_id")}
    clauses = offer.entitlement.clauses
    if about == "refund":
        amount, method = look.entitled(offer.entitlement, "amount"), look.method()
        if amount and method:
            first = line("refund_offer_to", *clauses, amount=amount, method=method)
        elif amount:
            first = line("refund_offer", *clauses, amount=amount)
        else:
            first = line("refund_offer_plain", *clauses, **slots)
        timing = look.entitled(offer.entitlement, "timing")
        return [first, *([line("refund_timing", *clauses, timing=timing)] if timing else [])]
    first = line("replacement_offer_of", *clauses, **slots) if named else line("replacement_offer", *clauses)
    return [first, *terms(look, offer)]


def sorry_for_wait(evidence: Evidence, order: Order) -> list[Line]:
    look = Look(evidence, order)
    fact = late_expectation(evidence, order)
    return [line("sorry_late", order=look("order_id"), date=fact)] if fact else []


def _not_there(evidence: Evidence, order: Order) -> tuple[list[Line], list[NextStep]]:
    """A parcel that is marked as delivered and that the customer does not have."""
    look = Look(evidence, order)
    lines = [line("sorry_not_there", order=look("order_id"))]
    for number in range(1, len(order.shipments) + 1):
        day, carrier = look.find(f"delivered_at.{number}"), look.find(f"carrier.{number}")
        if day and carrier:
            lines.append(line("shown_delivered_by", date=day, carrier=carrier))
        elif day:
            lines.append(line("shown_delivered", date=day))
    lines += tracking_lines(look, order)
    notes = topic_notices(evidence, "lost_parcel", order)
    text = f"Open a search with the carrier for order {order.id}."
    todo = NextStep(kind="search_parcel", text=text, order_id=order.id, sources=[look("status").id])
    return [*lines, *notes], [todo]
