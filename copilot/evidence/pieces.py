"""How many pieces of a line a customer speaks of ("two of the four mugs"), and what was paid for them."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from copilot.models import Fact, Order, Ticket
from copilot.values import minor_digits, money

from .naming import lines_spoken_of
from .things import plain

_NUMBERS = {
    1: "one ein eine einer einen un une una uno um uma een",
    2: "two both zwei beide deux dos due dois duas twee",
    3: "three drei trois tres tre drie",
    4: "four vier quatre cuatro quattro quatro",
    5: "five funf cinq cinco cinque vijf",
    6: "six sechs seis sei zes",
}
_COUNTS = {word: count for count, words in _NUMBERS.items() for word in words.split()}
_HALF = re.compile(r" (?:half|halfte|moitie|mitad|meta|metade|helft)(?: of)? ")
_ARTICLES = "the den der my meinen las los les mes de as os die mijn".replace(" ", "|")
_SHARE = re.compile(
    rf" (\d{{1,2}}|[a-z]{{2,6}}) (?:of|von|des|de|dei|delle|das|dos|van)(?: (?:{_ARTICLES}))?"
    r"(?: (\d{1,2}|[a-z]{3,7}))? "
)
"""How a share is put: "two of the four mugs", "deux des tasses"."""


def piece_facts(ticket: Ticket, orders: Sequence[Order]) -> Iterator[Fact]:
    """For the one line spoken of that has more pieces than the customer speaks of: how many, and what they cost."""
    text = plain(" ".join(ticket.said)[:4000])
    for order in orders:
        spoken = lines_spoken_of(ticket, order)
        lines = [item for item in order.items if item.id in spoken and item.quantity > 1]
        if len(lines) != 1:
            continue
        item = lines[0]
        count = _count(text, item.quantity)
        if count is None:
            continue
        subject, place = f"order:{order.id}/line:{item.id}", f"order {order.id}, line {item.id}, and the message"
        steps = (f"{count} of {item.quantity} pieces, as the customer writes",)
        yield Fact(f"{subject}.part_count", "count", "part_count", subject, str(count), place, steps)
        extra = _share(order, item.unit_price * count)
        paid = money(item.unit_price * count + extra, order.currency)
        worked = f"{count} x {money(item.unit_price, order.currency)}"
        worked += f" + {money(extra, order.currency)} share of tax and discount" if extra else ""
        yield Fact(f"{subject}.part_paid", "money", "part_paid", subject, paid, place, (*steps, f"{worked} = {paid}"))


def _count(text: str, whole: int) -> int | None:
    if _HALF.search(text) and whole % 2 == 0:
        return whole // 2
    for match in _SHARE.finditer(text):
        count, named = _number(match[1]), _number(match[2] or "")
        if count and 0 < count < whole and (named is None or named == whole):
            return count
    return None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word)


def _share(order: Order, price: Decimal) -> Decimal:
    """The part of tax and discount that goes with a price."""
    whole = sum((item.unit_price * item.quantity for item in order.items), Decimal(0))
    extra = (order.tax or Decimal(0)) - (order.discount or Decimal(0))
    if not whole or not extra:
        return Decimal(0)
    return (extra * price / whole).quantize(Decimal(1).scaleb(-minor_digits(order.currency)), ROUND_HALF_UP)
