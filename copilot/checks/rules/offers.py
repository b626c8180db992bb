"""A002: what is promised, and P001: what is said to be allowed or not, is as the order is entitled to."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from copilot.checks.certainty import against, by_grammar, named, of_an_order, plain
from copilot.checks.events import ENTITLED, EventClaim
from copilot.checks.problem import Problem, Status
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import claims, fault_reported, goodwill_told, in_general, of_any_order
from copilot.checks.statements import Statement
from copilot.checks.truth import acted, happened
from copilot.models import Order
from copilot.values import money, read_money

NEAR = 2  # sentences before in which another piece is offered

MONEY_BACK = ("refund", "cancel", "return")
"""Kinds whose entitlement carries a refund with it."""


FOR_FAULTS = ("replacement", "warranty")
"""Kinds that policies grant for a fault, which no record of an order shows and only the customer can report."""


def promises(reading: Reading) -> Iterator[Problem]:
    """Each promise that no entitlement of the order carries."""
    for statement, claim in claims(reading, "promised"):
        if claim.negated:
            continue
        if claim.kind in ENTITLED:
            yield from _entitled(reading, statement, claim, "promised")
        elif claim.kind in ("ship", "deliver", "process", "transit", "out_for_delivery"):
            yield from _still_to_come(reading, statement, claim)


def permissions(reading: Reading) -> Iterator[Problem]:
    """Each thing said to be possible, or not, where the entitlement says otherwise or nothing."""
    for statement, claim in claims(reading, "allowed"):
        if claim.kind in ENTITLED:
            yield from _entitled(reading, statement, claim, "allowed")
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                offered = statement.mood == "conditional" and claim.mode == "allowed" and claim.kind in ENTITLED
                if offered and _met(reading, statement, claim):
                    yield from _unsurely(_entitled(reading, statement, claim, "allowed"))


def _met(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether the condition before it in one statement has come about: "once it has left us it can be cancelled"."""
    before = [e for e in statement.events if e.end <= claim.start and e.mode == "happened" and not e.negated]
    return bool(before) and all(
        happened(event.kind, order, frozenset(), reading.evidence) for event in before for order in statement.orders
    )


def _unsurely(problems: Iterator[Problem]) -> Iterator[Problem]:
    return (replace(problem, status="unchecked") for problem in problems)


def _entitled(reading: Reading, statement: Statement, claim: EventClaim, how: str) -> Iterator[Problem]:
    says = reading.text[claim.start : claim.end]
    if not statement.orders:
        yield from _of_no_order(reading, statement, claim, how)
        return
    states = {order.id: _state(reading, order, claim.kind, statement, claim.negated) for order in statement.orders}
    sources = tuple(
        clause
        for order in statement.orders
        for entitlement in reading.evidence.entitled(claim.kind, order.id)
        for clause in entitlement.clauses
    )
    wrong = "denied" if not claim.negated else "allowed"
    right = "allowed" if not claim.negated else "denied"
    found = set(states.values())
    late = all(happened("delay", order, frozenset(), reading.evidence) for order in statement.orders)
    if found == {right} and (claim.negated or claim.kind not in FOR_FAULTS or fault_reported(reading) or late):
        return
    if claim.negated and (_afterwards(reading, statement, claim) or _postage_kept(reading, statement, claim)):
        return
    if found == {"approval"} and _approval_said(reading, statement):
        return
    depends = _depends(reading, statement) and not _met(reading, statement, claim)
    if depends and not claim.negated and _ever_granted(reading, statement, claim.kind):
        return
    told = ", ".join(f"{id}: {state}" for id, state in states.items())
    what = f"{claim.kind} is {'denied' if claim.negated else how}"
    contrary = found == {wrong} or (not claim.negated and found <= {wrong, "approval"})
    status: Status
    if found == {right}:
        status, why = "unchecked", "and the customer reported nothing that calls for it"
    elif contrary and claim.negated and (_for_faults(reading, statement, claim) or _of_an_amount(reading, statement)):
        status, why = "unchecked", f"but {told}; what is denied here may be something else"
    elif contrary and statement.mood == "asserted" and not depends:
        status, why = (
            against(_meant(reading, statement, claim)),
            "but a second person has to agree" if found == {"approval"} else f"but {told}",
        )
    elif contrary:
        status, why = "unchecked", f"on a condition; now {told}"
    else:
        status, why = "unchecked", f"and no clause decides it ({told})"
    ids = tuple(dict.fromkeys(sources))
    yield Problem(status, f"{what}, {why}", claim.start, claim.end, says, ids)


