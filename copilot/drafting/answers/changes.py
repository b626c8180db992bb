"""Cancelling an order, and changing its address, its payment or an item."""

from dataclasses import replace

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, lines_asked, offers, orders_meant, too_many
from copilot.drafting.look import Look
from copilot.drafting.passages import prose
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.said import decided, gives, says, tells
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.drafting.units import units_of
from copilot.evidence import Evidence
from copilot.models import NextStep, Order
from copilot.values import read_money

from .beside import beside, on_pages, pages_of
from .codes import code_answer
from .orders import coming_lines, which_order
from .refusals import refusal
from .returns import return_instead
from .steps import step
from .terms import WAY_PAID, amount_lines, conditions, terms, timing_lines
from .variants import version_lines

LONGEST = 2000  # code points of the message that are read
ASKED_FOR = {"change_address": "address", "change_payment": "payment", "change_item": "item"}
GONE = ("shipped", "partially_shipped", "delivered", "processed", "returned")
"""Statuses that the copy has a reason for."""


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
    supposed = _is_supposed(evidence)
    needs = supposed and any(part.key == "cancel_needs" for lines, _ in told for part in lines)
    confirm = needs or (any(one.kind == "cancel" for _, steps in told for one in steps) and not decided(evidence))
    asked = "cancel_later" if supposed else "cancel_confirm"
    return Answer(
        [lines for lines, _ in told],
        [line(asked)] if confirm else [],
        [one for _, steps in told for one in steps],
    )


