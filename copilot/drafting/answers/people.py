"""What is about people rather than orders: account, privacy, complaints, praise, safety, and whatever else."""

from copilot.drafting.answer import Answer
from copilot.drafting.passages import told
from copilot.drafting.text import line
from copilot.evidence import Evidence

from .notices import topic_notices
from .orders import late_expectation
from .parcels import late
from .steps import pass_on


def account(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages say about accounts; a person does what is to be done."""
    words = told(evidence, intent) or topic_notices(evidence, intent)
    return Answer([words], steps=[pass_on("See to the customer's account as the pages say.")]) if words else None


def privacy(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages say about data; a person does what is to be done."""
    words = topic_notices(evidence, intent) or told(evidence, intent)
    return Answer([words], steps=[pass_on("Start what the customer asks for about their data.")]) if words else None


def complaint(evidence: Evidence, intent: str) -> Answer:
    """Sorry, that it is passed on, and what the pages say about how complaints are decided."""
    words = topic_notices(evidence, intent)
    steps = [pass_on("Pass the complaint to somebody who was not involved.")]
    delayed = None if evidence.ticket.in_public else _delayed(evidence)
    return Answer(
        [[line("sorry_complaint"), line("complaint_passed"), *words], *(delayed.said if delayed else [])],
        delayed.asked if delayed else [],
        [*steps, *(delayed.steps if delayed else [])],
    )


def _delayed(evidence: Evidence) -> Answer | None:
    """What is to be said of an order that is late, whether or not it is what the complaint is about."""
    found = any(late_expectation(evidence, order) for order in evidence.focus.orders)
    return late(evidence, "late_delivery") if found else None


def praise(_: Evidence, __: str) -> Answer:
    """Thanks."""
    return Answer([[line("thanks_praise")]], steps=[pass_on("Tell the people whom the praise is for.")])


def safety(evidence: Evidence, intent: str) -> Answer:
    """Stop using it, first of all; then what the pages say."""
    words = [*told(evidence, intent, 2), *topic_notices(evidence, intent)]
    first = [line("safety_stop"), line("safety_hurt"), line("safety_passed")]
    steps = [pass_on("Hand this to a senior colleague now: somebody may be in danger.")]
    return Answer([first, *([words] if words else [])], steps=steps)


def anything(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages found say, where they fit."""
    words = told(evidence, intent)
    return Answer([words]) if words else None
