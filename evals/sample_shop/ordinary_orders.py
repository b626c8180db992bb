"""Orders in which nothing went wrong, or no more than a return: drawn with a fixed seed, in the form of the notes."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

COUNT = 150
ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 6, 1, tzinfo=ZONE)
# Whoever has a story buys nothing else from here on, regulars apart, so that "my order" in a ticket stays clear.
STORIES_BEGIN = datetime(2026, 8, 20, tzinfo=ZONE)
# Levels of the Hearth Circle are counted each quarter; until then nobody spends more than their level allows.
COUNTED = datetime(2026, 10, 1, tzinfo=ZONE)
SPENT_BELOW = {"gold": Decimal(10_000), "silver": Decimal(900), "standard": Decimal(300)}
PRICIER = Decimal("1.3")  # at most, with another currency, postage and tax
HOLIDAYS = (date(2026, 11, 18),)
TRANSIT_DAYS = {"DE": 3, "AT": 4, "GB": 7, "US": 9, "": 5}
UNUSUAL = {"gift_card", "made_to_order", "preorder", "bulky"}
KEPT = {"final_sale", "hygiene"}


def ordinary(
    now: datetime,
    told: list[dict[str, Any]],
    buyers: list[dict[str, Any]],
    regulars: set[str],
    variants: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    """The notes of COUNT orders from FIRST to now."""
    draw = random.Random(2026)
    owned: dict[str, set[str]] = defaultdict(set)
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for record in told:
        owned[record["customer_id"]] |= {item["product_id"] for item in record["items"]}
        if record["placed_at"] and datetime.fromisoformat(record["placed_at"]) < COUNTED:
            spent[record["customer_id"]] += sum(euros(item, variants) for item in record["items"])
    quiet = {record["customer_id"] for record in told} - regulars
    a_day: Counter[date] = Counter()
    for index in range(COUNT):
        day = FIRST + timedelta(days=index * ((now - FIRST).days + 1) // COUNT)
        placed = day.replace(hour=draw.randint(7, 22), minute=draw.randint(0, 59))
        if placed > now:
            placed = day.replace(hour=8)
        crowd = [buyer for buyer in buyers if placed < STORIES_BEGIN or buyer["id"] not in quiet]
        crowd = [buyer for buyer in crowd if not buyer["since"] or buyer["since"] < day.date().isoformat()]
        newcomers = {buyer["id"] for buyer in crowd if not owned[buyer["id"]]}
        buyer, lines = choose(draw, crowd, owned, spent if placed < COUNTED else None, variants)
        a_day[placed.date()] += 1
        note = {"customer": buyer["id"], "nth": 20 + a_day[placed.date()], "placed": short(placed), "lines": lines}
        if draw.random() < 0.2 and (placed.month > 8 or buyer["id"] in newcomers):
            note["code"] = "AUTUMN10 10" if placed.month > 8 else "WELCOME10 10"
        yield {**note, **progress(now, placed, buyer, lines, variants, draw)}


def choose(
    draw: random.Random, crowd: list[dict[str, Any]], owned: dict[str, set[str]], spent: Any, variants: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """A buyer, and lines of things that they do not have yet and that their level allows."""
    while True:
        buyer = draw.choice(crowd)
        fits = [key for key, (item, variant) in variants.items() if suits(item, variant, buyer["address"]["country"])]
        picked = draw.sample([key for key in fits if variants[key][0]["id"] not in owned[buyer["id"]]],
                             draw.choice((1, 1, 2, 2, 3)))  # fmt: skip
        products = {variants[key][0]["id"] for key in picked}
        sizes = [2 if Decimal(variants[key][1]["price"]) < 50 and draw.random() < 0.25 else 1 for key in picked]
        cost = sum(Decimal(variants[key][1]["price"]) * size for key, size in zip(picked, sizes, strict=True))
        if len(products) < len(picked):
            continue
        if spent is not None:
            if spent[buyer["id"]] + cost * PRICIER >= SPENT_BELOW[buyer.get("tier") or "standard"]:
                continue
            spent[buyer["id"]] += cost * PRICIER
        owned[buyer["id"]] |= products
        return buyer, [f"{key} x{size}" if size > 1 else key for key, size in zip(picked, sizes, strict=True)]


def euros(item: dict[str, Any], variants: dict[str, Any]) -> Decimal:
    return Decimal(variants[item["variant_id"]][1]["price"]) * item["quantity"] * PRICIER


def suits(item: dict[str, Any], variant: dict[str, Any], country: str) -> bool:
    if not variant["available"] or UNUSUAL & set(item["tags"]):
        return False
    if "electrical" not in item["tags"]:
        return True
    plug = "UK" if country in ("GB", "IE") else "EU"
    return country != "US" and variant["options"].get("plug", "EU") == plug


def progress(
    now: datetime, placed: datetime, buyer: dict[str, Any], lines: list[str], variants: dict[str, Any],
    draw: random.Random,
) -> dict[str, Any]:  # fmt: skip
    """How far an order has come by now: cancelled, packed, on its way, there, or back again."""
    luck = draw.random()
    out = workdays_after(placed, 1).replace(hour=16, minute=draw.randint(0, 50))
    if luck < 0.04 and out < now:
        gone = placed + timedelta(hours=2)
        way = buyer["payment_methods"][0]
        return {"status": "cancelled", "events": [{"at": short(gone), "kind": "cancelled"}],
                "refunds": [{"all": True, "to": paid_by(way), "at": short(workdays_after(gone, 1))}]}  # fmt: skip
    if out >= now:
        return {"status": "processed" if placed < now - timedelta(hours=20) else "pending"}
    country = buyer["address"]["country"]
    days = TRANSIT_DAYS.get(country, TRANSIT_DAYS[""])
    due = workdays_after(out, days).replace(hour=20, minute=0)
    arrived = workdays_after(out, days - draw.choice((0, 0, 1))).replace(hour=draw.randint(9, 17))
    parcel = {"out": short(out), "due": short(due), "lines": list(range(1, len(lines) + 1))}
    if arrived >= now:
        return {"status": "shipped", "ship": [parcel]}
    there = {"status": "delivered", "ship": [{**parcel, "in": short(arrived)}]}
    tags = {tag for line in lines for tag in variants[line.split()[0]][0]["tags"]}
    back = workdays_after(arrived, 12)
    if luck > 0.9 and country not in ("GB", "US") and not KEPT & tags and workdays_after(back, 3) < now:
        fee = return_fee(placed, buyer.get("tier"))
        return {**there, "status": "returned",
                "returns": [{"state": "refunded", "lines": parcel["lines"], "asked": short(workdays_after(arrived, 5)),
                             "got": short(back), "less": fee}],
                "refunds": [{"less": fee, "to": paid_by(buyer["payment_methods"][0]),
                             "at": short(workdays_after(back, 2))}]}  # fmt: skip
    return there


def return_fee(placed: datetime, tier: str | None) -> str:
    """What the returns policy of that day takes for a parcel within the European Union."""
    if tier == "gold":
        return "0.00"
    if placed.date() < date(2026, 9, 1):
        return "5.95"
    return "2.95" if tier == "silver" else "4.95"


def paid_by(way: dict[str, str]) -> str:
    return f"{way['brand']} {way['last_four']}" if way["kind"] == "credit_card" else way["kind"]


def workdays_after(at: datetime, days: int) -> datetime:
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5 and at.date() not in HOLIDAYS
    return at


def short(at: datetime) -> str:
    return at.strftime("%m-%d %H:%M")
