"""Another version of a thing: an item of an order that is still here is changed, one that has arrived is exchanged."""

from copilot.drafting.answer import Answer
from copilot.drafting.asked import orders_meant
from copilot.evidence import Evidence
from copilot.models import Order

from .changes import change
from .returns import swap


def other_version(evidence: Evidence, intent: str) -> Answer | None:
    """What was asked for, else the other of the two where only that is possible."""
    asked, other = ("exchange", "modify") if intent == "exchange" else ("modify", "exchange")
    orders = orders_meant(evidence, lambda order: bool(_open(evidence, order) & {asked, other}))
    open_now = set[str]().union(*(_open(evidence, order) for order in orders))
    about = other if asked not in open_now and other in open_now else asked
    return swap(evidence, "exchange") if about == "exchange" else change(evidence, "change_item")


def _open(evidence: Evidence, order: Order) -> set[str]:
    return {
        about
        for about in ("exchange", "modify")
        if any(offer.state in ("allowed", "approval") for offer in evidence.entitled(about, order.id))
    }
