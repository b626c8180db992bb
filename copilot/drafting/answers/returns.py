"""Sending things back, or swapping them."""

import re
from collections.abc import Sequence

from copilot.drafting.answer import Answer, Paragraph
from copilot.drafting.asked import Offer, lines_asked, offers, orders_meant, together, too_many
from copilot.drafting.look import Look, options_text
from copilot.drafting.said import says
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import Fact, NextStep, Order, OrderItem
from copilot.values import read_money

from .general import Rule, general
from .notices import notice_lines
from .orders import which_order
from .refusals import refusal
from .steps import step
from .terms import missing_lines, terms
from .variants import version_lines

TIMES = ("return_checked_then", "refund_timing", "return_postage")
INSTEAD = {"return": ("exchange",), "exchange": ("return",)}
_PORTAL = re.compile(r"https?://[^\s)>\]]{1,200}", re.IGNORECASE)
_RETURNS = re.compile(r"return|retour|rueck|ruck|reso|devol|retoer", re.IGNORECASE)


def send_back(evidence: Evidence, _: str) -> Answer | None:
    """Whether the things asked about can be returned, until when, what it costs and what is paid back."""
    return _answer(evidence, "return")


def swap(evidence: Evidence, _: str) -> Answer | None:
    """Whether the things asked about can be exchanged, and how."""
    return _answer(evidence, "exchange")


def return_instead(evidence: Evidence, order: Order) -> list[Line]:
    """A return, where the order may be returned as a whole, or as soon as it is there."""
    found = evidence.entitled("return", order.id)
    if [offer.state for offer in found] != ["allowed"]:
        return _once_there(Look(evidence, order), lines_asked(evidence, order)) if order.status == "shipped" else []
    clauses, until = found[0].clauses, evidence.by_id.get(f"{found[0].id}.until")
    fee = evidence.by_id.get(f"{found[0].id}.fee")
    lines = [line("return_until", *clauses, date=until) if until else line("return_possible", *clauses)]
    return [*lines, line("return_fee", *clauses, fee=fee)] if fee and read_money(fee.value)[0] else lines


def _answer(evidence: Evidence, about: str) -> Answer | None:
    orders = orders_meant(evidence, lambda order: any(
        entitlement.state in ("allowed", "approval") for entitlement in evidence.entitled(about, order.id)
    ))  # fmt: skip
    if not orders:
        return Answer([[line("no_orders")]]) if not evidence.focus.foreign else None
    if too_many(evidence, orders):
        return Answer([which_order(evidence, orders)])
    # nothing is refused for an order that was only guessed
    if evidence.focus.how == "all" and len(evidence.focus.orders) > 1 and not _offered(evidence, about, orders):
        return Answer([which_order(evidence, evidence.focus.orders)])
    answers = [found for order in orders if (found := _order(evidence, order, about))]
    if len(answers) != len(orders):
        return None
    return Answer(
        [lines for lines, _, _ in answers],
        [question for _, asked, _ in answers for question in asked],
        [one for _, _, steps in answers for one in steps],
    )


def _offered(evidence: Evidence, about: str, orders: Sequence[Order]) -> bool:
    return any(e.state in ("allowed", "approval") for order in orders for e in evidence.entitled(about, order.id))


