"""One entitlement from the answer of the clauses: what it comes to for these lines, less which fee, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from copilot.models import Action, Entitlement, Fee, Order, Return, Variant
from copilot.values import money

from .actions import UP_TO
from .amounts import due_for_return, payable_back, price_fall, price_paid, refundable, rounded
from .authority import granted_before, up_to, within
from .clauses import ScopedClause
from .returns import is_settled, return_of
from .rulings import Ruling, ruling
from .situations import Situation, delivered_lines, methods_of

PAID_BACK = ("cancel", "return", "refund")


@dataclass(frozen=True, slots=True)
class Beside:
    """What counts beside the order: what was granted before, the rules about returns, and the catalogue of now."""

    granted: Sequence[Action] = ()
    return_rules: Sequence[ScopedClause] = ()
    variants: Mapping[str, Variant] = field(default_factory=dict)


def entitlement(
    about: str,
    answer: Ruling,
    clauses: Sequence[ScopedClause],
    group: Sequence[Situation],
    beside: Beside,
    suffix: str = "",
) -> Entitlement:
    """What the answer that holds for all lines of the group comes to."""
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
    if about == "credit" and answer.cap is None:
        return _price_adjusted(blank, answer, clauses, group, beside)
    if about in UP_TO:
        return up_to(blank, answer.cap, beside.granted, group[0])
    amount, steps = _paid_back(about, group, ids, beside)
    offered = _less_fee(replace(blank, steps=(*blank.steps, *steps)), amount, answer.fee, group)
    if answer.cap is None or about not in PAID_BACK:
        return offered
    amount = None if offered.amount is None else Decimal(offered.amount.split()[0])
    before = granted_before(about, answer.cap, beside.granted, group[0])
    return within(offered, answer.cap, answer.beyond, amount, before)


def parts(
    about: str, clauses: Sequence[ScopedClause], group: Sequence[Situation], total: Entitlement
) -> list[Entitlement]:
    """Where clauses treat the methods of one order differently: how and when each part comes back."""
    order, as_of = group[0].order, group[0].as_of
    methods = sorted(methods_of(order))
    if about not in PAID_BACK or len(methods) < 2:
        return []
    found = []
    for method in methods:
        alone = [replace(situation, known={**situation.known, "methods": frozenset({method})}) for situation in group]
        answers = [ruling(clauses, situation) for situation in alone]
        answer = answers[0]
        if answer is None or answer.state != total.state or any(other != answer for other in answers):
            return []
        part = entitlement(about, replace(answer, fee=None, cap=None), clauses, alone, Beside(), f"~{method}")
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


def _price_adjusted(
    blank: Entitlement,
    answer: Ruling,
    clauses: Sequence[ScopedClause],
    group: Sequence[Situation],
    beside: Beside,
) -> Entitlement:
    """A credit that runs from the day of the order and has no cap is what the price has fallen by since."""
    used = [scoped.clause.window for scoped in clauses if scoped.clause.id in answer.clauses]
    if not any(window and window.start == "placed_at" for window in used):
        return blank
    order, shop = group[0].order, group[0].shop
    variants = beside.variants if order.currency == shop.currency else {}
    fall, steps = price_fall(order, [situation.line for situation in group], variants)
    return replace(blank, amount=money(fall, order.currency) if fall else None, steps=(*blank.steps, *steps))


def _paid_back(
    about: str, group: Sequence[Situation], line_ids: Sequence[str], beside: Beside
) -> tuple[Decimal | None, tuple[str, ...]]:
    if about not in PAID_BACK:
        return None, ()
    order, as_of = group[0].order, group[0].as_of
    part = return_of(order, line_ids[0], as_of)
    if about == "refund" and part and not is_settled(part, as_of):
        return due_for_return(order, line_ids, as_of, lambda part: _worked_out(part, group[0], beside))
    if about != "return" and len(line_ids) == len(order.items) and not delivered_lines(order, as_of):
        return payable_back(order, as_of)
    return refundable(order, line_ids, as_of)


def _worked_out(part: Return, one: Situation, beside: Beside) -> tuple[Decimal | None, tuple[str, ...]]:
    """What a return that names no sum comes to by the rules of the time when it was asked for."""
    if part.requested_at is None:
        return None, ()
    # The status in the records is that of today; what is sent back had been delivered.
    then = replace(one, order=one.order.model_copy(update={"status": "delivered"}))
    asked = [then.of(one.order.line(line_id), "return", part.requested_at) for line_id in part.line_ids]
    answers = [ruling(beside.return_rules, situation) for situation in asked]
    answer = answers[0]
    if answer is None or answer.state not in ("allowed", "approval") or any(a != answer for a in answers):
        return None, ()
    amount, steps = refundable(one.order, part.line_ids, one.as_of)
    blank = Entitlement(id="", about="return", state=answer.state, order_id=one.order.id, steps=steps)
    offered = _less_fee(blank, amount, answer.fee, asked)
    return (Decimal(offered.amount.split()[0]), offered.steps) if offered.amount else (None, ())


def _less_fee(blank: Entitlement, amount: Decimal | None, fee: Fee | None, group: Sequence[Situation]) -> Entitlement:
    currency = group[0].order.currency
    text, steps = _fee(fee, group)
    before_fee = None
    if amount is not None and text is not None:
        if text.endswith(f" {currency}"):
            before_fee = money(amount, currency)
            amount = max(amount - Decimal(text.split()[0]), Decimal(0))
            steps = (*steps, f"less the fee: {money(amount, currency)}")
        else:
            amount, steps = None, (*steps, f"the fee is not in {currency}: no amount is worked out")
    return replace(
        blank,
        amount=None if amount is None else money(amount, currency),
        before_fee=before_fee,
        fee=text,
        steps=(*blank.steps, *steps),
    )


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
