"""What an order may be offered at the as-of time, by clause, with the steps that lead there."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from copilot.models import Action, Customer, Document, Entitlement, Fee, Order, Shop
from copilot.values import money

from .amounts import due_for_return, payable_back, price_paid, refundable, rounded
from .authority import UP_TO, granted_before, rungs, up_to, within
from .clauses import ScopedClause, scoped_clauses
from .returns import is_settled, return_of
from .rulings import Ruling, ruling
from .situations import Situation, delivered_lines, known_of, methods_of, situation_of

OFFERS = (
    "cancel", "modify", "return", "exchange", "refund", "replacement", "credit", "goodwill", "warranty",
)  # fmt: skip
"""What an order can be offered; the other things that clauses are about are rules for drafts, not offers."""

_PAID_BACK = ("cancel", "return", "refund")
_ONCE = ("return", "exchange", "replacement", "warranty")


def entitlements(
    order: Order,
    customer: Customer | None,
    documents: Sequence[Document] | Sequence[ScopedClause],
    shop: Shop,
    *,
    as_of: datetime,
    channel: str | None = None,
    region: str | None = None,
    granted: Sequence[Action] = (),
    line_ids: Sequence[str] = (),
) -> tuple[Entitlement, ...]:
    """What the clauses offer for this order, one entitlement for each kind of offer and group of lines that agree.

    `line_ids` asks about some of the lines only, so that amounts are theirs; an entitlement without line ids is for
    the whole order. `granted` is what the customer was given before, in the order's currency. Where no clause speaks
    nothing is offered. An order paid with several methods that clauses treat differently has its total and, after it,
    a part for each method.
    """
    lines = [item for item in order.items if not line_ids or item.id in line_ids]
    known = known_of(order, customer, channel=channel, region=region)
    speaking: dict[str, list[ScopedClause]] = {}
    for scoped in _scoped(documents):
        speaking.setdefault(scoped.clause.about, []).append(scoped)
    found = []
    for about in OFFERS:
        if about not in speaking:
            continue
        situations = [situation_of(order, line, about, known, shop=shop, as_of=as_of) for line in lines]
        for role, rung in rungs(about, speaking[about]):
            offers = _offers(about, rung, situations, granted)
            found += [replace(offer, id=f"{offer.id}@{role}") for offer in offers] if role else offers
    return tuple(found)


def _scoped(documents: Sequence[Document] | Sequence[ScopedClause]) -> Sequence[ScopedClause]:
    scoped = [clause for clause in documents if isinstance(clause, ScopedClause)]
    return scoped or scoped_clauses(document for document in documents if isinstance(document, Document))


def _offers(
    about: str, clauses: Sequence[ScopedClause], situations: Sequence[Situation], granted: Sequence[Action]
) -> list[Entitlement]:
    groups: list[tuple[Ruling, list[Situation]]] = []
    answers: dict[Hashable, Ruling | None] = {}
    for situation in situations:
        if (alike := situation.alike) not in answers:
            answers[alike] = ruling(clauses, situation)
        answer = _with_returns(about, answers[alike], situation)
        if answer is None:
            continue
        known = next((group for other, group in groups if other == answer), None)
        if known is None:
            groups.append((answer, [situation]))
        else:
            known.append(situation)
    found = []
    for answer, group in groups:
        total = _entitlement(about, answer, group, granted)
        parts = _parts(about, clauses, group, total)
        found += [replace(total, method=None, timing=None) if parts else total, *parts]
    return found


def _with_returns(about: str, answer: Ruling | None, situation: Situation) -> Ruling | None:
    """What is on its way back, or was paid back, is not offered again; what is on its way back is refunded as such."""
    if answer is None or answer.state == "denied":
        return answer
    order, line, as_of = situation.order, situation.line, situation.as_of
    part = return_of(order, line.id, as_of)
    if part and about in _ONCE:
        return _over(answer, f"already in return {part.id} ({part.state})")
    if part and about == "refund" and not is_settled(part, as_of):
        return replace(answer, steps=(*answer.steps, f"part of return {part.id} ({part.state})"))
    if about in ("return", "refund") and line.unit_price and refundable(order, [line.id], as_of)[0] == 0:
        return _over(answer, "already paid back")
    return answer


def _over(answer: Ruling, step: str) -> Ruling:
    return replace(answer, state="denied", missing=(), steps=(*answer.steps, step))


def _entitlement(
    about: str, answer: Ruling, group: Sequence[Situation], granted: Sequence[Action], suffix: str = ""
) -> Entitlement:
    order = group[0].order
    ids = tuple(situation.line.id for situation in group)
    whole = len(ids) == len(order.items)
    blank = Entitlement(
        id=f"{about}:{order.id}" + ("" if whole else f"/{','.join(ids)}") + suffix,
        about=about,
        state=answer.state,
        order_id=order.id,
        line_ids=() if whole else ids,
        until=answer.until,
        method=answer.method,
        timing=answer.timing,
        role=answer.cap.role if answer.cap else None,
        clauses=answer.clauses,
        missing=answer.missing,
        steps=answer.steps,
    )
    if answer.state in ("denied", "unknown"):
        return blank
    if about in UP_TO:
        return up_to(blank, answer.cap, granted, group[0])
    amount, steps = _paid_back(about, order, ids, group[0].as_of)
    fee, fee_steps = _fee(answer.fee, group)
    before_fee = None
    if amount is not None and fee is not None:
        if fee.endswith(f" {order.currency}"):
            before_fee = money(amount, order.currency)
            amount = max(amount - Decimal(fee.split()[0]), Decimal(0))
            fee_steps = (*fee_steps, f"less the fee: {money(amount, order.currency)}")
        else:
            amount, fee_steps = None, (*fee_steps, f"the fee is not in {order.currency}: no amount is worked out")
    offered = replace(
        blank,
        amount=None if amount is None else money(amount, order.currency),
        before_fee=before_fee,
        fee=fee,
        steps=(*blank.steps, *steps, *fee_steps),
    )
    if answer.cap is None or about not in _PAID_BACK:
        return offered
    return within(offered, answer.cap, answer.beyond, amount, granted_before(about, answer.cap, granted, group[0]))


def _paid_back(
    about: str, order: Order, line_ids: Sequence[str], as_of: datetime
) -> tuple[Decimal | None, tuple[str, ...]]:
    if about not in _PAID_BACK:
        return None, ()
    part = return_of(order, line_ids[0], as_of)
    if about == "refund" and part and not is_settled(part, as_of):
        return due_for_return(order, line_ids, as_of)
    if about != "return" and len(line_ids) == len(order.items) and not delivered_lines(order, as_of):
        return payable_back(order, as_of)
    return refundable(order, line_ids, as_of)


def _fee(fee: Fee | None, group: Sequence[Situation]) -> tuple[str | None, tuple[str, ...]]:
    if fee is None:
        return None, ()
    order, shop, tier = group[0].order, group[0].shop, group[0].tier
    by_tier = {name.casefold(): value for name, value in fee.by_tier.items()}
    for_tier = f" for {tier}" if tier in by_tier else ""
    if fee.amount is not None:
        amount = by_tier.get(tier or "", fee.amount)
        text = money(amount, shop.currency if amount else order.currency)
        return text, (f"fee{for_tier}: {text}",)
    percent = by_tier.get(tier or "", fee.percent or Decimal(0))
    base = price_paid(order, [situation.line.id for situation in group])
    text = money(rounded(base * percent / 100, order), order.currency)
    return text, (f"fee{for_tier}: {percent} % of {money(base, order.currency)} = {text}",)


def _parts(
    about: str, clauses: Sequence[ScopedClause], group: Sequence[Situation], total: Entitlement
) -> list[Entitlement]:
    """Where clauses treat the methods of one order differently: how and when each part comes back."""
    order, as_of = group[0].order, group[0].as_of
    methods = sorted(methods_of(order))
    if about not in _PAID_BACK or len(methods) < 2:
        return []
    found = []
    for method in methods:
        alone = [replace(situation, known={**situation.known, "methods": frozenset({method})}) for situation in group]
        answers = [ruling(clauses, situation) for situation in alone]
        answer = answers[0]
        if answer is None or answer.state != total.state or any(other != answer for other in answers):
            return []
        part = _entitlement(about, replace(answer, fee=None, cap=None), alone, (), f"~{method}")
        left = _left_of(order, method, as_of) if about == "cancel" and not total.line_ids else None
        found.append(
            replace(
                part,
                amount=None if left is None else money(left, order.currency),
                role=total.role,
                steps=(*answer.steps, f"the part that was paid by {method}"),
            )
        )
    return found if len({(part.method, part.timing) for part in found}) > 1 else []


def _left_of(order: Order, method: str, as_of: datetime) -> Decimal | None:
    """What was paid by one method and is not paid back to it; None when a refund does not say where it went."""
    left = Decimal(0)
    for payment in order.payments:
        if payment.at is not None and payment.at > as_of:
            continue
        if payment.method is None:
            return None
        if payment.method.kind.casefold() == method:
            left += payment.amount if payment.kind == "payment" else -payment.amount
    return max(left, Decimal(0))
