"""The records of the contract, facts and results."""

from .base import Amount, Moment, Record, Time
from .evidence import Entitlement, Fact, FactType
from .knowledge import About, Cap, Clause, Document, Fee, Hit, Passage, Query, When, Window
from .reading import fault_of, parse_line, problems_of, read_lines
from .reviews import (
    INTENTS,
    Citation,
    Decision,
    Draft,
    Finding,
    Intent,
    NextStep,
    Review,
    Run,
    Sentiment,
    Severity,
    Slot,
    State,
    Statement,
    Triage,
    Urgency,
    verdict,
)
from .shop import (
    Address,
    Agent,
    Customer,
    Event,
    Method,
    Order,
    OrderItem,
    OrderStatus,
    Payment,
    Product,
    Return,
    Shipment,
    Shop,
    Variant,
)
from .tickets import Action, Case, Channel, Message, Ticket

__all__ = [
    "INTENTS",
    "About", "Action", "Address", "Agent", "Amount", "Cap", "Case", "Channel", "Citation", "Clause", "Customer",
    "Decision", "Document", "Draft", "Entitlement", "Event", "Fact", "FactType", "Fee", "Finding", "Hit", "Intent",
    "Message", "Method", "Moment", "NextStep", "Order", "OrderItem", "OrderStatus", "Passage", "Payment", "Product",
    "Query", "Record", "Return", "Review", "Run", "Sentiment", "Severity", "Shipment", "Shop", "Slot", "State",
    "Statement",
    "Ticket", "Time", "Triage", "Urgency", "Variant", "When", "Window", "fault_of", "parse_line", "problems_of",
    "read_lines", "verdict",
]  # fmt: skip
