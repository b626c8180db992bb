"""The shop's own records: customers, orders, products, and the shop itself."""

from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from .base import Amount, Currency, Identifier, Moment, Price, Record, Time

OrderStatus = Literal["pending", "processed", "shipped", "partially_shipped", "delivered", "cancelled", "returned"]


class Address(Record):
    line1: str
    line2: str | None = None
    city: str
    region: str | None = None
    postal_code: str
    country: str


class Method(Record):
    """A way to pay or to be refunded."""

    id: str | None = None
    kind: Identifier
    brand: str | None = None
    last_four: str | None = None
    balance: Amount | None = None


class Customer(Record):
    id: Identifier
    name: Identifier
    email: str | None = None
    tier: str | None = None
    language: str | None = None
    since: Moment | None = None
    address: Address | None = None
    payment_methods: list[Method] = []
    preferences: dict[str, Any] = {}

    @property
    def first_name(self) -> str:
        """What a friendly reply calls the customer: without titles; the whole name where there is no first one."""
        from nameparser import HumanName

        return HumanName(self.name).first or self.name


class OrderItem(Record):
    """One line of an order."""

    id: Identifier
    variant_id: str | None = None
    product_id: Identifier
    name: Identifier
    options: dict[str, str] = {}
    quantity: int = Field(ge=1, strict=True)
    unit_price: Price
    tags: list[str] = []


class Shipment(Record):
    tracking_number: str | None = None
    carrier: str | None = None
    shipped_at: Time | None = None
    expected_at: Time | None = None
    delivered_at: Time | None = None
    line_ids: list[str] = []


class Payment(Record):
    kind: Literal["payment", "refund"]
    amount: Price
    method: Method | None = None
    at: Time | None = None


class Return(Record):
    id: Identifier
    state: Identifier
    line_ids: list[str]
    requested_at: Time | None = None
    received_at: Time | None = None
    amount: Price | None = None


class Event(Record):
    """Something that happened to an order, in the shop's own words."""

    at: Time
    kind: Identifier
    line_ids: list[str] = []
    amount: Price | None = None
    note: str | None = None


class Order(Record):
    id: Identifier
    customer_id: Identifier
    status: OrderStatus
    shop_status: str | None = None
    currency: Currency
    placed_at: Time | None = None
    items: list[OrderItem] = Field(min_length=1)
    shipments: list[Shipment] = []
    payments: list[Payment] = []
    returns: list[Return] = []
    events: list[Event] = []
    shipping_fee: Price | None = None
    discount: Price | None = None
    tax: Price | None = None
    shipping_address: Address | None = None

    @model_validator(mode="after")
    def _lines_exist(self) -> "Order":
        lines = [item.id for item in self.items]
        if len(set(lines)) != len(lines):
            raise ValueError(f"line ids that are unique in order {self.id!r}, not {lines}")
        named = [part.line_ids for parts in (self.shipments, self.returns, self.events) for part in parts]
        for line_ids in named:
            if missing := sorted(set(line_ids) - set(lines)):
                raise ValueError(f"line ids of order {self.id!r} ({', '.join(lines)}), not {', '.join(missing)}")
        return self

    def line(self, line_id: str) -> OrderItem:
        return next(item for item in self.items if item.id == line_id)


class Variant(Record):
    id: Identifier
    options: dict[str, str] = {}
    price: Price
    available: bool = Field(strict=True)


class Product(Record):
    id: Identifier
    name: Identifier
    description: str | None = None
    tags: list[str] = []
    variants: list[Variant] = []


class Agent(Record):
    id: Identifier
    role: Identifier


class Shop(Record):
    """shop.json: all optional in the folder, so every field has a plain default."""

    name: str | None = None
    currency: Currency = "USD"
    timezone: str = "UTC"
    locale: str = "en_US"
    domains: list[str] = []
    contacts: list[str] = []
    holidays: list[date] = []
    agents: list[Agent] = []
    automation_disclosure: str | None = None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"an IANA time zone such as Europe/Berlin, not {value!r}") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
