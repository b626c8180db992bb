"""Things that arrived broken, wrong or not at all, and things that fail later."""

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, lines_asked, names_lines, offers, orders_meant, too_many
from copilot.drafting.look import Look, options_text
from copilot.drafting.passages import excluded
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.said import chosen, says, tells, wants
from copilot.drafting.text import Line, Value, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence, lines_spoken_of
from copilot.models import Message, NextStep, Order, OrderItem

from .beside import beside
from .harmless import harmless_lines
from .notices import notice_lines
from .orders import which_order
from .recalls import recall_lines
from .refusals import refusal
from .remedies import REMEDIES, remedies_offered
from .steps import step
from .terms import conditions, missing_lines, terms

LONGEST = 2000  # code points of the message that are read
_CLAUSE = re.compile(r"[,;:.!?\n]+| (?:but|aber|mais|pero|ma|mas|maar) ")
KINDS = ("damaged_item", "wrong_item", "missing_item")


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
    if intent == "missing_item":
        evidence = _only_missing(evidence, order)
        look = Look(evidence, order)
    items = lines_asked(evidence, order)
    if intent in ("damaged_item", "warranty") and (words := harmless_lines(evidence)):
        return Answer([[*_sorry(look, items, intent), *words]])
    own = intent in ("damaged_item", "warranty") and wants(evidence, "own_fault") and not says(evidence, "danger")
    if own and (answer := _not_covered(look, items)):
        return answer
    recalled = recall_lines(evidence, {item.name for item in items}) if names_lines(evidence, order) else []
    lines = [*_sorry(look, items, intent), *recalled]
    found = [(about, offer) for about in abouts for offer in offers(evidence, about, order)]
    allowed = [(about, offer) for about, offer in found if offer.entitlement.state == "allowed"]
    agreed = [(about, offer) for about, offer in found if offer.entitlement.state == "approval"]
    if abouts == ("warranty",) and allowed:
        alike = len(allowed) == 1 and {item.id for item in allowed[0][1].lines} == {item.id for item in items}
        covered = [_covered(look, offer, named=alike) for _, offer in allowed]
        todo = [one for found_one in covered for one in found_one.steps]
        return Answer([[*lines, *(part for one in covered for part in one.said[0])]], covered[0].asked, todo)
    asked: list[Line] = []
    steps: list[NextStep] = []
    for about, offer in agreed:
        lines += [
            line(f"{about}_approval", *offer.entitlement.clauses, what=look.what(offer.lines)),
            *terms(look, offer),
        ]
        steps.append(step("ask_approval", look, offer, about))
    if allowed:
        told = remedies_offered(look, allowed, missing=intent == "missing_item")
        lines += told.said[0]
        asked, steps = told.asked, [*steps, *told.steps]
    if allowed or agreed:
        if not chosen(evidence):
            lines += _remedies_until(look, [offer for _, offer in (*allowed, *agreed)])
        notes = notice_lines(evidence, order, [offer for _, offer in (*allowed, *agreed)])
        clauses = {id for _, offer in (*allowed, *agreed) for id in offer.entitlement.clauses}
        kept = beside(evidence, KEPT[intent], clauses) if intent in KEPT else []
        return Answer([[*lines, *_photo(evidence, notes, intent), *kept]], asked, steps)
    questions = [question for _, offer in found for question in missing_lines(look, offer)][:1]
    if questions:
        return Answer([lines], questions)
    denied = [offer for _, offer in found if offer.entitlement.state == "denied"]
    if not denied:
        return None
    reason = refusal(look, denied[0])
    first = lines
    for offer in offers(evidence, "warranty", order) if "warranty" not in abouts else ():
        if offer.entitlement.state == "allowed":
            told = _covered(look, offer, named=True)
            lines, asked, steps = [*lines, *told.said[0]], told.asked, [*steps, *told.steps]
    return Answer([lines if lines is not first else [*lines, *reason]], asked, steps)


def _only_missing(evidence: Evidence, order: Order) -> Evidence:
    """The evidence as about the lines alone that are named in words of not being there, where some are."""
    clauses = [one for one in _CLAUSE.split(evidence.ticket.last_said[:LONGEST]) if tells(one, "not_there")]
    said = [Message(author="customer", body=" ".join(clauses))]
    lines = lines_spoken_of(evidence.ticket.model_copy(update={"subject": None, "messages": said}), order)
    if not clauses or not lines:
        return evidence
    return replace(evidence, focus=replace(evidence.focus, lines=tuple((order.id, id) for id in lines)))


