"""T003: where the records show the shop at fault, and the draft is about it, it says sorry or owns up."""

from collections.abc import Iterator
from typing import Literal

from copilot.checks.manner import shows
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.truth import happened
from copilot.evidence import Evidence
from copilot.models import Order
from copilot.values import read_money

Fault = Literal["delay", "lost", "damage", "wrong", "overcharged"]

ASKED: dict[str, tuple[Fault, ...]] = {
    "late_delivery": ("delay", "lost"),
    "lost_parcel": ("delay", "lost"),
    "order_status": ("delay", "lost"),
    "damaged_item": ("damage",),
    "wrong_item": ("wrong",),
    "missing_item": ("wrong", "lost"),
    "charge_dispute": ("overcharged",),
    "refund_request": ("lost", "damage", "wrong", "overcharged"),
    "complaint": ("delay", "lost", "damage", "wrong", "overcharged"),
}
"""What a draft that answers such a request is about, where the records show it."""

_TOLD: dict[Fault, str] = {
    "delay": "is late",
    "lost": "was lost",
    "damage": "came damaged",
    "wrong": "was packed wrong",
    "overcharged": "was charged more than it comes to",
}


def unowned(reading: Reading) -> Iterator[Problem]:
    """Each order at whose fault the draft passes by without a word of apology or of owning up."""
    if reading.vocabulary is None or not reading.sentences or shows(reading, "sorry", "owning"):
        return
    for order in reading.evidence.focus.orders:
        for fault in _faults(order, reading.evidence):
            if fault in _answered(reading, order):
                message = (
                    f"order {order.id} {_TOLD[fault]} by the records, and the draft neither says sorry nor owns it"
                )
                yield Problem("violated", message, evidence=_sources(order, fault))
                break


def _faults(order: Order, evidence: Evidence) -> Iterator[Fault]:
    """What went wrong with an order by the shop's doing, as its records show it."""
    if order.status == "cancelled":
        return
    if _late(order, evidence):
        yield "delay"
    if happened("lost", order, frozenset(), evidence):
        yield "lost"
    if happened("damage", order, frozenset(), evidence):
        yield "damage"
    if happened("wrong", order, frozenset(), evidence):
        yield "wrong"
    if _overcharged(order, evidence):
        yield "overcharged"


def _late(order: Order, evidence: Evidence) -> bool:
    """Whether it came late, or is late; unknown of what was delivered on a day that is not on record."""
    unknown = order.status in ("delivered", "returned") and any(p.delivered_at is None for p in order.shipments)
    return not unknown and bool(happened("delay", order, frozenset(), evidence))


def _overcharged(order: Order, evidence: Evidence) -> bool:
    """Whether what was paid and not paid back is more than the order comes to."""
    paid, total, back = (evidence.fact(f"order:{order.id}", role) for role in ("paid", "total", "refunded"))
    if paid is None or total is None or len([p for p in order.payments if p.kind == "payment"]) < 2:
        return False
    kept = read_money(paid.value)[0] - (read_money(back.value)[0] if back else 0)
    return kept > read_money(total.value)[0]


def _answered(reading: Reading, order: Order) -> set[str]:
    """The faults that the draft is about: by what was asked for, and by what it tells of the order itself."""
    intents = {intent.label for intent in reading.triage.intents} if reading.triage else set[str]()
    if order.status in ("delivered", "returned"):
        intents -= {"order_status"}
    faults: set[str] = {fault for intent in intents for fault in ASKED.get(intent, ())}
    for sentence in reading.sentences:
        for statement in sentence.statements:
            if order in statement.orders:
                faults |= {claim.kind for claim in statement.events if not claim.negated}
    return faults


def _sources(order: Order, fault: Fault) -> tuple[str, ...]:
    subject = f"order:{order.id}"
    late = (f"{subject}.expected_at.{n}" for n, parcel in enumerate(order.shipments, 1) if parcel.expected_at)
    return {"delay": tuple(late), "overcharged": (f"{subject}.paid", f"{subject}.total")}.get(fault, ())
