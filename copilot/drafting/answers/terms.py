"""What every offer comes with: until when, what it costs, what is paid back, how and how soon."""

from dataclasses import replace

from copilot.drafting.asked import Offer, parts
from copilot.drafting.look import Look
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.models import Entitlement, Fact, Payment
from copilot.values import read_money

from .parts import part_of
from .targets import target_timing

PAYS_BACK = ("cancel", "return", "refund", "credit")
WAY_PAID = "original payment method"
"""How policies put that money goes back the way it came."""
KNOWN_BY_CUSTOMER = ("delivered_at", "placed_at")
"""What a customer can tell us where our own records are silent."""


def terms(look: Look, offer: Offer) -> list[Line]:
    """Fee, amount, method, timing and conditions of an offer."""
    amounts = amount_lines(look, offer)
    if offer.entitlement.state == "approval":
        amounts = [replace(one, key="if_agreed") if one.key == "amount" else one for one in amounts]
    fee = [] if any(part.slots.get("less") for part in amounts) else fee_lines(look, offer)
    kept = _postage_kept(look) if offer.entitlement.about == "return" and amounts else []
    return [*fee, *amounts, *kept, *timing_lines(look, offer.entitlement), *conditions(look, offer)]


def _postage_kept(look: Look) -> list[Line]:
    """That postage is not refunded, where some was paid and a rule says so."""
    postage = look.find("shipping_fee")
    if postage is None or not read_money(postage.value)[0]:
        return []
    rules = [s.clause for s in look.evidence.notices(look.order) if is_about(s.clause.quote, "postage")]
    kept = [rule.id for rule in rules if is_about(rule.quote, "not_refunded")]
    return [line("return_postage", kept[0], amount=postage)] if kept else []


def timing_lines(look: Look, entitlement: Entitlement) -> list[Line]:
    """How long it takes, where that is the same for every way to pay."""
    timing = look.entitled(entitlement, "timing")
    if timing is None or parts(look.evidence, entitlement):
        return []
    checked = target_timing(look.evidence, "refund_status", look.order) if entitlement.about == "return" else None
    if checked and _is_length(checked) and _is_length(timing):
        rule = checked.subject.removeprefix("clause:")
        return [line("return_checked_then", *entitlement.clauses, rule, checked=checked, timing=timing)]
    if entitlement.about in PAYS_BACK:
        return [refund_timing(timing, *entitlement.clauses)]
    return [line(f"{entitlement.about}_timing", *entitlement.clauses, timing=timing)] if _is_length(timing) else []


def refund_timing(timing: Fact, *sources: str) -> Line:
    """How long a refund takes; where that is no length of time ("immediately"), when it comes."""
    return line("refund_timing" if _is_length(timing) else "refund_timing_text", *sources, timing=timing)


def takes(timing: Fact | None) -> Line | str:
    """The same as a phrase behind an offer; "" where nothing says it."""
    return line("takes" if _is_length(timing) else "takes_text", timing=timing) if timing else ""


def _is_length(timing: Fact) -> bool:
    return timing.type == "duration"


def fee_lines(look: Look, offer: Offer) -> list[Line]:
    """The fee, or that there is none; the tier where it is what makes the difference."""
    entitlement = offer.entitlement
    fee, tier = look.entitled(entitlement, "fee"), _tier(look, offer)
    if fee is None:
        return []
    about, sources = entitlement.about, entitlement.clauses
    if read_money(fee.value)[0]:
        return [line("return_fee" if about == "return" else "fee", *sources, fee=fee)]
    if tier and entitlement.state == "allowed":
        return [line("free_tier", fee.id, *sources, tier=tier)]
    return [line("no_fee" if entitlement.state == "approval" else f"{about}_free", fee.id, *sources)]


