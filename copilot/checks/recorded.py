"""What the records and entitlements of a case say, in plain sentences, to be compared with what a draft says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from copilot.evidence import Evidence
from copilot.models import Entitlement, Method, Order, Shipment
from copilot.values import local_date, read_money

from .prose import Prose, book_of

MOST = 6  # orders whose records are told, those in question first


def recorded(evidence: Evidence) -> Prose:
    """The case in sentences of their own, by the order that they are about."""
    orders = list(dict.fromkeys((*(o.id for o in evidence.focus.orders), *(o.id for o in evidence.orders))))[:MOST]
    by_id = {order.id: order for order in evidence.orders}
    texts = [
        (f"record:{id}", _paragraphs((*_order(by_id[id], evidence), *_entitled(by_id[id], evidence))))
        for id in orders
        if id in by_id
    ]
    if evidence.customer and evidence.customer.tier:
        texts.append(("record:customer", f"You are a {evidence.customer.tier} member."))
    return book_of(tuple(texts), evidence.shop.currency, evidence.today.year)


def _paragraphs(told: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(sentence[0].upper() + sentence[1:] for sentence in told))


def _order(order: Order, evidence: Evidence) -> Iterator[str]:
    def day(moment: datetime) -> str:
        return _day(local_date(moment, evidence.shop.zone))

    if order.placed_at:
        yield f"You placed the order on {day(order.placed_at)}."
    yield from _STATUS.get(order.status, ())
    if order.shipping_fee is not None:
        yield _postage(order)
    for item in order.items:
        options = ", ".join(item.options.values())
        yield f"You ordered {item.quantity} {item.name} ({options}) at {item.unit_price} {order.currency}."
    for shipment in order.shipments:
        yield from _shipment(order, shipment, evidence)
    for payment in order.payments:
        told, how = f"{payment.amount} {order.currency}", _method(payment.method)
        when = f" on {day(payment.at)}" if payment.at else ""
        yield f"You paid {told} {how}{when}." if payment.kind == "payment" else f"We refunded {told} {how}{when}."
    for back in order.returns:
        goods = _goods(order, back.line_ids)
        yield f"The return of {goods} is {_plain(back.state)}."
        if back.received_at:
            yield f"We have had {goods} back here since {day(back.received_at)}."
    for event in order.events:
        note = f": {event.note}" if event.note else ""
        yield f"{_plain(event.kind).capitalize()} on {day(event.at)}{note}."


def _shipment(order: Order, shipment: Shipment, evidence: Evidence) -> Iterator[str]:
    goods, zone = _goods(order, shipment.line_ids), evidence.shop.zone
    sent, due, came = (
        moment and local_date(moment, zone)
        for moment in (shipment.shipped_at, shipment.expected_at, shipment.delivered_at)
    )
    if sent:
        yield f"{goods} left us on {_day(sent)} with {shipment.carrier or 'the carrier'}; the parcel was handed over."
    if came:
        yield f"{goods} arrived and were delivered on {_day(came)}."
        if due and came > due:
            yield f"The parcel came late: it was promised for {_day(due)} and came on {_day(came)}."
    elif sent:
        yield f"{goods} are still on the way and have not arrived."
        if due:
            yield f"The carrier has them down for {_day(due)}; they should be with you then."
            if due < evidence.today:
                yield f"The parcel is late: it should have been there on {_day(due)}."
        else:
            yield "We have no expected date on record for this parcel."


def _entitled(order: Order, evidence: Evidence) -> Iterator[str]:
    shown = [e for e in (*evidence.entitlements, *evidence.line_entitlements) if e.order_id == order.id]
    for entitlement in shown:
        goods = _goods(order, entitlement.line_ids)
        if entitlement.about in _MAY:
            yield from _sentences(entitlement, goods, *_MAY[entitlement.about])


def _sentences(entitlement: Entitlement, goods: str, may: str, deed: str) -> Iterator[str]:
    if entitlement.state == "denied":
        yield f"{goods} can not be {deed}."
        return
    if entitlement.state == "unknown":
        return
    until = f" until {_day(date.fromisoformat(entitlement.until))}" if entitlement.until else ""
    yield f"{may.format(goods=goods)}{until}."
    if entitlement.state == "approval":
        yield f"A senior agent has to agree before {goods} can be {deed}."
    if entitlement.fee is not None:
        free = read_money(entitlement.fee)[0] == 0
        fee = entitlement.fee
        yield f"{_FREE}" if free else f"{fee} is taken off for it, which leaves {entitlement.amount}."
    if entitlement.amount and entitlement.method:
        yield f"You get back {entitlement.amount} to {_plain(entitlement.method)}."
    if entitlement.timing:
        yield f"It takes {entitlement.timing}."


_MAY = {
    "return": ("You can send {goods} back", "returned"),
    "refund": ("You get your money back for {goods}", "refunded"),
    "exchange": ("You can exchange {goods} for another version", "exchanged"),
    "cancel": ("The order can still be cancelled", "cancelled"),
    "modify": ("The order can still be changed", "changed"),
    "replacement": ("We send you {goods} again free of charge", "replaced"),
    "warranty": ("You are inside the warranty: {goods} are covered", "covered by the warranty"),
    "credit": ("You can have store credit", "credited"),
}
_FREE = "It costs you nothing: nothing is taken off and you get every cent back."
_STATUS = {
    "pending": ("The order is still open and has not left us.",),
    "processed": ("The warehouse is already packing the order.",),
    "cancelled": ("The order was cancelled.",),
}


def _postage(order: Order) -> str:
    if not order.shipping_fee:
        return "Nothing was charged for shipping: the delivery was free and you paid no postage."
    return f"You paid {order.shipping_fee} {order.currency} postage for the delivery."


def _goods(order: Order, line_ids: Sequence[str]) -> str:
    names = [item.name for item in order.items if not line_ids or item.id in line_ids]
    return "the " + " and the ".join(dict.fromkeys(names)) if names else "the order"


def _method(method: Method | None) -> str:
    if method is None:
        return "by your original payment method"
    ending = f" ending in {method.last_four}" if method.last_four else ""
    return f"with your {_plain(method.brand or method.kind)}{ending}"


def _plain(identifier: str) -> str:
    return identifier.replace("_", " ").replace("-", " ")


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
