"""Sending things back, or swapping them."""

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, offers, orders_meant, together, too_many
from copilot.drafting.look import Look
from copilot.drafting.text import Line, Value, line
from copilot.evidence import Evidence
from copilot.models import NextStep, Order
from copilot.values import read_money

from .notices import notice_lines
from .orders import which_order
from .steps import step
from .terms import missing_lines, refusal, terms

INSTEAD = {"return": ("exchange",), "exchange": ("return",)}


def send_back(evidence: Evidence, _: str) -> Answer | None:
    """Whether the things asked about can be returned, until when, what it costs and what is paid back."""
    return _answer(evidence, "return")


def swap(evidence: Evidence, _: str) -> Answer | None:
    """Whether the things asked about can be exchanged, and how."""
    return _answer(evidence, "exchange")


def return_instead(evidence: Evidence, order: Order) -> list[Line]:
    """A return, where the order may be returned as a whole."""
    found = evidence.entitled("return", order.id)
    if [offer.state for offer in found] != ["allowed"]:
        return []
    clauses, until = found[0].clauses, evidence.by_id.get(f"{found[0].id}.until")
    fee = evidence.by_id.get(f"{found[0].id}.fee")
    lines = [line("return_until", *clauses, date=until) if until else line("return_possible", *clauses)]
    return [*lines, line("fee", *clauses, fee=fee)] if fee and read_money(fee.value)[0] else lines


def _answer(evidence: Evidence, about: str) -> Answer | None:
    orders = orders_meant(evidence, lambda order: any(
        entitlement.state in ("allowed", "approval") for entitlement in evidence.entitled(about, order.id)
    ))  # fmt: skip
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if too_many(evidence, orders):
        return Answer([which_order(evidence, orders)])
    answers = [found for order in orders if (found := _order(evidence, order, about))]
    if len(answers) != len(orders):
        return None
    return Answer(
        [lines for lines, _, _ in answers],
        [question for _, asked, _ in answers for question in asked],
        [one for _, _, steps in answers for one in steps],
    )


def _order(evidence: Evidence, order: Order, about: str) -> tuple[Paragraph, list[Line], list[NextStep]] | None:
    look, found = Look(evidence, order), offers(evidence, about, order)
    if not found:
        return None
    lines: list[Line] = []
    asked: list[Line] = []
    steps: list[NextStep] = []
    joint = together(evidence, about, order)
    for offer in found:
        state, clauses = offer.entitlement.state, offer.entitlement.clauses
        slots: dict[str, Value] = {"items": look.items(offer.lines), "order": look("order_id")}
        if state == "denied":
            lines += [line(f"{about}_denied", *clauses, **slots), *refusal(look, offer)]
        elif state == "unknown":
            questions = missing_lines(look, offer)
            if not questions:
                return None
            lines.append(line(f"{about}_unknown", *clauses, **slots))
            asked += questions
        else:
            lines += _allowed(look, offer, about, alone=joint is None)
            steps.append(
                step("ask_approval", look, offer, "take back" if about == "return" else "exchange")
                if state == "approval"
                else step(about, look, offer)
            )
    if joint and joint.entitlement.state in ("allowed", "approval"):
        lines += [line("in_one_parcel"), *terms(look, joint)]
    states = {offer.entitlement.state for offer in found}
    if states == {"denied"}:
        lines += _instead(evidence, order, about)
    if states & {"allowed", "approval"}:
        lines += notice_lines(evidence, order, found)
        if about == "exchange":
            asked.append(line("ask_other_version"))
    return lines, asked, steps


def _allowed(look: Look, offer: Offer, about: str, *, alone: bool = True) -> list[Line]:
    """That it is possible, with its terms where it is the only thing that goes back."""
    entitlement = offer.entitlement
    slots: dict[str, Value] = {"items": look.items(offer.lines), "order": look("order_id")}
    how = "" if entitlement.state == "allowed" else "_approval"
    until = look.entitled(entitlement, "until")
    own = terms(look, offer) if alone else []
    if until and not how:
        return [line(f"{about}_allowed_until", *entitlement.clauses, date=until, **slots), *own]
    agreed = [line("if_agreed")] if how and (until or own) else []
    last = [line("last_day", *entitlement.clauses, date=until)] if until else []
    return [line(f"{about}_allowed{how}", *entitlement.clauses, **slots), *agreed, *last, *own]


def _instead(evidence: Evidence, order: Order, about: str) -> list[Line]:
    """What is possible where this is not: the other of the two."""
    look = Look(evidence, order)
    lines: list[Line] = []
    for other in INSTEAD[about]:
        for offer in offers(evidence, other, order):
            if offer.entitlement.state == "allowed":
                lines += _allowed(look, offer, other)
    return lines
