"""Whether an amount has the role that a sentence gives it: paid, paid back, a fee, a part of an offer."""

from collections.abc import Collection

from copilot.checks.reading import Reading, kinds_near
from copilot.checks.roles import MONEY_ROLES, fits
from copilot.checks.rules.amount_facts import LINE_ROLES
from copilot.checks.rules.claims import fault_reported
from copilot.checks.statements import ReadSentence
from copilot.models import Fact, Order
from copilot.values import Found, read_money

ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "credit", "goodwill")


NO_RETURN = frozenset(["cancel", "replacement", "warranty", "goodwill", "credit", "lost", "damage"])
"""Kinds for which money is paid back without a return, and so without its fee."""


def spoken_here(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Of the cues of an amount those in its own statement; of another only what is given back, where it is not denied.

    "As a gold member you pay nothing for it, so it's the full €59.90": nothing is told to be paid.
    """
    know = reading.vocabulary
    own = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is None or own is None or not wanted:
        return wanted
    here = {cue for _, _, cue in know.money_roles.find(own.words)}
    near = {
        cue
        for part in sentence.statements
        if part is not own and not know.says("negation", part.words)
        for _, _, cue in know.money_roles.find(part.words)
    }
    return tuple(cue for cue in wanted if cue in here or (cue in near and cue in _KEPT))


_KEPT = ("refund", "get", "fee", "shipping", "difference")


def right_role(fact: Fact, wanted: tuple[str, ...], with_item: bool) -> bool:
    """An amount without a cue may be anything; beside an item, "paid" and "refund" may mean the item's price."""
    if not wanted:
        return not with_item or fact.role in LINE_ROLES or "." in fact.role or "refund" in fact.role
    if any(fits(cue, fact, MONEY_ROLES) for cue in wanted):
        return True
    if "price" in wanted and not with_item and fact.role in ("paid", "total", "payment"):
        return True  # "the order cost …"
    return with_item and fact.role in LINE_ROLES and bool({"paid", "pay", "refund", "get", "total"} & set(wanted))


def all_of_it(reading: Reading, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """What is paid back for an order that never came is all that was paid for it."""
    if not {"refund", "get"} & set(wanted) or fact.role not in ("paid", "payment"):
        return False
    order = next((o for o in reading.evidence.orders if f"order:{o.id}" == fact.subject), None)
    if order is not None and fact.role == "payment" and sum(p.kind == "payment" for p in order.payments) > 1:
        return True  # a part of what was paid goes back the way that it came
    return order is not None and order.status in ("pending", "processed", "shipped")


def for_a_fault(reading: Reading, fact: Fact) -> bool:
    """A refund of something delivered, without a return, is for faults: the customer must have reported one."""
    if not fact.id.startswith("refund:"):
        return True
    order = next((o for o in reading.evidence.orders if fact.subject.startswith(f"order:{o.id}")), None)
    arrived = order is not None and order.status in ("delivered", "returned") and not order.returns
    return not arrived or fault_reported(reading)


def of_kind(fact: Fact, kinds: Collection[str]) -> bool:
    """Whether a part of an offer is one of what is spoken of: the fee of a return is none of a cancellation."""
    about = fact.role.partition(".")[0]
    if "." not in fact.role or about not in ENTITLED or not set(kinds) & set(ENTITLED):
        return True
    if {about, *kinds} >= {"goodwill", "credit"}:
        return True
    back = ("return", "cancel", "replacement", "credit")  # what a price fell by is paid back, too
    return about in kinds or ("refund" in kinds and about in back) or about == "refund"


def as_recorded(reading: Reading, sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """A price is no refund where the records say what was paid back, or where a discount, tax or fee changes it."""
    if not {"refund", "get"} & set(wanted) or fact.role not in (*LINE_ROLES, "items_total"):
        return True
    if {"plus", "minus", "less"} & sentence.texts:
        return True  # a term of a sum that is spelled out
    order = next((o for o in reading.evidence.orders if fact.subject.startswith(f"order:{o.id}")), None)
    if order is None or order.discount or order.tax:
        return False
    done = any(f.role in ("refunded", "cancel_done", "refund_done") for f in _of(reading, order))
    fees = {f.value for f in _of(reading, order) if f.role == "return.fee" and read_money(f.value)[0]}
    kinds = set(kinds_near(reading, sentence))
    sent_back = "return" in kinds or (
        order.status == "delivered" and not kinds & NO_RETURN and not fault_reported(reading)
    )
    return not done and (not fees or not sent_back or _says_fee(reading, sentence))


def _of(reading: Reading, order: Order) -> list[Fact]:
    return [f for f in reading.evidence.facts if f.subject.partition("/line:")[0] == f"order:{order.id}"]


def fee_is_said(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """What was paid, before the fee, is what comes back only where the fee is said beside it."""
    if not fact.role.endswith(".before_fee"):
        return True
    return _says_fee(reading, sentence)


def _says_fee(reading: Reading, sentence: ReadSentence) -> bool:
    """Whether this sentence or one beside it speaks of a fee."""
    know, place = reading.vocabulary, reading.sentences.index(sentence)
    near = reading.sentences[max(0, place - 1) : place + 2]
    return know is None or any(
        cue in ("fee", "deducted") for read in near for _, _, cue in know.money_roles.find(read.sentence.words)
    )


def before_the_fee(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    """Whether the customer is to get back the whole price, though a fee for it was told right before."""
    promised = any(
        claim.kind == "refund" and claim.mode == "promised"
        for part in sentence.statements
        if part.start <= value.start < part.end
        for claim in part.events
    )
    if not ("get" in wanted or (promised and "refund" in wanted)):
        return False
    subjects = {f"order:{order.id}" for order in sentence.orders}
    own = [f for f in reading.evidence.facts if f.subject.partition("/line:")[0] in subjects]
    fees = {f.value for f in own if f.role == "return.fee" and read_money(f.value)[0]}
    whole = {f.value for f in own if f.role == "return.before_fee"} - {
        f.value for f in own if f.role == "return.amount"
    }
    place = reading.sentences.index(sentence)
    told = [v for read in reading.sentences[max(0, place - 1) : place + 1] for v in read.values if v.end <= value.start]
    return bool(whole & set(value.values)) and any(fees & set(other.values) for other in told)
