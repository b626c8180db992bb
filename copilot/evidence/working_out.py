"""Facts that are worked out from what stands in several records, with their steps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from copilot.models import Clause, Fact, Order, Shop
from copilot.policy import tiers_of
from copilot.values import DayKind, add_days, local_date, money, read_duration, read_money

from .codes import code_facts, codes
from .ledger import Evidence
from .losing import lost_facts
from .paying import due_facts, share_facts
from .pieces import piece_facts
from .spending import spending_facts
from .wanted import difference_facts

IN_QUESTION = 3  # orders that facts are worked out for
IN_REACH = 12  # orders of which things are named by parts of a message alone


def worked_out(evidence: Evidence) -> Iterator[Fact]:
    """Differences of price, parts of lines, days by which refunds should be seen, codes, what is left to a tier."""
    orders = (*evidence.focus.orders[:IN_QUESTION], *evidence.focus.beside)
    shop = evidence.shop
    tiers = tiers_of(evidence.policy)
    known = dict.fromkeys(order.id for order in (*orders, *evidence.orders[:IN_REACH]))
    reached = [order for order in evidence.orders if order.id in known]
    yield from difference_facts(evidence.ticket, reached, evidence.products, shop.currency)
    entitled = (*evidence.entitlements, *evidence.line_entitlements)
    by_share = {s.clause.id for s in evidence.policy if s.clause.fee and s.clause.fee.percent is not None}
    yield from piece_facts(evidence.ticket, orders, entitled, by_share)
    for order in orders:
        yield from share_facts(order, _targets(evidence, order), entitled)
    yield from lost_facts(
        orders, [scoped for scoped in evidence.policy if scoped.stands_on(evidence.as_of, shop.zone)], shop
    )
    for order in orders:
        yield from due_facts(order, _targets(evidence, order), shop)
        yield from _refunds_due(order, refund_timings(evidence, order), shop)
        yield from _fees_taken(order, evidence.facts)
    listed = list(codes(evidence.documents, tiers, shop, evidence.as_of))
    yield from code_facts(listed, orders)
    if evidence.customer:
        yield from spending_facts(evidence.customer, evidence.orders, evidence.documents, tiers, evidence.as_of, shop)


def _targets(evidence: Evidence, order: Order) -> list[Clause]:
    """The rules that say of this very order what comes first, or within which time."""
    return [
        scoped.clause
        for scoped in evidence.notices(order)
        if scoped.clause.about == "target" and scoped.clause.effect == "require" and scoped.clause.when.methods
    ]


def _fees_taken(order: Order, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The fee that a refund on record is less by than what the items of a returned order came to."""
    whole = money(sum((item.unit_price * item.quantity for item in order.items), Decimal(0)), order.currency)
    fees = [fact for fact in facts if fact.type == "money" and fact.role == "return.fee"]
    for number, payment in enumerate(order.payments, 1) if order.returns and not order.discount else ():
        if payment.kind != "refund":
            continue
        refunded = money(payment.amount, order.currency)
        gap = money(read_money(whole)[0] - payment.amount, order.currency)
        for fee in [fee for fee in fees if fee.value == gap][:1]:
            subject, step = f"order:{order.id}", f"{whole} - {refunded} = {gap}"
            yield Fact(
                f"{subject}.fee_taken.{number}", "money", "return.fee", subject, gap, f"{fee.source}, refund", (step,)
            )


def refund_timings(evidence: Evidence, order: Order) -> dict[str, str]:
    """How long refunds of the order take, by the ids of the facts that say so; of a cancelled one by its own rules."""
    if order.status == "cancelled":
        rules = [s.clause for s in evidence.policy if s.clause.about == "cancel" and s.clause.timing]
        return {f"clause:{rule.id}.timing": rule.timing for rule in rules if rule.timing}
    return {f"{e.id}.timing": e.timing for e in evidence.entitled("refund", order.id) if e.timing}


def _refunds_due(order: Order, found: Mapping[str, str], shop: Shop) -> Iterator[Fact]:
    """The day by which each refund on record should be seen, by the timing that holds for it."""
    timings = set(found.values())
    if len(timings) != 1:
        return
    try:
        _, most, unit = read_duration(timings.pop())
    except ValueError:
        return
    kind: DayKind = "business" if unit == "business day" else "calendar"
    for number, payment in enumerate(order.payments, 1):
        if payment.kind == "refund" and payment.at and unit.endswith("day"):
            made: date = local_date(payment.at, shop.zone)
            due, steps = add_days(made, int(most), kind, shop.holidays)
            subject = f"order:{order.id}"
            source = f"order {order.id}, refund {number}, and how long refunds take"
            yield Fact(
                f"{subject}.refund_due.{number}", "date", "refund.until", subject, due.isoformat(), source, steps
            )
