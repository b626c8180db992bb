"""How many pieces of a line a customer speaks of ("two of the four mugs"), and what was paid for them."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from copilot.models import Entitlement, Fact, Order, Ticket
from copilot.values import minor_digits, money, read_money

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
_AFTER = re.compile(
    r" (\d{1,2}|[a-z]{3,7}) [a-z]{2,20}(?: [a-z0-9]{1,20}){0,7}? (\d{1,2}|" + "|".join(_COUNTS) + r")(?= )"
)
"""How it is put with the whole first: "of the four mugs two are broken", "sur les quatre mugs deux sont arrives"."""
_KEEPS = re.compile(
    r" (?:keep|keeping|behalte|behalten|garde|gardons|tengo|quedo|fico|houd)"
    r"(?: (?:only|just|nur|que|solo|com|con)){0,2}"
    r" (\d{1,2}|[a-z]{2,6}) "
)
"""How it is put by what stays: "ne tengo uno solo", "I keep one"."""
_OTHER = re.compile(
    r" (?:the other|die andere|der andere|das andere|den anderen|l autre|la otra|el otro|l altro|l altra|o outro"
    r"|a outra|de andere|het andere) "
)
"""How the second of two is spoken of."""
_ONLY = re.compile(
    rf" (?:2|{_NUMBERS[2].replace(' ', '|')})(?: [^ ]{{1,30}}){{1,12}}"
    r" (?:only|just|nur|bloss|que|qu|seulement|solo|soltanto|apenas|so|maar)"
    rf"(?: (?:the|el|la|le|il|o|a|die|der|das|de))? (?:1|{_NUMBERS[1].replace(' ', '|')}) "
)
"""How it is put that one of two came: "there were to be two mugs, and there was only the one"."""
_OF = re.compile(r" (?:of|von|sur|de|dei|delle|das|dos|van)(?: (?:the|den|les|los|las|i|le|os|as|de))? ")
_SHARE = re.compile(
    rf" (\d{{1,2}}|[a-z]{{2,6}}) (?:of|von|des|de|dei|delle|das|dos|van)(?: (?:{_ARTICLES}))?"
    r"(?: (\d{1,2}|[a-z]{3,7}))? "
)
"""How a share is put: "two of the four mugs", "deux des tasses"."""


def piece_facts(
    ticket: Ticket, orders: Sequence[Order], entitled: Sequence[Entitlement], by_share: Collection[str] = ()
) -> Iterator[Fact]:
    """For the one line spoken of that has more pieces than the customer speaks of: how many, and what they come to.

    `by_share` are the ids of clauses whose fee is a share of the price.
    """
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
        yield from _refund(order, item.id, item.quantity, count, entitled, place, steps)
        yield from _return(order, item.id, item.quantity, count, entitled, by_share, place, steps)


def _refund(
    order: Order,
    line_id: str,
    whole: int,
    count: int,
    entitled: Sequence[Entitlement],
    place: str,
    steps: tuple[str, ...],
) -> Iterator[Fact]:
    """What of the line's refund goes with the pieces, where the line has one."""
    for entitlement in entitled:
        own = entitlement.line_ids == (line_id,) or (len(order.items) == 1 and not entitlement.line_ids)
        about = (entitlement.about, entitlement.order_id, entitlement.state) == ("refund", order.id, "allowed")
        if about and own and entitlement.amount and "~" not in entitlement.id:
            amount, currency = read_money(entitlement.amount)
            digits = Decimal(1).scaleb(-minor_digits(currency))
            part = money((amount * count / whole).quantize(digits, ROUND_HALF_UP), currency)
            subject = f"order:{order.id}/line:{line_id}"
            worked = f"{entitlement.amount} x {count} / {whole} = {part}"
            yield Fact(f"{subject}.part_paid", "money", "refund.amount", subject, part, place, (*steps, worked))
            return


def _return(
    order: Order,
    line_id: str,
    whole: int,
    count: int,
    entitled: Sequence[Entitlement],
    by_share: Collection[str],
    place: str,
    steps: tuple[str, ...],
) -> Iterator[Fact]:
    """What is paid back when only these pieces are returned: their price, and that less the fee."""
    for entitlement in entitled:
        own = entitlement.line_ids == (line_id,) or (len(order.items) == 1 and not entitlement.line_ids)
        about = (entitlement.about, entitlement.order_id) == ("return", order.id)
        if about and own and entitlement.amount and "~" not in entitlement.id and "@" not in entitlement.id:
            before, currency = read_money(entitlement.before_fee or entitlement.amount)
            fee = read_money(entitlement.fee)[0] if entitlement.fee else Decimal(0)
            digits = Decimal(1).scaleb(-minor_digits(currency))
            part = (before * count / whole).quantize(digits, ROUND_HALF_UP)
            if by_share and set(by_share) & set(entitlement.clauses):
                fee = (fee * count / whole).quantize(digits, ROUND_HALF_UP)
            subject, left = f"order:{order.id}/line:{line_id}", max(part - fee, Decimal(0))
            worked = f"{money(before, currency)} x {count} / {whole} = {money(part, currency)}"
            less = f"{money(part, currency)} - {money(fee, currency)} = {money(left, currency)}"
            for role, value, own_steps in (
                ("before_fee", part, (*steps, worked)),
                ("fee", fee, steps),
                ("amount", left, (*steps, worked, less)),
            ):
                yield Fact(
                    f"{subject}.part_return.{role}",
                    "money",
                    f"return.{role}",
                    subject,
                    money(value, currency),
                    place,
                    own_steps,
                )
            return


def _count(text: str, whole: int) -> int | None:
    if _HALF.search(text) and whole % 2 == 0:
        return whole // 2
    for keeps in _KEEPS.finditer(text):
        kept = _number(keeps[1])
        if kept and 0 < kept < whole:
            return whole - kept
    for match in _SHARE.finditer(text):
        count, named = _number(match[1]), _number(match[2] or "")
        if count and 0 < count < whole and (named is None or named == whole):
            return count
    for lead in _OF.finditer(text):
        behind = _AFTER.match(text, lead.end() - 1)
        named, count = (_number(behind[1]), _number(behind[2])) if behind else (None, None)
        if named == whole and count and count < whole:
            return count
    return 1 if whole == 2 and (_OTHER.search(text) or _ONLY.search(text)) else None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word)
