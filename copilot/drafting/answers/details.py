"""What was ordered, what was paid and how, and where it goes: what the customer asks of it."""

from copilot.drafting.answer import Answer
from copilot.drafting.asked import lines_asked, orders_asked
from copilot.drafting.borne_out import ASKED
from copilot.drafting.look import Look, options_text
from copilot.drafting.said import says
from copilot.drafting.text import Line, line
from copilot.evidence import Evidence
from copilot.models import Order

from .orders import each


def details(evidence: Evidence, _: str) -> Answer:
    """The details that were asked for; all of them where the question names none."""
    return each(evidence, orders_asked(evidence, lambda _: True), detail_lines)


def detail_lines(evidence: Evidence, order: Order) -> list[Line]:
    """What was ordered, what was paid, and the address, as far as asked."""
    look = Look(evidence, order)
    asked = {what for what in ASKED if says(evidence, what)}
    lines: list[Line] = []
    if not asked or asked & {"asks_total", "asks_items"}:
        lines += _items(look)
    if not asked or asked & {"asks_total", "asks_payment"}:
        lines += paid_lines(look)
    if asked != {"asks_address"} and (refunded := look.find("refunded")):
        lines.append(line("refunded", amount=refunded))
    if (not asked or "asks_address" in asked) and (address := look.find("shipping_address")):
        lines.append(line("address", order=look("order_id"), address=address))
    return lines


def breakdown(look: Look) -> list[Line]:
    """What was bought at which price, what was added and taken off, and what was paid."""
    return [*_items(look), *paid_lines(look)]


def paid_lines(look: Look) -> list[Line]:
    """What was paid and how, each way with its share; the total where no payment is on record."""
    paid, how, order = look.find("paid"), look.method("with"), look("order_id")
    if paid is None:
        due = look.find("pay_until")
        last = [line("pay_until", date=due)] if due else []
        return [line("total", order=order, amount=look("total")), line("unpaid", order.id), *last]
    numbers = [n for n, payment in enumerate(look.order.payments, 1) if payment.kind == "payment"]
    shares = [
        line("paid_part", amount=amount, how=way)
        for n in numbers
        if (amount := look.find(f"payment.{n}")) and (way := look.method("with", number=n))
    ]
    return [line("total_paid", order=order, amount=paid, how=how), *(shares if len(numbers) > 1 and not how else [])]


def _items(look: Look) -> list[Line]:
    """The lines that were asked about, and what was added to their prices."""
    asked = lines_asked(look.evidence, look.order)
    lines = [line("order_items", order=look("order_id"))]
    for item in asked:
        facts = {name: look(name, item.id) for name in ("item", "quantity")}
        facts["price"] = look("unit_price", item.id)
        if item.options:
            options = [look(f"option.{name}", item.id) for name in item.options]
            text = options_text(item.options)
            lines.append(Line("order_item_options", {**facts, "options": text}, tuple(f.id for f in options)))
        else:
            lines.append(Line("order_item", dict(facts)))
    for role in ("shipping_fee", "discount", "tax"):
        if (amount := look.find(role)) and not amount.value.startswith("0.00 "):
            lines.append(line(role, amount=amount))
    return lines
