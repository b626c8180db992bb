"""What has to be told beside an offer: the disclosures that hold for the order and belong to the offer's clauses."""

from collections.abc import Sequence

from copilot.drafting.asked import Offer
from copilot.drafting.passages import first_holder
from copilot.drafting.quoting import for_agents, quote
from copilot.drafting.text import Line, line
from copilot.drafting.topics import about_topic
from copilot.evidence import Evidence
from copilot.models import Order
from copilot.policy import ScopedClause

TOLD = ("target", "disclosure")
"""Kinds of rules whose words are for the customer; what is forbidden is for the agent."""


def notice_lines(evidence: Evidence, order: Order, offers: Sequence[Offer]) -> list[Line]:
    """The words of the disclosures in the same document, and of the same family of ids, as what is offered."""
    given = [offer for offer in offers if offer.entitlement.state in ("allowed", "approval")]
    clauses = {id for offer in given for id in offer.entitlement.clauses}
    families = {_family(scoped) for scoped in evidence.policy if scoped.clause.id in clauses}
    found = evidence.notices(order, [item.id for offer in given for item in offer.lines])
    return [
        quote(scoped.clause.quote, scoped.clause.id, otherwise=())
        for scoped in found
        if scoped.clause.about == "disclosure" and _family(scoped) in families and not for_agents(scoped.clause.quote)
    ]


def topic_notices(evidence: Evidence, intent: str, order: Order | None = None, most: int = 2) -> list[Line]:
    """The words of the rules about the intent's topic that hold for the order, those of the passages found first."""
    found = evidence.notices(order)
    told = [scoped for scoped in found if scoped.clause.about in TOLD and not for_agents(scoped.clause.quote)]
    about = about_topic(told, intent)
    texts = [hit.passage.text for hit in evidence.hits]
    near = sorted(about, key=lambda scoped: (first_holder(scoped.clause.quote, texts), scoped.clause.about != "target"))
    return [quote(scoped.clause.quote, scoped.clause.id) for scoped in near[:most]]


def delivery_timing(evidence: Evidence, order: Order) -> list[Line]:
    """How long the delivery of an order takes as a rule, where the rules about shipping agree on it."""
    rules = [
        scoped
        for scoped in evidence.notices(order)
        if scoped.clause.about == "shipping" and scoped.clause.effect == "grant" and scoped.clause.timing
    ]
    special = [scoped for scoped in rules if scoped.clause.when.tags] or rules
    found = [fact for one in special if (fact := evidence.by_id.get(f"clause:{one.clause.id}.timing"))]
    if len({fact.value for fact in found}) != 1:
        return []
    return [line("delivery_time", special[0].clause.id, timing=found[0])]


def _family(scoped: ScopedClause) -> tuple[str, str]:
    """Document and the part of the id before its first point: "change.difference" goes with "change.pending"."""
    return scoped.document, scoped.clause.id.partition(".")[0]
