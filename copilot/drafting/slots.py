"""Slots: the names by which a model writes a value without knowing how it is written, such as {order1.total}."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copilot.evidence import Evidence
from copilot.models import Entitlement, Fact, Order, Triage

_LAST_FOUR = "last_four"
_LEFT_OUT = re.compile(r"(?:variant_id|product_id|line_count|payment|event|event_at)(?:\..*)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A named value. What is `hidden` is filled in after the model has answered, and never shown to it."""

    name: str
    fact: Fact
    text: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An entitlement under a short name ("return1"), of an order ("order2") or some of its items ("order2.item1")."""

    name: str
    entitlement: Entitlement
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a model may use for one reply: slots by subject, and what may be offered."""

    customer: tuple[Slot, ...]
    shop: tuple[Slot, ...]
    orders: Mapping[str, tuple[Slot, ...]]
    offers: tuple[Offer, ...]
    offered: tuple[Slot, ...]
    products: Mapping[str, tuple[Slot, ...]]

    @property
    def slots(self) -> dict[str, Slot]:
        parts = (self.customer, self.shop, *self.orders.values(), self.offered, *self.products.values())
        return {slot.name: slot for slots in parts for slot in slots}


def sheet(evidence: Evidence, triage: Triage) -> Sheet:
    """The slots for the orders in question, newest first; on public channels none of a person or an order."""
    shop = tuple(_shop(evidence))
    if evidence.ticket.in_public or evidence.customer is None:
        return Sheet((), shop, {}, (), (), {})
    orders = {f"order{number}": order for number, order in enumerate(evidence.focus.orders[:ORDERS], 1)}
    wanted = _abouts([intent.label for intent in triage.intents])
    offers = tuple(_offers(evidence, orders, wanted))
    slots = {name: _untold(name, tuple(_order(evidence, name, order))) for name, order in orders.items()}
    if evidence.focus.how == "all":
        slots |= {name: _in_short(slots[name]) for name, order in list(orders.items())[1:] if order.status in _OVER}
    products = dict(_products(evidence, orders.values())) if wanted & {"exchange", "modify", "product"} else {}
    return Sheet(tuple(_customer(evidence)), shop, slots, offers, tuple(_offered(evidence, offers)), products)


ORDERS = 4
_OVER = ("delivered", "cancelled", "returned")
PARTS = ("amount", "fee", "until", "method", "timing")
VARIANTS = 24
_WANTED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("cancel",), ("cancel", "return")),
    (("change_address", "change_payment", "change_item"), ("modify", "cancel")),
    (("return",), ("return", "exchange")),
    (("exchange",), ("exchange", "return")),
    (("refund_request", "refund_status"), ("refund", "return", "cancel")),
    (("damaged_item", "wrong_item", "missing_item"), ("replacement", "refund", "return", "goodwill")),
    (("late_delivery", "lost_parcel"), ("refund", "replacement", "goodwill", "cancel")),
    (("warranty", "safety"), ("warranty", "replacement", "refund")),
    (("discount",), ("credit",)),
    (("complaint", "charge_dispute"), ("goodwill", "refund")),
    (("product_question", "availability"), ("product",)),
)


def _abouts(intents: Iterable[str]) -> set[str]:
    """What entitlements are about that these intents ask for."""
    return {about for intent in intents for labels, abouts in _WANTED if intent in labels for about in abouts}


def _offers(evidence: Evidence, orders: Mapping[str, Order], wanted: set[str]) -> Iterator[Offer]:
    numbers: dict[str, int] = {}
    for name, order in orders.items():
        for entitlement in evidence.entitlements:
            beyond = entitlement.about == "goodwill" and entitlement.state != "allowed"
            if entitlement.order_id == order.id and entitlement.about in wanted and not beyond:
                numbers[entitlement.about] = numbers.get(entitlement.about, 0) + 1
                places = [n for n, item in enumerate(order.items, 1) if item.id in entitlement.line_ids]
                whose = tuple(f"{name}.item{place}" for place in places) or (name,)
                yield Offer(f"{entitlement.about}{numbers[entitlement.about]}", entitlement, whose)


def _offered(evidence: Evidence, offers: Sequence[Offer]) -> Iterator[Slot]:
    for offer in offers:
        for part in PARTS:
            if fact := evidence.by_id.get(f"{offer.entitlement.id}.{part}"):
                yield Slot(f"{offer.name}.{part}", fact)


