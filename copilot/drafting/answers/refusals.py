"""Why something cannot be had: the day that has passed, what it is, where it goes, or the words of the clause."""

from copilot.drafting.asked import Offer
from copilot.drafting.look import Look
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.text import Line, line
from copilot.models import Clause, Fact

KINDS = ("final_sale", "made_to_order", "gift_card", "hygiene")
"""Tags that the copy has words for."""
NEVER = ("return", "exchange", "cancel", "credit")
"""What the copy can say is never possible for such things."""


def refusal(look: Look, offer: Offer) -> list[Line]:
    """The reason in our own words where the clause's fields tell it, else in the words of the clause."""
    if over := _over_already(look, offer):
        return [over]
    entitlement = offer.entitlement
    until = look.entitled(entitlement, "until")
    if until and until.value < look.evidence.today.isoformat():
        return [_over(look, offer, until)]
    if until:
        return [line("not_before", *entitlement.clauses, date=until)]
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    denials = [known[id] for id in entitlement.clauses if id in known and known[id].effect == "deny"]
    return _reason(offer, denials[0]) if denials else []


def _reason(offer: Offer, clause: Clause) -> list[Line]:
    """What the clause asks of the order, as a reason."""
    about, id = offer.entitlement.about, clause.id
    tags = [tag for tag in KINDS if tag in clause.when.tags and all(tag in item.tags for item in offer.lines)]
    if tags and about in NEVER:
        return [line(f"{about}_never", id, kind=line(f"kind_{tags[0]}"))]
    if about in ("return", "exchange") and not clause.when.tags and clause.when.regions:
        return [quote(clause.quote, id, otherwise=(line(f"{about}_not_there", id),))]
    if about in ("return", "exchange") and not clause.when.tags and set(clause.when.status) & {"pending", "shipped"}:
        return [line(f"{about}_not_arrived", id)]
    return [] if for_agents(clause.quote) or about in ("cancel", "modify") else [quote(clause.quote, id, otherwise=())]


def _over(look: Look, offer: Offer, until: Fact) -> Line:
    """The last day, with how it was counted where one clause says so."""
    sources = offer.entitlement.clauses
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    for id in sources:
        window = known[id].window if id in known else None
        length = look.fact(f"clause:{id}.window")
        start = look.find("placed_at") if window and window.start == "placed_at" else _delivered(look)
        if window and length and start and window.start in ("placed_at", "delivered_at"):
            return line(f"over_{window.start}", *sources, start=start, window=length, date=until)
    return line("over", *sources, date=until)


def _delivered(look: Look) -> Fact | None:
    return look.find("delivered_at.1") if len(look.order.shipments) == 1 else None


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
