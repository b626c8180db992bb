"""Amounts that the evidence does not hold, but bears out: sums, differences, and what a draft reckons."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from copilot.models import Fact
from copilot.values import Found, money, read_money

from .arithmetic import works_out
from .reading import Reading
from .statements import ReadSentence

CENT = Decimal("0.01")
LINES = 10  # sums over chosen lines are looked for in orders of up to so many lines
MOST = 9  # amounts that a draft reckons with at one place
NEAR = 4  # sentences before and behind whose amounts a sentence may reckon with
OWN_ROLE = ("fee", "shipping", "tax", "discount", "balance")
"""What is said to be one of these is no sum of lines."""


def summed(
    reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...], items: Sequence[Fact]
) -> bool:
    """Whether the amount is a sum of lines or orders, or a difference of prices, that the sentence may speak of."""
    if set(wanted) & set(OWN_ROLE):
        return False
    said = set(value.values)
    for order in sentence.orders:
        chosen = [item for item in order.items if any(f.subject == f"order:{order.id}/line:{item.id}" for f in items)]
        whole = set(wanted) & {"paid", "pay", "total", "refund", "get"}
        if whole and (not chosen or len(chosen) == len(order.items)):
            continue  # the whole order's sum is on record
        lines = [item.unit_price * item.quantity for item in (chosen or order.items)]
        if any(money(total, order.currency) in said for total in _sums(lines)):
            return True
    totals = [
        (o.currency, fact.value) for o in sentence.orders if (fact := reading.evidence.fact(f"order:{o.id}", "total"))
    ]
    if len(totals) > 1 and len({currency for currency, _ in totals}) == 1:
        total = sum((read_money(text)[0] for _, text in totals), Decimal(0))
        if money(total, totals[0][0]) in said:
            return True
    know = reading.vocabulary
    gap_meant = "difference" in wanted or (
        know is not None and any(role == "difference" for _, _, role in know.money_roles.find(sentence.sentence.words))
    )
    return gap_meant and any(gap in said for gap in _differences(reading, sentence))


def discounted(sentence: ReadSentence, value: Found, items: Sequence[Fact]) -> bool:
    """Whether it is what a piece or a line cost after the order's discount was shared out by price."""
    for order in sentence.orders:
        whole = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
        if not order.discount or not whole:
            continue  # nothing was taken off
        part = 1 - order.discount / whole
        chosen = [i for i in order.items if not items or any(f.subject.endswith(f"/line:{i.id}") for f in items)]
        prices = [p for i in chosen for p in (i.unit_price, i.unit_price * i.quantity)]
        for text in value.values:
            amount, currency = read_money(text)
            if currency == order.currency and any(abs(amount - price * part) < CENT for price in prices):
                return True
    return False


def reckoned(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the amount follows from others that the draft states beside it and that the evidence has."""
    place = reading.sentences.index(sentence)
    near = [other for read in reading.sentences[max(0, place - NEAR) : place + NEAR + 1] for other in read.values]
    others = [other for other in near if other is not value]
    borne = [text for other in others if (text := _borne(reading, sentence, other))][:MOST]
    percents = [other.values[0] for other in others if other.type == "percent" and other.values]
    percents += [fact.value for fact in reading.evidence.facts if fact.role.endswith(".fee_percent")]
    numbers = [int(other.values[0]) for other in others if other.type == "count" and other.values[0].isdecimal()]
    shares = [
        text
        for other in others
        if other.type == "money"
        for text in other.values
        if text not in borne and works_out(text, borne, percents)
    ]
    return any(
        works_out(text.lstrip("-"), [*borne, *shares], percents, numbers) or _completes(text.lstrip("-"), borne)
        for text in value.values
    )


def reckoned_here(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the sentence itself states the amounts that this one follows from."""
    others = [other for other in sentence.values if other is not value]
    borne = [text for other in others if (text := _borne(reading, sentence, other))]
    percents = [other.values[0] for other in others if other.type == "percent" and other.values]
    return len(borne) > 0 and any(works_out(text.lstrip("-"), borne, percents) for text in value.values)


def bare_amount(reading: Reading, value: Found) -> str | None:
    """The money that a bare number with cents is ("64.90") where the records have it; else None."""
    if value.type not in ("number", "count") or not re.fullmatch(r"\d{1,6}[.,]\d\d", value.text):
        return None
    currencies = dict.fromkeys(order.currency for order in reading.evidence.orders)
    texts = (money(Decimal(value.text.replace(",", ".")), currency) for currency in currencies)
    return next((text for text in texts if ("money", text) in reading.evidence.by_value), None)


def _borne(reading: Reading, sentence: ReadSentence, other: Found) -> str | None:
    """The amount that another value of the draft states, if a fact has it."""
    if other.type in ("number", "count"):
        return bare_amount(reading, other)
    texts = [text.lstrip("-") for text in other.values] if other.type == "money" else []
    if other.type == "money" and discounted(sentence, other, ()):
        return texts[0]
    return next((text for text in texts if ("money", text) in reading.evidence.by_value), None)


def _completes(text: str, borne: Sequence[str]) -> bool:
    """Whether one of the other amounts is a sum or difference of this one and the rest, and not of the rest alone."""
    return any(
        works_out(total, [text, *rest]) and not works_out(total, rest)
        for total in dict.fromkeys(borne)
        if (rest := [other for other in borne if other != total])
    )


def _sums(lines: Sequence[Decimal]) -> Iterator[Decimal]:
    if len(lines) > LINES:
        yield sum(lines, Decimal(0))
        return
    for size in range(2, len(lines) + 1):
        yield from (sum(chosen, Decimal(0)) for chosen in combinations(lines, size))


def _differences(reading: Reading, sentence: ReadSentence) -> Iterator[str]:
    """Prices of other variants of the same product, against what was paid for the line."""
    prices = {product.id: product.variants for product in reading.evidence.products}
    for order in sentence.orders:
        for item in order.items:
            for variant in prices.get(item.product_id, ()):
                yield money(abs(variant.price - item.unit_price), order.currency)
