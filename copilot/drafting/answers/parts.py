"""Some of a line's pieces: two of the four mugs."""

from dataclasses import dataclass

from copilot.drafting.asked import Offer
from copilot.drafting.look import Look
from copilot.models import Fact


@dataclass(frozen=True, slots=True)
class Part:
    """How many pieces of a line the customer speaks of, and what was paid for them."""

    count: Fact
    amount: Fact | None


def part_of(look: Look, offer: Offer) -> Part | None:
    """The pieces that the customer names, where the offer is for one line of more of them."""
    if len(offer.lines) != 1:
        return None
    subject = f"order:{look.order.id}/line:{offer.lines[0].id}"
    count = look.fact(f"{subject}.part_count")
    return Part(count, look.fact(f"{subject}.part_paid")) if count else None
