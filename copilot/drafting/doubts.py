"""What the agent has to look at in a reply of ours: requests that may have been read wrongly, questions left open."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import get_args

from copilot.evidence import Evidence, lines_spoken_of
from copilot.models import Finding, Severity, Triage

from .answered import Answered, Reply
from .asked import lines_asked, names_lines
from .grouping import ALIKE, TRIVIAL
from .meaning import BORNE, can_be
from .mentions import spoken_alone, waits
from .requests import COVERED, KIN, Wish, asks_details
from .said import tells
from .units import units_of

PRAISE = 0.5
"""From what share of a complaint's likelihood on praise has to be looked at."""
SURE = 0.5
"""How sure a reading has to be that nobody needs to look at."""
LEAST = {"safety": 0.85}
"""The same, where the answer to somebody who asks something else would be more than beside the matter."""
NAMED = 0.6
"""How sure it is where words of ours name the request."""
UNBORNE = 0.35
"""What a sentence counts less whose request neither words name nor the message as a whole shows (`BORNE`)."""
LONGEST = 120  # letters of the customer's words that a finding repeats
UNREAD = 0.15
"""From here down nobody read the request in the words: the records showed it, as a price that fell."""
READ_OTHERWISE = frozenset({"praise", "open_question", "product_question", "reach", "complaint", "complaint_also"})
"""Requests whose answers are not chosen by how likely they are."""

OF_WHOLE_LINES = frozenset({"cancel", "change_item", "exchange", "warranty"})
"""Requests whose answers know of no part of the pieces of a line."""
SEEN = 0.7
"""How likely the message as a whole shows a request that an answer has to take up."""
ASKED_SURELY = 0.9
"""How likely one question or wish by itself shows a request that an answer has to take up."""
OF_MESSAGES = frozenset({"praise", "complaint", "other"})
"""What is no request of its own beside others."""
LEFT_OUT = frozenset({"cancel", "change_item"})
"""Both are what it is to take a thing out of an order."""
OUR_FAULT = frozenset({"wrong_item", "exchange"})
"""Alike, and not the same: what we sent wrongly is not swapped on the customer's account."""
SAME = (*(pair for pair in ALIKE if pair != OUR_FAULT), LEFT_OUT)
"""Requests of which the answer to one may stand for the other."""

OF_LINES = frozenset(
    {"return", "exchange", "damaged_item", "wrong_item", "missing_item", "warranty", "cancel", "change_item"}
)
"""Requests about things of an order, of which the answer has to take the right ones."""


CODES = ("D001", "D002", "D003")


