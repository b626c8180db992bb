"""What customers were given before, from the events of their orders and from what agents did."""

from collections.abc import Iterable, Iterator, Sequence

from copilot.models import Action, Order

from .actions import gives


def granted_in(orders: Iterable[Order], done: Sequence[Action] = ()) -> tuple[Action, ...]:
    """Goodwill and credit among the events of these orders, and what agents did that is not among these events.

    An event counts whose kind is a name for it and that has an amount; the amount counts with its number in every
    currency, for caps have one number in all of them.
    """
    told = [action for order in orders for action in _told(order)]
    left = list(told)
    untold = []
    for action in done:
        same = next((event for event in left if _same(action, event)), None)
        if same is None:
            untold.append(action)
        else:
            left.remove(same)
    return (*told, *untold)


def _told(order: Order) -> Iterator[Action]:
    for event in order.events:
        given = gives(event.kind)
        if given and event.amount is not None:
            kind = given[0] if len(given) == 1 else event.kind
            yield Action(kind=kind, order_id=order.id, line_ids=event.line_ids, amount=event.amount, at=event.at)


def _same(one: Action, other: Action) -> bool:
    alike = not set(gives(one.kind)).isdisjoint(gives(other.kind))
    return alike and (one.order_id, one.amount) == (other.order_id, other.amount)
