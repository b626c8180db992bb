"""A shop as a folder of JSON Lines: customers, orders, products, and optionally shop.json."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from copilot.errors import BadInput, Fault, ShopError
from copilot.models import Customer, Order, Product, Shop, parse_line, read_lines

Kept = TypeVar("Kept", Customer, Order, Product)


class FolderStore:
    """An OrderStore and Catalogue over a folder; it is read once, and refused with every fault listed."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ShopError(f"{str(folder)!r} is no folder; expected one with customers.jsonl and orders.jsonl")
        faults: list[Fault] = []
        _shop(folder / "shop.json", faults)
        self._customers = _records(folder / "customers.jsonl", Customer, faults)
        self._products = _records(folder / "products.jsonl", Product, faults, required=False)
        owners = (
            None if faults else self._customers
        )  # a customer whose line is at fault would make orders look orphaned
        orders = _records(folder / "orders.jsonl", Order, faults, owners=owners)
        if faults:
            raise ShopError(f"the shop in {str(folder)!r} has {len(faults)} fault(s); mend them and run again", faults)
        self._orders: dict[str, list[Order]] = defaultdict(list)
        for order in orders.values():
            self._orders[order.customer_id].append(order)
        self._by_email: dict[str, list[Customer]] = defaultdict(list)
        for customer in self._customers.values():
            if customer.email:
                self._by_email[_address(customer.email)].append(customer)

    def customer(self, id: str | None = None, email: str | None = None) -> Customer | None:
        if id is not None:
            return self._customers.get(id)
        matches = self._by_email.get(_address(email), []) if email else []
        return matches[0] if len(matches) == 1 else None

    def orders(self, customer_id: str) -> Sequence[Order]:
        return tuple(self._orders.get(customer_id, ()))

    def product(self, id: str) -> Product | None:
        return self._products.get(id)

    def products(self) -> Sequence[Product]:
        return tuple(self._products.values())


def read_shop(folder: Path) -> Shop:
    """What shop.json says; a shop without the file is one with plain defaults."""
    faults: list[Fault] = []
    shop = _shop(folder / "shop.json", faults)
    if faults:
        raise ShopError(f"the shop in {str(folder)!r} has faults; mend them and run again", faults)
    return shop


def _shop(path: Path, faults: list[Fault]) -> Shop:
    if not path.exists():
        return Shop()
    shop = parse_line(path.read_bytes(), Shop, str(path), 1)
    if isinstance(shop, Fault):
        faults.append(shop)
        return Shop()
    return shop


def _records(
    path: Path, model: type[Kept], faults: list[Fault], *, required: bool = True, owners: Iterable[str] | None = None
) -> dict[str, Kept]:
    """The file's records by id. An id that stands twice, or an owner nobody knows, is a fault like any other."""
    if not path.exists():
        if required:
            faults.append(Fault(str(path), None, None, "a JSON Lines file; it is missing"))
        return {}
    try:
        lines = list(read_lines(path, model))
    except BadInput as error:
        faults.append(Fault(str(path), None, None, f"a readable file ({error})"))
        return {}
    records: dict[str, Kept] = {}
    for number, record in lines:
        if isinstance(record, Fault):
            faults.append(record)
        elif record.id in records:
            faults.append(Fault(str(path), number, "id", f"an id that stands once; {record.id!r} was there before"))
        elif isinstance(record, Order) and owners is not None and record.customer_id not in owners:
            faults.append(
                Fault(str(path), number, "customer_id", f"a customer of this shop, not {record.customer_id!r}")
            )
        else:
            records[record.id] = record
    return records


def _address(email: str) -> str:
    return email.strip().casefold()