def doubts(answered: Answered, severities: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """What may be answered wrongly or is passed over, which leaves the draft unsure; as a warning what is handed on.

    `severities` replaces a severity by code; "off" leaves the code out.
    """
    each = [finding for reply in answered.replies for finding in _doubts(reply, answered.triage)]
    found = [*each, *_passed_over(answered)]
    own = {code: severity for code, severity in (severities or {}).items() if severity in get_args(Severity)}
    return tuple(
        finding.model_copy(update={"severity": own.get(finding.rule, finding.severity)})
        for finding in found
        if (severities or {}).get(finding.rule) != "off"
    )


def _doubts(reply: Reply, triage: Triage) -> Iterator[Finding]:
    wish = reply.wish
    if reply.how == "covered":
        return
    least = 0.0 if wish.label == "other" else UNREAD
    if reply.how == "open":
        handed_on = _finding("D002", "asked, and not answered", wish)
        yield handed_on.model_copy(update={"severity": "warn", "status": "violated"})
    elif wish.label == "complaint" and _may_be_praise(triage):
        yield _finding("D001", "read as 'complaint', and it may be praise: see which it is", wish)
    elif wish.label not in READ_OTHERWISE and least <= certainty(wish, triage) < LEAST.get(wish.label, SURE):
        label = wish.label.replace("_", " ")
        yield _finding("D001", f"read as {label!r}, and not surely: see whether that is what the customer asks", wish)
    elif wish.label in OF_LINES and _told_apart(wish):
        yield _finding(
            "D003", "answered for several items that the customer tells apart: see which of them are meant", wish
        )
    elif wish.label in OF_WHOLE_LINES and _some_pieces(wish):
        yield _finding("D003", "answered for all pieces of a thing, of which the customer names some", wish)
    elif wish.label in OF_LINES and _only_some(wish):
        yield _finding("D003", "answered for several pieces, and the customer speaks of only one or some", wish)


def _may_be_praise(triage: Triage) -> bool:
    """Whether the message or a sentence shows praise at least half as likely as the complaint that it is read as."""
    shown = [*triage.intents, *(intent for one in triage.statements for intent in one.intents)]
    most = {
        label: max((i.confidence for i in shown if i.label == label), default=0.0) for label in ("praise", "complaint")
    }
    return most["praise"] >= PRAISE * most["complaint"]


def _passed_over(answered: Answered) -> Iterator[Finding]:
    """What the message or one of its questions shows, and no reply takes up, whatever became of the words for it."""
    taken = {"complaint" if label == "complaint_also" else label for label in answered.labels}
    said, statuses = waits(answered.evidence.ticket), _statuses(answered.evidence)
    for intent in answered.triage.intents:
        if intent.label == "order_details" and not asks_details(answered.evidence):
            continue  # it is what another request is about
        if intent.confidence >= SEEN and can_be(intent.label, statuses) and not _taken_up(intent.label, taken, SAME):
            label = intent.label.replace("_", " ")
            yield _unanswered(f"the message may also be about {label!r}, which nothing answers", said)
    for words, label in _asked_surely(answered.triage, said):
        if not _taken_up(label, taken, (*SAME, *KIN)):
            yield _unanswered(f"this asks about {label.replace('_', ' ')!r}, which nothing answers", words)


def _taken_up(label: str, taken: AbstractSet[str], families: Iterable[frozenset[str]]) -> bool:
    """Whether what is answered has this in it, itself or as one of a family of requests."""
    covered = COVERED.get(label, frozenset()) & taken
    return (
        bool(covered) or label in taken | OF_MESSAGES or any(label in family and family & taken for family in families)
    )


def _statuses(evidence: Evidence) -> set[str]:
    """Those of the orders in question, where some are."""
    return {order.status for order in evidence.focus.orders} if evidence.focus.how != "all" else set()


def _asked_surely(triage: Triage, said: str) -> Iterator[tuple[str, str]]:
    """The questions and wishes of a message that surely show an intent by themselves, with it.

    Short ones and those for a sum or a day only go on about what is asked beside them.
    """
    whole = [unit for unit in units_of(said) if len(unit.words.split()) > TRIVIAL and not (unit.aspect or unit.back)]
    asking = {unit.words for unit in whole if unit.question or unit.wish}
    for one in triage.statements:
        if one.words in asking and one.intents and one.intents[0].confidence >= ASKED_SURELY:
            yield one.words, one.intents[0].label


def _unanswered(message: str, words: str) -> Finding:
    says = " ".join(words.split())[:LONGEST]
    return Finding(rule="D002", severity="block", status="unchecked", message=message, says=says)


def _finding(rule: str, message: str, wish: Wish) -> Finding:
    """What nobody has checked yet, with the beginning of the customer's words."""
    words = " ".join(waits(wish.evidence.ticket).split())[:LONGEST]
    return Finding(rule=rule, severity="block", status="unchecked", message=message, says=words)


def _some_pieces(wish: Wish) -> bool:
    """Whether the customer speaks of fewer pieces than a line has: "take one of the two off"."""
    orders = {f"order:{order.id}" for order in wish.evidence.focus.orders}
    return any(fact.role == "part_count" and fact.subject.partition("/")[0] in orders for fact in wish.evidence.facts)


def _only_some(wish: Wish) -> bool:
    """Whether several pieces are answered for, and a sentence that wants it says "only" of a number not made out."""
    if _some_pieces(wish):
        return False
    orders = wish.evidence.focus.orders
    many = any(sum(item.quantity for item in lines_asked(wish.evidence, order)) > 1 for order in orders)
    units = units_of(waits(wish.evidence.ticket))
    return many and any(tells(unit.words, "only_some") for unit in units if wish.label in unit.wants)


def _told_apart(wish: Wish) -> bool:
    """Whether several lines of one order are answered for, of which a sentence names some and none asks for all."""
    evidence, units = wish.evidence, units_of(waits(wish.evidence.ticket))
    for order in evidence.focus.orders:
        asked = {item.id for item in lines_asked(evidence, order)}
        if len(asked) > 1 and names_lines(evidence, order):
            named = [
                (asked.intersection(lines_spoken_of(spoken_alone(evidence.ticket, unit.words), order)), unit)
                for unit in units
            ]
            at_once = any(lines == asked and (unit.wish or wish.label in unit.wants) for lines, unit in named)
            if not at_once and any(lines and lines != asked for lines, _ in named):
                return True
    return False


def certainty(wish: Wish, triage: Triage) -> float:
    """How surely the words mean this request, from 0 to 1: by the message, its sentences, and our lists of words."""
    said = waits(wish.evidence.ticket)
    meant = {wish.label, *(label for pair in ALIKE if wish.label in pair for label in pair)}
    named = any(meant & set(unit.wants) for unit in units_of(said))
    whole = max((i.confidence for i in triage.intents if i.label in meant), default=0.0)
    inside = [one.intents for one in triage.statements if one.words in said]
    if wish.label == "safety":
        return whole  # a single sentence tells of a danger where the message knows of none
    share = max((i.confidence for intents in inside for i in intents if i.label in meant), default=0.0)
    return max(whole, share - (0.0 if named or whole >= BORNE else UNBORNE), NAMED if named else 0.0)
