"""Cancelling an order, and changing its address, its payment or an item."""

from dataclasses import replace

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, offers, orders_meant, too_many
from copilot.drafting.look import Look
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.text import Line, Value, line
from copilot.evidence import Evidence
from copilot.models import NextStep, Order

from .orders import coming_lines, which_order
from .returns import return_instead
from .steps import step
from .terms import amount_lines, conditions, refusal, terms

ASKED_FOR = {"change_address": "address", "change_payment": "payment", "change_item": "item"}


def cancel(evidence: Evidence, _: str) -> Answer | None:
    """Whether the orders in question can be cancelled, what that costs and pays back; nothing where no clause says."""
    orders = orders_meant(evidence, lambda order: _open(evidence, "cancel", order))
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if too_many(evidence, orders):
        return Answer([which_order(evidence, orders)])
    told = [found for order in orders if (found := _cancel(evidence, order))]
    if len(told) != len(orders):
        return None
    confirm = any(one.kind == "cancel" for _, steps in told for one in steps)
    return Answer(
        [lines for lines, _ in told],
        [line("cancel_confirm")] if confirm else [],
        [one for _, steps in told for one in steps],
    )


def change(evidence: Evidence, intent: str) -> Answer | None:
    """Whether the address, the payment or an item can still be changed."""
    orders = orders_meant(evidence, lambda order: _open(evidence, "modify", order))
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if too_many(evidence, orders):
        return Answer([which_order(evidence, orders)])
    told = [found for order in orders if (found := _change(evidence, order, ASKED_FOR[intent]))]
    if len(told) != len(orders):
        return None
    allowed = any(step.kind == "change" for _, steps in told for step in steps)
    return Answer(
        [lines for lines, _ in told],
        [line(f"ask_new_{ASKED_FOR[intent]}")] if allowed else [],
        [one for _, steps in told for one in steps],
    )


def _cancel(evidence: Evidence, order: Order) -> tuple[Paragraph, list[NextStep]] | None:
    look = Look(evidence, order)
    if order.status == "cancelled":
        lines = [line("cancel_is_cancelled", look("status").id, order=look("order_id"))]
        return lines + ([line("refunded", amount=refunded)] if (refunded := look.find("refunded")) else []), []
    found = offers(evidence, "cancel", order)
    if not found or any(offer.entitlement.state == "unknown" for offer in found):
        return None
    lines, steps = [], []
    for offer in found:
        own, todo = _cancel_offer(look, offer, whole=len(offer.lines) == len(order.items))
        lines += own
        steps += todo
    if all(offer.entitlement.state == "denied" for offer in found):
        lines += [*coming_lines(evidence, order), *return_instead(evidence, order)]
    return lines, steps


def _cancel_offer(look: Look, offer: Offer, *, whole: bool) -> tuple[list[Line], list[NextStep]]:
    entitlement = offer.entitlement
    offer = replace(offer, exact=True)
    slots: dict[str, Value] = (
        {"order": look("order_id")} if whole else {"order": look("order_id"), "items": look.items(offer.lines)}
    )
    part = "" if whole else "_part"
    if entitlement.state == "denied":
        denied = line(f"cancel_denied{part}", *entitlement.clauses, status=look("status"), **slots)
        return [denied, *refusal(look, offer)], []
    if entitlement.state == "approval":
        approval = line(f"cancel_approval{part}", *entitlement.clauses, status=look("status"), **slots)
        amounts = amount_lines(look, offer)
        lines = [approval, *amounts]
        if lines[1:] and (timing := look.entitled(entitlement, "timing")):
            lines.append(line("refund_timing", *entitlement.clauses, timing=timing))
        return [*lines, *conditions(look, offer)], [step("ask_approval", look, offer, "cancel")]
    lines = [line(f"cancel_allowed{part}", *entitlement.clauses, **slots)]
    if until := look.entitled(entitlement, "until"):
        lines.append(line("cancel_until", *entitlement.clauses, date=until))
    return [*lines, *terms(look, offer)], [step("cancel", look, offer)]


def _open(evidence: Evidence, about: str, order: Order) -> bool:
    return any(e.state in ("allowed", "approval") for e in evidence.entitled(about, order.id))


def _change(evidence: Evidence, order: Order, what: str) -> tuple[Paragraph, list[NextStep]] | None:
    look = Look(evidence, order)
    found = offers(evidence, "modify", order)
    states = {offer.entitlement.state for offer in found}
    if len(states) != 1 or "unknown" in states:
        return None
    offer = found[0]
    clauses, id = offer.entitlement.clauses, look("order_id")
    match offer.entitlement.state:
        case "allowed":
            lines = [line(f"change_{what}_allowed", *clauses, order=id), *terms(look, offer)]
            return lines, [step("change", look, offer, what)]
        case "approval":
            lines = [line("change_approval", *clauses, order=id, status=look("status")), *_words(evidence, offer)]
            return lines, [step("ask_approval", look, offer, f"change the {what} of")]
    denied = line("change_denied", *clauses, order=id, status=look("status"))
    return [denied, *refusal(look, offer), *coming_lines(evidence, order)], []


def _words(evidence: Evidence, offer: Offer) -> list[Line]:
    """The words of the clauses behind an approval, which say what exactly may be agreed to."""
    known = {scoped.clause.id: scoped.clause for scoped in evidence.policy}
    return [
        quote(known[id].quote, id)
        for id in offer.entitlement.clauses
        if id in known and known[id].effect == "approval" and not for_agents(known[id].quote)
    ][:1]
