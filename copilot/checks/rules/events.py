"""What is said to have happened, to have been done, to be promised, or to be allowed.

F003 status or event not as the records have it; A001 said to be done without a record; A002 promised beyond what the
order is entitled to; P001 said to be allowed or not, against the entitlement; P002 said to be free.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copilot.checks.certainty import against, plain
from copilot.checks.events import EventClaim
from copilot.checks.problem import Problem, Status
from copilot.checks.reading import Reading, ReadSentence, Statement, kinds_near
from copilot.checks.sentences import Word, words
from copilot.checks.stems import stems
from copilot.checks.truth import acted, happened
from copilot.checks.vocabulary import Vocabulary
from copilot.models import Fee, Order
from copilot.values import read_money

ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "modify", "credit", "goodwill", "warranty")
"""Kinds of events that an order may be entitled to; the others are for the records to say."""

MONEY_BACK = ("refund", "cancel", "return")
"""Kinds whose entitlement carries a refund with it."""

FOR_FAULTS = ("replacement", "warranty")
"""Kinds that policies grant for a fault, which no record of an order shows and only the customer can report."""


def statuses(reading: Reading) -> Iterator[Problem]:
    """Each status or event that the records deny or do not decide."""
    for statement, claim in _claims(reading, "happened", "unclear"):
        if claim.mode == "unclear":
            yield _unread(reading, claim)
        elif problem := _recorded(reading, statement, claim, claim.kind):
            yield problem
    for statement, claim in _claims(reading, "done"):
        if claim.kind not in ENTITLED and (problem := _recorded(reading, statement, claim, claim.kind)):
            yield problem


def actions(reading: Reading) -> Iterator[Problem]:
    """Each thing that the writer says to have done, and that neither the agent's actions nor the records show."""
    for statement, claim in _claims(reading, "done"):
        if claim.kind not in ENTITLED or claim.negated:
            continue
        orders = statement.orders
        if any(
            acted(claim.kind, order, reading.evidence, statement.lines.get(order.id, frozenset())) for order in orders
        ):
            continue
        says = reading.text[claim.start : claim.end]
        lines = [statement.lines.get(order.id, frozenset()) for order in orders]
        recorded = [
            happened(claim.kind, order, line, reading.evidence) for order, line in zip(orders, lines, strict=True)
        ]
        if orders and all(recorded) and (_dated(reading, statement) or _of_the_sum(reading, statement, claim)):
            continue
        if orders and all(recorded) and not claim.just and _dated(reading, statement):
            continue  # the day that is told is for the dates to judge
        if orders and all(recorded) and not claim.just:
            message = f"{says!r}: the record shows it, but not that it was done now; did you do it?"
            yield Problem("unchecked", message, claim.start, claim.end, says)
        else:
            message = f"{says!r} is said to be done, and no action of yours and no record shows it"
            yield Problem("violated", message, claim.start, claim.end, says)


def _dated(reading: Reading, statement: Statement) -> bool:
    """Whether a day is told with the deed, and it has passed: it is the record that is spoken of."""
    today = reading.evidence.today.isoformat()
    span = statement.sentence
    return any(
        value.type == "date" and max(value.values, default=today) < today
        for value in reading.values
        if span.start <= value.start < span.end
    )


