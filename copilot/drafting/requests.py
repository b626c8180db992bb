"""What the customer wants, in order: what triage makes of the message, as far as message and records bear it out."""

from copilot.evidence import Evidence
from copilot.models import Order, Triage

from .asked import OPEN
from .lateness import came_late, late_expectation
from .look import Look
from .said import says

OF_ARRIVED = frozenset({"damaged_item", "wrong_item", "missing_item", "warranty"})
ABOUT_FAULTS = OF_ARRIVED | {"late_delivery", "lost_parcel", "charge_dispute", "refund_status", "safety"}
COVERED = {
    "refund_request": ABOUT_FAULTS - {"safety"} | {"return", "gift_card", "discount", "cancel", "loyalty"},
    "order_status": frozenset({"late_delivery", "lost_parcel"}),
    "late_delivery": frozenset({"lost_parcel"}),
    "warranty": frozenset({"damaged_item"}),
    "product_question": frozenset({"safety", "warranty"}),
    "availability": frozenset({"exchange", "change_item"}),
    "exchange": frozenset({"change_item"}),
    "other": frozenset({"praise", "complaint"}),
}
"""Requests that the answer to another one has in it."""
ASKED = ("asks_address", "asks_payment", "asks_total", "asks_items")
"""What is asked of an order's details; without any of it they are the background of another request."""
NAMED = {"account": "account", "privacy": "privacy"}
"""Requests that are the background of another one unless the message has words for them."""


def requests(evidence: Evidence, triage: Triage) -> list[str]:
    """The labels of the requests to answer, thanks first; "other" where none is left."""
    labels = [intent.label for intent in triage.intents]
    read = [_as_recorded(label, labels, evidence, triage) for label in labels]
    kept = list(dict.fromkeys(label for label in read if label and _borne_out(label, labels, evidence, triage)))
    kept = kept or _by_words(evidence)
    if says(evidence, "asks_reach"):
        kept = [label for label in kept if label not in ("other", "availability")] + ["reach"]
    kept = [label for label in kept if not COVERED.get(label, frozenset()) & set(kept)]
    if "complaint" in kept and len(set(kept) - {"complaint", "praise"}):
        kept = [label for label in kept if label != "complaint"] + ["complaint_also"]
    kept.sort(key=lambda label: label != "praise")
    return kept or ["other"]


def in_danger(evidence: Evidence, triage: Triage) -> bool:
    """Whether somebody may be in danger of their life: triage says so, and words of the message do."""
    return "self_harm" in triage.risks and says(evidence, "self_harm")


def _as_recorded(label: str, labels: list[str], evidence: Evidence, triage: Triage) -> str | None:
    """The request that the label stands for on orders such as these; None where it is none."""
    orders = evidence.focus.orders if evidence.focus.how in ("named", "item", "only") else ()
    cheerful = triage.sentiment.label == "positive"
    if label == "complaint" and cheerful:
        return "praise" if labels == ["complaint"] else None
    if cheerful and "praise" in labels and label in ABOUT_FAULTS - {"safety"}:
        return None
    if label == "order_status" and any(late_expectation(evidence, order) for order in orders):
        return "late_delivery"
    if label == "cancel" and orders and all(order.status == "cancelled" for order in orders):
        return "refund_status"
    if label in OF_ARRIVED and orders and all(_on_its_way(order) for order in orders):
        return "late_delivery"
    if label in ("refund_request", "refund_status", "charge_dispute", "loyalty") and says(evidence, "price_fell"):
        return "discount"
    if label in ("missing_item", "wrong_item", "change_item") and says(evidence, "swap"):
        return "exchange"
    return label


def _borne_out(label: str, labels: list[str], evidence: Evidence, triage: Triage) -> bool:
    """Whether the message bears out a request that would drown out the others, were it wrong."""
    match label:
        case "safety":
            if "fraud" in triage.risks and "safety" not in triage.risks:
                return False
            return "safety" in triage.risks or says(evidence, "danger")
        case "complaint":
            return triage.sentiment.label == "negative" or len(labels) > 1 or says(evidence, "complaint")
        case "order_details":
            return len(set(labels)) == 1 or any(says(evidence, what) for what in ASKED)
        case "late_delivery":
            orders = evidence.focus.orders
            late = any(order.status in OPEN or came_late(Look(evidence, order)) for order in orders)
            return late or not orders
        case "account" | "privacy":
            return len(set(labels)) == 1 or says(evidence, NAMED[label])
        case _:
            return True


def _by_words(evidence: Evidence) -> list[str]:
    """The request that the words of the conversation name, where nothing else is left of what triage made of it."""
    return [label for label, words in (("return", "send_back"), ("exchange", "swap")) if says(evidence, words)][:1]


def _on_its_way(order: Order) -> bool:
    return order.status == "shipped"
