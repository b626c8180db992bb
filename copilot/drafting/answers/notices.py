"""What has to be told beside an offer: the disclosures that hold for the order and belong to the offer's clauses."""

from collections.abc import Sequence

from copilot.drafting.asked import Offer
from copilot.drafting.passages import fitting, overlap
from copilot.drafting.quoting import quote
from copilot.drafting.text import Line
from copilot.evidence import Evidence
from copilot.models import Order
from copilot.policy import ScopedClause, notices


def notice_lines(evidence: Evidence, order: Order, offers: Sequence[Offer]) -> list[Line]:
    """The words of the disclosures in the same document, and of the same family of ids, as what is offered."""
    given = [offer for offer in offers if offer.entitlement.state in ("allowed", "approval")]
    clauses = {id for offer in given for id in offer.entitlement.clauses}
    families = {_family(scoped) for scoped in evidence.clauses if scoped.clause.id in clauses}
    lines = [item.id for offer in given for item in offer.lines]
    found = notices(
        order,
        evidence.customer,
        evidence.clauses,
        evidence.shop,
        as_of=evidence.as_of,
        channel=evidence.ticket.channel,
        line_ids=lines,
    )
    return [
        quote(scoped.clause.quote, scoped.clause.id)
        for scoped in found
        if scoped.clause.about == "disclosure" and _family(scoped) in families
    ]


def _family(scoped: ScopedClause) -> tuple[str, str]:
    """Document and the part of the id before its first point: "change.difference" goes with "change.pending"."""
    return scoped.document, scoped.clause.id.partition(".")[0]


def found_notices(evidence: Evidence, order: Order | None, *abouts: str) -> list[Line]:
    """The words of the rules of these kinds that hold for the order, where they stand in a passage that was found."""
    found = notices(
        order,
        evidence.customer,
        evidence.clauses,
        evidence.shop,
        as_of=evidence.as_of,
        channel=evidence.ticket.channel,
    )
    texts = [hit.passage.text for hit in fitting(evidence)]
    return [
        quote(scoped.clause.quote, scoped.clause.id)
        for scoped in found
        if scoped.clause.about in abouts and overlap(scoped.clause.quote, texts)
    ]
