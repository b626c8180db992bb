"""Writes the sample shop's customers, products and orders from the short notes in `source/`.

    python evals/sample_shop/make_shop.py

`source/orders.yaml` holds the orders that somebody thought up: each tells a story. Beside them stand ordinary orders,
drawn with a fixed seed, so that the shop is as busy as a shop is. Prices, postage, tax and payments are worked out
here, so that every total adds up unless the story is that it does not.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

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
TRANSIT_DAYS = {"DE": 3, "AT": 4, "GB": 7, "US": 9, "": 5}


def main() -> None:
    products = [product(note) for note in notes("products")]
    customers = [customer(note) for note in notes("customers")]
    variants = {variant["id"]: (item, variant) for item in products for variant in item["variants"]}
    buyers = {buyer["id"]: buyer for buyer in customers}
    told = [order(note, buyers, variants) for note in notes("orders")]
    drawn = [order(note, buyers, variants) for note in ordinary(buyers, variants)]
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
    placed = moment(note["placed"], 2026)
    items = [line(number, text, currency, variants) for number, text in enumerate(note["lines"], 1)]
    goods = sum((Decimal(item["unit_price"]) * item["quantity"] for item in items), Decimal(0))
    discount, code = reduction(note.get("code"), items)
    fee = Decimal(note["fee"]) if "fee" in note else postage(country, goods - discount, items, buyer.get("tier"))
    tax = (SALES_TAX * (goods - discount)).quantize(CENT, ROUND_HALF_UP) if currency == "USD" else Decimal(0)
    total = goods - discount + fee + tax
    paid_at = iso(placed) if placed else None
    events = [{"at": paid_at, "kind": "code_applied", "note": code}] if code else []
    return {
        "id": note.get("id") or number_of(placed, note["nth"]),
        "customer_id": note["customer"],
        "status": note["status"],
        "shop_status": note.get("shop_status"),
        "currency": currency,
        "placed_at": None if note.get("undated") else paid_at,
        "items": items,
        "shipments": [shipment(part, placed, country, index) for index, part in enumerate(note.get("ship", []))],
        "payments": payments(note, total, buyer, paid_at) + [refund(part, placed) for part in note.get("refunds", [])],
        "returns": [returned(part, placed, note) for part in note.get("returns", [])],
        "events": events + [event(part, placed) for part in note.get("events", [])],
        "shipping_fee": str(fee.quantize(CENT)),
        "discount": str(discount) if discount else None,
        "tax": str(tax) if tax else None,
        "shipping_address": None if items_are_cards(items) else address,
    }  # fmt: skip


def number_of(placed: datetime, nth: int) -> str:
    """Order numbers grow with the day."""
    return f"QM-{60000 + (placed.date() - date(2026, 1, 1)).days * 40 + nth}"


def moment(text: str | None, year: int) -> datetime | None:
    """ "10-28 09:14", in the shop's own time unless an offset stands behind it ("10-28 09:14 -04:00")."""
    if text is None:
        return None
    day, clock, *offset = text.split()
    stamp = f"{year}-{day}T{clock}:00"
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
    seed = random.Random(f"{placed}{index}{part.get('out')}")  # noqa: S311
    number = f"{prefix}{seed.randrange(10**9, 10**10)}{suffix}" if part.get("track", True) else None
    times = {key: moment(part.get(short), placed.year) for key, short in
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
        {"kind": "payment", "amount": str(amount), "method": way, "at": iso(moment(when, 2026))}
        for amount, when in parts
    ]


def refund(part: dict[str, Any], placed: datetime) -> dict[str, Any]:
    return {
        "kind": "refund",
        "amount": part["amount"],
        "method": method(part["to"]),
        "at": iso(moment(part["at"], placed.year)),
    }


