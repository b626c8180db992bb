"""Things that arrived broken, wrong or not at all, and things that fail later."""

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, lines_asked, offers, orders_meant, too_many
from copilot.drafting.look import Look
from copilot.drafting.text import Line, Value, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import NextStep, Order

from .notices import notice_lines
from .orders import which_order
from .parcels import REMEDIES, remedy_lines
from .steps import step
from .terms import missing_lines, refusal, terms


def fault(evidence: Evidence, intent: str) -> Answer | None:
    """Sorry, and the choice of a replacement and the money, as far as they are open; else the warranty."""
    return _answer(evidence, REMEDIES, intent)


def warranty(evidence: Evidence, intent: str) -> Answer | None:
    """Whether the warranty covers the item still, until when, and how it goes."""
    return _answer(evidence, ("warranty",), intent)


def _answer(evidence: Evidence, abouts: tuple[str, ...], intent: str) -> Answer | None:
    first = abouts[0]
    orders = orders_meant(evidence, lambda order: any(
        entitlement.state == "allowed" for entitlement in evidence.entitled(first, order.id)
    ))  # fmt: skip
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if too_many(evidence, orders):
        return Answer([[line("sorry_fault")], which_order(evidence, orders)])
    said: list[Paragraph] = []
    asked: list[Line] = []
    steps: list[NextStep] = []
    for order in orders:
        found = _order(evidence, order, abouts, intent)
        if found is None:
            return None
        said.append(found.said[0])
        asked += found.asked
        steps += found.steps
    return Answer(said, asked, steps)


def _order(evidence: Evidence, order: Order, abouts: tuple[str, ...], intent: str) -> Answer | None:
    look = Look(evidence, order)
    items = lines_asked(evidence, order)
    lines = [line("sorry_fault_items", items=look.items(items), order=look("order_id"))]
    found = [(about, offer) for about in abouts for offer in offers(evidence, about, order)]
    open_offers = [(about, offer) for about, offer in found if offer.entitlement.state in ("allowed", "approval")]
    steps = []
    split = len({about for about, _ in open_offers}) < len(open_offers)
    for about, offer in open_offers:
        if about == "warranty":
            lines += _warranty_lines(look, offer)
        elif offer.entitlement.state == "approval":
            slots: dict[str, Value] = {"items": look.items(offer.lines), "order": look("order_id")}
            lines += [
                line(f"{about}_approval", *offer.entitlement.clauses, **slots),
                line("if_agreed"),
                *terms(look, offer),
            ]
        else:
            lines += remedy_lines(look, offer, about, named=split)
        state = offer.entitlement.state
        steps.append(step(about, look, offer) if state == "allowed" else step("ask_approval", look, offer, about))
    if open_offers:
        lines += _remedies_until(look, [offer for about, offer in open_offers if about != "warranty"])
        notes = notice_lines(evidence, order, [offer for _, offer in open_offers])
        lines += [note for note in notes if not _about_another(str(note.slots["text"]), intent)]
        choice = [line("ask_which_remedy")] if len({about for about, _ in open_offers}) > 1 else []
        return Answer([lines], choice, steps)
    questions = [question for _, offer in found for question in missing_lines(look, offer)][:1]
    if questions:
        return Answer([lines], questions)
    denied = [offer for _, offer in found if offer.entitlement.state == "denied"]
    if not denied:
        return None
    lines += refusal(look, denied[0])
    for offer in offers(evidence, "warranty", order) if "warranty" not in abouts else ():
        if offer.entitlement.state == "allowed":
            lines += _warranty_lines(look, offer)
            steps.append(step("warranty", look, offer))
    return Answer([lines], steps=steps)


def _remedies_until(look: Look, found: list[Offer]) -> list[Line]:
    """The day that all the remedies offered end on."""
    days = [day for offer in found if (day := look.entitled(offer.entitlement, "until"))]
    if len(days) != len(found) or len({day.value for day in days}) != 1:
        return []
    clauses = dict.fromkeys(id for offer in found for id in offer.entitlement.clauses)
    return [line("remedy_until", *clauses, date=days[0])]


def _about_another(text: str, intent: str) -> bool:
    """Whether a rule speaks of other faults than the one reported, and not of that one."""
    kinds = {kind for kind in ("damaged_item", "wrong_item", "missing_item") if is_about(text, kind)}
    return bool(kinds) and intent in ("damaged_item", "wrong_item", "missing_item") and intent not in kinds


def _warranty_lines(look: Look, offer: Offer) -> list[Line]:
    entitlement = offer.entitlement
    slots: dict[str, Value] = {"items": look.items(offer.lines), "order": look("order_id")}
    until = look.entitled(entitlement, "until")
    first = (
        line("warranty_until", *entitlement.clauses, date=until, **slots)
        if until
        else line("warranty_allowed", *entitlement.clauses, **slots)
    )
    return [first, *terms(look, offer), line("ask_photo_warranty")]
