"""Writes the sample shop's customers, products and orders from the short notes in `source/`.

    python evals/sample_shop/make_shop.py

`source/orders.yaml` holds the orders that somebody thought up: each tells a story. Beside them stand ordinary orders,
drawn with a fixed seed, so that the shop is as busy as a shop is. Prices, postage, tax and payments are worked out
here, so that every total adds up unless the story is that it does not.
"""

import json
import random
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from ordinary_orders import ordinary

HERE = Path(__file__).parent
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 18, tzinfo=ZONE)
CENT = Decimal("0.01")
CURRENCY = {"GB": "GBP", "US": "USD"}
RATE = {"EUR": Decimal(1), "GBP": Decimal("0.87"), "USD": Decimal("1.12")}
SALES_TAX = Decimal("0.0625")
# Country: postage, and the goods value from which it is free, in the currency of the order.
POSTAGE = {
    "DE": ("4.90", "60"), "AT": ("4.90", "60"), "GB": ("6.95", "75"), "US": ("14.95", "150"), "": ("7.90", "90"),
}  # fmt: skip
BULKY_POSTAGE = Decimal("24.90")
CARRIER = {"GB": ("Parcelway", "PW", ""), "US": ("Blueline", "BL", ""), "": ("Kurio", "KU", "DE")}


def main() -> None:
    products = [product(note) for note in notes("products")]
    customers = [customer(note) for note in notes("customers")]
    variants = {variant["id"]: (item, variant) for item in products for variant in item["variants"]}
    buyers = {buyer["id"]: buyer for buyer in customers}
    told = [order(note, buyers, variants) for note in notes("orders")]
    free = [buyers[note["id"]] for note in notes("customers") if not note.get("told_only")]
    regulars = {note["id"] for note in notes("customers") if note.get("regular")}
    drawn = [order(note, buyers, variants) for note in ordinary(NOW, told, free, regulars, variants)]
    write("products", products)
    write("customers", customers)
    write("orders", sorted(told + drawn, key=lambda record: record["id"]))


