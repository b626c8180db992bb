"""What an order may be offered at the as-of time, by clause, with the steps that lead there."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import datetime

from copilot.models import Action, Customer, Document, Entitlement, Order, Product, Shop

from .amounts import refundable
from .authority import rungs
from .clauses import ScopedClause, scoped_clauses
from .offers import Beside, entitlement, parts
from .parcels import together
from .returns import is_settled, return_of
from .rulings import Ruling, ruling
from .situations import Situation, known_of, situation_of

OFFERS = (
    "cancel", "modify", "return", "exchange", "refund", "replacement", "credit", "goodwill", "warranty",
)  # fmt: skip
"""What an order can be offered; the other things that clauses are about are rules for drafts, not offers."""

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
    products: Sequence[Product] = (),
    line_ids: Sequence[str] = (),
) -> tuple[Entitlement, ...]:
    """What the clauses offer for this order, one entitlement for each kind of offer and group of lines that agree.

    `line_ids` asks about some of the lines only, so that amounts are theirs; an entitlement without line ids is for
    the whole order. `granted` is what the customer was given before, in the order's currency; `products` is the
    catalogue of now. Where no clause speaks nothing is offered. An order paid with several methods that clauses treat
    differently has its total and, after it, a part for each method; groups that may go back in one parcel and pay its
    fee once have, after them, an entitlement for all of them together.
    """
    lines = [item for item in order.items if not line_ids or item.id in line_ids]
    known = known_of(order, customer, channel=channel, region=region)
    speaking: dict[str, list[ScopedClause]] = {}
    for scoped in _scoped(documents):
        speaking.setdefault(scoped.clause.about, []).append(scoped)
    variants = {variant.id: variant for product in products for variant in product.variants}
    beside = Beside(granted, speaking.get("return", ()), variants)
    found = []
    for about in OFFERS:
        if about not in speaking:
            continue
        situations = [situation_of(order, line, about, known, shop=shop, as_of=as_of) for line in lines]
        for role, rung in rungs(about, speaking[about]):
            offers = _offers(about, rung, situations, beside)
            found += [replace(offer, id=f"{offer.id}@{role}") for offer in offers] if role else offers
    return tuple(found)


def _scoped(documents: Sequence[Document] | Sequence[ScopedClause]) -> Sequence[ScopedClause]:
    scoped = [clause for clause in documents if isinstance(clause, ScopedClause)]
    return scoped or scoped_clauses(document for document in documents if isinstance(document, Document))


def _offers(
    about: str, clauses: Sequence[ScopedClause], situations: Sequence[Situation], beside: Beside
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
        total = entitlement(about, answer, clauses, group, beside)
        shares = parts(about, clauses, group, total)
        found += [replace(total, method=None, timing=None) if shares else total, *shares]
    return [*found, *together(about, groups, clauses, beside)]


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
