"""How many pieces of a line a customer speaks of ("two of the four mugs"), and what was paid for them."""

from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from copilot.models import Entitlement, Fact, Order, Ticket
from copilot.values import minor_digits, money, read_money

from .counting import some_of
from .naming import is_named_in, lines_spoken_of


def piece_facts(
    ticket: Ticket, orders: Sequence[Order], entitled: Sequence[Entitlement], by_share: Collection[str] = ()
) -> Iterator[Fact]:
    """For the one line spoken of that has more pieces than the customer speaks of: how many, and what they come to.

    `by_share` are the ids of clauses whose fee is a share of the price.
    """
    text = "\n".join(ticket.said)[:4000]
    for order in orders:
        spoken = lines_spoken_of(ticket, order)
        lines = [item for item in order.items if item.id in spoken and item.quantity > 1]
        if len(lines) != 1:
            continue
        item = lines[0]
        count = some_of(text, item.quantity, partial(is_named_in, ticket, name=item.name))
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