def returned(part: dict[str, Any], placed: datetime, note: dict[str, Any]) -> dict[str, Any]:
    """{state, lines, asked, got, amount}: a return with its dates."""
    times = {
        key: moment(part.get(short), placed.year) for key, short in (("requested_at", "asked"), ("received_at", "got"))
    }
    number = part.get("id") or f"R-{number_of(placed, note['nth']).removeprefix('QM-')}-{part['lines'][0]}"
    return bare({"id": number, "state": part["state"], "line_ids": [str(line_id) for line_id in part["lines"]],
                 **{key: iso(at) if at else None for key, at in times.items()},
                 "amount": part.get("amount")})  # fmt: skip


def event(part: dict[str, Any], placed: datetime) -> dict[str, Any]:
    return bare({"at": iso(moment(part["at"], placed.year)), "kind": part["kind"],
                 "line_ids": [str(number) for number in part.get("lines", [])],
                 "amount": part.get("amount"), "note": part.get("note")})  # fmt: skip


def ordinary(buyers: dict[str, Any], variants: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Orders in which nothing went wrong, or no more than a return, from June to the shop's present day."""
    draw = random.Random(2026)  # noqa: S311
    unusual = {"gift_card", "made_to_order", "preorder", "bulky"}
    usual = [key for key, (item, variant) in variants.items()
             if variant["available"] and not unusual & set(item["tags"])]  # fmt: skip
    crowd = [note["id"] for note in notes("customers") if not note.get("told_only")]
    first = datetime(2026, 6, 1, tzinfo=ZONE)
    for index in range(ORDINARY):
        day = first + timedelta(days=index * (NOW - first).days // ORDINARY)
        placed = day.replace(hour=draw.randint(7, 22), minute=draw.randint(0, 59))
        buyer = buyers[draw.choice(crowd)]
        country = buyer["address"]["country"]
        fits = [key for key in usual if fits_plug(variants[key], country)]
        lines = [
            f"{key} x2" if draw.random() < 0.15 else key for key in draw.sample(fits, draw.choice((1, 1, 2, 2, 3)))
        ]
        note: dict[str, Any] = {
            "customer": buyer["id"],
            "nth": 20 + index % 20,
            "placed": short(placed),
            "lines": lines,
        }
        if draw.random() < 0.15:
            note["code"] = "WELCOME10 10" if placed.month < 9 else "AUTUMN10 10"
        yield {**note, **progress(placed, country, len(lines), draw)}


ORDINARY = 130


def fits_plug(variant: tuple[dict[str, Any], dict[str, Any]], country: str) -> bool:
    plug = variant[1]["options"].get("plug")
    if "electrical" in variant[0]["tags"]:
        return country != "US" and (plug or "EU") == ("UK" if country in ("GB", "IE") else "EU")
    return True


def progress(placed: datetime, country: str, lines: int, draw: random.Random) -> dict[str, Any]:
    """How far an order has come by the shop's present day."""
    out = next_workday(placed + timedelta(days=1)).replace(hour=16, minute=draw.randint(0, 50))
    if out >= NOW:
        return {"status": "processed" if placed < NOW - timedelta(hours=20) else "pending"}
    due = out
    for _ in range(TRANSIT_DAYS.get(country, TRANSIT_DAYS[""])):
        due = next_workday(due + timedelta(days=1))
    arrived = next_workday(due - timedelta(days=draw.choice((0, 0, 1)))).replace(hour=draw.randint(9, 17))
    numbers = list(range(1, lines + 1))
    parcel = {"out": short(out), "due": short(due.replace(hour=20, minute=0)), "lines": numbers}
    if arrived >= NOW:
        return {"status": "shipped", "ship": [parcel]}
    return {"status": "delivered", "ship": [{**parcel, "in": short(arrived)}]}


def next_workday(at: datetime) -> datetime:
    while at.weekday() > 4 or at.date() == date(2026, 11, 18):
        at += timedelta(days=1)
    return at


def short(at: datetime) -> str:
    return at.strftime("%m-%d %H:%M")


if __name__ == "__main__":
    main()
