"""Who is writing, and whether we may believe it."""

from dataclasses import dataclass

from copilot.models import Customer, Ticket

from .store import OrderStore


@dataclass(frozen=True, slots=True)
class Identity:
    """The customer whose records a draft may use, or None, and the reason in words an agent understands."""

    customer: Customer | None
    reason: str

    @property
    def verified(self) -> bool:
        return self.customer is not None


def identify(ticket: Ticket, store: OrderStore) -> Identity:
    """The contract's identity rule: the helpdesk's customer id is believed, an address only when verified and unique.

    An order number proves nothing: whoever holds a parcel's label can read it off.
    """
    by_email = store.customer(email=ticket.customer_email) if ticket.customer_email else None
    if ticket.customer_id is not None:
        customer = store.customer(id=ticket.customer_id)
        if customer is None:
            return Identity(None, f"the helpdesk names customer {ticket.customer_id!r}, whom the shop does not know")
        if by_email is not None and by_email.id != customer.id:
            return Identity(None, "the sender's address belongs to another customer than the one the helpdesk names")
        return Identity(customer, "the helpdesk names the customer")
    if ticket.customer_email is None:
        return Identity(None, "neither a customer id nor an address came with the ticket")
    if not ticket.sender_verified:
        return Identity(None, "the sender's address is not verified")
    if by_email is None:
        return Identity(None, "the sender's address matches no customer, or more than one")
    return Identity(by_email, "the sender's address is verified and matches one customer")
