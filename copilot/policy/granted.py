"""What customers were given before, from the events of their orders."""

from collections.abc import Iterable

from copilot.models import Action, Order

from .authority import UP_TO


def granted_in(orders: Iterable[Order]) -> tuple[Action, ...]:
    """Goodwill and credit among the events of these orders: an event whose kind has the word, and that has an amount.

    An amount counts with its number in every currency, for caps have one number in all of them.
    """
    found = []
    for order in orders:
        for event in order.events:
            words = event.kind.casefold().replace("-", "_").replace(" ", "_").split("_")
            kind = next((kind for kind in reversed(UP_TO) if kind in words), None)
            if kind and event.amount is not None:
                found.append(
                    Action(kind=kind, order_id=order.id, line_ids=event.line_ids, amount=event.amount, at=event.at)
                )
    return tuple(found)