def _order(evidence: Evidence, order: Order, about: str) -> tuple[Paragraph, list[Line], list[NextStep]] | None:
    look, found = Look(evidence, order), offers(evidence, about, order)
    if not found:
        return None
    lines: list[Line] = []
    asked: list[Line] = []
    steps: list[NextStep] = []
    joint = together(evidence, about, order)
    for offer in sorted(found, key=lambda offer: offer.entitlement.state not in ("allowed", "approval")):
        state, clauses = offer.entitlement.state, offer.entitlement.clauses
        what = look.what(offer.lines)
        opened = about == "return" and _is_opened(look, offer)
        if opened:
            lines += [line("return_denied", *clauses, what=what), line("return_opened", *opened)]
            continue
        if state == "denied":
            reason = refusal(look, offer)
            if reason and reason[0].key == "already_in_return" and len(found) > 1:
                continue  # it is not what is asked about any more
            if reason and reason[0].key == "return_not_arrived" and (later := _once_there(look, offer.lines)):
                lines += later
                continue
            lines += [line(f"{about}_denied", *clauses, what=what), *reason]
        elif state == "unknown":
            questions = missing_lines(look, offer)
            if not questions:
                return None
            lines += [line(f"{about}_unknown", *clauses, what=what), *_as_a_rule(evidence, about)]
            asked += questions
        else:
            lines += _allowed(look, offer, about, alone=joint is None)
            lines += [line("return_sealed", *sealed)] if about == "return" and (sealed := _sealed(look, offer)) else []
            lines += _way(evidence, found) if about == "return" and state == "allowed" and joint is None else []
            steps.append(
                step("ask_approval", look, offer, "take back" if about == "return" else "exchange")
                if state == "approval"
                else step(about, look, offer, _wanted(look, offer) if about == "exchange" else "")
            )
    if joint and joint.entitlement.state in ("allowed", "approval"):
        lines += [line("in_one_parcel"), *terms(look, joint), *(_way(evidence, found) if about == "return" else [])]
    elif about == "return":
        lines += _fee_once(look, found)
    states = {offer.entitlement.state for offer in found}
    if states == {"denied"}:
        lines += _instead(evidence, order, about)
    if states & {"allowed", "approval"}:
        if evidence.ticket.channel == "email" and not says(evidence, "unused"):
            lines += notice_lines(evidence, order, found) if about == "return" else []
        if about == "exchange":
            told, asking = _versions(look, found)
            lines += told
            asked += asking
    return _each_once(lines), asked, steps


def _fee_once(look: Look, found: Sequence[Offer]) -> list[Line]:
    """That the fee of a parcel is taken once, where several offers name the same one."""
    given = [offer for offer in found if offer.entitlement.state in ("allowed", "approval")]
    fees = [fee for offer in given if (fee := look.entitled(offer.entitlement, "fee")) and read_money(fee.value)[0]]
    rules = dict.fromkeys(id for offer in given for id in offer.entitlement.clauses[:1])
    fixed = not any(look.fact(f"clause:{id}.fee_percent") for id in rules)
    if len(given) < 2 or len(fees) != len(given) or len({fee.value for fee in fees}) != 1 or not fixed:
        return []
    return [line("fee_once", *rules, fee=fees[0])]


def _each_once(lines: Sequence[Line]) -> list[Line]:
    """The lines without a time that was told of another item already."""
    kept: dict[object, Line] = {}
    for number, one in enumerate(lines):
        values = tuple(fact.value for fact in one.slots.values() if isinstance(fact, Fact))
        kept.setdefault((one.key, values) if one.key in TIMES else number, one)
    return list(kept.values())


def _wanted(look: Look, offer: Offer) -> str:
    """The version that is wanted, for the agent; "" where that has to be asked."""
    versions = [version for item in offer.lines if (version := look.evidence.version_wanted(item))]
    return options_text(versions[0].options) if len(versions) == 1 else ""


def _versions(look: Look, found: list[Offer]) -> tuple[list[Line], list[Line]]:
    """The version that is named, with its price; else the question which one."""
    named = [(item, version) for one in found for item in one.lines if (version := look.evidence.version_wanted(item))]
    if not named:
        return [], [line("ask_other_version")]
    told = [one for item, version in named for one in version_lines(look, item, version)]
    ready = all(version.available for _, version in named) and all(o.entitlement.state == "allowed" for o in found)
    return told, [line("ask_exchange_confirm")] if ready else []


def _once_there(look: Look, items: Sequence[OrderItem]) -> list[Line]:
    """That it can go back as soon as it is there, and for how long; nothing where other rules hold for such things."""
    rule = general(look.evidence, "return")
    if rule is None or rule.window is None or _special(look.evidence, items):
        return []
    return [line("return_once_there", rule.source, what=look.what(items), window=rule.window, cost=_cost(rule))]


