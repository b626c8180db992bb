"""Invoices, charges, loyalty and gift cards."""

from collections import Counter

from copilot.drafting.answer import Answer
from copilot.drafting.asked import offers, orders_asked
from copilot.drafting.look import Look
from copilot.drafting.on_topic import topic_sentences
from copilot.drafting.passages import asked_of, first_holder, told
from copilot.drafting.said import says, says_before
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import NextStep, Order
from copilot.values import find_values, money, read_money

from .beside import anywhere
from .details import breakdown, paid_lines
from .notices import topic_notices
from .prices import LONGEST, figures_named
from .steps import pass_on, step
from .targets import target_lines, target_timing
from .terms import refund_timing


def invoice(evidence: Evidence, intent: str) -> Answer | None:
    """That the invoice comes again and by when; made out to somebody else where that is asked."""
    orders = evidence.focus.orders if evidence.focus.how in ("named", "only", "item") else ()
    timing = target_timing(evidence, "invoice")
    if timing is None or evidence.customer is None:
        words = _words(evidence, intent)
        return Answer([words]) if words else None
    within, source = line("within", timing=timing), timing.subject.removeprefix("clause:")
    made_out = line("made_out") if says(evidence, "company") else ""
    lines = [
        line("invoice", source, order=Look(evidence, order)("order_id"), made_out=made_out, within=within)
        for order in orders[:1]
    ]
    steps = [
        NextStep(
            kind="send_invoice",
            text=f"Send the invoice of order {order.id} again, as the customer asks for it.",
            order_id=order.id,
            sources=[f"order:{order.id}.order_id"],
        )
        for order in orders[:1]
    ]
    vat = anywhere(evidence, "no_vat_later") or told(evidence, "vat", 1) if says(evidence, "vat") else []
    if not orders:
        return Answer([[line("invoice_any", source, within=within), *vat]], [line("ask_order")])
    return Answer([[*lines, *vat]], steps=steps)


def charge(evidence: Evidence, _: str) -> Answer | None:
    """What the records show of payments; sorry first where an order was paid twice."""
    if says(evidence, "duty") and (included := anywhere(evidence, "duties_included")):
        if included[0].key != "duties_included":  # it is not so for everybody
            todo = pass_on("See whether the price of the order includes duties, and tell the customer.")
            return Answer([[*included, line("charge_passed")]], steps=[todo])
        todo = pass_on("Tell the carrier that duties are paid already, and see that the parcel is delivered.")
        return Answer([[*included, *anywhere(evidence, "no_money_at_door")]], steps=[todo])
    if explained := _explained(evidence):
        return Answer([explained])
    orders = orders_asked(evidence, lambda order: _paid_twice(order) is not None)
    if evidence.focus.how != "named" and not any(map(_paid_twice, orders)):
        orders = tuple(order for order in evidence.orders if _paid_twice(order)) or orders
    paragraphs: list[list[Line]] = []
    steps: list[NextStep] = []
    for order in orders[:3]:
        look = Look(evidence, order)
        numbers = _paid_twice(order)
        if numbers:
            amount, day = look(f"payment.{numbers[0]}"), look.find(f"payment_at.{numbers[1]}")
            source, second = look(f"payment.{numbers[1]}").id, line("second_on", date=day) if day else ""
            lines = [line("sorry_double_charge", source, amount=amount, order=look("order_id"), second=second)]
            paragraphs.append([*lines, *target_lines(evidence, "double_charge"), *_until_seen(evidence, order)])
            text = f"Refund the second payment of order {order.id}, {amount.value}."
            steps.append(
                NextStep(kind="refund", text=text, order_id=order.id, amount=amount.value, sources=[amount.id])
            )
        elif _is_another_sum(evidence):
            paragraphs.append([line("charge_unknown")])
        elif evidence.focus.how in ("named", "only", "item"):
            paragraphs.append(paid_lines(look))
    if steps:
        return Answer(paragraphs, steps=steps)
    looked = target_lines(evidence, "charge_dispute") or [line("charge_passed")]
    todo = pass_on("Hand the payment that the customer asks about to somebody who can see the payments.")
    keep = [line("no_card_number")] if says(evidence, "card_number") else []
    return Answer([*paragraphs, [*looked, line("bank_block"), *keep]], steps=[todo])


def _is_another_sum(evidence: Evidence) -> bool:
    """Whether the customer names a sum of money, and none of their payments is of that sum and currency."""
    paid = {money(payment.amount, order.currency) for order in evidence.orders for payment in order.payments}
    said, currency = evidence.ticket.last_said[:LONGEST], evidence.shop.currency
    found = find_values(said, language=evidence.ticket.language, currency=currency, today=evidence.today)
    named = {value for one in found if one.type == "money" for value in one.values}
    return bool(named) and not named & paid and evidence.focus.how != "named"


