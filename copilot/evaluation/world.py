"""The shop as one case sees it: records as they were at its time, with what the case flips."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from copilot.models import Customer, Order, Product
from copilot.orders import OrderStore

from .rewind import order_at
from .suite import EvalCase

Kept = TypeVar("Kept", Customer, Order, Product)


class CaseStore:
    """An OrderStore that shows each thread the records of the case it works on, and nothing outside of a case."""

    def __init__(self, store: OrderStore) -> None:
        self._store = store
        self._case: ContextVar[EvalCase] = ContextVar("case")

    @contextmanager
    def showing(self, case: EvalCase) -> Iterator[None]:
        """Within this block, the shop is as the case has it."""
        token = self._case.set(case)
        try:
            yield
        finally:
            self._case.reset(token)

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        found = self._store.customer(id=id, email=email)
        return _instead(found, Customer, self._case.get()) if found else None

    def orders(self, customer_id: str) -> Sequence[Order]:
        case = self._case.get()
        then = (order_at(order, case.as_of) for order in self._store.orders(customer_id))
        return tuple(_instead(order, Order, case) for order in then if order)

    def product(self, id: str) -> Product | None:
        found = self._store.product(id)
        return _instead(found, Product, self._case.get()) if found else None


def _instead(record: Kept, model: type[Kept], case: EvalCase) -> Kept:
    """The case's own version of a record, where it has one."""
    return next((own for own in case.records if isinstance(own, model) and own.id == record.id), record)
