"""A003: what an agent did for the customer, or tells them to have, is within what may be decided alone."""

from collections.abc import Iterator
from decimal import Decimal

from copilot.checks.certainty import against
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.amount_frames import free_from
from copilot.checks.rules.claims import asserting, claims, goodwill_told
from copilot.models import Action, Fact
from copilot.values import Found, read_money

GIVEN = ("goodwill", "credit")
"""What agents give of their own accord, up to what their role may."""


def exceeded(reading: Reading) -> Iterator[Problem]:
    """Each thing the agent gave that is more than anybody of their role may give alone, where the draft tells it."""
    for action in reading.evidence.actions:
        if action.kind in GIVEN and action.amount is not None:
            yield from _beyond(reading, action, action.amount)
    if not any(action.kind in GIVEN for action in reading.evidence.actions):
        yield from _told(reading)


def _told(reading: Reading) -> Iterator[Problem]:
    """Each amount that stands in the evidence only as goodwill to which somebody else has to agree."""
    amounts = [(value, facts) for value in reading.values if (facts := _as_goodwill_alone(reading, value))]
    for sentence, statement in asserting(reading) if amounts else ():
        orders = statement.orders or reading.evidence.orders
        if any(claim.negated for claim in statement.events) or goodwill_told(reading, statement, orders):
            continue
        for value, facts in amounts:
            if statement.start <= value.start < statement.end and not free_from(reading, sentence, value):
                message = f"{value.text} of goodwill is more than may be given alone; somebody else has to agree"
                yield Problem("unchecked", message, value.start, value.end, value.text, (facts[0].id,))


def _as_goodwill_alone(reading: Reading, value: Found) -> list[Fact]:
    """The facts of an amount that is nothing else in the evidence."""
    if value.type != "money":
        return []
    facts = [fact for text in value.values for fact in reading.evidence.by_value.get(("money", text), ())]
    return facts if all(fact.role.startswith("goodwill.") for fact in facts) else []


def _beyond(reading: Reading, action: Action, amount: Decimal) -> Iterator[Problem]:
    """The amount against the rungs of the entitlement: alone, with a senior's consent, and so on."""
    rungs = [e for e in reading.evidence.entitled(action.kind, action.order_id) if e.amount]
    role = _role(reading)
    alone = [e for e in rungs if e.state == "allowed" or (e.role is not None and e.role == role)]
    if not rungs or amount <= max((read_money(e.amount)[0] for e in alone if e.amount), default=Decimal(0)):
        return
    above = sorted(
        (read_money(e.amount)[0], e.role or "second person", e.id) for e in rungs if e.amount and e.state == "approval"
    )
    who, rung = next(((name, id) for most, name, id in above if most >= amount), (None, None))
    what = f"{action.kind} of {amount} is more than {role or 'the agent'} may give alone"
    message = f"{what}; a {who.replace('_', ' ')} has to agree" if who else f"{what}, and more than anybody may"
    start, end = _place(reading, action)
    ids = (rung,) if rung else tuple(e.id for e in rungs)
    status = against(role is not None or who is None)
    yield Problem(status, message, start, end, reading.text[start:end] if start is not None else None, ids)


def _role(reading: Reading) -> str | None:
    """The role of the agent who acted, where the shop lists its agents."""
    who = {fact.source.removeprefix("agent:") for fact in reading.evidence.facts if fact.role == "action"}
    return next((agent.role for agent in reading.evidence.shop.agents if agent.id in who), None)


def _place(reading: Reading, action: Action) -> tuple[int | None, int | None]:
    """Where the draft tells of it: its amount, or the words that say it was done."""
    for value in reading.values:
        if value.type == "money" and any(read_money(text)[0] == action.amount for text in value.values):
            return value.start, value.end
    for _, claim in claims(reading, "done"):
        if claim.kind in GIVEN:
            return claim.start, claim.end
    return None, None
