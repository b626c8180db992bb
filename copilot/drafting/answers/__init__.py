"""Which answer each intent gets: the tuple below is the whole list."""

from copilot.drafting.answer import Answering

from . import (
    changes,
    details,
    faults,
    money,
    orders,
    parcels,
    people,
    prices,
    products,
    reach,
    refunds,
    returns,
    versions,
)

ANSWERS: tuple[tuple[str, Answering], ...] = (
    ("order_status", orders.status),
    ("late_delivery", parcels.late),
    ("lost_parcel", parcels.lost),
    ("order_details", details.details),
    ("cancel", changes.cancel),
    ("change_address", changes.change),
    ("change_payment", changes.change),
    ("change_item", versions.other_version),
    ("return", returns.send_back),
    ("exchange", versions.other_version),
    ("refund_request", refunds.request),
    ("refund_status", refunds.state),
    ("damaged_item", faults.fault),
    ("wrong_item", faults.fault),
    ("missing_item", faults.fault),
    ("product_question", products.question),
    ("availability", products.availability),
    ("warranty", faults.warranty),
    ("reach", reach.reach),
    ("invoice", money.invoice),
    ("charge_dispute", money.charge),
    ("discount", prices.discount),
    ("loyalty", money.loyalty),
    ("gift_card", money.pages),
    ("account", people.account),
    ("privacy", people.privacy),
    ("complaint", people.complaint),
    ("complaint_also", people.complaint_also),
    ("praise", people.praise),
    ("safety", people.safety),
    ("open_question", products.open_question),
    ("other", people.anything),
)

FOR_ALL = frozenset(
    {
        "product_question",
        "availability",
        "praise",
        "complaint",
        "safety",
        "gift_card",
        "other",
        "reach",
        "open_question",
    }
)
"""Intents whose answer says nothing about an order or a person, so that anybody may read it."""

OF_NOBODY = FOR_ALL | {"invoice", "charge_dispute", "discount", "loyalty", "account", "privacy"}
"""Intents that can be answered to somebody whom we do not know."""

__all__ = ["ANSWERS", "FOR_ALL", "OF_NOBODY"]