def amount_lines(look: Look, offer: Offer) -> list[Line]:
    """What is paid back, less the fee, and how."""
    entitlement, some = offer.entitlement, part_of(look, offer)
    if entitlement.about == "return" and some and some.returned:
        return [line("amount", *entitlement.clauses, amount=some.returned, to=look.method(), less=some.less)]
    amount = look.entitled(entitlement, "amount")
    if amount is None or entitlement.about not in PAYS_BACK or (entitlement.about == "cancel" and some):
        return []  # what some pieces of a cancelled line come to is not worked out
    ours = entitlement.method in (None, WAY_PAID, method_kind(look))
    key = "amount_all" if entitlement.about == "return" and not offer.exact else "amount"
    to = look.method() if ours else ""
    lines = [line(key, *entitlement.clauses, amount=amount, to=to, less=_less(look, offer))]
    shares = [
        (share, look.method(number=number))
        for number in range(1, len(look.order.payments) + 1)
        if (share := look.fact(f"{entitlement.id}.share.{number}"))
    ]
    if len(shares) == 2:
        (first, way), (rest, other) = shares
        lines.append(line("share", *entitlement.clauses, first=first, to=way, rest=rest, other=other))
    for piece in parts(look.evidence, entitlement):
        share, timing = look.entitled(piece, "amount"), look.entitled(piece, "timing")
        number = next((n for n, p in enumerate(look.order.payments, 1) if _paid_by(p, piece.id)), None)
        if number and timing and (way := look.method(number=number)) and share:
            lines.append(line("part_amount", *piece.clauses, amount=share, to=way, timing=timing))
        elif number and timing and (way := look.method("with", number=number)):
            lines.append(line("part_timing", *piece.clauses, how=way, timing=timing))
    return lines


def _less(look: Look, offer: Offer) -> Line | str:
    """From what the fee was taken, as a phrase; "" where none was."""
    before, fee = look.entitled(offer.entitlement, "before_fee"), look.entitled(offer.entitlement, "fee")
    if not (before and fee and read_money(fee.value)[0]):
        return ""
    percent = _percent(look, offer)
    if percent:
        return line("less_percent", before=before, fee=fee, percent=percent)
    return line("less", before=before, fee=fee)


def conditions(look: Look, offer: Offer) -> list[Line]:
    """The words of every clause that the offer is granted under a condition by."""
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    demands = [id for id in offer.entitlement.clauses if id in known and known[id].effect == "require"]
    return [quote(known[id].quote, id) for id in demands if not for_agents(known[id].quote)]


def missing_lines(look: Look, offer: Offer) -> list[Line]:
    """The question for what the records lack, as far as the customer can know it; the day of delivery first."""
    wanted = [name for name in KNOWN_BY_CUSTOMER if name in offer.entitlement.missing]
    return [line(f"ask_{name}", *offer.entitlement.clauses, order=look("order_id")) for name in wanted[:1]]


def method_kind(look: Look) -> str | None:
    """The kind of the only method that the order was paid with."""
    kinds = {p.method.kind for p in look.order.payments if p.kind == "payment" and p.method}
    return next(iter(kinds)).replace("_", " ") if len(kinds) == 1 else None


def _percent(look: Look, offer: Offer) -> Fact | None:
    """The share of the price that is the fee, where the clause has one."""
    found = [look.fact(f"clause:{id}.fee_percent") for id in offer.entitlement.clauses]
    return next((fact for fact in found if fact and fact.value != "0"), None)


def _tier(look: Look, offer: Offer) -> Fact | None:
    """The customer's tier, where the fee is that of the tier."""
    customer = look.evidence.customer
    if customer is None or not customer.tier:
        return None
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    fees = [known[id].fee for id in offer.entitlement.clauses if id in known]
    own = any(fee and customer.tier.casefold() in {name.casefold() for name in fee.by_tier} for fee in fees)
    return look.evidence.by_id.get(f"customer:{customer.id}.tier") if own else None


def _paid_by(payment: Payment, part_id: str) -> bool:
    return payment.kind == "payment" and payment.method is not None and part_id.endswith(f"~{payment.method.kind}")
