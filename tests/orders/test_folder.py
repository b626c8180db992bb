"""A shop folder is read whole or refused with every fault."""

import json
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import ShopError
from copilot.orders import FolderStore, read_shop

ANA = {"id": "ana", "name": "Ana Sol", "email": "Ana@Example.com"}
ORDER = {
    "id": "#W1", "customer_id": "ana", "status": "pending", "currency": "EUR",
    "items": [{"id": "1", "product_id": "p1", "name": "Kettle", "quantity": 1, "unit_price": "12.50"}],
}  # fmt: skip


def folder(path: Path, **files: list[Any]) -> Path:
    for name, records in files.items():
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        (path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_customers_and_orders_are_found(tmp_path: Path) -> None:
    store = FolderStore(folder(tmp_path, customers=[ANA], orders=[ORDER]))
    ana = store.customer(email="ana@example.COM ")
    assert ana is not None
    assert ana == store.customer(id="ana")
    assert [order.id for order in store.orders("ana")] == ["#W1"]
    assert (store.orders("nobody"), store.customer(id="nobody"), store.product("p1")) == ((), None, None)


def test_an_address_of_two_customers_is_nobodys(tmp_path: Path) -> None:
    store = FolderStore(folder(tmp_path, customers=[ANA, {**ANA, "id": "ana2"}], orders=[]))
    assert store.customer(email="ana@example.com") is None


def test_every_fault_is_listed(tmp_path: Path) -> None:
    float_price = {**ORDER, "id": "#W2", "items": [{**ORDER["items"][0], "unit_price": 1.5}]}  # type: ignore[index, dict-item]
    (tmp_path / "shop.json").write_text('{"timezone": "Mars/Olympus"}')
    with pytest.raises(ShopError) as error:
        FolderStore(folder(tmp_path, customers=[ANA, ANA, "{broken"], orders=[float_price], products=["[]"]))
    found = [(Path(fault.file).name, fault.line, fault.key) for fault in error.value.faults]
    assert found == [
        ("shop.json", 1, "timezone"),
        ("customers.jsonl", 2, "id"),
        ("customers.jsonl", 3, None),
        ("products.jsonl", 1, None),
        ("orders.jsonl", 1, "items.0.unit_price"),
    ]


def test_an_order_of_nobody_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ShopError, match="a customer of this shop, not 'bob'"):
        FolderStore(folder(tmp_path, customers=[ANA], orders=[{**ORDER, "customer_id": "bob"}]))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShopError, match=r"customers\.jsonl: expected a JSON Lines file; it is missing"):
        FolderStore(tmp_path)


def test_a_shop_without_its_file_has_plain_defaults(tmp_path: Path) -> None:
    shop = read_shop(tmp_path)
    assert (shop.name, shop.currency, shop.timezone) == (None, "USD", "UTC")
