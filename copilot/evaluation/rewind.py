"""Orders as they were: an export shows today's state, and a past ticket must not know what happened after it."""

from datetime import datetime

from copilot.models import Order, OrderStatus, Return, Shipment


def order_at(order: Order, at: datetime) -> Order | None:
    """The order as its dated records show it at that time; None before it was placed.

    What bears no date is taken to have been so then. The shop's own status text goes when anything was taken back.
    """
    if order.placed_at and order.placed_at > at:
        return None
    shipments = [_shipment(part, at) for part in order.shipments if not (part.shipped_at and part.shipped_at > at)]
    changes = {
        "shipments": shipments,
        "payments": [payment for payment in order.payments if not (payment.at and payment.at > at)],
        "returns": [_return(back, at) for back in order.returns if not (back.requested_at and back.requested_at > at)],
        "events": [event for event in order.events if event.at <= at],
    }
    then = order.model_copy(update=changes)
    if then == order:
        return order
    return then.model_copy(update={"status": _status(order, then), "shop_status": None})


def _shipment(shipment: Shipment, at: datetime) -> Shipment:
    if shipment.delivered_at and shipment.delivered_at > at:
        return shipment.model_copy(update={"delivered_at": None})
    return shipment


def _return(back: Return, at: datetime) -> Return:
    if back.received_at and back.received_at > at:
        return back.model_copy(update={"received_at": None, "state": "requested"})
    return back


def _status(now: Order, then: Order) -> OrderStatus:
    """The status that the records left over amount to; as it is now where nothing that bears on it was taken back."""
    same_parcels = then.shipments == now.shipments
    if now.status in ("pending", "processed", "shipped", "partially_shipped", "delivered") and same_parcels:
        return now.status
    if now.status == "returned" and then.returns == now.returns and same_parcels:
        return now.status
    if now.status == "cancelled" and same_parcels and then.events == now.events:
        return now.status
    if not then.shipments:
        return "processed" if any(event.kind == "processed" for event in then.events) else "pending"
    if len(then.shipments) < len(now.shipments):
        return "partially_shipped"
    return "delivered" if all(shipment.delivered_at for shipment in then.shipments) else "shipped"