def _special(evidence: Evidence, items: Sequence[OrderItem]) -> bool:
    """Whether rules of their own hold for the return of some of these things."""
    ruled = [
        s.clause for s in evidence.policy if s.clause.about == "return" and s.clause.effect in ("deny", "approval")
    ]
    special = {tag for clause in ruled for tag in clause.when.tags}
    return any(special & set(item.tags) for item in items)


def _cost(rule: Rule) -> Line | str:
    if rule.percent:
        return line("cost_percent", percent=rule.percent) if rule.percent.value != "0" else ""
    return line("cost_fee", fee=rule.fee) if rule.fee and read_money(rule.fee.value)[0] else ""


def _as_a_rule(evidence: Evidence, about: str) -> list[Line]:
    """The time that customers have as a rule, where what this one has depends on a day that nobody knows yet."""
    rule = general(evidence, about)
    if rule is None or rule.window is None:
        return []
    return [line("window_rule", rule.source, window=rule.window, cost=_cost(rule))]


def _allowed(look: Look, offer: Offer, about: str, *, alone: bool = True) -> list[Line]:
    """That it is possible, with its terms where it is the only thing that goes back."""
    entitlement = offer.entitlement
    how = "allowed" if entitlement.state == "allowed" else "approval"
    until = look.phrase("until", entitlement, "until")
    own = terms(look, offer) if alone else []
    return [line(f"{about}_{how}", *entitlement.clauses, what=look.what(offer.lines), until=until), *own]


def _sealed(look: Look, offer: Offer) -> list[str]:
    """The rules of the offer by which such a thing comes back with its seal unbroken only."""
    known = {scoped.clause.id: scoped.clause for scoped in look.evidence.policy}
    rules = [known[id] for id in offer.entitlement.clauses if id in known and "hygiene" in known[id].when.tags]
    return [rule.id for rule in rules if is_about(rule.quote, "sealed")]


def _is_opened(look: Look, offer: Offer) -> list[str]:
    """These rules, where the customer says that the thing is opened or used."""
    said = says(look.evidence, "opened") and not says(look.evidence, "unused")
    return _sealed(look, offer) if said and offer.entitlement.state != "denied" else []


def _way(evidence: Evidence, found: list[Offer]) -> list[Line]:
    """How it comes back: collected where the rules of the offer say so, else from the address for returns."""
    known = {scoped.clause.id: scoped.clause for scoped in evidence.policy}
    rules = [known[id] for offer in found for id in offer.entitlement.clauses if id in known]
    collected = [rule.id for rule in rules if rule.about == "return" and is_about(rule.quote, "collected")]
    return [line("return_collected", *collected[:1])] if collected else _portal(evidence, found)


def _portal(evidence: Evidence, found: list[Offer]) -> list[Line]:
    """Where the return is set up, where the page that the clauses stand on gives an address for it."""
    clauses = {id for offer in found for id in offer.entitlement.clauses}
    holding = {scoped.document for scoped in evidence.policy if scoped.clause.id in clauses}
    for document in evidence.documents:
        for match in _PORTAL.finditer(document.text) if document.id in holding else ():
            if _RETURNS.search(match.group()):
                return [line("return_portal", next(iter(clauses)), link=match.group().rstrip(".,;:"))]
    return []


def _instead(evidence: Evidence, order: Order, about: str) -> list[Line]:
    """What is possible where this is not: the other of the two."""
    look = Look(evidence, order)
    lines: list[Line] = []
    for other in INSTEAD[about]:
        for offer in offers(evidence, other, order):
            if offer.entitlement.state == "allowed":
                until = look.phrase("until", offer.entitlement, "until")
                lines.append(line(f"instead_{other}", *offer.entitlement.clauses, until=until))
                lines += [*terms(look, offer), *(_way(evidence, [offer]) if other == "return" else [])]
    return lines
