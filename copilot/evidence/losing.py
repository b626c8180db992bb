"""The last day on which a parcel that is late still counts as late: from the next day on it is lost."""

from collections.abc import Iterator, Sequence

from copilot.models import Fact, Order, Shop
from copilot.policy import ScopedClause
from copilot.values import add_days, local_date

ON_THE_WAY = ("shipped", "partially_shipped")


def lost_facts(orders: Sequence[Order], clauses: Sequence[ScopedClause], shop: Shop) -> Iterator[Fact]:
    """The end of the wait that a clause sets before a parcel is sent again, for each parcel that is not there."""
    waits = [
        scoped.clause
        for scoped in clauses
        if scoped.clause.about == "replacement"
        and scoped.clause.effect == "deny"
        and scoped.clause.window
        and scoped.clause.window.start == "expected_at"
    ]
    for clause in waits[:1]:
        for order in orders:
            for number, parcel in enumerate(order.shipments, 1):
                if order.status in ON_THE_WAY and parcel.expected_at and not parcel.delivered_at and clause.window:
                    due = local_date(parcel.expected_at, shop.zone)
                    last, steps = add_days(due, clause.window.days, clause.window.kind, shop.holidays)
                    subject = f"order:{order.id}"
                    yield Fact(
                        f"{subject}.late_until.{number}", "date", "late.until", subject, last.isoformat(),
                        f"clause {clause.id}", steps,
                    )  # fmt: skip