def _explained(evidence: Evidence) -> list[Line]:
    """What a payment is made up of, where the customer names it and what the things alone cost."""
    if evidence.focus.how not in ("named", "only", "item") or not evidence.identity.verified:
        return []
    figures = figures_named(evidence)
    for order in evidence.focus.orders:
        look = Look(evidence, order)
        paid, price = look.find("paid"), sum(item.unit_price * item.quantity for item in order.items)
        if paid and read_money(paid.value)[0] != price and {read_money(paid.value)[0], price} <= figures:
            return breakdown(look)
    return []


def pages(evidence: Evidence, intent: str) -> Answer | None:
    """A new code where the old one is lost; else what the pages found say about it."""
    for order in evidence.orders:
        for offer in offers(evidence, "replacement", order, whole=True) if says(evidence, "lost_code") else ():
            cards = all("gift_card" in item.tags for item in offer.lines)
            if cards and offer.entitlement.state in ("allowed", "approval"):
                look = Look(evidence, order)
                takes = look.phrase("takes", offer.entitlement, "timing")
                lines = [line("gift_card_code", *offer.entitlement.clauses, takes=takes)]
                return Answer([[*lines, line("no_code_here")]], steps=[step("ask_approval", look, offer, "replace")])
    words = topic_sentences(evidence, intent) or told(evidence, intent, 2)
    return Answer([words]) if words else None


def loyalty(evidence: Evidence, intent: str) -> Answer | None:
    """The customer's tier, what is left to the next one, and what the pages say about it."""
    customer = evidence.customer
    tier = evidence.by_id.get(f"customer:{customer.id}.tier") if customer else None
    lines = [line("tier", tier=tier)] if tier else []
    roles = ("spent", "to_next_tier", "next_tier")
    spent, left, following = (
        evidence.by_id.get(f"customer:{customer.id}.{role}") if customer else None for role in roles
    )
    if spent and left and following and _asks_for_tier(evidence, following.value):
        answer = line("to_next_tier", spent=spent, left=left, tier=following)
        return Answer([[answer, *_asked_besides(evidence, intent)]])
    words = topic_sentences(evidence, intent) or told(evidence, intent, 2)
    words = [one for one in words if not is_about(str(one.slots["text"]), "you_are")]  # of tiers that are not theirs
    return Answer([[*lines, *words]]) if words else None


def _asks_for_tier(evidence: Evidence, tier: str) -> bool:
    """Whether the customer asks what is missing to the next tier, by its name or by what it takes."""
    return says(evidence, "to_next_tier") or says_before(evidence, "towards", tier)


def _asked_besides(evidence: Evidence, intent: str) -> list[Line]:
    """What the pages say to each question, where several are asked; without what is for other tiers."""
    questions = len(asked_of(evidence.ticket))
    words = topic_sentences(evidence, intent, questions) if questions > 1 else []
    return [one for one in words if not is_about(str(one.slots["text"]), "you_are")]


def _until_seen(evidence: Evidence, order: Order) -> list[Line]:
    """How long a refund takes to be seen, where all that is said of refunds for this order agrees."""
    found = [e for about in ("refund", "return", "credit") for e in evidence.entitled(about, order.id) if e.timing]
    facts = [fact for e in found if (fact := evidence.by_id.get(f"{e.id}.timing"))]
    if not facts or len({fact.value for fact in facts}) != 1:
        return []
    return [refund_timing(facts[0], *found[0].clauses)]


def _words(evidence: Evidence, intent: str) -> list[Line]:
    """What the rules about it say, and what else of the pages fits."""
    rules, pages = topic_notices(evidence, intent, most=1), told(evidence, intent, 2)
    said = [str(one.slots["text"]) for one in rules if "text" in one.slots]
    return [*rules, *(page for page in pages if not any(_alike(str(page.slots["text"]), one) for one in said))]


def _alike(one: str, other: str) -> bool:
    """Whether one of two quotations holds the other."""
    return first_holder(one, [other]) == 0 or first_holder(other, [one]) == 0


def _paid_twice(order: Order) -> tuple[int, int] | None:
    """The numbers of two payments of the same amount, where one of them was due."""
    due = sum(item.unit_price * item.quantity for item in order.items)
    payments = [(n, p) for n, p in enumerate(order.payments, 1) if p.kind == "payment"]
    amounts = Counter(payment.amount for _, payment in payments)
    refunded = sum(p.amount for p in order.payments if p.kind == "refund")
    for amount, times in amounts.items():
        if times > 1 and sum(p.amount for _, p in payments) - refunded - amount >= due - (order.discount or 0):
            first, second = [n for n, payment in payments if payment.amount == amount][:2]
            return first, second
    return None
