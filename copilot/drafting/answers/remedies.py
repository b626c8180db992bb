"""A replacement or the money: both with the question which, or the one that the customer has chosen."""

from collections.abc import Sequence

from copilot.drafting.answer import Answer
from copilot.drafting.asked import Offer
from copilot.drafting.look import Look
from copilot.drafting.said import chosen
from copilot.drafting.text import Line, Value, line
from copilot.models import NextStep

from .parts import part_of
from .steps import step
from .terms import conditions, takes

REMEDIES = ("replacement", "refund")


def remedies_offered(look: Look, found: Sequence[tuple[str, Offer]], *, missing: bool = False) -> Answer:
    """One paragraph with the remedies that are open; only the chosen one where the customer has chosen.

    Of a `missing` thing there is nothing to replace: it is sent.
    """
    choice = chosen(look.evidence)
    kept: list[tuple[str, Offer]] = [(about, offer) for about, offer in found if about == choice] or list(found)
    abouts = {about for about, _ in kept}
    named = len(abouts) < len(kept)
    decided = len(abouts) == 1 and (choice in abouts or {about for about, _ in found} == abouts)
    lines: list[Line] = []
    steps: list[NextStep] = []
    for number, (about, offer) in enumerate(kept):
        form = "doing" if decided and choice == about else "or" if number and len(kept) == 2 and not named else "offer"
        lines += _remedy(look, offer, about, form, named=named, missing=missing)
        steps.append(step(about, look, offer, "chosen" if decided and choice == about else ""))
    return Answer([lines], [line("ask_which_remedy")] if len(abouts) > 1 else [], steps)


def _remedy(look: Look, offer: Offer, about: str, form: str, *, named: bool, missing: bool) -> list[Line]:
    """One remedy with its terms in one sentence; `form` is offer, or (the second one), or doing (it is chosen)."""
    entitlement, part = offer.entitlement, part_of(look, offer)
    fee, timing = look.entitled(entitlement, "fee"), look.entitled(entitlement, "timing")
    sources = (*entitlement.clauses, *((fee.id,) if fee else ()))
    of: Value = line("of_items", items=look.items(offer.lines)) if named else ""
    if about == "replacement":
        if part:
            of = line("of_pieces", count=part.count, items=look.items(offer.lines))
        leaves = line("leaves", timing=timing) if timing and timing.type == "duration" else ""
        if missing:
            items = look.items(offer.lines)
            return [line(f"missing_{form}", *sources, items=items, leaves=leaves), *conditions(look, offer)]
        return [line(f"replacement_{form}", *sources, of=of, leaves=leaves), *conditions(look, offer)]
    amount = part.amount if part else look.entitled(entitlement, "amount")
    slots: dict[str, Value] = {"what": amount or look.what(offer.lines), "to": look.method() if amount else ""}
    return [line(f"refund_{form}", *sources, takes=takes(timing), **slots), *conditions(look, offer)]
