"""What the agent has to do in the shop system, in words."""

from copilot.drafting.asked import Offer
from copilot.drafting.look import Look
from copilot.drafting.said import decided
from copilot.models import NextStep, Order
from copilot.values import format_money


def step(kind: str, look: Look, offer: Offer, what: str = "") -> NextStep:
    """One step that an offer calls for: with its order, lines, amount and way to pay."""
    entitlement, order = offer.entitlement, look.order
    amount = entitlement.amount if kind in ("refund", "cancel", "credit") else None
    return NextStep(
        kind=kind,
        text=_text(kind, look, offer, what),
        order_id=order.id,
        line_ids=[item.id for item in offer.lines] if len(offer.lines) < len(order.items) else [],
        amount=amount,
        sources=[entitlement.id, *entitlement.clauses],
    )


def pass_on(text: str, *sources: str) -> NextStep:
    """Hand something to a person."""
    return NextStep(kind="pass_on", text=text, sources=list(sources))


def _text(kind: str, look: Look, offer: Offer, what: str) -> str:
    entitlement, where = offer.entitlement, _where(look.order, offer)
    money = format_money(entitlement.amount, look.evidence.shop.locale) if entitlement.amount else "the amount"
    way = _way(look)
    match kind:
        case "refund":
            return f"{_if_chosen(what)} the money: refund {where}, {money}{way}."
        case "credit":
            return f"Pay back the difference for {where}{way}, once the price of today is checked."
        case "cancel":
            return f"{'When the customer has confirmed: cancel' if what else 'Cancel'} {where} and refund {money}{way}."
        case "change":
            confirmed = decided(look.evidence)
            return (
                f"Change the {what} of {where}."
                if confirmed
                else f"When the customer has confirmed: change the {what} of {where}."
            )
        case "return":
            return f"Send the return label for {where}; refund {money}{way} when it is here and checked."
        case "exchange":
            version = (
                f"for {what}, when the customer has confirmed" if what else "once the customer has named the other"
            )
            return f"Set up the exchange of {where} {version}, if it is in stock."
        case "replacement":
            return f"{_if_chosen(what)} it: send {where} again, free of charge."
        case "warranty":
            return f"Open a warranty case for {where}."
        case _:
            return f"Ask {_who(offer)} whether we may {what} {where}."


def _if_chosen(what: str) -> str:
    return "The customer has chosen" if what else "If the customer chooses"


def _where(order: Order, offer: Offer) -> str:
    if len(offer.lines) == len(order.items):
        return f"order {order.id}"
    lines = ", ".join(f"{item.id} ({item.name})" for item in offer.lines)
    return f"line {lines} of order {order.id}" if len(offer.lines) == 1 else f"lines {lines} of order {order.id}"


def _way(look: Look) -> str:
    methods = [p.method for p in look.order.payments if p.kind == "payment" and p.method]
    kinds = list(dict.fromkeys((method.brand or method.kind).replace("_", " ") for method in methods))
    return f" to {' and '.join(kinds)}" if kinds else ""


def _who(offer: Offer) -> str:
    return (
        f"a {offer.entitlement.role.replace('_', ' ')}" if offer.entitlement.role else "a colleague who may decide it"
    )