def change(evidence: Evidence, intent: str) -> Answer | None:
    """Whether the address, the payment or an item can still be changed."""
    orders = orders_meant(evidence, lambda order: _open(evidence, "modify", order))
    versions = any(evidence.version_wanted(item) for order in orders for item in lines_asked(evidence, order))
    if intent == "change_item" and not versions and (code := code_answer(evidence)):
        return code  # a code is what is to be changed
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if intent == "change_payment" and all(map(_is_paid_back, orders)) and (way := _same_way(evidence)):
        return Answer([way])
    if too_many(evidence, orders):
        return Answer([which_order(evidence, orders)])
    told = [found for order in orders if (found := _change(evidence, order, ASKED_FOR[intent]))]
    if len(told) != len(orders):
        return None
    return Answer(
        [found.said[0] for found in told],
        [question for found in told for question in found.asked],
        [one for found in told for one in found.steps],
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
        own, todo = _cancel_offer(look, offer)
        lines += own
        steps += todo
    if all(offer.entitlement.state == "denied" for offer in found):
        clauses = {id for offer in found for id in offer.entitlement.clauses}
        whole = len(lines_asked(evidence, order)) == len(order.items)  # else the customer wants the rest of the parcel
        refuse = beside(evidence, "refuse_at_door", clauses) if order.status == "shipped" and whole else []
        lines += [*coming_lines(evidence, order), *refuse, *return_instead(evidence, order)]
    return lines, steps


def _is_supposed(evidence: Evidence) -> bool:
    """Whether it is only asked what would be; a sentence that asks for it outright is not taken back by another."""
    for sentence in prose(evidence.ticket.last_said[:LONGEST]) if says(evidence, "in_case") else ():
        asked = any("cancel" in unit.wants and unit.wish and not unit.question for unit in units_of(sentence.text))
        if asked and not tells(sentence.text, "in_case") and not tells(sentence.text, "whether"):
            return False
    return says(evidence, "in_case")


def _cancel_offer(look: Look, offer: Offer) -> tuple[list[Line], list[NextStep]]:
    entitlement = offer.entitlement
    offer = replace(offer, exact=True)
    what, source = look.what(offer.lines, whole=True), look("status").id
    if entitlement.state == "denied":
        reason = refusal(look, offer)
        because = "" if reason else _because(look)
        return [line("cancel_denied", source, *entitlement.clauses, what=what, because=because), *reason], []
    if entitlement.state == "approval":
        supposed = _is_supposed(look.evidence)
        key = "cancel_needs" if supposed else "cancel_approval"
        approval = line(key, source, *entitlement.clauses, status=look("status"), what=what)
        amounts = [replace(one, key=f"if_{one.key}") for one in amount_lines(look, offer)[:1]]
        timing = timing_lines(look, entitlement) if amounts else []
        told = on_pages(look.evidence, "cancel_told_within", pages_of(look.evidence, entitlement.clauses))
        lines = [approval, *told, *amounts, *timing, *conditions(look, offer)]
        return lines, [] if supposed else [step("ask_approval", look, offer, "cancel")]
    done = "cancel_doing" if decided(look.evidence) else "cancel_allowed"
    lines = [line(done, *entitlement.clauses, what=what, free=_free(look, offer))]
    if until := look.entitled(entitlement, "until"):
        lines.append(line("cancel_until", *entitlement.clauses, date=until))
    lines += [one for one in terms(look, offer) if one.key != "cancel_free"]
    return lines, [step("cancel", look, offer, "" if decided(look.evidence) else "when confirmed")]


def _because(look: Look) -> Line | str:
    """The status of the order as the reason, where the copy has words for it."""
    return line(f"because_{look.order.status}", look("status").id) if look.order.status in GONE else ""


def _free(look: Look, offer: Offer) -> Line | str:
    """That it costs nothing, as a phrase."""
    fee = look.entitled(offer.entitlement, "fee")
    return line("free", fee.id) if fee and not read_money(fee.value)[0] else ""


def _open(evidence: Evidence, about: str, order: Order) -> bool:
    return any(e.state in ("allowed", "approval") for e in evidence.entitled(about, order.id))


def _is_paid_back(order: Order) -> bool:
    """Whether a wish for another way to pay can only be about money that comes back."""
    return bool(order.returns) or order.status in ("cancelled", "returned")


def _same_way(evidence: Evidence) -> list[Line]:
    """That a refund goes back the way it was paid, where a rule says so."""
    rules = [s.clause.id for s in evidence.policy if s.clause.about == "refund" and s.clause.method == WAY_PAID]
    return [line("refund_same_way", rules[0])] if rules else []


def _change(evidence: Evidence, order: Order, what: str) -> Answer | None:
    look = Look(evidence, order)
    found = offers(evidence, "modify", order)
    states = {offer.entitlement.state for offer in found}
    if len(states) != 1 or "unknown" in states:
        return None
    offer = found[0]
    clauses, id = offer.entitlement.clauses, look("order_id")
    words = _words(evidence, offer)
    others = what != "address" and any(is_about(str(one.slots["text"]), "only_address") for one in words)
    match offer.entitlement.state:
        case "allowed":
            return _changing(look, offer, what)
        case "approval" if not others:
            lines = [line("change_approval", *clauses, order=id, status=look("status")), *words]
            return Answer([lines], steps=[step("ask_approval", look, offer, f"change the {what} of")])
    denied = line("change_denied", look("status").id, *clauses, order=id, because=_because(look))
    left = what == "address" and order.status in ("shipped", "partially_shipped")
    return Answer(
        [
            [
                denied,
                *(words if others else refusal(look, offer)),
                *coming_lines(evidence, order),
                *(beside(evidence, "redirect", clauses) if left else []),
            ]
        ]
    )


def _changing(look: Look, offer: Offer, what: str) -> Answer:
    """A change that is possible: made as asked where the customer says to what, else with the question."""
    evidence, order, clauses = look.evidence, look.order, offer.entitlement.clauses
    lines = [line(f"change_{what}_allowed", *clauses, order=look("order_id"), free=_free(look, offer))]
    lines += [one for one in terms(look, offer) if one.key != "modify_free"]
    todo = step("change", look, offer, what)
    match what:
        case "item":
            items = lines_asked(evidence, order)
            named = [(item, version) for item in items if (version := evidence.version_wanted(item))]
            sold = {product.id: len(product.variants) for product in evidence.products}
            if not named and says(evidence, "instead") and all(sold.get(item.product_id, 1) < 2 for item in items):
                return Answer([[*lines, line("change_as_asked")]], steps=[todo])
            if not named:
                return Answer([lines], [line("ask_new_item")], [todo])
            told = [one for item, version in named for one in version_lines(look, item, version)]
            unpriced = any(one.key == "version_stocked" for one in told)
            told += beside(evidence, "difference_settled", clauses) if unpriced else []
            there = all(version.available for _, version in named)
            sure = all(evidence.version_of(item) == version for item, version in named)  # it is named, not supposed
            if there and sure and decided(evidence):
                return Answer([[*lines, *told, line("change_as_asked")]], steps=[todo])
            return Answer([[*lines, *told]], [line("ask_change_confirm")] if there else [], [todo])
        case "address" if gives(evidence, "address"):
            return Answer([[*lines, line("change_address_to")]], steps=[todo])
        case "payment":
            total = look.find("total")
            link = [line("payment_link", amount=total)] if total and gives(evidence, "payment") else []
            asked = [] if gives(evidence, "payment") else [line("ask_new_payment")]
            due = look.find("pay_until")
            last = [line("pay_until", date=due)] if due else []
            return Answer([[*lines, *link, *last, line("no_card_number")]], asked, [todo])
    return Answer([lines], [line(f"ask_new_{what}")], [todo])


def _words(evidence: Evidence, offer: Offer) -> list[Line]:
    """The words of the clauses behind an approval, which say what exactly may be agreed to."""
    known = {scoped.clause.id: scoped.clause for scoped in evidence.policy}
    return [
        quote(known[id].quote, id, otherwise=())
        for id in offer.entitlement.clauses
        if id in known and known[id].effect == "approval" and not for_agents(known[id].quote)
    ][:1]