def _of_the_sum(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether the sum is told that the records of these orders say was paid back, and nothing says that it was now."""
    subjects = {f"order:{order.id}" for order in statement.orders}
    return not claim.just and any(
        fact.subject in subjects and fact.role in ("refunded", "refund", "return_amount")
        for value in reading.values
        if value.type == "money" and statement.start <= value.start < statement.end
        for canonical in value.values
        for fact in reading.evidence.by_value.get(("money", canonical), ())
    )


def promises(reading: Reading) -> Iterator[Problem]:
    """Each promise that no entitlement of the order carries."""
    for statement, claim in _claims(reading, "promised"):
        if claim.negated:
            continue
        if claim.kind in ENTITLED:
            yield from _entitled(reading, statement, claim, "promised")
        elif claim.kind in ("ship", "deliver", "process", "transit", "out_for_delivery"):
            yield from _still_to_come(reading, statement, claim)


def permissions(reading: Reading) -> Iterator[Problem]:
    """Each thing said to be possible, or not, where the entitlement says otherwise or nothing."""
    for statement, claim in _claims(reading, "allowed"):
        if claim.kind in ENTITLED:
            yield from _entitled(reading, statement, claim, "allowed")


def free(reading: Reading) -> Iterator[Problem]:
    """Each thing said to be free, where the entitlement has a fee or does not say."""
    know = reading.vocabulary
    if know is None:
        return
    before: set[str] = set()
    for sentence in reading.sentences:
        spoken_of = {form.kind for _, _, form in know.events.find(sentence.sentence.words)} & set(ENTITLED)
        spoken_of |= {claim.kind for part in sentence.statements for claim in part.events} & set(ENTITLED)
        before = spoken_of or before  # "You can swap it. The post is on us."
        for statement in sentence.statements:
            named = {form.kind for _, _, form in know.events.find(statement.words)} & set(ENTITLED)
            kinds = {claim.kind for claim in statement.events} & set(ENTITLED) or named or before
            for place, length, _ in know.lists["free"].find(statement.words):
                if statement.mood not in ("asserted", "hedged"):
                    continue
                start, end = statement.words[place].start, statement.words[place + length - 1].end
                if _postage_was_free(statement, know):
                    continue
                offers = [
                    offer
                    for order in statement.orders
                    for kind in sorted(kinds)
                    for offer in reading.evidence.entitled(kind, order.id)
                    if offer.state == "allowed"
                ]
                fees = {offer.fee for offer in offers if offer.fee and read_money(offer.fee)[0]}
                says, ids = reading.text[start:end], tuple(offer.id for offer in offers)
                if fees:
                    message = f"said to be free, but the fee is {', '.join(sorted(fees))}"
                    yield Problem(against(kinds != before or bool(spoken_of)), message, start, end, says, ids)
                elif (not offers or any(offer.fee is None for offer in offers)) and not _free_by_a_clause(
                    reading, _with_before(reading, sentence), kinds | kinds_near(reading, sentence)
                ):
                    yield Problem("unchecked", "said to be free, and no clause says so", start, end, says, ids)


def _postage_was_free(statement: Statement, know: Vocabulary) -> bool:
    """Whether it is the postage of these orders that is said to be free, and it was."""
    if know.says("becoming", statement.words) or know.says("future", statement.words):
        return False
    of_postage = any(role == "shipping" for _, _, role in know.money_roles.find(statement.words))
    fees = [order.shipping_fee for order in statement.orders]
    return of_postage and bool(fees) and all(fee == 0 for fee in fees)


def _with_before(reading: Reading, sentence: ReadSentence) -> Sequence[Word]:
    """The words of a sentence; with those of the one before it where they are few."""
    words = sentence.sentence.words
    place = reading.sentences.index(sentence)
    return (*reading.sentences[place - 1].sentence.words, *words) if place and len(words) < FEW else words


FEW = 8


def _free_by_a_clause(reading: Reading, spoken: Sequence[Word], kinds: set[str]) -> bool:
    """Whether a clause for this customer says that this costs nothing: of this kind, or in words like these."""
    know = reading.vocabulary
    said = stems(spoken)
    for clause in reading.evidence.clauses:
        quote = tuple(words(clause.quote, 0, len(clause.quote)))
        waived = clause.fee is not None and not _owed(clause.fee, reading)
        if (know is not None and know.says("free_in_policies", quote)) or waived:
            if clause.about in kinds and not (clause.fee and _owed(clause.fee, reading)):
                return True
            if len((said & stems(quote)) - _OF_FEES) >= SHARED:
                return True
    return False


def _owed(fee: Fee, reading: Reading) -> bool:
    """Whether the customer's tier pays it."""
    customer = reading.evidence.customer
    own = fee.by_tier.get(customer.tier or "") if customer else None
    return bool(own if own is not None else (fee.amount or fee.percent))


_OF_FEES = frozenset(["free", "charge", "cost", "nothin", "gold", "silver", "member", "custom", "standa", "euro"])
SHARED = 2  # content words that a clause and a sentence share when they are of the same thing


def _claims(reading: Reading, *modes: str) -> Iterator[tuple[Statement, EventClaim]]:
    """The claims that count as the shop's own: not those of questions, conditions, quotations or reports."""
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.mode in modes and (statement.mood in ("asserted", "hedged") or _presupposed(statement, claim)):
                    yield statement, claim


def _presupposed(statement: Statement, claim: EventClaim) -> bool:
    """A status that stands before its noun ("your delivered order") is asserted even in a question or a condition."""
    after = [word for word in statement.words if word.start >= claim.end][:1]
    before = [word for word in statement.words if word.end <= claim.start][-1:]
    earlier = [word for word in statement.words if word.start < claim.start]
    if statement.mood == "question" and any(
        one.text == "now" and other.text == "that" for one, other in pairwise(earlier)
    ):
        return claim.mode == "happened"
    return (
        statement.mood in ("question", "conditional", "reported")
        and claim.mode == "happened"
        and bool(before and after)
        and before[0].text in ("your", "the", "this")
        and after[0].text in ("order", "parcel", "package", "item", "shipment")
    )


def _recorded(reading: Reading, statement: Statement, claim: EventClaim, kind: str) -> Problem | None:
    says = reading.text[claim.start : claim.end]
    if _general(statement):
        return None
    if not statement.orders:
        if _generic(statement):
            return None
        message = f"{says!r} is said of an order, and the evidence holds no order that it could be about"
        stranger = reading.evidence.customer is None  # then it may be somebody else's
        return Problem(against(stranger), message, claim.start, claim.end, says)
    if kind in ("transit", "ship", "deliver") and _to_us(statement):
        return _coming_back(reading, statement, claim)
    truths = {
        order.id: happened(kind, order, statement.lines.get(order.id, frozenset()), reading.evidence)
        for order in statement.orders
    }
    wanted = not claim.negated
    if (
        kind == "lost"
        and claim.negated
        and all(order.status in ("shipped", "partially_shipped") for order in statement.orders)
    ):
        return None  # what still travels does not count as lost
    if all(truth is wanted for truth in truths.values()) or _of_a_part(reading, statement, kind):
        return None
    if (
        claim.kind in ("damage", "lost", "delay")
        and (fault_reported(reading) or not wanted)
        and False not in truths.values()
    ):
        return None  # what the customer wrote, taken up; or a denial that the records do not contradict
    ids = tuple(f"order:{id}.status" for id in truths)
    known = ", ".join(f"order {order.id} is {order.status.replace('_', ' ')}" for order in statement.orders[:4])
    if all(truth is (not wanted) for truth in truths.values()) and statement.mood != "hedged":
        message = f"says {'not ' if claim.negated else ''}{says!r}, but {known}"
        return Problem(against(plain(reading, statement, claim)), message, claim.start, claim.end, says, ids)
    which = "which order is meant?" if len(truths) > 1 else "the records do not decide it"
    return Problem("unchecked", f"{says!r}: {which} ({known})", claim.start, claim.end, says, ids)


def _to_us(statement: Statement) -> bool:
    """Whether the words are of what the customer sends back: "on its way to us", "your return has arrived"."""
    texts = [word.text for word in statement.words]
    to_us = any(one == "to" and other == "us" for one, other in pairwise(texts))
    return to_us or any(one == "your" and other == "return" for one, other in pairwise(texts))


def _coming_back(reading: Reading, statement: Statement, claim: EventClaim) -> Problem | None:
    """What is on its way to the shop is an open return that has not been received."""
    says = reading.text[claim.start : claim.end]
    returns = [back for order in statement.orders for back in order.returns]
    here = [back.received_at is not None for back in returns]
    wanted = claim.kind == "deliver"
    if here and any(there is (wanted is not claim.negated) for there in here):
        return None
    return Problem(
        against(bool(here)),
        f"{says!r} is said of a return, and the records have it otherwise",
        claim.start,
        claim.end,
        says,
    )


def _of_a_part(reading: Reading, statement: Statement, kind: str) -> bool:
    """Whether the words are about a part of orders of which indeed a part has left."""
    know = reading.vocabulary
    split = all(order.status == "partially_shipped" for order in statement.orders)
    return split and kind in ("ship", "transit") and know is not None and know.says("partial", statement.words)


def _entitled(reading: Reading, statement: Statement, claim: EventClaim, how: str) -> Iterator[Problem]:
    says = reading.text[claim.start : claim.end]
    if not statement.orders:
        if not _generic(statement):
            message = f"{says!r} is {how}, and the evidence holds no order that it could be about"
            yield Problem("unchecked", message, claim.start, claim.end, says)
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
    if found == {"approval"} and _approval_said(reading, statement):
        return
    if _depends(reading, statement) and not claim.negated and _ever_granted(reading, claim.kind):
        return
    know = reading.vocabulary
    if found == {"approval"} and know is not None and know.says("approval", statement.sentence.words):
        return
    told = ", ".join(f"{id}: {state}" for id, state in states.items())
    what = f"{claim.kind} is {'denied' if claim.negated else how}"
    contrary = found == {wrong} or (not claim.negated and found <= {wrong, "approval"})
    status: Status
    if found == {right}:
        status, why = "unchecked", "and the customer reported nothing that calls for it"
    elif contrary and claim.negated and (claim.kind in FOR_FAULTS or _of_an_amount(reading, statement)):
        status, why = "unchecked", f"but {told}; what is denied here may be something else"
    elif contrary and statement.mood == "asserted" and not _depends(reading, statement):
        status, why = "violated", "but a second person has to agree" if found == {"approval"} else f"but {told}"
    elif contrary:
        status, why = "unchecked", f"on a condition; now {told}"
    else:
        status, why = "unchecked", f"and no clause decides it ({told})"
    ids = tuple(dict.fromkeys(sources))
    yield Problem(status, f"{what}, {why}", claim.start, claim.end, says, ids)


def _depends(reading: Reading, statement: Statement) -> bool:
    """Whether the sentence begins with a condition ("If it does arrive, you can …")."""
    read = next(read for read in reading.sentences if read.sentence is statement.sentence)
    return any(part.mood == "conditional" for part in read.statements)


def _approval_said(reading: Reading, statement: Statement) -> bool:
    """Whether this sentence or one beside it says that somebody else has to agree."""
    know = reading.vocabulary
    place = next(n for n, read in enumerate(reading.sentences) if read.sentence is statement.sentence)
    near = reading.sentences[max(0, place - 1) : place + 3]
    return know is not None and any(know.says("approval", read.sentence.words) for read in near)


def _ever_granted(reading: Reading, kind: str) -> bool:
    """Whether a clause for this customer grants it, once its conditions are met."""
    kinds = MONEY_BACK if kind == "refund" else (kind,)
    return any(clause.about in kinds and clause.effect == "grant" for clause in reading.evidence.clauses)


def _of_an_amount(reading: Reading, statement: Statement) -> bool:
    return any(v.type == "money" and statement.start <= v.start < statement.end for v in reading.values)


def fault_reported(reading: Reading) -> bool:
    """Whether the customer wrote of something wrong, or the records of an order show it."""
    know = reading.vocabulary
    said = reading.evidence.ticket.said
    return know is not None and any(know.says("faults", tuple(words(text, 0, len(text)))) for text in said)


def _state(reading: Reading, order: Order, kind: str, statement: Statement, negated: bool) -> str:
    """What the order's entitlements say together about a kind: one state, or "mixed", or "none"."""
    kinds = MONEY_BACK if kind == "refund" and not negated else (kind,)
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
    return found[0] if len(set(found)) == 1 else ("mixed" if found else "none")


def _still_to_come(reading: Reading, statement: Statement, claim: EventClaim) -> Iterator[Problem]:
    """A parcel that "will arrive" must not be there yet, nor be cancelled."""
    says = reading.text[claim.start : claim.end]
    if not statement.orders:
        if not _generic(statement):
            message = f"{says!r} is promised, and the evidence holds no order that it could be about"
            yield Problem("unchecked", message, claim.start, claim.end, says)
        return
    over = [order for order in statement.orders if order.status in ("delivered", "cancelled", "returned")]
    if len(over) == len(statement.orders):
        known = ", ".join(f"order {order.id} is {order.status}" for order in over[:4])
        ids = tuple(f"order:{order.id}.status" for order in over)
        status = against(plain(reading, statement, claim))
        yield Problem(status, f"{says!r} is promised, but {known}", claim.start, claim.end, says, ids)


def _generic(statement: Statement) -> bool:
    """Whether the words are about orders in general."""
    texts = {word.text for word in statement.words}
    return not texts & {"your", "it", "this", "that"} and bool(
        texts & {"orders", "items", "any", "customers", "products"}
    )


def _general(statement: Statement) -> bool:
    """Whether the words tell what happens as a rule ("most late parcels do arrive")."""
    texts = {word.text for word in statement.words}
    return bool(texts & {"most", "usually", "normally", "generally"}) and not texts & {"your", "it", "this", "the"}


def _unread(reading: Reading, claim: EventClaim) -> Problem:
    says = reading.text[claim.start : claim.end]
    return Problem("unchecked", f"what is said of {says!r} could not be read", claim.start, claim.end, says)