def _customer(evidence: Evidence) -> Iterator[Slot]:
    customer = evidence.customer
    if customer is None:
        return
    subject = f"customer:{customer.id}"
    for fact in evidence.facts:
        name = fact.id.removeprefix(f"{subject}.")
        if fact.subject != subject:
            continue
        if name == "name":
            yield Slot("customer.first_name", fact, customer.first_name, hidden=True)
            yield Slot("customer.name", fact, hidden=True)
        elif name in ("email", "address"):
            yield Slot(f"customer.{name}", fact, hidden=True)
        elif name in ("tier", "since", "spent", "next_tier", "to_next_tier"):
            yield Slot(f"customer.{name}", fact)


def _shop(evidence: Evidence) -> Iterator[Slot]:
    contacts = 0
    for fact in evidence.facts:
        if fact.id == "shop.name":
            yield Slot("shop.name", fact)
        elif fact.subject == "shop" and fact.role == "contact":
            contacts += 1
            yield Slot(f"shop.contact{contacts}", fact)


def _order(evidence: Evidence, name: str, order: Order) -> Iterator[Slot]:
    lines = {item.id: number for number, item in enumerate(order.items, 1)}
    whole = f"order:{order.id}"
    for fact in evidence.facts:
        subject, _, line = fact.subject.partition("/line:")
        if subject != whole or not fact.id.startswith(whole) or fact.role.startswith("shipping_address."):
            continue
        if line:
            if not _LEFT_OUT.fullmatch(fact.role):
                role = "name" if fact.role == "item" else fact.role
                yield Slot(f"{name}.item{lines[line]}.{_plain(role)}", fact)
        elif fact.role == "shipping_address":
            yield Slot(f"{name}.shipping_address", fact, hidden=True)
        elif not _LEFT_OUT.fullmatch(fact.role):
            yield Slot(f"{name}.{_plain(_rest(fact, whole))}", fact, hidden=fact.role.endswith(_LAST_FOUR))


def _untold(name: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots without those that repeat another one: a single parcel's count, the sum of one item, the day of payment
    where it is that of the order."""
    values = {slot.name: slot.fact.value for slot in slots}
    again = {f"{name}.{role}": "1" for role in ("item_count", "shipment_count")}
    again |= {f"{name}.{role}": values.get(f"{name}.{other}", "") for role, other in _AGAIN}
    return tuple(slot for slot in slots if again.get(slot.name) != slot.fact.value)


_AGAIN = (("items_total", "item1.unit_price"), ("payment_at.1", "placed_at"))


def _in_short(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """What tells an order from others: where nobody named one, an older one that is over needs no more room."""
    return tuple(slot for slot in slots if _TELLING.fullmatch(slot.name.partition(".")[2]))


_TELLING = re.compile(r"order_id|status|placed_at|total|item\d+\.name|tracking_number\.\d+")


def _products(evidence: Evidence, orders: Iterable[Order]) -> Iterator[tuple[str, tuple[Slot, ...]]]:
    """The catalogue's entries for the items of these orders: what else of them there is, and at what price."""
    ids = dict.fromkeys(item.product_id for order in orders for item in order.items)
    for number, product in enumerate((p for p in evidence.products if p.id in ids), 1):
        name, slots = f"product{number}", []
        slots.append(Slot(f"{name}.name", evidence.by_id[f"product:{product.id}.name"]))
        slots.append(Slot(f"{name}.variant_count", evidence.by_id[f"product:{product.id}.variants"]))
        slots.append(Slot(f"{name}.available_count", evidence.by_id[f"product:{product.id}.available"]))
        for place, variant in enumerate([v for v in product.variants if v.available][:VARIANTS], 1):
            subject = f"product:{product.id}/variant:{variant.id}"
            slots.append(Slot(f"{name}.variant{place}.price", evidence.by_id[f"{subject}.price"]))
            for option in variant.options:
                if fact := evidence.fact(subject, f"option.{option}"):
                    slots.append(Slot(f"{name}.variant{place}.{_plain(option)}", fact))
        yield name, tuple(slots)


def _rest(fact: Fact, whole: str) -> str:
    return fact.id.removeprefix(f"{whole}.")


def _plain(role: str) -> str:
    """A role as a slot may be named: small letters, digits, dots and underscores."""
    return re.sub(r"[^a-z0-9.]+", "_", role.casefold()).strip("_") or "value"
