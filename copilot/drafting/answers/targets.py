"""What the shop does of itself and within which time, in our own words, from the rules that name that time."""

from copilot.drafting.text import Line, line
from copilot.drafting.topics import about_topic, is_about
from copilot.evidence import Evidence
from copilot.models import Fact, Order

SENTENCES = {
    "lost_parcel": "search_opened",
    "complaint": "complaint_decision",
    "double_charge": "second_refund",
    "charge_dispute": "charge_looked_into",
    "refund_status": "return_checked",
    "safety": "safety_passed_in",
    "account": "account_locked",
}
"""The sentence of the copy that says what happens within the time of a topic's rule."""


def target_lines(evidence: Evidence, topic: str, order: Order | None = None, about: str | None = None) -> list[Line]:
    """One sentence on what happens and within which time; none where no rule of the topic names a time."""
    timing = target_timing(evidence, topic, order, about)
    return [line(SENTENCES[topic], timing.subject.removeprefix("clause:"), timing=timing)] if timing else []


def target_timing(evidence: Evidence, topic: str, order: Order | None = None, about: str | None = None) -> Fact | None:
    """The time within which the shop acts, of the first rule about the topic that names one."""
    found = [scoped for scoped in evidence.notices(order) if scoped.clause.about == "target" and scoped.clause.timing]
    for scoped in about_topic(found, topic):
        if about is not None and not is_about(f"{scoped.clause.id} {scoped.clause.quote}", about):
            continue
        return evidence.by_id.get(f"clause:{scoped.clause.id}.timing")
    return None
