"""What a ticket asks and what is said to each of it: worked out once, for the reply, the next steps and the doubts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from copilot.evidence import Evidence
from copilot.models import Triage

from .answer import Answer, Answering
from .answers import ANSWERS, FOR_ALL, OF_NOBODY
from .answers.general import general_answer
from .answers.harmless import harmless_lines
from .answers.usual import asks_usual, takes_over, usual_answer
from .beside_others import asks_by_itself, goes_on, is_for_a_person, is_left_over, is_passed_over, without_promise
from .mentions import waits
from .requests import OPEN_QUESTION, Wish, wishes
from .said import says
from .text import line
from .units import units_of

ANSWERING = dict(ANSWERS)
BY_WORDS = (ANSWERING["product_question"], ANSWERING["availability"], ANSWERING["other"], ANSWERING["open_question"])
"""Answers that are found by the words of the question, and not by the order that it is about."""
OF_PAGES = (ANSWERING["other"], ANSWERING["open_question"], ANSWERING["product_question"])
OF_RULES = frozenset({"refund_request", "refund_status", "change_payment", "return", "cancel", "order_status"})
"""Requests that are questions about rules where no order is named and a page answers them."""
RETURN_TOLD = ("instead_return", "return_until", "return_possible", "return_once_there")
PAID_BACK = (
    "sorry_double_charge",
    "intruder_order",
    "refund_offer",
    "refund_or",
    "refund_doing",
    "remedy_then",
    "credit_doing",
)
TOLD_ALREADY = {
    "return": RETURN_TOLD,
    "refund_request": (*RETURN_TOLD, *PAID_BACK),
    "charge_dispute": ("intruder_order",),
    "cancel": ("intruder_order",),
    "warranty": ("warranty_until", "warranty_it_until", "warranty_allowed"),
}
"""Sentences in the answer to another request that answer this one."""

TIMED = ("refund_timing", "refund_timing_text", "return_checked_then")
ALARMING = 0.9
"""How likely a sentence tells of a danger beside which no page may answer a question."""
CHANGED = ("cancel_allowed", "cancel_doing", "cancel_approval", "cancel_needs", "change_item_allowed", "change_denied")
"""Beside what is said of an order that is still here, money back or a way back only is what becomes of that."""

How = Literal["told", "open", "covered"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to one request.

    `how`: it is told; it is open, for a person to see to; or another reply covers it, and nothing is said.
    """

    wish: Wish
    answer: Answer | None
    how: How


@dataclass(frozen=True, slots=True)
class Answered:
    """A ticket's evidence and triage, and the replies to its requests, in their order."""

    evidence: Evidence
    triage: Triage
    replies: tuple[Reply, ...]

    @property
    def answers(self) -> list[Answer | None]:
        """What is said, in order; None where a person has to see to a request."""
        return [reply.answer for reply in self.replies if reply.how != "covered"]

    @property
    def labels(self) -> set[str]:
        """The kinds of requests."""
        return {reply.wish.label for reply in self.replies}


def answer(evidence: Evidence, triage: Triage) -> Answered:
    """The replies to all requests of a ticket; the same one is given once."""
    replies: list[Reply] = []
    given: set[object] = set()
    asked = wishes(evidence, triage)
    dangers = [wish for wish in asked if wish.label == "safety" and not _harmless(wish, triage)]
    for wish in asked:
        once = _same(wish)
        if once in given:
            replies.append(Reply(wish, None, "covered"))
            continue
        given.add(once)
        replies.append(_reply(wish, asked, dangers, replies, triage))
    told = [reply.answer for reply in replies if reply.answer]
    if not dangers and (besides := usual_answer(evidence, OPEN_QUESTION, told)):
        replies.append(Reply(Wish(OPEN_QUESTION, evidence), besides, "told"))
    return Answered(evidence, triage, tuple(replies))


