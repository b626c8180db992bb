"""The parts of a message that each want something, each with the evidence as if nothing else had been written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copilot.evidence import Evidence, lines_spoken_of
from copilot.evidence.focus import focus
from copilot.models import Ticket, Triage

from .grouping import FAULTS, Group, groups_of
from .meaning import borne_by, likelihood, meant, readable
from .mentions import NOTHING, Named, Things, candidates, spoken_alone, waits
from .times import placed_then
from .units import Unit, units_of

TROUBLE = 0.2
"""How likely a sentence that asks for nothing tells that something is wrong with a thing."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is wanted there, nothing for a question that no intent covers, the evidence for it, and its units."""

    wants: tuple[str, ...]
    evidence: Evidence
    units: tuple[Unit, ...] = ()


def statements_of(ticket: Ticket) -> tuple[str, ...]:
    """The sentences and clauses of what waits for an answer, and some of them together, as their meaning is read."""
    return readable(units_of(waits(ticket)))


def parts_of(evidence: Evidence, triage: Triage) -> tuple[Part, ...]:
    """The parts of the customer's last message in their order; one without wants where it asks for nothing."""
    units = meant(units_of(waits(evidence.ticket)), triage.statements, triage.intents)
    named = Named(evidence)
    groups = groups_of(named, units, borne_by(triage.intents))
    apart = sum(len(group.units) for group in groups) < len(units)
    if len(groups) < 2 and not (groups and apart and groups[0].own):
        wants = tuple(groups[0].wants) if groups else ()
        things, asked = (groups[0].things, groups[0].asked) if groups else (NOTHING, NOTHING)
        return (Part(wants, _narrowed(_asked_for(_with_lines(evidence, things), asked)), tuple(units)),)
    parts = [Part(tuple(group.wants), _bound(evidence, group), tuple(group.units)) for group in groups]
    parts += _troubles(named, [unit for unit in units if not any(unit in g.units for g in groups)], triage)
    return tuple(parts)


def _troubles(named: Named, units: Sequence[Unit], triage: Triage) -> list[Part]:
    """Parts of what is told of other things than those that something is asked of, where it tells of trouble."""
    told = [unit for unit in units if max(likelihood([unit], fault, triage.statements) for fault in FAULTS) >= TROUBLE]
    groups = [Group([unit], {}, named(unit)) for unit in told]
    return [Part((), _bound(named.evidence, group), tuple(group.units)) for group in groups]


def _bound(evidence: Evidence, group: Group) -> Evidence:
    """The evidence as if only this part had been written, after what was written before where it names nothing."""
    whole, orders = evidence.focus, candidates(evidence)
    ticket = spoken_alone(evidence.ticket, group.words, earlier=not group.own)
    about = focus(ticket, orders)
    if not group.own:
        ids = {id for id, _ in group.things}
        of_things = tuple(order for order in orders if order.id in ids)
        lines = tuple(sorted(thing for thing in group.things if thing[1] or thing[0].startswith("product:")))
        how = "item" if of_things else whole.how
        about = replace(whole, orders=of_things or whole.orders, how=how, foreign=(), lines=lines)
        if not of_things and whole.how == "item":  # what another part names is not meant here
            about = replace(about, orders=evidence.orders, how="all" if len(evidence.orders) > 1 else "only")
    elif about.how == "item" and whole.how == "named":
        within = tuple(order for order in about.orders if order in whole.orders)
        about = replace(about, orders=within or about.orders)
    return _narrowed(_asked_for(_with_lines(replace(evidence, ticket=ticket, focus=about), group.things), group.asked))


def _asked_for(evidence: Evidence, asked: Things) -> Evidence:
    """The evidence as about the lines that are named where something is wanted, without those only told of before.

    "I bought the mugs and the bowl. The bowl has to go back."
    """
    about = evidence.focus
    lines = tuple(sorted(thing for thing in asked if thing[1] and thing[0] in {order.id for order in about.orders}))
    of_lines = tuple(order for order in about.orders if order.id in {id for id, _ in lines})
    if not lines:
        return evidence
    if about.how == "named":
        return replace(evidence, focus=replace(about, lines=lines))
    return replace(evidence, focus=replace(about, orders=of_lines, how="item", lines=lines))


def _with_lines(evidence: Evidence, things: Things) -> Evidence:
    """The evidence with the lines that are named by other words than their names, where none is by its name."""
    about = evidence.focus
    if about.lines or any(lines_spoken_of(evidence.ticket, order) for order in about.orders):
        return evidence
    lines = tuple(sorted(thing for thing in things if thing[1]))
    of_lines = tuple(order for order in about.orders if order.id in {id for id, _ in lines})
    if not lines or not of_lines:
        return evidence
    how = "item" if about.how == "all" else about.how
    return replace(evidence, focus=replace(about, orders=of_lines, how=how, lines=lines))


def _narrowed(evidence: Evidence) -> Evidence:
    """Of several orders in question those of the time that the customer names."""
    about = evidence.focus
    if about.how not in ("item", "all") or len(about.orders) < 2:
        return evidence
    then = placed_then(evidence.ticket.last_said, about.orders, evidence.today, evidence.shop.zone)
    if not then or len(then) == len(about.orders):
        return evidence
    return replace(evidence, focus=replace(about, orders=then, how="item" if len(then) == 1 else about.how))
