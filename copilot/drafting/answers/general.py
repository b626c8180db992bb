"""What holds as a rule for a customer, before any order of theirs is looked at."""

from dataclasses import dataclass

from copilot.drafting.answer import Answer
from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import line
from copilot.evidence import Evidence
from copilot.models import Fact


@dataclass(frozen=True, slots=True)
class Rule:
    """The terms on which all the clauses that grant something agree, and the first of these clauses."""

    source: str
    window: Fact | None
    fee: Fact | None
    percent: Fact | None


def general(evidence: Evidence, about: str) -> Rule | None:
    """The terms of what is granted about this to anybody: clauses for this customer that ask for no tags."""
    today = {s.clause.id for s in evidence.policy if s.stands_on(evidence.as_of, evidence.shop.zone)}
    granting = [
        clause
        for clause in evidence.clauses
        if clause.id in today
        and (clause.about, clause.effect) == (about, "grant")
        and not clause.when.tags
        and not clause.when.tiers
    ]
    if not granting:
        return None

    def shared(part: str) -> Fact | None:
        found = [evidence.by_id.get(f"clause:{clause.id}.{part}") for clause in granting]
        same = {fact.value for fact in found if fact}
        return found[0] if all(found) and len(same) == 1 else None

    return Rule(granting[0].id, shared("window"), shared("fee"), shared("fee_percent"))


def general_answer(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages say to somebody whom we do not know and who names no order, and how we get to know them."""
    if intent not in ASKED_BEFORE or evidence.focus.foreign or evidence.ticket.order_ids:
        return None
    words = sure_sentences(evidence)
    rule = None if words else general(evidence, intent)
    if rule and rule.window and intent in ("return", "exchange"):
        words = [line("window_rule", rule.source, window=rule.window, cost="")]
    return Answer([words, [line("verify")]]) if words else None


ASKED_BEFORE = ("return", "exchange", "warranty", "cancel", "late_delivery", "refund_status", "change_item")
"""Requests that people also make before they have ordered, or about a present."""