def _reply(
    wish: Wish, asked: Sequence[Wish], dangers: Sequence[Wish], before: Sequence[Reply], triage: Triage
) -> Reply:
    """The reply to one request beside the others."""
    told = [one.answer for one in before if one.answer]
    by_words = _answering(wish) in BY_WORDS
    if _told_already(told, wish) or is_passed_over(wish, asked, dangers, by_words=by_words):
        return Reply(wish, None, "covered")
    if by_words and _alarms(wish, triage):
        return Reply(wish, None, "open")
    if is_for_a_person(wish, dangers, by_words=by_words):
        return Reply(wish, None, "open" if asks_by_itself(wish) else "covered")
    if any(one.wish.evidence is wish.evidence and _pays_back(one) for one in before if wish.label == "refund_status"):
        return Reply(wish, None, "covered")  # when the money comes is asked of what is told there
    usual = usual_answer(wish.evidence, wish.label, told)
    if usual and (_is_general(wish) or takes_over(wish.evidence, wish.label)):
        return Reply(wish, usual, "told")
    found = _harmless(wish, triage) or _answer(wish, triage) or usual
    if (found is None or _leaves_open(found)) and asks_usual(wish.evidence, told):
        return Reply(wish, None, "covered")
    if (found is None or wish.label == "other") and is_left_over(wish, asked, triage):
        return Reply(wish, None, "covered")
    how: How = "told" if found and not _leaves_open(found) else "open"
    if any(one.how != "covered" for one in before) and goes_on(wish):
        return Reply(wish, without_promise(found, wish), how)
    return Reply(wish, found, how)


def _pays_back(reply: Reply) -> bool:
    """Whether it says how long a refund takes for what is cancelled or sent back."""
    keys = {part.key for said in (reply.answer.said if reply.answer else ()) for part in said}
    return reply.wish.label in ("cancel", "return") and not keys.isdisjoint(TIMED)


def _alarms(wish: Wish, triage: Triage) -> bool:
    """Whether a sentence that asks for nothing tells of a danger, by its meaning and by words of ours."""
    told = {unit.words for unit in units_of(waits(wish.evidence.ticket)) if not unit.question}
    shown = (i.confidence for one in triage.statements if one.words in told for i in one.intents if i.label == "safety")
    return max(shown, default=0.0) >= ALARMING and says(wish.evidence, "danger")


def _is_general(wish: Wish) -> bool:
    """Whether only pages can answer a request: a question of no kind, or one about rules that names no order."""
    of_rules = wish.label in OF_RULES and wish.evidence.focus.how == "all" and not wish.evidence.focus.lines
    return _answering(wish) in OF_PAGES or of_rules or wish.evidence.ticket.in_public


def _leaves_open(found: Answer) -> bool:
    """Whether all that is said is that somebody will answer."""
    return bool(found.said) and all(part.key == "holding_about" for paragraph in found.said for part in paragraph)


def _answering(wish: Wish) -> Answering:
    return ANSWERING.get(wish.label, ANSWERING["other"])


def _same(wish: Wish) -> object:
    """What two requests have in common that get the same answer."""
    about, answering = wish.evidence.focus, _answering(wish)
    if answering in BY_WORDS:
        return answering, wish.evidence.ticket.said
    return answering, tuple(order.id for order in about.orders), about.lines


def _harmless(wish: Wish, triage: Triage) -> Answer | None:
    """What a page calls no fault, where triage took it for a matter of safety and saw no such risk."""
    if wish.label != "safety" or "safety" in triage.risks:
        return None
    words = harmless_lines(wish.evidence)
    return Answer([words]) if words else None


def _told_already(told: Sequence[Answer], wish: Wish) -> bool:
    """Whether an answer to another request about the same order says it already: a return instead, the warranty."""
    keys = TOLD_ALREADY.get(wish.label, ())
    waiting = all(order.status in ("pending", "processed") for order in wish.evidence.focus.orders)
    keys = (*keys, *CHANGED) if waiting and wish.label in ("return", "refund_request") else keys
    orders = {f"order:{order.id}" for order in wish.evidence.focus.orders}
    return any(
        part.key in keys and orders & {id.partition(".")[0].partition("/")[0] for line in said for id in line.rests_on}
        for answer in told
        for said in answer.said
        for part in said
    )


def _answer(wish: Wish, triage: Triage) -> Answer | None:
    evidence = wish.evidence
    if evidence.ticket.in_public and wish.label not in FOR_ALL:
        return Answer([[line("public")]])
    upset = triage.sentiment.label == "negative"
    if evidence.ticket.in_public and upset and _answering(wish) in (ANSWERING["other"], ANSWERING["open_question"]):
        return Answer([[line("sorry_public"), line("public")]])
    if not evidence.identity.verified and wish.label not in OF_NOBODY:
        known = any(intent.label not in OF_NOBODY for intent in triage.intents) or evidence.ticket.order_ids
        if not known and not evidence.focus.foreign:  # only a word looks like it: nothing of an order is asked
            return ANSWERING[OPEN_QUESTION](evidence, OPEN_QUESTION)
        return general_answer(evidence, wish.label) or Answer([[line("verify")]])
    return _answering(wish)(evidence, wish.label)
