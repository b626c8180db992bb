"""Whether what is told to come back is what an offer or a record has, and not the price before a fee or the post."""

from copilot.checks.reading import Reading
from copilot.checks.rules.amount_facts import LINE_ROLES
from copilot.checks.rules.claims import fault_reported
from copilot.checks.statements import ReadSentence
from copilot.models import Fact, Order
from copilot.values import Found, read_money

_OF_A_SUM = frozenset(["minus", "less", "plus", "before", "after", "instead", "than"])
_SIGNS = tuple("-−–+×=")
_PARTS = ("return", "cancel", "refund")


def not_what_comes_back(
    reading: Reading, sentence: ReadSentence, value: Found, known: list[Fact], wanted: tuple[str, ...]
) -> str | None:
    """What should come back in the place of an amount that is told to; None where it may be so."""
    if not {"refund", "get"} & set(wanted) or len(sentence.orders) != 1 or _a_term(reading, sentence, value):
        return None
    order = sentence.orders[0]
    back = _coming_back(reading, order)
    if not back or any(set(other.values) & back for other in sentence.values if other.type == "money"):
        return None  # it is that, or what is left of it is told beside it
    own = [fact for fact in known if fact.subject.partition("/line:")[0] == f"order:{order.id}"]
    fee_forgotten = any(fact.role == "return.before_fee" and _fee(reading, fact) for fact in own)
    whole = any(fact.role == "items_total" or (fact.role in LINE_ROLES and len(order.items) == 1) for fact in own)
    never_came = order.status in ("pending", "processed", "shipped") and bool(order.shipping_fee)
    if (fee_forgotten and not _to_come(order) and not fault_reported(reading)) or (whole and never_came):
        return ", ".join(sorted(back))
    return None


def _to_come(order: Order) -> bool:
    return order.status in ("pending", "processed", "shipped")


def _coming_back(reading: Reading, order: Order) -> set[str]:
    """The amounts that offers to this order give back, or that records have as given back."""
    offers = (*reading.evidence.entitled_all(order.id), *reading.evidence.line_entitlements)
    fault = fault_reported(reading)
    found = {
        offer.amount
        for offer in offers
        if offer.order_id == order.id and offer.about in _PARTS and offer.amount
        if offer.about != "refund" or fault or _to_come(order)
    }
    recorded = ("refunded", "refund", "return_amount", "refund_done", "cancel_done", "return_done")
    found |= {f.value for f in reading.evidence.facts if f.subject == f"order:{order.id}" and f.role in recorded}
    if _to_come(order) and (paid := reading.evidence.fact(f"order:{order.id}", "paid")):
        found.add(paid.value)
    return {text for text in found if text}


def _fee(reading: Reading, before: Fact) -> bool:
    """Whether a fee is taken off an amount before it."""
    fee = next(iter(reading.evidence.about(before.subject, "return.fee")), None)
    return fee is not None and bool(read_money(fee.value)[0])


def _a_term(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is a term of a reckoning ("£5.28 of the £65.95", "€59.90 less €4.95")."""
    part = sentence.holding(value)
    words = list(part.words if part else sentence.sentence.words)
    before = [word.text for word in words if word.end <= value.start][-2:]
    behind = reading.text[value.end :].lstrip()[:1]
    told = {word.text for word in words}
    return bool({"of", "from", "off"} & set(before) or _OF_A_SUM & told) or behind in _SIGNS
