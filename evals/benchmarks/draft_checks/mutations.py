"""One-place corruptions of a correct draft, by kind; each says which code points it made wrong."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from drafts import ALLOWED, DENIED, METHODS, STATUS, Part, Written, fill

from copilot.evidence import Evidence
from copilot.models import Customer

Corrupted = tuple[str, int, int]
"""The text, and the span that is wrong in it."""

FALSE_ACTIONS = {
    "action refunded": ("I have refunded the full amount to you.", "Your refund has been issued.", "We've just processed your refund."),
    "action cancelled": ("I've cancelled it for you.", "I went ahead and cancelled the order.", "As requested, we have now cancelled it."),
    "action address changed": ("I have updated the shipping address.", "We've changed the address for you.", "The address has been updated."),
    "action replacement sent": ("We have sent you a replacement.", "A replacement has been shipped.", "I've arranged a replacement."),
}  # fmt: skip
FALSE_PROMISES = {
    "promise credit": ("We will give you a $20 store credit.", "I'll add a voucher worth $15 to your account.", "You'll get a $10 coupon."),
    "promise percent": ("We'll take 15% off your next order.", "You will get a 20% discount for the trouble.", "I can offer you 10% off."),
    "promise date": ("It will arrive by tomorrow.", "It will be with you on 24 December 2031.", "You'll have it by 3 March 2031."),
    "promise duration": ("You will hear from us within 3 hours.", "The refund takes 2 business days.", "You have 90 days to return it."),
    "promise replacement": ("We will send you a replacement free of charge.", "I'll get a new one shipped to you.", "You'll receive a replacement."),
}  # fmt: skip
FOREIGN = {
    "foreign link": ("See https://parcel-help.example.net/claim for details.", "Please confirm at www.order-check.example.net."),
    "foreign email": ("Write to refunds@quick-help.example.net.", "Please mail claims@example.net."),
    "foreign phone": ("Call us on +1 415 555 0133.", "You can reach us at +44 20 7946 0991."),
    "placeholder": ("Your agent [NAME] will follow up.", "The amount is {refund.amount}."),
    "another person": ("Margarete Oyelaran has confirmed this.", "The parcel is addressed to Bartholomew Quist."),
    "carrier invented": ("It travels with Zephyrline Express.", "The carrier is Northgate Couriers."),
}  # fmt: skip


def mutations(
    written: Written, evidence: Evidence, stranger: Customer, rng: random.Random
) -> Iterator[tuple[str, Corrupted]]:
    """Every kind that fits this draft, once."""
    for kind, change in SLOT_KINDS.items():
        if found := change(written, evidence, stranger, rng):
            yield kind, found
    yield from _false_sentences(written, evidence, rng)
    if found := _status(written, rng):
        yield "status turned", found
    for about in ("cancel", "return", "exchange"):
        part = _part(written, f"allowed.{about}")
        if part:
            yield "permission turned", _instead(written, part, rng.choice(DENIED[about]))
        part = _part(written, f"denied.{about}")
        if part:
            yield "denial turned", _instead(written, part, rng.choice(ALLOWED[about]))


def _false_sentences(written: Written, evidence: Evidence, rng: random.Random) -> Iterator[tuple[str, Corrupted]]:
    order = written.order
    for kind, sentences in {**FALSE_ACTIONS, **FALSE_PROMISES, **FOREIGN}.items():
        if kind == "action cancelled" and order.status == "cancelled":
            continue
        if kind == "action refunded" and any(p.kind == "refund" for p in order.payments):
            continue
        sentence = rng.choice(sentences)
        if "refund takes" in sentence and any(
            f.type == "duration" and f.value == "2 business days" for f in evidence.facts
        ):
            continue
        extra = Part("extra", sentence)
        parts = (*written.parts[:-1], extra, written.parts[-1])
        changed = replace(written, parts=parts)
        start = changed.place(extra)
        yield kind, (changed.text(), start, start + len(sentence))


def _status(written: Written, rng: random.Random) -> Corrupted | None:
    part = _part(written, "status")
    if part is None:
        return None
    untrue = {
        "pending": ("shipped", "delivered", "cancelled"),
        "processed": ("shipped", "delivered", "cancelled"),
        "shipped": ("pending", "delivered", "cancelled"),
        "delivered": ("pending", "cancelled"),
        "cancelled": ("shipped", "delivered", "processed"),
    }[written.order.status]
    other = fill("status", rng.choice(STATUS[rng.choice(untrue)]), order=written.order.id)
    return _instead(written, part, other.text)


def _instead(written: Written, part: Part, text: str) -> Corrupted:
    changed = replace(written, parts=tuple(Part(p.kind, text) if p is part else p for p in written.parts))
    start = changed.text().index(text)
    return changed.text(), start, start + len(text)


def _part(written: Written, kind: str) -> Part | None:
    return next((part for part in written.parts if part.kind == kind), None)


def _slot(written: Written, kinds: tuple[str, ...], slot: str, value: Callable[[str], str | None]) -> Corrupted | None:
    for part in written.parts:
        if part.kind in kinds and slot in part.slots:
            start, end = part.slots[slot]
            new = value(part.text[start:end])
            if new is None or new == part.text[start:end]:
                return None
            begin = written.place(part)
            text = written.text()
            return text[: begin + start] + new + text[begin + end :], begin + start, begin + start + len(new)
    return None


def _digit(text: str, rng: random.Random) -> str:
    places = [n for n, sign in enumerate(text) if sign.isdigit()]
    place = rng.choice(places)
    return text[:place] + str((int(text[place]) + rng.randint(1, 8)) % 10 or 1) + text[place + 1 :]


def _money(amount: Decimal, like: str) -> str:
    sign = re.match(r"[^\d]*", like)
    return f"{sign.group() if sign else ''}{amount:,.2f}"


def _other_line(written: Written, rng: random.Random, like: str) -> str | None:
    part = next((p for p in written.parts if p.kind == "price"), None)
    if part is None:
        return None
    start, end = part.slots["item"]
    name = part.text[start:end]
    prices = {i.unit_price for i in written.order.items if i.name != name} - {
        i.unit_price for i in written.order.items if i.name == name
    }
    return _money(rng.choice(sorted(prices)), like) if prices else None


def _other_order(written: Written, evidence: Evidence, role: str, rng: random.Random) -> str | None:
    own = {f.value for f in evidence.facts if f.subject == f"order:{written.order.id}"}
    found = sorted({f.value for f in evidence.facts if f.role == role and f.subject.startswith("order:")} - own)
    return rng.choice(found) if found else None


def _other_total(written: Written, evidence: Evidence, rng: random.Random, like: str) -> str | None:
    other = _other_order(written, evidence, "paid", rng)
    return _money(Decimal(other.split()[0]), like) if other else None


def _option(written: Written, evidence: Evidence, rng: random.Random, like: str) -> str | None:
    """Another value that this option has somewhere in the catalogue, but on no line of this item in the order."""
    key, _, value = like.partition(": ") if ": " in like else ("", "", like)
    part = next((p for p in written.parts if p.kind == "option"), None)
    if part is None:
        return None
    start, end = part.slots["item"]
    item = next(i for i in written.order.items if i.name == part.text[start:end])
    name = key or next((n for n, v in item.options.items() if v == value), "")
    other = sorted(
        {v.options[name] for p in evidence.products if p.id == item.product_id for v in p.variants if name in v.options}
        - {item.options.get(name)} - {""}
    )  # fmt: skip
    return f"{key}: {rng.choice(other)}" if other and key else (rng.choice(other) if other else None)


SLOT_KINDS: dict[str, Callable[[Written, Evidence, Customer, random.Random], Corrupted | None]] = {
    "amount typo": lambda w, e, s, r: _slot(w, ("price",), "price", lambda v: _digit(v, r)),
    "total typo": lambda w, e, s, r: _slot(w, ("total",), "total", lambda v: _digit(v, r)),
    "amount of another line": lambda w, e, s, r: _slot(w, ("price",), "price", lambda v: _other_line(w, r, v)),
    "total of another order": lambda w, e, s, r: _slot(w, ("total",), "total", lambda v: _other_total(w, e, r, v)),
    "amount in another role": lambda w, e, s, r: (
        _slot(w, ("total",), "total", lambda v: _money(w.order.items[0].unit_price, v))
        if len(w.order.items) > 1
        else None
    ),
    "order id typo": lambda w, e, s, r: _slot(w, ("status",), "order", lambda v: _digit(v, r)),
    "tracking typo": lambda w, e, s, r: _slot(w, ("tracking",), "tracking", lambda v: _digit(v, r)),
    "tracking of another order": lambda w, e, s, r: _slot(
        w, ("tracking",), "tracking", lambda v: _other_order(w, e, "tracking_number", r)
    ),
    "name": lambda w, e, s, r: (
        _slot(w, ("greeting",), "first", lambda v: s.first_name) or _slot(w, ("greeting",), "full", lambda v: s.name)
    ),
    "option": lambda w, e, s, r: _slot(w, ("option",), "option", lambda v: _option(w, e, r, v)),
    "item": lambda w, e, s, r: _slot(w, ("price", "option"), "item", lambda v: "Copper Samovar"),
    "method": lambda w, e, s, r: _slot(
        w, ("method",), "method", lambda v: r.choice([m for m in METHODS.values() if m != v])
    ),
    "count": lambda w, e, s, r: _slot(w, ("count",), "count", lambda v: str(int(v) + r.randint(1, 3))),
    "street": lambda w, e, s, r: _slot(
        w, ("address",), "street", lambda v: _digit(v, r) if any(map(str.isdigit, v)) else None
    ),
    "city": lambda w, e, s, r: _slot(w, ("address",), "city", lambda v: "Ouagadougou"),
    "date shipped": lambda w, e, s, r: _slot(w, ("shipped",), "shipped", lambda v: _digit(v[:2], r) + v[2:]),
    "date expected": lambda w, e, s, r: _slot(w, ("expected",), "expected", lambda v: _digit(v[:2], r) + v[2:]),
    "date delivered": lambda w, e, s, r: _slot(w, ("delivered",), "delivered", lambda v: _digit(v[:2], r) + v[2:]),
    "date placed": lambda w, e, s, r: _slot(w, ("placed",), "placed", lambda v: _digit(v[:2], r) + v[2:]),
}
