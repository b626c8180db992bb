"""Sentences and clauses put together by what they want and name: which of them make one request."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from copilot.evidence import Evidence
from copilot.evidence.versions import version_named

from .falling import price_fell_to
from .meaning import OF_SUMS, can_be
from .mentions import NOTHING, Named, Things, spoken_alone
from .said import tells
from .sent_otherwise import came_otherwise
from .units import Unit, says_little

FAULTS = frozenset({"damaged_item", "wrong_item", "missing_item", "late_delivery", "lost_parcel"})
OF_ORDERS = FAULTS | {
    "cancel",
    "change_address",
    "change_payment",
    "order_status",
    "change_item",
    "exchange",
    "return",
    "refund_request",
    "refund_status",
    "warranty",
}
"""Intents of which a sum, a day or a cost can be asked."""
ALIKE = (
    frozenset({"order_status", "late_delivery"}),
    frozenset({"order_status", "lost_parcel"}),
    frozenset({"late_delivery", "lost_parcel"}),
    frozenset({"return", "refund_request"}),
    frozenset({"damaged_item", "refund_request"}),
    frozenset({"damaged_item", "warranty"}),
    frozenset({"wrong_item", "refund_request"}),
    frozenset({"missing_item", "refund_request"}),
    frozenset({"late_delivery", "refund_request"}),
    frozenset({"lost_parcel", "refund_request"}),
    frozenset({"lost_parcel", "refund_status"}),
    frozenset({"cancel", "refund_request"}),
    frozenset({"refund_status", "refund_request"}),
    frozenset({"privacy", "account"}),
    frozenset({"wrong_item", "exchange"}),
    frozenset({"change_item", "exchange"}),
    frozenset({"discount", "gift_card"}),
)
"""Intents that are one request where they are told of the same thing."""
REMEDIED = FAULTS | {"order_status", "warranty", "gift_card", "invoice"}
"""Intents after which a remedy is named."""
REMEDIES = frozenset({"change_item", "exchange", "refund_request"})
"""What the naming of a remedy may look like by itself."""
RETURNED = frozenset({"damaged_item", "wrong_item", "warranty"})
"""Faults of things that go back to the shop."""
VERSIONS = frozenset({"change_item", "exchange"})
"""Wishes for another version of a thing."""
OF_PRICES = frozenset({"refund_request", "availability", "discount"})
"""Intents that a wish to have a difference of prices back may look like."""
OF_THINGS = frozenset({"product_question", "availability"})
"""Intents of questions about a thing itself."""
STILL_HERE = frozenset({"pending", "processed"})
GONE = frozenset({"cancelled", "returned"})
"""Statuses of orders of which nothing can be changed: another version of such a thing is a new order."""
_AND = re.compile(r"\W*(?:and|also|und|et|y|e|en|ed)\s", re.IGNORECASE)
"""How a question begins that is about something else."""
FEW = 2
TRIVIAL = 7  # words of a question that only asks whether that is so, after a request about an order


@dataclass(slots=True)
class Group:
    """Units that go together, and what they name, themselves or by going on about it.

    `asked` is what is named where something is wanted or behind it, and not only before.
    """

    units: list[Unit]
    wants: dict[str, None]
    things: Things
    own: bool = field(default=True)
    asked: Things = NOTHING

    @property
    def words(self) -> str:
        return " ".join(unit.words for unit in self.units)


def groups_of(named: Named, units: Sequence[Unit], borne: frozenset[str]) -> list[Group]:
    """Units put together by what they want and name; what only tells something goes with what it is told for.

    `borne` are the intents that the message as a whole shows.
    """
    groups: list[Group] = []
    told: list[Unit] = []
    evidence = named.evidence
    for unit in units:
        things, before = named(unit), named(*told)
        about = things or before or _last_things(groups)
        unit = _by_itself(unit, things or before, groups)
        unit = _possible(evidence, unit, about, borne)
        unit = _versioned(evidence, unit, told, about)
        unit = _priced(evidence, unit, told, about)
        unit = _sent_otherwise(evidence, unit, told, about)
        if groups and not things and not borne & set(unit.wants) and _asks_for_told(groups[-1], unit):
            unit = replace(unit, wants=(), guessed=False)
            home: Group | None = groups[-1]
        else:
            home = _home(groups, unit, things, before)
        if home is None and not unit.asks and not (unit.aspect and (unit.back or unit.question)):
            told.append(unit)
            continue
        if home is not None:
            forth = _about_same(named, told, things or home.things) if home is groups[-1] else []
            home.units += [*forth, unit]
            home.things |= things | named(*forth)
            home.asked |= things | (named(*forth) if home.asked else NOTHING)
            home.wants |= dict.fromkeys(unit.wants)
            told = [] if home is groups[-1] else told
            continue
        back, ahead = _divided(named, told, groups)
        if groups:
            _add(named, groups[-1], back)
        if things:
            ahead = _about_same(named, ahead, things)
        wants = unit.wants or (("refund_request",) if unit.back else ())
        own = things or named(*ahead)
        groups.append(Group([*ahead, unit], dict.fromkeys(wants), own or _last_things(groups), bool(own), things))
        told = []
    if groups:
        _add(named, groups[-1], told)
    return groups


def _add(named: Named, group: Group, told: Sequence[Unit]) -> None:
    """Puts what was told after a request beside it, without what is about something else."""
    if not group.things:
        group.things = named(*told)
        group.own = bool(group.things)
    same = _about_same(named, told, group.things)
    group.units += same
    group.asked |= named(*same) if group.asked else NOTHING


def _about_same(named: Named, told: Sequence[Unit], things: Things) -> list[Unit]:
    """The units that name some of these things, or nothing."""
    return [one for one in told if not (own := named(one)) or not things or own & things]


def _home(groups: Sequence[Group], unit: Unit, own: Things, before: Things) -> Group | None:
    """The group that the unit goes on with, where it wants nothing that stands by itself.

    `own` is what it names, and `before` what was told since the last group.
    """
    if not groups:
        return None
    things = own or (NOTHING if before & groups[-1].things else before)
    last = next((group for group in reversed(groups) if "praise" not in group.wants), groups[-1])
    near = [group for group in reversed(groups) if things and group.things & things]
    near = near or ([last] if not things or not last.things else [])
    wants = set(unit.wants)
    for group in near[:1]:
        if wants & group.wants.keys():
            return group
        if any(wants & pair and group.wants.keys() & pair for pair in ALIKE):
            return group
        if unit.remedy and wants <= REMEDIES and REMEDIED & group.wants.keys():
            return group
        if wants == {"return"} and own <= group.things and RETURNED & group.wants.keys():
            return group
    anew = len(unit.words.split()) > FEW and _AND.match(unit.words)
    trivial = unit.question and not own and not unit.version and not anew and len(unit.words.split()) <= TRIVIAL
    if (
        (unit.aspect or unit.back or trivial)
        and not wants
        and OF_ORDERS & last.wants.keys()
        and (not own or own & last.things)
    ):
        return last
    little = unit.question and not unit.version and (not things or things & last.things) and says_little(unit.words)
    return last if little and not wants and last.wants.keys() - {"praise"} else None


def _asks_for_told(group: Group, unit: Unit) -> bool:
    """Whether a few words ask for what was only told before: "two payments were taken. Could you look into it?"."""
    few = len(unit.words.split()) <= TRIVIAL and not unit.version and not _AND.match(unit.words)
    return few and unit.wish and (unit.guessed or not unit.wants) and not any(one.wish for one in group.units)


def _divided(named: Named, told: list[Unit], groups: Sequence[Group]) -> tuple[list[Unit], list[Unit]]:
    """Which of the units that only tell something belong to what was asked before, and which to what is asked now."""
    if not groups:
        return [], told
    for place, one in enumerate(told):
        things = named(one)
        if (things and not things & groups[-1].things) or (one.block != groups[-1].units[-1].block):
            return told[:place], told[place:]
    return told, []


def _last_things(groups: Sequence[Group]) -> Things:
    """What was named last, in praise only where nothing else was."""
    named = [group for group in reversed(groups) if group.things]
    return next((group.things for group in named if "praise" not in group.wants), named[0].things if named else NOTHING)


def _by_itself(unit: Unit, things: Things, groups: Sequence[Group]) -> Unit:
    """The unit without what only its meaning tells, where it says too little by itself after something else."""
    one = set(unit.wants) <= OF_THINGS  # one word is enough to ask of a thing: "does it work on induction?"
    anew = bool(groups) and unit.block != groups[-1].units[-1].block
    if not (groups and unit.guessed and unit.question) or things or one or anew:
        return unit
    short = len(unit.words.split()) <= TRIVIAL and set(unit.wants) <= OF_SUMS and OF_ORDERS & groups[-1].wants.keys()
    return replace(unit, wants=unit.instead, guessed=False) if short or says_little(unit.words) else unit


def _possible(evidence: Evidence, unit: Unit, things: Things, borne: frozenset[str]) -> Unit:
    """The unit without what only its meaning names and nobody can want of orders such as these.

    Another version of nothing that is named is not wanted where the message as a whole is about something else.
    """
    if not unit.guessed:
        return unit
    if not things and evidence.focus.how == "all" and borne and not borne & VERSIONS and set(unit.wants) <= VERSIONS:
        return replace(unit, wants=unit.instead, guessed=False)
    ids = {id for id, _ in things}
    orders = [order for order in evidence.orders if order.id in ids]
    if not orders and evidence.focus.how != "all":
        orders = list(evidence.focus.orders)
    statuses = {order.status for order in orders}
    wants = tuple(want for want in unit.wants if can_be(want, statuses))
    return unit if wants == unit.wants else replace(unit, wants=wants or unit.instead, guessed=bool(wants))


def _versioned(evidence: Evidence, unit: Unit, told: Sequence[Unit], things: Things) -> Unit:
    """The unit as the wish for another version, where it asks for nothing else and names one.

    A question that says little by itself, or only that something be changed, is about the version `told` of before it:
    "They want the green one. Can you?"
    """
    told_of_goods = unit.guessed and not unit.question and set(unit.wants) <= OF_THINGS
    if (unit.wants and not told_of_goods) or not unit.wish:
        return unit
    statuses = {order.status for order in evidence.orders if order.id in {id for id, _ in things}}
    here = bool(statuses) and statuses <= STILL_HERE  # of what has arrived another version may have come by mistake
    goes_on = (here and says_little(unit.words)) or tells(unit.words, "changes")
    before = [one.words for one in told] if goes_on else []
    ticket = spoken_alone(evidence.ticket, " ".join([*before, unit.words]))
    items = [item for order in evidence.orders for item in order.items if (order.id, item.id) in things]
    several = {product.id for product in evidence.products if len(product.variants) > 1}
    named = any(version_named(ticket, item, evidence.products) for item in items)
    if not named and not (unit.version and any(item.product_id in several for item in items)):
        return unit
    return replace(unit, wants=("availability",) if statuses <= GONE else ("change_item",), guessed=False)


def _sent_otherwise(evidence: Evidence, unit: Unit, told: Sequence[Unit], things: Things) -> Unit:
    """The unit as the report of a wrong item, where it tells that another version came than the one ordered."""
    if unit.wants or unit.wish:
        return unit
    words = " ".join(one.words for one in (*told, unit))
    items = [item for order in evidence.orders for item in order.items if (order.id, item.id) in things]
    wrong = any(came_otherwise(words, item, evidence.products) for item in items)
    return replace(unit, wants=("wrong_item",)) if wrong else unit


def _priced(evidence: Evidence, unit: Unit, told: Sequence[Unit], things: Things) -> Unit:
    """The unit as the wish for a difference of prices, where what was paid and a lower price of today are named."""
    if not unit.wish or not (unit.guessed or set(unit.wants) <= OF_PRICES):
        return unit
    words = " ".join(one.words for one in (*told, unit))
    items = [item for order in evidence.orders for item in order.items if (order.id, item.id) in things]
    if any(price_fell_to(words, item, evidence.products) for item in items):
        return replace(unit, wants=("discount",), guessed=False)
    return unit
