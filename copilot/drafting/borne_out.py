"""Which request a label stands for on orders such as these, and whether the message bears it out."""

from collections.abc import Collection, Sequence

from copilot.evidence import Evidence
from copilot.models import Order, Triage

from .asked import OPEN, lines_asked, names_lines
from .lateness import came_late, late_expectation
from .look import Look
from .mentions import waits
from .said import says, wants
from .units import units_of

OF_ARRIVED = frozenset({"damaged_item", "wrong_item", "missing_item", "warranty"})
ABOUT_FAULTS = OF_ARRIVED | {"late_delivery", "lost_parcel", "charge_dispute", "refund_status", "safety"}
ASKED = ("asks_address", "asks_payment", "asks_total", "asks_items")
"""What is asked of an order's details; without any of it they are the background of another request."""
NAMED = {"account": "account", "privacy": "privacy"}
"""Requests that are the background of another one unless the message has words for them."""
ALARMING = 0.45
"""How likely one sentence has to tell of a danger that triage sees in the message as a whole."""
CLEARLY = 0.85
"""How likely both the message and one sentence of it have to tell of a danger that none of our words names."""
SURE = 0.9
QUITE_LIKELY = 0.75


def as_recorded(label: str, labels: list[str], evidence: Evidence, triage: Triage, told: Collection[str]) -> str | None:
    """The request that the label stands for on orders such as these; None where it is none."""
    orders = evidence.focus.orders if evidence.focus.how in ("named", "item", "only") else ()
    cheerful = triage.sentiment.label == "positive"
    sure = {intent.label for intent in triage.intents if intent.confidence >= SURE}
    likely = {intent.label for intent in triage.intents if intent.confidence > QUITE_LIKELY}
    if label == "complaint" and cheerful and label not in sure:
        return "praise" if labels == ["complaint"] else None
    if cheerful and "praise" in labels and label in ABOUT_FAULTS - {"safety"} and label not in likely & set(told):
        return None
    if label == "refund_status" and orders and all(_is_unpaid(order) for order in orders):
        return "order_status"  # it is the customer's own money that is on its way
    refused = bool(orders) and all(_rejected(evidence, order) for order in orders)
    if refused and (label in (*OF_ARRIVED, "return") or (label == "complaint" and label not in likely)):
        return "refund_status"
    if label == "late_delivery" and orders and all(_is_there(evidence, order) for order in orders):
        return "lost_parcel" if label in told else label
    if label == "order_status" and any(late_expectation(evidence, order) for order in orders):
        return "late_delivery"
    if label == "cancel" and orders and all(order.status == "cancelled" for order in orders):
        return "refund_status"
    if label == "refund_request" and wants(evidence, "asks_goodwill") and _came_late(evidence, orders):
        return "late_delivery"  # something is to make up for it, and nothing goes back
    if label in ("return", "refund_request", "order_status", "lost_parcel") and orders and _goes_back(evidence, orders):
        return "refund_status"
    if label in OF_ARRIVED and orders and all(order.status in ("pending", "processed") for order in orders):
        return None
    surely = label in sure or is_named(evidence, label)
    if label == "missing_item" and not surely and orders and all(map(_is_one_piece, orders)):
        return None  # all that was ordered is there
    if label in OF_ARRIVED and orders and all(_on_its_way(order) for order in orders):
        return "late_delivery"
    priced = ("refund_request", "refund_status", "charge_dispute", "loyalty")
    if label in priced and label not in sure and says(evidence, "price_fell"):
        return "discount"
    if label in ("missing_item", "wrong_item", "change_item") and label not in told and says(evidence, "swap"):
        return "exchange"
    return label


def is_borne_out(label: str, labels: list[str], evidence: Evidence, triage: Triage) -> bool:
    """Whether the message bears out a request that would drown out the others, were it wrong."""
    match label:
        case "safety":
            if "fraud" in triage.risks and "safety" not in triage.risks:
                return False
            shown = [i.confidence for one in triage.statements for i in one.intents if i.label == "safety"]
            whole = max((intent.confidence for intent in triage.intents if intent.label == "safety"), default=0.0)
            clearly = min(whole, max(shown, default=0.0)) >= CLEARLY
            if triage.statements and not clearly and not says(evidence, "danger"):
                return False
            return whole >= SURE or "safety" in triage.risks or says(evidence, "danger")
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


def by_words(evidence: Evidence) -> list[str]:
    """The request that the words of the conversation name, where nothing else is left of what triage made of it."""
    return [label for label, words in (("return", "send_back"), ("exchange", "swap")) if says(evidence, words)][:1]


def _goes_back(evidence: Evidence, orders: Sequence[Order]) -> bool:
    """Whether all that is spoken of is in a return already, or the orders are cancelled."""
    if all(order.status == "cancelled" for order in orders):
        return True
    return all(names_lines(evidence, order) or len(order.items) == 1 for order in orders) and all(
        any(item.id in back.line_ids for back in order.returns)
        for order in orders
        for item in lines_asked(evidence, order)
    )


def _rejected(evidence: Evidence, order: Order) -> bool:
    """Whether all that is spoken of of the order came back and was not accepted."""
    refused = {id for back in order.returns if back.state == "rejected" for id in back.line_ids}
    return bool(refused) and all(item.id in refused for item in lines_asked(evidence, order))


def is_named(evidence: Evidence, label: str) -> bool:
    """Whether words of ours name the request."""
    return any(label in unit.wants for unit in units_of(waits(evidence.ticket)))


def _came_late(evidence: Evidence, orders: Sequence[Order]) -> bool:
    return any(order.status not in OPEN and came_late(Look(evidence, order)) for order in orders)


def _is_unpaid(order: Order) -> bool:
    return order.status == "pending" and not order.payments


def _is_one_piece(order: Order) -> bool:
    return order.status == "delivered" and sum(item.quantity for item in order.items) == 1


def _is_there(evidence: Evidence, order: Order) -> bool:
    """Whether the order is marked as delivered, and in time."""
    return order.status == "delivered" and not came_late(Look(evidence, order))


def _on_its_way(order: Order) -> bool:
    return order.status == "shipped"
