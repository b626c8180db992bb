"""The seam to a shop system."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from copilot.models import Customer, Order, Product


class OrderStore(Protocol):
    """Where customers, orders and products come from. Methods are called from several threads."""

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        """The customer with this id, or the only one with this e-mail address; None when there is none or several."""

    def orders(self, customer_id: str) -> Sequence[Order]:
        """All orders of this customer, in any order; empty for a customer nobody knows."""

    def product(self, id: str) -> Product | None:
        """The product with this id, as the catalogue has it now."""


@runtime_checkable
class Catalogue(Protocol):
    """A store that can list its whole catalogue; replies may then speak of goods that the customer never had."""

    def products(self) -> Sequence[Product]:
        """All products, as the catalogue has them now."""
