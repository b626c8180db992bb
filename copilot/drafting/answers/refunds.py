"""Money back: whether it may be had, and where it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import MANY, Offer, only_offer, orders_asked
from copilot.drafting.lateness import is_over
from copilot.drafting.look import Look
from copilot.drafting.said import says
from copilot.drafting.text import Line, line
from copilot.evidence import Evidence, refund_timings
from copilot.models import Fact, NextStep, Order, Return

from .notices import topic_notices
from .orders import which_order
from .parcels import lost
from .returns import send_back
from .steps import pass_on
from .targets import target_lines, target_timing
from .terms import amount_lines, refund_timing, timing_lines

SETTLED = 30  # days after which a refund that was due is no longer waited for
LATE = 14  # days after which a return that was received and not refunded has waited too long


def request(evidence: Evidence, intent: str) -> Answer | None:
    """Whether there is money back: for a parcel that is late, for what is on its way back, or for a return."""
    orders = orders_asked(evidence, _may_be_refunded(evidence))
    if orders and all(order.status in ("shipped", "partially_shipped") for order in orders):
        return lost(evidence, intent)
    if orders and all(_has_refund(order) for order in orders):
        return state(evidence, intent)
    return send_back(evidence, intent)


def state(evidence: Evidence, _: str) -> Answer | None:
    """Where the refunds of the orders in question are."""
    orders = orders_asked(evidence, _has_refund)
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if evidence.focus.how != "named" and not any(map(_has_refund, orders)):
        others = [order for order in evidence.orders if _has_refund(order)]
        orders = tuple(others) if len(others) == 1 else orders
    if evidence.focus.how == "all":
        orders = tuple(order for order in orders if not _is_settled(evidence, order)) or orders
    if len(orders) > MANY:
        return Answer([which_order(evidence, orders)])
    answers = [_order(evidence, order) for order in orders]
    notes = topic_notices(evidence, "postage", orders[0], most=1) if says(evidence, "asks_postage") else []
    paragraphs = [lines for lines, _ in answers]
    return Answer([*paragraphs, *([notes] if notes else [])], steps=[one for _, steps in answers for one in steps])


def _has_refund(order: Order) -> bool:
    return bool(order.returns) or order.status in ("cancelled", "returned") or any(
        payment.kind == "refund" for payment in order.payments
    )  # fmt: skip


def _is_settled(evidence: Evidence, order: Order) -> bool:
    """Whether its last refund should have been seen so long ago that nobody asks for it without naming it."""
    due = _due_day(Look(evidence, order))
    return due is not None and (evidence.today - date.fromisoformat(due.value)).days > SETTLED


def _may_be_refunded(evidence: Evidence) -> Callable[[Order], bool]:
    def fits(order: Order) -> bool:
        return any(e.state in ("allowed", "approval") for e in evidence.entitled("refund", order.id))

    return fits


def _order(evidence: Evidence, order: Order) -> tuple[Paragraph, list[NextStep]]:
    look = Look(evidence, order)
    lines: list[Line] = []
    steps: list[NextStep] = []
    for back in order.returns:
        own, todo = _return(look, back)
        lines += own
        steps += todo
    made, due = _made(look), _due_day(look)
    if made and due and due.value < evidence.today.isoformat():
        made += [line("refund_overdue", date=due)]
        lines.insert(0, line("sorry_refund_late", due.id))
        steps.append(pass_on(f"Ask the payment provider where the refund is that was due by {due.value}.", due.id))
    elif made:
        made += [line("refund_due", date=due)] if due else _timing(look)
    if not made and order.status == "cancelled":
        lines.append(line("cancel_is_cancelled_since", look("status").id, order=look("order_id")))
        lines += _due(look)
    lines += made
    if not lines:
        lines += _on_its_way_back(look) or [line("refund_none", look("status").id, order=look("order_id"))]
        steps.append(pass_on(f"Find out which refund for order {order.id} the customer means."))
    return lines, steps


def _on_its_way_back(look: Look) -> list[Line]:
    """What is paid back for a return that nobody has registered yet, once it is there."""
    found = only_offer(look.evidence, "return", look.order)
    if found is None or found.entitlement.state != "allowed" or not says(look.evidence, "sent_back"):
        return []
    until = look.entitled(found.entitlement, "until")
    return [
        line("return_awaited", items=look.items(found.lines), order=look("order_id")),
        *([line("return_in_time", *found.entitlement.clauses, date=until)] if until else []),
        *target_lines(look.evidence, "refund_status", look.order),
        *amount_lines(look, replace(found, exact=True)),
        *timing_lines(look, found.entitlement),
    ]


def _made(look: Look) -> list[Line]:
    """Each refund on record: how much, when, to what."""
    lines = []
    for number, payment in enumerate(look.order.payments, 1):
        if payment.kind != "refund":
            continue
        amount, day, to = (
            look(f"refund.{number}"),
            look.find(f"refund_at.{number}"),
            look.method("to", "refund", number),
        )
        if day:
            lines.append(line("refund_made", amount=amount, date=day, to=to, order=look("order_id")))
            lines += _less_fee(look, number)
        else:
            lines.append(line("refunded", amount=amount))
    return lines


def _less_fee(look: Look, number: int) -> list[Line]:
    """That a return was refunded less the fee for it, where the sum of the items shows it."""
    before, fee = look.find("items_total"), look.find(f"fee_taken.{number}")
    return [line("refund_less", before=before, fee=fee)] if before and fee else []


def _due_day(look: Look) -> Fact | None:
    """The day by which the last refund on record should be seen."""
    numbers = [n for n, payment in enumerate(look.order.payments, 1) if payment.kind == "refund"]
    return look.find(f"refund_due.{numbers[-1]}") if numbers else None


def _return(look: Look, back: Return) -> tuple[list[Line], list[NextStep]]:
    """How far a return is, and what is to be paid back for it."""
    items = look.items([look.order.line(id) for id in back.line_ids])
    received, state = look.find(f"return_received_at.{back.id}"), look.find(f"return_state.{back.id}")
    sources = [fact.id for fact in (state,) if fact]
    if any(payment.kind == "refund" for payment in look.order.payments):
        return [], []
    if back.state == "rejected":
        text = f"Have somebody else look at the return {back.id} again: it was rejected, and the customer objects."
        return [line("return_rejected", *sources, items=items)], [pass_on(text, *sources)]
    due = _return_due(look, back)
    checked = target_lines(look.evidence, "refund_status", look.order)
    if received is None:
        return [line("return_on_its_way", *sources, items=items), *checked, *due], []
    lines = [line("return_received", *sources, items=items, date=received)]
    promised = target_timing(look.evidence, "refund_status", look.order)
    if _waited(look, received) > LATE or (promised and is_over(look.evidence, received, promised)):
        lines = [line("sorry_refund_late", received.id), *lines, line("refund_not_yet", *sources)]
    else:
        lines += checked or [line("refund_not_yet", *sources)]
    text = f"Check the return {back.id} of order {look.order.id}, received on {received.value}, and start the refund."
    todo = NextStep(kind="refund", text=text, order_id=look.order.id, line_ids=back.line_ids, sources=sources)
    return [*lines, *due], [todo]


def _return_due(look: Look, back: Return) -> list[Line]:
    """What the return says is to be paid back, else what was worked out, and how long it takes."""
    amount = look.find(f"return_amount.{back.id}")
    if amount is None:
        return _due(look)
    timings = [e for e in look.evidence.entitled("return", look.order.id) if e.timing]
    timing = look.entitled(timings[0], "timing") if len({e.timing for e in timings}) == 1 else None
    lines = [line("amount", amount=amount, to=look.method(), less="")]
    return lines + ([line("refund_timing", *timings[0].clauses, timing=timing)] if timing else _timing(look))


def _due(look: Look) -> list[Line]:
    """What is still to be paid back, and how long that takes."""
    found = [e for e in look.evidence.entitled("refund", look.order.id) if e.state == "allowed" and e.amount]
    if len(found) != 1:
        return []
    offer = Offer(found[0], (), exact=True)
    return [*amount_lines(look, offer), *_timing(look)]


def _timing(look: Look) -> list[Line]:
    found = refund_timings(look.evidence, look.order)
    fact = look.fact(next(iter(found))) if len(set(found.values())) == 1 else None
    if fact is None:
        return []
    offers = look.evidence.entitled("refund", look.order.id)
    clauses = next((offer.clauses for offer in offers if fact.id == f"{offer.id}.timing"), None)
    return [refund_timing(fact, *(clauses or [fact.subject.removeprefix("clause:")]))]


def _waited(look: Look, received: Fact) -> int:
    return (look.evidence.today - date.fromisoformat(received.value)).days
