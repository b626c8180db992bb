"""What comes in: tickets with their messages, and cases for checking."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from .base import Identifier, Price, Record, Time, Writing

Channel = Literal["email", "chat", "social", "phone"]


class Message(Record):
    author: Literal["customer", "agent"]
    body: Writing
    sent_at: Time | None = None


class Ticket(Record):
    """One conversation with a customer. `gold` is for evals and is never read on the way to a draft."""

    id: Identifier
    channel: Channel
    subject: str | None = None
    created_at: Time | None = None
    customer_id: str | None = None
    customer_email: str | None = None
    sender_verified: bool = Field(default=False, strict=True)
    order_ids: list[str] = []
    language: str | None = None
    public: bool | None = Field(default=None, strict=True)
    messages: list[Message] = Field(min_length=1)
    gold: Any = None

    @property
    def in_public(self) -> bool:
        """Whether others can read the reply; a social channel counts as public unless the helpdesk says otherwise."""
        return self.public if self.public is not None else self.channel == "social"

    @property
    def said(self) -> tuple[str, ...]:
        """What the customer wrote, oldest first, the subject in front."""
        bodies = (message.body for message in self.messages if message.author == "customer")
        return tuple(text for text in (self.subject, *bodies) if text)

    @property
    def last_said(self) -> str:
        """The customer's last message, or the subject where there is none."""
        return self.said[-1] if self.said else ""

    @property
    def asked_at(self) -> datetime | None:
        """When the customer last wrote: the last customer message, else `created_at`."""
        times = [m.sent_at for m in self.messages if m.author == "customer" and m.sent_at]
        return times[-1] if times else self.created_at


class Action(Record):
    """What an agent did a moment ago in the shop system."""

    kind: Identifier
    order_id: Identifier
    line_ids: list[str] = []
    amount: Price | None = None
    at: Time | None = None


class Case(Record):
    """A draft to check against a ticket's evidence."""

    id: Identifier
    ticket: Ticket
    draft: Writing
    agent: str | None = None
    actions: list[Action] = []
