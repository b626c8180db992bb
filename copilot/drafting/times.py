"""Which of several orders customers mean by a time: "my October order", "this morning", "gestern"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta, tzinfo
from functools import cache

from copilot.evidence import plain
from copilot.models import Order
from copilot.values import LANGUAGES, local_date

LONGEST = 4000  # code points of a message that are read
_TODAY = re.compile(
    r" (?:today|this morning|tonight|just now|heute|aujourd hui|ce matin|hoy|esta manana|oggi|stamattina|hoje"
    r"|esta manha|vandaag|vanmorgen|vanochtend) "
)
_YESTERDAY = re.compile(
    r" (?:yesterday|last night|gestern|hier|ayer|anoche|ieri|ieri sera|ontem|gisteren|gisteravond) "
)
_IDLE_MAY = re.compile(r" may (?:i|we|you|it|be|have|not|also) ")


def placed_then(text: str, orders: Sequence[Order], today: date, zone: tzinfo) -> tuple[Order, ...]:
    """The orders that were placed, or else delivered, at the time that the text names; none where it names none."""
    said = plain(text[:LONGEST])
    placed = [(order, local_date(order.placed_at, zone)) for order in orders if order.placed_at]
    for words, day in ((_TODAY, today), (_YESTERDAY, today - timedelta(days=1))):
        if words.search(said) and (then := tuple(order for order, at in placed if at == day)):
            return then
    for month in _months_in(said):
        if then := tuple(order for order, at in placed if at.month == month):
            return then
        delivered = [(order, parcel.delivered_at) for order in orders for parcel in order.shipments]
        if then := tuple(order for order, at in delivered if at and local_date(at, zone).month == month):
            return tuple(dict.fromkeys(then))
    return ()


def _months_in(said: str) -> list[int]:
    """The months that the text names, whole names only."""
    left = _IDLE_MAY.sub(" ", said)
    return [month for name, month in _months() if f" {name} " in left]


@cache
def _months() -> tuple[tuple[str, int], ...]:
    from babel.dates import get_month_names

    names = {
        (plain(name).strip(), month)
        for language in LANGUAGES
        for month, name in get_month_names("wide", locale=language).items()
    }
    return tuple(sorted(names))
