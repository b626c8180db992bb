"""Answers about an order: where it is, what is in it, whether it can be cancelled."""

from datetime import date

from copilot.evidence import Evidence
from copilot.models import Fact, Order, Shipment
from copilot.values import read_money

from .text import Line, line

OPEN = ("pending", "processed", "shipped", "partially_shipped")


def status_lines(evidence: Evidence, order: Order) -> list[Line]:
    """Where the order is, with every date and number that the record has."""
    look = _Look(evidence, order)
    lines = [line(f"order_{order.status}", look("status").id, order=look("order_id"))]
    if late := late_expectation(evidence, order):
        lines.insert(0, line("sorry_late", order=look("order_id"), date=late))
    if order.status in ("pending", "processed") and (placed := look.find("placed_at")):
        lines.append(line("placed_on", date=placed))
    for number, shipment in enumerate(order.shipments, 1):
        lines += _shipment_lines(look, order, shipment, number, evidence.today)
    if refunded := look.find("refunded"):
        lines.append(line("refunded", amount=refunded))
    return lines


def detail_lines(evidence: Evidence, order: Order) -> list[Line]:
    """What was ordered and what was paid."""
    look = _Look(evidence, order)
    lines = [line("order_items", order=look("order_id"))]
    for item in order.items:
        facts = {name: look(name, item.id) for name in ("item", "quantity")}
        facts["price"] = look("unit_price", item.id)
        if item.options:
            options = [look(f"option.{name}", item.id) for name in item.options]
            text = ", ".join(f"{name}: {value}" for name, value in item.options.items())
            lines.append(Line("order_item_options", {**facts, "options": text}, tuple(f.id for f in options)))
        else:
            lines.append(Line("order_item", dict(facts)))
    for role in ("shipping_fee", "discount", "tax"):
        if amount := look.find(role):
            lines.append(line(role, amount=amount))
    paid, method = look.find("paid"), _only_method(look, order)
    if paid and method:
        lines.append(line("total_paid_with", amount=paid, method=method))
    elif paid:
        lines.append(line("total_paid", amount=paid))
    else:
        lines.append(line("total", amount=look("total")))
    if refunded := look.find("refunded"):
        lines.append(line("refunded", amount=refunded))
    return lines


def cancel_lines(evidence: Evidence, order: Order) -> list[Line] | None:
    """Whether the order can still be cancelled, and what follows; None when no clause decides it."""
    look = _Look(evidence, order)
    if order.status == "cancelled":
        lines = [line("cancel_is_cancelled", look("status").id, order=look("order_id"))]
        return lines + ([line("refunded", amount=refunded)] if (refunded := look.find("refunded")) else [])
    entitled = evidence.entitled("cancel", order.id)
    if len(entitled) != 1 or entitled[0].state == "unknown":
        return None
    entitlement = entitled[0]
    if entitlement.state == "approval":
        return [line("cancel_approval", *entitlement.clauses, order=look("order_id"))]
    if entitlement.state == "denied":
        denied = line("cancel_denied", *entitlement.clauses, order=look("order_id"), status=look("status"))
        return [denied, *_instead(evidence, order)]
    lines = [line("cancel_allowed", *entitlement.clauses, order=look("order_id"))]
    if until := look.entitled(entitlement.id, "until"):
        lines.append(line("cancel_until", *entitlement.clauses, date=until))
    if fee := look.entitled(entitlement.id, "fee"):
        free = read_money(fee.value)[0] == 0
        lines.append(
            line("cancel_free", fee.id, *entitlement.clauses)
            if free
            else line("cancel_fee", *entitlement.clauses, fee=fee)
        )
    amount = look.entitled(entitlement.id, "amount") or look.find("paid")
    if amount and (method := _only_method(look, order)):
        lines.append(line("cancel_refund", *entitlement.clauses, amount=amount, method=method))
    elif amount:
        lines.append(line("cancel_refund_plain", *entitlement.clauses, amount=amount))
    if timing := look.entitled(entitlement.id, "timing"):
        lines.append(line("cancel_timing", *entitlement.clauses, timing=timing))
    return [*lines, line("cancel_confirm")]


def late_expectation(evidence: Evidence, order: Order) -> Fact | None:
    """The expected day of a parcel that is still on its way, if that day has passed; the earliest of them."""
    look = _Look(evidence, order)
    expected = [
        fact
        for number, shipment in enumerate(order.shipments, 1)
        if shipment.delivered_at is None and (fact := look.find(f"expected_at.{number}"))
    ]
    past = [fact for fact in expected if date.fromisoformat(fact.value) < evidence.today]
    return min(past, key=lambda fact: fact.value) if past and order.status in OPEN else None


class _Look:
    """The facts of one order by the end of their id."""

    def __init__(self, evidence: Evidence, order: Order) -> None:
        self._facts = evidence.by_id
        self._subject = f"order:{order.id}"

    def __call__(self, role: str, line_id: str | None = None) -> Fact:
        return self._facts[f"{self._subject}{f'/line:{line_id}' if line_id else ''}.{role}"]

    def find(self, role: str) -> Fact | None:
        return self._facts.get(f"{self._subject}.{role}")

    def entitled(self, entitlement_id: str, part: str) -> Fact | None:
        return self._facts.get(f"{entitlement_id}.{part}")


def _ids(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if fact)


def _shipment_lines(look: _Look, order: Order, shipment: Shipment, number: int, today: date) -> list[Line]:
    shipped, carrier, expected, delivered, tracking = (
        look.find(f"{role}.{number}")
        for role in ("shipped_at", "carrier", "expected_at", "delivered_at", "tracking_number")
    )
    lines = []
    several = len(order.shipments) > 1 or order.status == "partially_shipped"
    parcel = "parcel_" if several else ""
    if several and tracking and shipment.line_ids:
        items = [look("item", id) for id in shipment.line_ids]
        names = ", ".join(item.value for item in items)
        lines.append(Line("parcel_items", {"tracking": tracking, "items": names}, _ids(*items)))
    if shipped and carrier:
        lines.append(line(f"{parcel}shipped_on_with", date=shipped, carrier=carrier))
    elif shipped:
        lines.append(line(f"{parcel}shipped_on", date=shipped))
    if delivered:
        lines.append(line("delivered_on", date=delivered))
    elif expected and order.status in OPEN and date.fromisoformat(expected.value) >= today:
        lines.append(line("expected_on", date=expected))
    if tracking and not (several and shipment.line_ids):
        lines.append(line("tracking", tracking=tracking))
    return lines


def _only_method(look: _Look, order: Order) -> Fact | None:
    """The method that the order was paid with, where there is just one."""
    paid = [(n, p) for n, p in enumerate(order.payments, 1) if p.kind == "payment"]
    if len(paid) != 1:
        return None
    return look.find(f"payment_method.{paid[0][0]}")


def _instead(evidence: Evidence, order: Order) -> list[Line]:
    """A return, where the order may be returned as a whole."""
    offers = evidence.entitled("return", order.id)
    if [offer.state for offer in offers] != ["allowed"]:
        return []
    clauses, until = offers[0].clauses, evidence.by_id.get(f"{offers[0].id}.until")
    return [line("return_until", *clauses, date=until) if until else line("return_possible", *clauses)]
