"""Facts and entitlements: what a draft may rely on."""

from dataclasses import dataclass
from typing import Literal

FactType = Literal[
    "money", "percent", "date", "duration", "count", "id", "tracking", "status", "event", "action",
    "product", "option", "name", "email", "phone", "address", "method", "link", "text",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value with its source.

    `value` is the canonical text of the value, so that equal values are equal strings: money "12.50 USD", a date
    "2026-12-10" in the shop's time zone, a duration "5-7 business days", a count "3", an option "color=blue".
    `subject` says whose it is ("order:#W1", "order:#W1/line:2", "customer:ana_1", "product:77/variant:8", "shop"),
    `role` what it is there ("total", "unit_price", "expected_at"), `source` where it stands, `steps` how it was
    worked out when it was.
    """

    id: str
    type: FactType
    role: str
    subject: str
    value: str
    source: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one order, or some of its lines, may be offered at the as-of time, and why.

    `state` is "allowed" (the agent may do it alone), "approval" (a second person must agree), "denied", or
    "unknown", when the records lack what the answer needs: `missing` then names it. Money is canonical text
    ("6.95 EUR"), `until` the last calendar day in the shop's time zone ("2026-12-10"). `amount` is what the customer
    gets, less the fee that is taken from it; `before_fee` is what it was taken from, when a fee was. `together` is
    for lines that have entitlements of their own: what they come to when all of them go back in one parcel.
    """

    id: str
    about: str
    state: Literal["allowed", "approval", "denied", "unknown"]
    order_id: str
    line_ids: tuple[str, ...] = ()
    amount: str | None = None
    before_fee: str | None = None
    fee: str | None = None
    until: str | None = None
    method: str | None = None
    timing: str | None = None
    role: str | None = None
    clauses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    together: bool = False
