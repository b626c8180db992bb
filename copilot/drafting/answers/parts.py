"""Some of a line's pieces: two of the four mugs."""

from dataclasses import dataclass

from copilot.drafting.asked import Offer
from copilot.drafting.look import Look
from copilot.drafting.text import Line, line
from copilot.models import Fact
from copilot.values import read_money


@dataclass(frozen=True, slots=True)
class Part:
    """How many pieces of a line the customer speaks of, what was paid for them, and what a return of them pays back.

    `less` is the phrase with the fee; "" where there is none.
    """

    count: Fact
    amount: Fact | None
    returned: Fact | None
    less: Line | str


def part_of(look: Look, offer: Offer) -> Part | None:
    """The pieces that the customer names, where the offer is for one line of more of them."""
    if len(offer.lines) != 1:
        return None
    subject = f"order:{look.order.id}/line:{offer.lines[0].id}"
    count = look.fact(f"{subject}.part_count")
    if count is None:
        return None
    back, before, fee = (look.fact(f"{subject}.part_return.{role}") for role in ("amount", "before_fee", "fee"))
    taken = before and fee and read_money(fee.value)[0]
    less = line("less", before=before, fee=fee) if before and fee and taken else ""
    return Part(count, look.fact(f"{subject}.part_paid"), back, less)
