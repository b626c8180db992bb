"""Codes for a discount: what a code gives, whether it can still be added, and what it takes off."""

from copilot.drafting.answer import Answer
from copilot.drafting.asked import OPEN, only_offer
from copilot.drafting.codes_named import codes_named, codes_of
from copilot.drafting.look import Look
from copilot.drafting.said import says
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence
from copilot.models import Fact, NextStep

LEFT = ("shipped", "partially_shipped", "delivered", "returned")
"""Statuses of orders that have left."""


def code_answer(evidence: Evidence) -> Answer | None:
    """What is said about the codes that the customer names; None where they name none that a page lists."""
    every, named = codes_of(evidence), codes_named(evidence)
    if not named:
        return None
    if (
        len(named) == 1
        and _for_an_order(evidence)
        and (found := _forgotten(Look(evidence, evidence.focus.orders[0]), named[0]))
    ):
        return found
    lines = [*_only_one(evidence)] if len(named) > 1 else []
    lines += [told for code in named if (told := _gives(evidence, code))]
    if not any(_usable(evidence, code) for code in named):
        lines += [told for code in every if code not in named and (told := _instead(evidence, code))]
    return Answer([lines]) if lines else None


def _for_an_order(evidence: Evidence) -> bool:
    """Whether a code is meant for an order that was placed already: it was forgotten, or one that is open is named."""
    orders = evidence.focus.orders
    named = len(orders) == 1 and evidence.focus.how in ("named", "item") and orders[0].status in OPEN
    return bool(orders) and (says(evidence, "forgot") or named)


def codes_today(evidence: Evidence) -> list[Line]:
    """What every code gives that this customer can use today, those for their tier first."""
    every = [fact for fact in codes_of(evidence) if _usable(evidence, fact)]
    every.sort(key=lambda code: f"{code.subject}.tier" not in evidence.by_id)
    return [told for code in every if (told := _gives(evidence, code))]


def _forgotten(look: Look, code: Fact) -> Answer | None:
    """A code that was not typed in: added to an order that is still here, and too late for one that has left."""
    evidence, order = look.evidence, look("order_id")
    if look.order.status in LEFT:
        instead = [told] if (told := _gives(evidence, code)) and _usable(evidence, code) else []
        return Answer([[line("code_too_late", look("status").id, order=order), *instead]])
    offer = only_offer(evidence, "modify", look.order) if look.order.status == "pending" else None
    if offer is None or offer.entitlement.state != "allowed" or not _usable(evidence, code):
        return None
    off, sources = look.find(f"code.{code.value}"), offer.entitlement.clauses
    first = line("code_added", *sources, order=order, code=code, off=line("code_off", amount=off) if off else "")
    text = f"Add the code {code.value} to order {look.order.id}, and pay back what it takes off."
    return Answer([[first]], steps=[NextStep(kind="change", text=text, order_id=look.order.id, sources=[*sources])])


def _gives(evidence: Evidence, code: Fact) -> Line | None:
    """What one code gives and until when; that it is over, or for others."""
    percent, until, tier = (evidence.by_id.get(f"{code.subject}.{role}") for role in ("percent", "until", "tier"))
    if until and until.value < evidence.today.isoformat():
        return line("code_over", code=code, date=until)
    if tier and not _of_tier(evidence, tier):
        return line("code_for_others", code=code, tier=tier)
    if percent is None or until is None:
        return None
    for_tier = line("for_tier", tier=tier) if tier else ""
    return line("code_gives", code=code, percent=percent, date=until, for_tier=for_tier)


def _instead(evidence: Evidence, code: Fact) -> Line | None:
    """Another code that this customer can use today."""
    percent, until = (evidence.by_id.get(f"{code.subject}.{role}") for role in ("percent", "until"))
    if not _usable(evidence, code) or percent is None or until is None:
        return None
    return line("code_instead", code=code, percent=percent, date=until)


def _usable(evidence: Evidence, code: Fact) -> bool:
    """Whether the code is valid today, and for this customer."""
    first, until, tier = (evidence.by_id.get(f"{code.subject}.{role}") for role in ("from", "until", "tier"))
    today = evidence.today.isoformat()
    begun, over = not first or first.value <= today, until is not None and until.value < today
    return begun and not over and (tier is None or _of_tier(evidence, tier))


def _of_tier(evidence: Evidence, tier: Fact) -> bool:
    customer = evidence.customer
    return bool(customer and customer.tier and customer.tier.casefold() == tier.value)


def _only_one(evidence: Evidence) -> list[Line]:
    """That codes cannot be used together, where a rule says so."""
    rules = [scoped.clause for scoped in evidence.notices(None) if is_about(scoped.clause.quote, "one_code")]
    return [line("one_code", rules[0].id)] if rules else []