def notes(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((HERE / "source" / f"{name}.yaml").read_text("utf-8"))


def write(name: str, records: list[dict[str, Any]]) -> None:
    lines = (json.dumps(bare(record), ensure_ascii=False) for record in records)
    (HERE / "shop" / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def bare(record: dict[str, Any]) -> dict[str, Any]:
    """The record without keys that say nothing."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def product(note: dict[str, Any]) -> dict[str, Any]:
    variants = []
    for number, text in enumerate(note["variants"], 1):
        *values, price = text.removeprefix("-").split(", ")
        options = dict(zip(note["axes"], values, strict=True))
        available = not text.startswith("-")
        variants.append({"id": f"{note['id']}-{number}", "options": options, "price": price, "available": available})
    kept = {key: note[key] for key in ("id", "name", "description", "tags")}
    return {**kept, "variants": variants}


def customer(note: dict[str, Any]) -> dict[str, Any]:
    kept = {key: note.get(key) for key in ("id", "name", "email", "tier", "language")}
    since = note["since"].isoformat() if "since" in note else None
    address = address_of(note["address"]) if "address" in note else None
    methods = [method(text) for text in note.get("pay", [])]
    return {**kept, "since": since, "address": address, "payment_methods": methods,
            "preferences": note.get("preferences")}  # fmt: skip


def address_of(parts: list[str]) -> dict[str, str]:
    return bare(dict(zip(("line1", "line2", "city", "region", "postal_code", "country"), parts, strict=True)))


def method(text: str) -> dict[str, str]:
    """A way to pay: "visa 4417", "paypal", "bank_transfer", "gift_card 35.00" (its balance)."""
    kind, _, detail = text.partition(" ")
    if kind in ("visa", "mastercard", "amex"):
        return {"kind": "credit_card", "brand": kind, "last_four": detail}
    return bare({"kind": kind, "balance": detail})


def order(note: dict[str, Any], buyers: dict[str, Any], variants: dict[str, Any]) -> dict[str, Any]:
    """The whole order that a note tells of. Sums that a note gives itself are kept: they are part of its story."""
    buyer = buyers[note["customer"]]
    address = address_of(note["address"]) if "address" in note else buyer["address"]
    country = address["country"]
    currency = CURRENCY.get(country, "EUR")
    placed = moment(note["placed"])
    number = number_of(placed, note["nth"])
    items = [line(number, text, currency, variants) for number, text in enumerate(note["lines"], 1)]
    goods = sum((Decimal(item["unit_price"]) * item["quantity"] for item in items), Decimal(0))
    discount, code = reduction(note.get("code"), items)
    fee = postage(country, goods - discount, items, buyer.get("tier"))
    tax = (SALES_TAX * (goods - discount)).quantize(CENT, ROUND_HALF_UP) if currency == "USD" else Decimal(0)
    total = goods - discount + fee + tax
    placed_at = None if note.get("undated") else iso(placed)
    events = [{"at": placed_at, "kind": "code_applied", "note": code}] if code else []
    return {
        "id": number,
        "customer_id": note["customer"],
        "status": note["status"],
        "shop_status": note.get("shop_status"),
        "currency": currency,
        "placed_at": placed_at,
        "items": items,
        "shipments": [shipment(part, placed, country, index) for index, part in enumerate(note.get("ship", []))],
        "payments": payments(note, total, buyer, placed_at)
        + [refund(part, total, goods - discount) for part in note.get("refunds", [])],
        "returns": [returned(part, number, goods - discount) for part in note.get("returns", [])],
        "events": events + [event(part) for part in note.get("events", [])],
        "shipping_fee": str(fee.quantize(CENT)),
        "discount": str(discount) if discount else None,
        "tax": str(tax) if tax else None,
        "shipping_address": None if items_are_cards(items) else address,
    }  # fmt: skip


def number_of(placed: datetime, nth: int) -> str:
    """Order numbers grow with the day."""
    return f"QM-{60000 + (placed.date() - date(2026, 1, 1)).days * 40 + nth}"


def moment(text: str) -> datetime:
    """ "10-28 09:14", in the shop's own time unless an offset stands behind it ("10-28 09:14 -04:00")."""
    day, clock, *offset = text.split()
    stamp = f"{NOW.year}-{day}T{clock}:00"
    return datetime.fromisoformat(stamp + offset[0]) if offset else datetime.fromisoformat(stamp).replace(tzinfo=ZONE)


def iso(at: datetime) -> str:
    return at.isoformat()


def line(number: int, text: str, currency: str, variants: dict[str, Any]) -> dict[str, Any]:
    """One line: "P101-2", "P101-2 x3", "P140-1 initials=KLM", "P104-1 @59.90" (another price than today's)."""
    variant_id, *details = text.split()
    item, variant = variants[variant_id]
    price, quantity, options = local_price(variant["price"], currency, item), 1, dict(variant["options"])
    for detail in details:
        if detail.startswith("x"):
            quantity = int(detail[1:])
        elif detail.startswith("@"):
            price = detail[1:]
        else:
            options.update([detail.split("=")])
    tags = [tag for tag in item["tags"] if tag in LINE_TAGS]
    return bare({"id": str(number), "variant_id": variant_id, "product_id": item["id"], "name": item["name"],
                 "options": options, "quantity": quantity, "unit_price": price, "tags": tags})  # fmt: skip


LINE_TAGS = ("final_sale", "hygiene", "made_to_order", "gift_card", "bulky", "electrical", "cast_iron", "preorder")


def local_price(euros: str, currency: str, item: dict[str, Any]) -> str:
    if currency == "EUR" or "gift_card" in item["tags"]:
        return euros
    ending = {"GBP": "0.95", "USD": "0.99"}[currency]
    return str(int(Decimal(euros) * RATE[currency]) + Decimal(ending))


def reduction(code: str | None, items: list[dict[str, Any]]) -> tuple[Decimal, str | None]:
    """What a code such as "AUTUMN10 10" (a percentage) takes off everything but final sale and gift cards."""
    if code is None:
        return Decimal(0), None
    name, percent = code.split()
    spared = {"final_sale", "gift_card"}
    base = sum(
        (Decimal(item["unit_price"]) * item["quantity"] for item in items if not spared & set(item.get("tags", []))),
        Decimal(0),
    )
    return (base * Decimal(percent) / 100).quantize(CENT, ROUND_HALF_UP), f"{name}: {percent} % off"


def postage(country: str, goods: Decimal, items: list[dict[str, Any]], tier: str | None) -> Decimal:
    if items_are_cards(items):
        return Decimal(0)
    if any("bulky" in item.get("tags", []) for item in items):
        return BULKY_POSTAGE
    fee, free_from = POSTAGE.get(country, POSTAGE[""])
    return Decimal(0) if tier == "gold" or goods >= Decimal(free_from) else Decimal(fee)


def items_are_cards(items: list[dict[str, Any]]) -> bool:
    return all("gift_card" in item.get("tags", []) for item in items)


def shipment(part: dict[str, Any], placed: datetime, country: str, index: int) -> dict[str, Any]:
    """{lines, out, due, in, by, track}: what left when, when it should be and when it was there."""
    carrier, prefix, suffix = CARRIER.get(country, CARRIER[""])
    seed = random.Random(f"{placed}{index}{part.get('out')}")
    number = f"{prefix}{seed.randrange(10**9, 10**10)}{suffix}" if part.get("track", True) else None
    times = {key: moment(part[short]) if short in part else None for key, short in
             (("shipped_at", "out"), ("expected_at", "due"), ("delivered_at", "in"))}  # fmt: skip
    return bare({"tracking_number": number, "carrier": part.get("by", carrier),
                 **{key: iso(at) if at else None for key, at in times.items()},
                 "line_ids": [str(number) for number in part.get("lines", [])]})  # fmt: skip


def payments(note: dict[str, Any], total: Decimal, buyer: dict[str, Any], at: str | None) -> list[dict[str, Any]]:
    """The whole by one method; or, with `card: 20.00`, that much by gift card; or what `paid` says."""
    if note.get("unpaid"):
        return []
    way = method(note["pay"]) if "pay" in note else buyer["payment_methods"][0]
    parts = note.get("paid")
    if parts is None:
        card = Decimal(note.get("card", 0))
        parts = [f"gift_card {card}"] if card else []
        rest = total - card
        return [
            *({"kind": "payment", "amount": str(card), "method": {"kind": "gift_card"}, "at": at} for _ in parts),
            *([{"kind": "payment", "amount": str(rest.quantize(CENT)), "method": way, "at": at}] if rest else []),
        ]
    return [
        {"kind": "payment", "amount": str(amount), "method": way, "at": iso(moment(when))} for amount, when in parts
    ]


def refund(part: dict[str, Any], total: Decimal, goods: Decimal) -> dict[str, Any]:
    """A refund of an amount, of all that was paid, or of the goods less a fee."""
    amount = str(total) if part.get("all") else amount_of(part, goods)
    return {"kind": "refund", "amount": amount, "method": method(part["to"]), "at": iso(moment(part["at"]))}


def amount_of(part: dict[str, Any], goods: Decimal) -> str | None:
    return str(goods - Decimal(part["less"])) if "less" in part else part.get("amount")


def returned(part: dict[str, Any], number: str, goods: Decimal) -> dict[str, Any]:
    """{state, lines, asked, got, amount or less}: a return with its dates."""
    return bare({
        "id": f"R-{number.removeprefix('QM-')}-{part['lines'][0]}",
        "state": part["state"],
        "line_ids": [str(line_id) for line_id in part["lines"]],
        "requested_at": iso(moment(part["asked"])),
        "received_at": iso(moment(part["got"])) if "got" in part else None,
        "amount": amount_of(part, goods),
    })  # fmt: skip


def event(part: dict[str, Any]) -> dict[str, Any]:
    return bare({"at": iso(moment(part["at"])), "kind": part["kind"],
                 "line_ids": [str(number) for number in part.get("lines", [])],
                 "amount": part.get("amount"), "note": part.get("note")})  # fmt: skip


if __name__ == "__main__":
    main()
