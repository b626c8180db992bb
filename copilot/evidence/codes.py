"""Discount codes as the pages list them: a table whose rows begin with the code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from copilot.models import Document, Fact, Order, Shop
from copilot.values import find_values, money, number, percent_of

_ROW = re.compile(r"^[ \t]*\|[ \t]*([A-Z][A-Z]{2,19}\d{0,4})[ \t]*\|([^\n]{1,400})$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Code:
    """What a row says of a code; `tiers` are those that it is for, all where none is named."""

    name: str
    document: str
    percent: Decimal | None
    first: date | None
    last: date | None
    tiers: frozenset[str]


def codes(documents: Sequence[Document], tiers: frozenset[str], shop: Shop, as_of: datetime) -> Iterator[Code]:
    """The codes of these documents, in the order in which they stand there."""
    today = as_of.astimezone(shop.zone).date()
    for document in documents:
        for row in _ROW.finditer(document.text):
            values = find_values(row[2], language=shop.locale, currency=shop.currency, today=today)
            days = sorted(date.fromisoformat(v.values[0]) for v in values if v.type == "date" and len(v.values) == 1)
            percents = [Decimal(v.values[0]) for v in values if v.type == "percent" and len(v.values) == 1]
            named = {word.casefold() for word in _WORD.findall(row[2])} & tiers
            yield Code(
                row[1],
                document.id,
                percents[0] if len(percents) == 1 else None,
                days[0] if len(days) > 1 else None,
                days[-1] if days else None,
                frozenset(named),
            )


def code_facts(found: Sequence[Code], orders: Sequence[Order]) -> Iterator[Fact]:
    """What each code takes off and until when, and what it takes off these orders."""
    for code in found:
        subject, place = f"code:{code.name}", f"document {code.document}, {code.name}"
        yield Fact(f"{subject}.code", "id", "code", subject, code.name, place)
        if code.percent is not None:
            yield Fact(f"{subject}.percent", "percent", "code.percent", subject, number(code.percent), place)
        for role, day in (("from", code.first), ("until", code.last)):
            if day is not None:
                yield Fact(f"{subject}.{role}", "date", f"code.{role}", subject, day.isoformat(), place)
        for tier in sorted(code.tiers):
            yield Fact(f"{subject}.tier", "text", "tier", subject, tier, place)
        for order in orders:
            if code.percent is not None and order.status == "pending":
                items = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
                off, steps = percent_of(code.percent, money(items, order.currency))
                whose = f"order:{order.id}"
                yield Fact(f"{whose}.code.{code.name}", "money", "discount", whose, off, place, steps)