def _not_covered(look: Look, items: Sequence[OrderItem]) -> Answer | None:
    """What a rule says of damage that was done by accident; nothing where no rule speaks of it."""
    rules = [
        scoped.clause
        for scoped in look.evidence.notices(look.order, [item.id for item in items])
        if scoped.clause.about == "forbidden"
        and is_about(scoped.clause.quote, "accident")
        and not for_agents(scoped.clause.quote)
    ]
    if not rules:
        return None
    rule = rules[0]
    first = line("sorry_accident", what=look.what(items))
    return Answer([[first, quote(rule.quote, rule.id, otherwise=(line("accident_denied", rule.id),))]])


KEPT = {"damaged_item": "keep_broken", "wrong_item": "wrong_comes_back", "missing_item": "no_photo"}
"""What a page says of the thing at fault, by the kind of fault."""


def _sorry(look: Look, items: Sequence[OrderItem], intent: str) -> list[Line]:
    """Sorry, and that it was our mistake where something else came or nothing."""
    if intent == "wrong_item" and len(items) == 1:
        item = items[0]
        facts = [look(f"option.{name}", item.id) for name in item.options]
        options: Value = line("in_options", options=options_text(item.options)) if item.options else ""
        sources = tuple(fact.id for fact in facts)
        name, order = look("item", item.id), look("order_id")
        return [line("sorry_wrong", *sources, item=name, options=options, order=order)]
    if intent == "missing_item":
        return [line("sorry_missing", order=look("order_id"))]
    return [line("sorry_fault_items", what=look.what(items))]


def _photo(evidence: Evidence, notes: list[Line], intent: str) -> list[Line]:
    """Thanks for the photo that is there, else the question for it where the rules ask for one; the other notices."""
    wanted = [note for note in notes if is_about(str(note.slots["text"]), "photo")]
    others = [note for note in notes if note not in wanted and not _about_another(str(note.slots["text"]), intent)]
    if not wanted or intent == "missing_item":
        return others
    if says(evidence, "photo_later"):
        return [line("photo_awaited"), *others]
    if says(evidence, "photo"):
        return [line("photo_thanks"), *others]
    return [line("ask_photo", *wanted[0].sources), *others]


def _remedies_until(look: Look, found: list[Offer]) -> list[Line]:
    """The day that all the remedies offered end on."""
    days = [day for offer in found if (day := look.entitled(offer.entitlement, "until"))]
    if len(days) != len(found) or len({day.value for day in days}) != 1:
        return []
    clauses = dict.fromkeys(id for offer in found for id in offer.entitlement.clauses)
    return [line("remedy_until", *clauses, date=days[0])]


def _about_another(text: str, intent: str) -> bool:
    """Whether a rule speaks of other faults than the one reported, and not of that one."""
    kinds = {kind for kind in KINDS if is_about(text, kind)}
    return bool(kinds) and intent in KINDS and intent not in kinds


def _covered(look: Look, offer: Offer, *, named: bool = False) -> Answer:
    """The warranty with its last day and its time, what it does not cover if that is named, and the photo it needs.

    `named` is whether the sentence before names the things already.
    """
    entitlement, evidence = offer.entitlement, look.evidence
    what = look.what(offer.lines)
    until, timing = look.entitled(entitlement, "until"), look.entitled(entitlement, "timing")
    sources = entitlement.clauses
    lines = [line("warranty_until", *sources, date=until, what=what)] if until else []
    lines = [line("warranty_it_until", *sources, date=until)] if until and named else lines
    lines = lines or [line("warranty_allowed", *sources, what=what)]
    if but := excluded(evidence, sources):
        return Answer([[*lines, line("not_covered", but.id), quote(but.quote, but.id, otherwise=())]])
    lines += [line("warranty_free", *sources)] if look.entitled(entitlement, "fee") else []
    lines += [line("warranty_timing", *sources, timing=timing)] if timing else []
    lines += beside(evidence, "warranty_postage", sources)
    photo = says(evidence, "photo")
    lines += [line("photo_thanks")] if photo else []
    return Answer(
        [[*lines, *conditions(look, offer)]],
        [] if photo else [line("ask_photo_warranty")],
        [step("warranty", look, offer)],
    )
