"""Goodwill is proposed to the agent, within authority, and never promised to the customer."""

from collections.abc import Collection

from copilot.drafting.asked import OPEN
from copilot.drafting.lateness import late_expectation
from copilot.evidence import Evidence
from copilot.models import NextStep, Order
from copilot.values import format_money

OUR_FAULT = frozenset({
    "late_delivery", "lost_parcel", "damaged_item", "wrong_item", "missing_item", "charge_dispute", "complaint",
    "complaint_also",
})  # fmt: skip


def goodwill_steps(evidence: Evidence, labels: Collection[str]) -> list[NextStep]:
    """What the agent may add, and what somebody else may, where the shop seems at fault."""
    if not OUR_FAULT & set(labels) or evidence.ticket.in_public:
        return []
    orders = evidence.focus.orders
    order = next((order for order in orders if _is_late(evidence, order)), orders[0] if orders else None)
    if order is None:
        return []
    found = [e for e in evidence.entitled("goodwill", order.id) if e.amount and e.state in ("allowed", "approval")]
    return [
        NextStep(
            kind="goodwill",
            text=_text(evidence, e.amount, e.method, e.role, e.state, order),
            order_id=order.id,
            amount=e.amount,
            sources=[e.id, *e.clauses],
        )
        for e in found[:2]
        if e.amount
    ]


def _is_late(evidence: Evidence, order: Order) -> bool:
    return order.status in OPEN and late_expectation(evidence, order) is not None


def _text(evidence: Evidence, amount: str, method: str | None, role: str | None, state: str, order: Order) -> str:
    sum_, what = format_money(amount, evidence.shop.locale), method or "goodwill"
    if state == "allowed":
        return (
            f"If it is called for: you may add up to {sum_} of {what} on order {order.id}. Do not announce it before."
        )
    return f"Beyond that a {(role or 'second person').replace('_', ' ')} may agree to up to {sum_} of {what}."