def _afterwards(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a denial is of what comes after an event told before it: "after that it can't be changed any more"."""
    know = reading.vocabulary
    if know is None:
        return False
    words = [word for place, word in enumerate(statement.words) if place or not know.is_("joining", word)]
    opening = bool(words) and know.lists["afterwards"].at(words, 0) is not None
    behind = [word for word in words if word.start >= claim.end][:BEHIND]
    place = reading.sentences.index(reading.sentence_of(statement))
    told = [word for read in reading.sentences[max(0, place - 1) : place + 1] for word in read.sentence.words]
    before = [word for word in told if word.end <= statement.start]
    return (opening or know.says("afterwards", behind)) and know.events.within(before)


BEHIND = 4  # words behind a verb in which it is told of a later time


def _postage_kept(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether it is the postage of these orders, by its amount, that is told not to come back, and none of it would."""
    inside = [v for v in reading.values if v.type == "money" and statement.start <= v.start < statement.end]
    told = {text for value in inside for text in value.values}
    kept = [(o, money(o.shipping_fee, o.currency)) for o in statement.orders if o.shipping_fee]
    return claim.kind == "refund" and any(
        fee in told
        and any(
            offer.state == "allowed" and offer.amount and read_money(offer.amount)[0] <= _goods(order)
            for offer in reading.evidence.entitled("return", order.id)
        )
        for order, fee in kept
    )


def _goods(order: Order) -> Decimal:
    return sum((item.unit_price * item.quantity for item in order.items), Decimal(0))


def _of_no_order(reading: Reading, statement: Statement, claim: EventClaim, how: str) -> Iterator[Problem]:
    """What is said of an order where the evidence has none, and not of orders in general."""
    if not of_any_order(statement):
        says = reading.text[claim.start : claim.end]
        message = f"{says!r} is {how}, and the evidence holds no order that it could be about"
        yield Problem("unchecked", message, claim.start, claim.end, says)


def _for_faults(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether only a fault would grant it: a refund of what was delivered and stays, where no fault is reported."""
    if claim.kind != "refund":
        return claim.kind in FOR_FAULTS
    kept = all(order.status == "delivered" and not order.returns for order in statement.orders)
    return kept and not fault_reported(reading)


def _meant(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether it is surely this offer that is spoken of: denied by a verb, or of an order, or to the customer."""
    know = reading.vocabulary
    read = reading.sentence_of(statement)
    if know is None:
        return False
    if in_general(know, statement, claim) or bool(_SUPPOSED & read.texts) or _to_come(reading, statement, claim):
        return False
    if claim.negated:  # "no refund" may only say that none has come
        return know.says("permission", statement.words) or know.says("future", statement.words)
    by_us = know.says("us", statement.words) or know.says("customer", statement.words)
    if claim.kind in FOR_FAULTS:
        return by_us or named(know, read, statement)  # "this can be repaired" may be of a mistake
    return by_us or of_an_order(know, read, statement, claim)


def _to_come(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a later day opens the words: "from 28 November you may ask for the refund" grants nothing today."""
    today = reading.evidence.today.isoformat()
    dates = (v for v in reading.values if v.type == "date" and statement.sentence.start <= v.start < claim.start)
    return any(min(value.values, default=today) > today for value in dates)


_SUPPOSED = frozenset(["could", "would", "might"])


def _depends(reading: Reading, statement: Statement) -> bool:
    """Whether a condition is told of it ("If it does arrive, you can …"), and not out of courtesy ("if you like").

    What stands on the other side of a "but" is told of something else.
    """
    know, parts = reading.vocabulary, reading.sentence_of(statement).statements
    place = parts.index(statement)
    turns = [n for n, part in enumerate(parts) if know is not None and know.is_("adversative", part.words[0])]
    first = max((n for n in turns if n <= place), default=0)
    last = min((n for n in turns if n > place), default=len(parts))
    return any(
        part.mood == "conditional" and not (know is not None and know.says("courteous_if", part.words))
        for part in parts[first:last]
    )


def _approval_said(reading: Reading, statement: Statement) -> bool:
    """Whether this sentence or one beside it says that somebody else has to agree."""
    know = reading.vocabulary
    place = next(n for n, read in enumerate(reading.sentences) if read.sentence is statement.sentence)
    near = reading.sentences[max(0, place - 1) : place + 3]
    return know is not None and any(know.says("approval", read.sentence.words) for read in near)


def _ever_granted(reading: Reading, statement: Statement, kind: str) -> bool:
    """Whether a clause for this customer grants it, once its conditions are met; not for goods that are excluded."""
    kinds = MONEY_BACK if kind == "refund" else (kind,)
    excluded = {tag for c in reading.evidence.clauses if c.about == kind and c.effect == "deny" for tag in c.when.tags}
    goods = [
        item
        for order in statement.orders
        for item in order.items
        if not statement.lines.get(order.id) or item.id in statement.lines[order.id]
    ]
    if goods and all(set(item.tags) & excluded for item in goods):
        return False
    return any(clause.about in kinds and clause.effect == "grant" for clause in reading.evidence.clauses)


def _of_an_amount(reading: Reading, statement: Statement) -> bool:
    return any(v.type == "money" and statement.start <= v.start < statement.end for v in reading.values)


_SWAPPING = frozenset(["swap", "swapped", "swapping"])


def _state(reading: Reading, order: Order, kind: str, statement: Statement, negated: bool) -> str:
    """What the order's entitlements say together about a kind: one state, or "mixed", or "none"."""
    kinds = MONEY_BACK if kind == "refund" and not negated else (kind,)
    one_word = not by_grammar(reading) or (not negated and bool(_SWAPPING & statement.texts))
    if kind == "exchange" and order.status in ("pending", "processed") and one_word:
        kinds = ("modify",)  # what is still here is changed, where one word says both: "cambiar", "to swap"
    if any(acted(k, order, reading.evidence) for k in kinds) or (
        kind == "refund" and happened("refund", order, frozenset(), reading.evidence)
    ):
        return "allowed"
    lines = statement.lines.get(order.id, frozenset())
    found = [
        entitlement.state
        for k in kinds
        for entitlement in reading.evidence.entitled(k, order.id)
        if not lines or not entitlement.line_ids or lines & set(entitlement.line_ids)
    ]
    if kind == "refund" and "allowed" in found:
        return "allowed"
    if kind == "goodwill" and not negated and "allowed" in found:
        return "allowed"  # up to an amount; more takes somebody else's word
    if kind == "credit" and not negated and goodwill_told(reading, statement, (order,)):
        return "allowed"
    if kind == "refund" and _paid_twice(order):
        return "none"  # what was taken by mistake comes back by no clause
    return found[0] if len(set(found)) == 1 else ("mixed" if found else "none")


def _paid_twice(order: Order) -> bool:
    """Whether one amount was taken more than once."""
    paid = [payment.amount for payment in order.payments if payment.kind == "payment"]
    return len(paid) != len(set(paid))


def _still_to_come(reading: Reading, statement: Statement, claim: EventClaim) -> Iterator[Problem]:
    """A parcel that "will arrive" must not be there yet, nor be cancelled."""
    says = reading.text[claim.start : claim.end]
    if not statement.orders:
        yield from _of_no_order(reading, statement, claim, "promised")
        return
    over = [order for order in statement.orders if order.status in ("delivered", "cancelled", "returned")]
    if _sent_again(reading, statement) or _of_a_return(statement, claim):
        return
    if len(over) == len(statement.orders):
        known = ", ".join(f"order {order.id} is {order.status}" for order in over[:4])
        ids = tuple(f"order:{order.id}.status" for order in over)
        status = against(plain(reading, statement, claim))
        yield Problem(status, f"{says!r} is promised, but {known}", claim.start, claim.end, says, ids)


def _of_a_return(statement: Statement, claim: EventClaim) -> bool:
    """Whether it is told of a return of these orders that has not been received: that one is still on its way."""
    before = {word.text for word in statement.words if word.end <= claim.start}
    return "return" in before and any(back.received_at is None for order in statement.orders for back in order.returns)


def _sent_again(reading: Reading, statement: Statement) -> bool:
    """Whether the sentence or those before it offer another piece for one of these orders, which is what will come."""
    know = reading.vocabulary
    numbered = any(m.of("id") for m in reading.sentence_of(statement).mentions if m.start >= statement.start)
    if know is None or numbered or know.says("nouns", statement.words) or know.says("yours", statement.words):
        return False  # the order itself is told to come
    place = reading.sentences.index(reading.sentence_of(statement))
    told = [part for read in reading.sentences[max(0, place - NEAR) : place + 1] for part in read.statements]
    named = {form.kind for part in told for _, _, form in know.events.find(part.words)}
    near = (named | {claim.kind for part in told for claim in part.events}) & {"replacement", "exchange"}
    return any(
        offer.state == "allowed"
        for order in statement.orders
        for kind in near
        for offer in reading.evidence.entitled(kind, order.id)
    )
