"""Correct drafts in many phrasings, made from the records of a shop, with the place of every value that they state."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from copilot.evidence import Evidence
from copilot.models import Order
from copilot.values import format_date, format_money

GREETINGS = ("Hi {first},", "Hello {first},", "Dear {first},", "Hey {first}!", "Good morning {full},", "Dear {full},")
THANKS = (
    "Thanks for reaching out to us.",
    "Thank you for your patience while I looked into this.",
    "I hope you are having a good day.",
    "I completely understand why you are asking.",
    "Happy to help with that!",
    "",
)
CLOSINGS = (
    "Kind regards,\nSam",
    "Best wishes,\nYour support team",
    "Let me know if there is anything else I can do for you.\n\nBest,\nAlex",
    "Have a lovely day!",
    "Is there anything else you need?\n\nThanks,\nRobin",
)
STATUS = {
    "pending": (
        "Your order {order} is still pending.",
        "I can see that order {order} hasn't shipped yet; it is pending at the moment.",
        "{order} has not been dispatched so far.",
        "Order {order}: status pending.",
    ),
    "processed": (
        "Your order {order} has been processed.",
        "Order {order} is processed but has not shipped yet.",
        "We have processed {order}, and it has not left our warehouse.",
    ),
    "shipped": (
        "Your order {order} is on its way to you.",
        "Good news: {order} has shipped.",
        "We dispatched order {order}, but it hasn't been delivered yet.",
    ),
    "delivered": (
        "Your order {order} was delivered.",
        "I see that {order} has already been delivered.",
        "According to our records, order {order} has arrived.",
        "Your delivered order {order} is the one I looked at.",
    ),
    "cancelled": (
        "Your order {order} was cancelled.",
        "Order {order} has been cancelled, so it won't ship.",
        "I can confirm that {order} is cancelled.",
    ),
}
TRACKING = (
    "The tracking number is {tracking}.",
    "You can follow the parcel with tracking number {tracking}.",
    "Tracking: {tracking}",
    "It travels under {tracking}.",
)
PRICE = (
    "The {item} cost {price}.",
    "You paid {price} for the {item}.",
    "{item}: {price}",
    "We charged {price} for your {item}.",
    "The price of the {item} was {price}.",
)
OPTION = (
    "You ordered the {item} ({option}).",
    "It includes the {item} with {option}.",
    "- {item} ({option})",
)
TOTAL = (
    "The order total is {total}.",
    "In total you paid {total}.",
    "That comes to {total} altogether.",
    "Total: {total}",
    "You were charged {total} for this order.",
)
METHOD = ("You paid with your {method}.", "It was paid by {method}.", "The payment came from your {method}.")
COUNT = (
    "There are {count} items in this order.",
    "The order contains {count} items.",
    "It holds {count} items in all.",
)
ADDRESS = (
    "It goes to {street} in {city}.",
    "The shipping address is {street}, {city}.",
    "We have {city} as the destination.",
)
SHIPPED = ("It left our warehouse on {shipped}.", "We shipped it on {shipped}.", "It was dispatched on {shipped}.")
EXPECTED = (
    "It should arrive by {expected}.",
    "The expected delivery date is {expected}.",
    "You can expect it on {expected}.",
)
DELIVERED = ("It arrived on {delivered}.", "The parcel was delivered on {delivered}.", "Delivery date: {delivered}")
PLACED = ("You placed it on {placed}.", "The order was placed on {placed}.", "You ordered it on {placed}.")
ALLOWED = {
    "cancel": (
        "It can still be cancelled.",
        "You can still cancel it.",
        "Cancelling it is no problem: it can be cancelled.",
    ),
    "return": ("You can return it.", "It can be returned.", "You are welcome to send it back."),
    "exchange": ("It can be exchanged.", "You may exchange it.", "We can exchange it for you."),
}
DENIED = {
    "cancel": (
        "It can no longer be cancelled.",
        "Unfortunately we can't cancel it any more.",
        "It cannot be cancelled.",
    ),
    "return": ("It can't be returned.", "Unfortunately you cannot return it.", "A return is not possible."),
    "exchange": ("It cannot be exchanged.", "We are unable to exchange it.", "You can't exchange it any more."),
}
METHODS = {"credit_card": "credit card", "paypal": "PayPal", "gift_card": "gift card"}


@dataclass(frozen=True)
class Part:
    """One sentence with its slots filled, and where each slot's value stands in it."""

    kind: str
    text: str
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A draft as parts, so that one of them can be changed."""

    order: Order
    parts: tuple[Part, ...]

    def text(self) -> str:
        joined = ""
        for before, part in zip((None, *self.parts), self.parts, strict=False):
            if before is not None:
                wide = before.kind == "greeting" or part.kind == "closing"
                joined += "\n\n" if wide else "\n" if _alone(before) or _alone(part) else " "
            joined += part.text
        return joined

    def place(self, part: Part) -> int:
        """Where this part begins in the text."""
        return self.text().index(part.text)


def _alone(part: Part) -> bool:
    """Whether the part stands on a line of its own: a list item or a record."""
    return part.text.startswith("- ") or (part.text[-1] not in ".!?" and ": " in part.text)


def fill(kind: str, template: str, **values: str) -> Part:
    """The template with its slots filled, and their places."""
    text, slots, at = "", {}, 0
    for match in re.finditer(r"\{(\w+)\}", template):
        text += template[at : match.start()]
        value = values[match.group(1)]
        slots[match.group(1)] = (len(text), len(text) + len(value))
        text += value
        at = match.end()
    return Part(kind, text + template[at:], slots)


def write(evidence: Evidence, order: Order, rng: random.Random) -> Written:
    """A correct draft about one order: greeting, status, and two to five more statements."""
    customer = evidence.customer
    assert customer is not None
    locale = evidence.shop.locale

    def pick(kind: str, choices: Sequence[str], **values: str) -> Part:
        return fill(kind, rng.choice(choices), **values)

    def fact(role: str) -> str | None:
        found = evidence.fact(f"order:{order.id}", role)
        return found.value if found else None

    parts = [pick("greeting", GREETINGS, first=customer.first_name, full=customer.name)]
    if thanks := rng.choice(THANKS):
        parts.append(Part("thanks", thanks))
    parts.append(pick("status", STATUS[order.status], order=order.id))
    more: list[Part] = []
    item = rng.choice(order.items)
    same_name = [other for other in order.items if other.name == item.name]
    if len(same_name) == 1:
        unit = fact_of(evidence, order, item.id, "unit_price")
        more.append(pick("price", PRICE, item=item.name, price=format_money(unit, locale)))
    if item.options and len(same_name) == 1:
        name, value = rng.choice(sorted(item.options.items()))
        telling = value.isalpha() and value not in ("yes", "no", "none") and len(value) > 2
        option = value if telling and rng.random() < 0.5 else f"{name}: {value}"
        if rng.random() < 0.7:
            more.append(fill("option", OPTION[rng.randrange(3)], item=item.name, option=option))
    if total := fact("paid"):
        more.append(pick("total", TOTAL, total=format_money(total, locale)))
    if tracking := fact("tracking_number"):
        more.append(pick("tracking", TRACKING, tracking=tracking))
    method = fact("payment_method")
    if method in METHODS and len(order.payments) == 1:
        more.append(pick("method", METHOD, method=METHODS[method]))
    if (count := fact("item_count")) and int(count) > 1:
        more.append(pick("count", COUNT, count=count))
    if order.shipping_address and rng.random() < 0.5:
        more.append(pick("address", ADDRESS, street=order.shipping_address.line1, city=order.shipping_address.city))
    for kind, role, choices in (
        ("shipped", "shipped_at", SHIPPED), ("expected", "expected_at", EXPECTED),
        ("delivered", "delivered_at", DELIVERED), ("placed", "placed_at", PLACED),
    ):  # fmt: skip
        day = fact(role)
        to_come = order.status == "shipped" and (day or "") >= evidence.today.isoformat()
        if day and len(order.shipments) < 2 and (kind != "expected" or to_come):
            more.append(pick(kind, choices, **{kind: format_date(day, locale)}))
    for about in ("cancel", "return", "exchange"):
        states = {e.state for e in evidence.entitled(about, order.id)}
        entitled = evidence.entitled(about, order.id)
        if states == {"allowed"} and not any(e.fee or e.until or e.line_ids for e in entitled):
            more.append(pick(f"allowed.{about}", ALLOWED[about]))
        elif states == {"denied"} and order.status != "cancelled":
            more.append(pick(f"denied.{about}", DENIED[about]))
    rng.shuffle(more)
    told = more[: rng.randint(2, 5)]
    parts += sorted(told, key=lambda part: not part.kind.startswith("denied"))  # right behind the status: its reason
    parts.append(Part("closing", rng.choice(CLOSINGS)))
    return Written(order, tuple(parts))


def fact_of(evidence: Evidence, order: Order, line: str, role: str) -> str:
    """The value of a line's fact."""
    found = evidence.fact(f"order:{order.id}/line:{line}", role)
    assert found is not None
    return found.value
