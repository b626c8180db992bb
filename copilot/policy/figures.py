"""Whether the numbers of a clause are those of its words: window, period, timing, fee, cap, percentage."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from copilot.models import Clause, Shop
from copilot.values import Found, find_values, is_duration, money, read_duration, read_money

_TODAY = date(2000, 1, 1)  # only for "tomorrow", which no clause is about
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}


def differing(
    clause: Clause, written: Sequence[Found], shop: Shop, *, elsewhere: Sequence[Found]
) -> Iterator[tuple[bool, str, str]]:
    """Each number of the clause that its words contradict (True) or that stands nowhere in the prose (False).

    With it the number, and what the words say instead: "window of 30 days", "14 days". `written` are the figures of
    the prose; how long something takes may also stand `elsewhere`, on a page of its own.
    """
    quoted = figures(clause.quote, shop)
    yield from _durations(clause, quoted, written)
    yield from _timing(clause, quoted, [*written, *elsewhere])
    yield from _money(clause, quoted, written, shop)
    yield from _percent(clause, quoted, written)


def figures(text: str, shop: Shop) -> tuple[Found, ...]:
    """Durations, sums and percentages of a text."""
    return _figures(text, shop.locale, shop.currency)


@lru_cache(maxsize=4096)
def _figures(text: str, locale: str, currency: str) -> tuple[Found, ...]:
    # Passages are read for every ticket that finds them.
    found = find_values(text, language=locale, currency=currency, today=_TODAY)
    return tuple(value for value in found if value.values and value.type in ("duration", "money", "percent"))


def _durations(clause: Clause, quoted: Sequence[Found], written: Sequence[Found]) -> Iterator[tuple[bool, str, str]]:
    wanted = []
    if clause.window and clause.window.days:
        wanted.append((clause.window.days, clause.window.kind == "business", "window"))
    if clause.cap and clause.cap.per_days:
        wanted.append((clause.cap.per_days, False, "period"))
    others = [_text(value) for value in quoted if value.type == "duration"]
    others = [text for text in others if not (clause.timing and _same_duration(text, clause.timing))]
    everywhere = [_text(value) for value in written if value.type == "duration"]
    for days, business, name in wanted:
        number = f"{name} of {days} {'business ' if business else ''}days"
        if any(_lasts(text, days, business) for text in others):
            continue
        if others and (len(wanted) == 1 or not any(_lasts(text, days, business) for text in everywhere)):
            yield True, number, ", ".join(others)
        elif not any(_lasts(text, days, business) for text in everywhere):
            yield False, number, "nothing"


def _timing(clause: Clause, quoted: Sequence[Found], written: Sequence[Found]) -> Iterator[tuple[bool, str, str]]:
    if clause.timing is None or not is_duration(clause.timing):
        return
    said = [_text(value) for value in quoted if value.type == "duration"]
    everywhere = [_text(value) for value in written if value.type == "duration"]
    if any(_same_duration(text, clause.timing) for text in said):
        return
    window, cap = clause.window, clause.cap
    others = [
        text
        for text in said
        if not (window and _lasts(text, window.days, window.kind == "business"))
        and not (cap and cap.per_days and _lasts(text, cap.per_days, False))
    ]
    if others:
        yield True, f"timing of {clause.timing}", ", ".join(others)
    elif not any(_same_duration(text, clause.timing) for text in everywhere):
        yield False, f"timing of {clause.timing}", "nothing"


def _money(
    clause: Clause, quoted: Sequence[Found], written: Sequence[Found], shop: Shop
) -> Iterator[tuple[bool, str, str]]:
    fee, cap = clause.fee, clause.cap
    wanted = [(fee.amount, "fee")] if fee and fee.amount else []
    wanted += [(cap.amount, "cap")] if cap and cap.amount else []
    by_tier = fee.by_tier if fee and fee.amount is not None else {}
    wanted += [(amount, f"fee for {tier}") for tier, amount in by_tier.items() if amount]
    said = [amount for value in quoted if value.type == "money" for amount in value.values]
    everywhere = {read_money(amount)[0] for value in written if value.type == "money" for amount in value.values}
    for amount, name in wanted:
        number = f"{name} of {money(amount, shop.currency)}"
        if amount in {read_money(text)[0] for text in said}:
            continue
        if said and (name in ("fee", "cap") or amount not in everywhere):
            yield True, number, ", ".join(said)
        elif amount not in everywhere:
            yield False, number, "nothing"


def _percent(clause: Clause, quoted: Sequence[Found], written: Sequence[Found]) -> Iterator[tuple[bool, str, str]]:
    fee = clause.fee
    if fee is None or fee.percent is None:
        return
    said = [_text(value) for value in quoted if value.type == "percent"]
    everywhere = [_text(value) for value in written if value.type == "percent"]
    tiers = [(percent, f"fee for {tier}") for tier, percent in fee.by_tier.items()]
    for percent, name in [(fee.percent, "fee"), *tiers]:
        if not percent or percent in map(Decimal, said):
            continue
        if said and (name == "fee" or percent not in map(Decimal, everywhere)):
            yield True, f"{name} of {percent} %", ", ".join(f"{text} %" for text in said)
        elif percent not in map(Decimal, everywhere):
            yield False, f"{name} of {percent} %", "nothing"


def _text(value: Found) -> str:
    return value.values[0]


def _lasts(text: str, days: int, business: bool) -> bool:
    """Whether a duration in words is so many days; a month may have 28 to 31."""
    low, high, unit = read_duration(text)
    if business or unit == "business day":
        return business and unit == "business day" and days in (low, high)
    if unit == "hour":
        return days * 24 in (low, high)
    shortest, longest = _DAYS.get(unit, (0, 0))
    return low * shortest <= days <= low * longest or high * shortest <= days <= high * longest


def _same_duration(text: str, timing: str) -> bool:
    return text == timing.replace(" to ", "-")
