"""A003: what an agent did for the customer, or tells them to have, is within what may be decided alone."""

from collections.abc import Iterator
from decimal import Decimal

from copilot.checks.certainty import against
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.amount_frames import free_from
from copilot.checks.rules.claims import asserting, claims, goodwill_told
from copilot.models import Action, Fact
from copilot.policy import gives, is_kind
from copilot.values import Found, read_money

GIVEN = ("goodwill", "credit")
"""What agents give of their own accord, up to what their role may, as claims are called."""


def exceeded(reading: Reading) -> Iterator[Problem]:
    """Each thing the agent gave that is more than anybody of their role may give alone, where the draft tells it."""
    for action in reading.evidence.actions:
        if gives(action.kind) and action.amount is not None:
            yield from _beyond(reading, action, action.amount)
    if not any(gives(action.kind) for action in reading.evidence.actions):
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
    kinds = gives(action.kind)
    rungs = [e for kind in kinds for e in reading.evidence.entitled(kind, action.order_id) if e.amount]
    role = _role(reading)
    alone = [e for e in rungs if e.state == "allowed" or (e.role is not None and e.role == role)]
    if amount <= max((read_money(e.amount)[0] for e in alone if e.amount), default=Decimal(0)):
        return
    if "credit" in kinds and _owed(reading, action, amount):
        return
    start, end = _place(reading, action)
    says = reading.text[start:end] if start is not None else None
    if not rungs:
        message = f"nothing in the evidence says how much {action.kind} may be given, here {amount}"
        yield Problem("unchecked", message, start, end, says)
        return
    above = sorted(
        (read_money(e.amount)[0], e.role or "second person", e.id) for e in rungs if e.amount and e.state == "approval"
    )
    who, rung = next(((name, id) for most, name, id in above if most >= amount), (None, None))
    what = f"{action.kind} of {amount} is more than {role or 'the agent'} may give alone"
    message = f"{what}; a {who.replace('_', ' ')} has to agree" if who else f"{what}, and more than anybody may"
    ids = (rung,) if rung else tuple(e.id for e in rungs)
    sure = len(kinds) == 1 and is_kind(action.kind, kinds[0])
    status = against(sure and (role is not None or who is None))
    yield Problem(status, message, start, end, says, ids)


def _owed(reading: Reading, action: Action, amount: Decimal) -> bool:
    """Whether a credit is exactly what something else pays back: a refund as store credit."""
    offers = reading.evidence.entitled_all(action.order_id)
    sums = {read_money(e.amount) for e in offers if e.amount and e.state == "allowed" and e.about not in GIVEN}
    return amount in {paid for paid, _ in sums}


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
