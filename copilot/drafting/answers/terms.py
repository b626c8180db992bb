"""What every offer comes with: until when, what it costs, what is paid back, how and how soon; and why not."""

from copilot.drafting.asked import Offer, parts
from copilot.drafting.look import Look
from copilot.drafting.quoting import clause_words, for_agents, quote
from copilot.drafting.text import Line, line
from copilot.models import Fact
from copilot.values import read_money

PAYS_BACK = ("cancel", "return", "refund", "credit")
KNOWN_BY_CUSTOMER = ("delivered_at", "placed_at")
"""What a customer can tell us where our own records are silent."""


def terms(look: Look, offer: Offer) -> list[Line]:
    """Fee, amount, method, timing and conditions of an offer."""
    entitlement = offer.entitlement
    lines = [*fee_lines(look, offer), *amount_lines(look, offer)]
    timing = look.entitled(entitlement, "timing")
    if timing and not parts(look.evidence, entitlement):
        key = "refund_timing" if entitlement.about in PAYS_BACK else "our_timing"
        lines.append(line(key, *entitlement.clauses, timing=timing))
    return [*lines, *conditions(look, offer)]


def fee_lines(look: Look, offer: Offer) -> list[Line]:
    """The fee, or that there is none; the tier where it is what makes the difference."""
    entitlement = offer.entitlement
    fee, tier = look.entitled(entitlement, "fee"), _tier(look, offer)
    if fee is None:
        return []
    about, sources = entitlement.about, entitlement.clauses
    if entitlement.state == "approval" and not read_money(fee.value)[0]:
        return [line("no_fee", fee.id, *sources)]
    if read_money(fee.value)[0]:
        return [line("fee", *sources, fee=fee)]
    if tier:
        return [line("free_tier", fee.id, *sources, tier=tier)]
    return [line(f"{about}_free", fee.id, *sources)]


def amount_lines(look: Look, offer: Offer) -> list[Line]:
    """What is paid back, less the fee, and how."""
    entitlement = offer.entitlement
    amount, before = look.entitled(entitlement, "amount"), look.entitled(entitlement, "before_fee")
    if amount is None or entitlement.about not in PAYS_BACK:
        return []
    sources, method = entitlement.clauses, look.method()
    fee = look.entitled(entitlement, "fee")
    all_of_it = "_all" if entitlement.about == "return" and not offer.exact else ""
    lines = [
        line(f"{entitlement.about}_amount{all_of_it}_to", *sources, amount=amount, method=method)
        if method and entitlement.method in (None, "original payment method", method_kind(look))
        else line(f"{entitlement.about}_amount{all_of_it}", *sources, amount=amount)
    ]
    if before and fee and read_money(fee.value)[0]:
        lines.append(line("less_fee", *sources, before=before, fee=fee))
    for part in parts(look.evidence, entitlement):
        share, timing = look.entitled(part, "amount"), look.entitled(part, "timing")
        kind = next((n for n, p in enumerate(look.order.payments, 1) if _paid_by(p, part.id)), None)
        way = look.method(number=kind) if kind else None
        if way and share and timing:
            lines.append(line("part_amount", *part.clauses, amount=share, method=way, timing=timing))
        elif way and timing:
            lines.append(line("part_timing", *part.clauses, method=way, timing=timing))
    return lines


def conditions(look: Look, offer: Offer) -> list[Line]:
    """The words of every clause that the offer is granted under a condition by."""
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    demands = [id for id in offer.entitlement.clauses if id in known and known[id].effect == "require"]
    return [quote(known[id].quote, id) for id in demands if not for_agents(known[id].quote)]


def refusal(look: Look, offer: Offer) -> list[Line]:
    """Why not: the day that has passed, or the words of the clause that forbids it."""
    entitlement = offer.entitlement
    until = look.entitled(entitlement, "until")
    if over := _over_already(look, offer):
        return [over]
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    if until and until.value < look.evidence.today.isoformat():
        lines = [line("over", *entitlement.clauses, date=until)]
        delivered = look.find("delivered_at.1") if len(look.order.shipments) == 1 else None
        return [*lines, *([line("delivered_on", date=delivered)] if delivered else [])]
    lines = [line("not_before", *entitlement.clauses, date=until)] if until else []
    denials = [
        id
        for id in entitlement.clauses
        if id in known and known[id].effect == "deny" and not for_agents(known[id].quote)
    ]
    return [*lines, *(clause_words(known[id].quote, id) for id in denials[:1] if not until)]


def _over_already(look: Look, offer: Offer) -> Line | None:
    """That it is part of a return, or was paid back, where nothing else stands against the offer."""
    ids = {item.id for item in offer.lines}
    for back in look.order.returns:
        if ids <= set(back.line_ids) and (state := look.find(f"return_state.{back.id}")):
            return line("already_in_return", state.id, *offer.entitlement.clauses)
    refunded = look.find("refunded")
    if refunded and any(step == "already paid back" for step in offer.entitlement.steps):
        return line("already_paid_back", refunded.id, *offer.entitlement.clauses)
    return None


def missing_lines(look: Look, offer: Offer) -> list[Line]:
    """The questions for what the records lack, as far as the customer can know it."""
    wanted = [name for name in offer.entitlement.missing if name in KNOWN_BY_CUSTOMER]
    return [line(f"ask_{name}", *offer.entitlement.clauses, order=look("order_id")) for name in wanted]


def method_kind(look: Look) -> str | None:
    """The kind of the only method that the order was paid with."""
    kinds = {p.method.kind for p in look.order.payments if p.kind == "payment" and p.method}
    return next(iter(kinds)).replace("_", " ") if len(kinds) == 1 else None


def _tier(look: Look, offer: Offer) -> Fact | None:
    """The customer's tier, where the fee is that of the tier."""
    customer = look.evidence.customer
    if customer is None or not customer.tier:
        return None
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    fees = [known[id].fee for id in offer.entitlement.clauses if id in known]
    own = any(fee and customer.tier.casefold() in {name.casefold() for name in fee.by_tier} for fee in fees)
    return look.evidence.by_id.get(f"customer:{customer.id}.tier") if own else None


def _paid_by(payment: object, part_id: str) -> bool:
    method = getattr(payment, "method", None)
    return getattr(payment, "kind", "") == "payment" and method is not None and part_id.endswith(f"~{method.kind}")
