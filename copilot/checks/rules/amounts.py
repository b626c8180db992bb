"""F001: every amount of money is one of the evidence, in the role and on the order and line that the sentence says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from copilot.checks.certainty import against
from copilot.checks.problem import Problem
from copilot.checks.prose import repeats, states
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.roles import MONEY_ROLES, cues, fits
from copilot.checks.rules.amount_back import not_what_comes_back
from copilot.checks.rules.amount_conflicts import RECORDED, contradicted, misplaced, only_entitled, surely
from copilot.checks.rules.amount_facts import (
    facts_of,
    items_of,
    named_before,
    of_one_only,
    of_what_was_named,
    owned,
    right_item,
    right_option,
)
from copilot.checks.rules.amount_frames import framed, of_another_version
from copilot.checks.rules.amount_pins import beside_its_item, pinned
from copilot.checks.rules.amount_roles import (
    all_of_it,
    as_recorded,
    before_the_fee,
    fee_is_said,
    for_a_fault,
    of_kind,
    right_role,
    spoken_here,
)
from copilot.checks.rules.amount_terms import in_terms, postage_told_wrong
from copilot.checks.rules.amount_versions import of_a_version
from copilot.checks.rules.figure_frames import paid_another_way
from copilot.checks.rules.tokens import for_others, of_others
from copilot.checks.rules.workings import listed, workings
from copilot.checks.statements import ReadSentence
from copilot.checks.sums import discounted, reckoned, reckoned_here, summed
from copilot.models import Clause, Fact
from copilot.values import Found, read_money

CENT = Decimal("0.01")
ANSWERED = frozenset(["price", "paid", "pay", "total", "refund", "get", "fee", "deducted"])
"""Cues that a record or an entitlement answers: a policy's own figure counts only in nearly the policy's words."""


def amounts(reading: Reading) -> Iterator[Problem]:
    """Each amount that the evidence contradicts or does not hold."""
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                if value.type == "money" and (problem := _amount(reading, sentence, value)):
                    yield problem
            yield from workings(reading, sentence)


def _amount(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    if value.spelled and all(read_money(text)[0] <= CENT for text in value.values):
        return None  # "it does not cost you a cent"
    wanted = cues(value, sentence, reading.vocabulary.money_roles) if reading.vocabulary else ()
    wanted = spoken_here(reading, sentence, value, wanted)
    items = items_of(sentence, value)
    known = [fact for fact in facts_of(reading, value) if not of_others(fact, sentence.orders)]
    if reading.vocabulary and not reading.vocabulary.says("catalogue", sentence.sentence.words):
        items = owned(items) or items  # a price of today is no answer to what was paid
    if "get" in wanted:
        wanted = tuple(cue for cue in wanted if cue != "refund")  # "you get … back" is what is left after the fee
    fitting = [
        fact
        for fact in known
        if (not fact.subject.startswith("passage:") or _on_the_same_page(reading, sentence, value))
        and (
            right_role(
                fact,
                wanted,
                bool(items) or named_before(sentence, fact, wanted) or fact.subject in reading.asked_lines,
            )
            or all_of_it(reading, fact, wanted)
        )
        and right_item(fact, items)
        and fee_is_said(reading, sentence, fact)
        and not of_one_only(sentence, value, fact, wanted, items)
        and as_recorded(reading, sentence, fact, wanted)
        and of_kind(fact, kinds_near(reading, sentence))
        and for_a_fault(reading, fact)
        and right_option(sentence, value, fact, items)
    ]
    which = next((fact for fact in fitting), None)
    fitting = [fact for fact in fitting if pinned(reading, sentence, value, fact, wanted, items)]
    if fitting and before_the_fee(reading, sentence, value, wanted):
        fitting = []
    slot, says = reading.slot(value), value.text
    if slot is None and (back := not_what_comes_back(reading, sentence, value, known, wanted)):
        message = f"{says} is told to come back, and {back} would"
        return Problem("unchecked", message, value.start, value.end, says)
    if tier := _of_another_tier(reading, sentence, value, wanted):
        message = f"{says} is what {tier!r} customers pay, and this customer is not one of them"
        return Problem(against(surely(reading, sentence, value)), message, value.start, value.end, says)
    if slot is None and of_another_version(reading, sentence, value):
        message = f"{says} is the price of what was bought, and another version is spoken of"
        return Problem("unchecked", message, value.start, value.end, says)
    if slot is None and paid_another_way(sentence, value):
        return Problem("unchecked", f"{says} was paid another way", value.start, value.end, says)
    postage = postage_told_wrong(reading, sentence, value) if slot is None else None
    if postage:
        message = f"{says} does not hold the postage"
        return Problem("unchecked", message, value.start, value.end, says)
    if postage is False:
        return None
    if slot is None and (framed(reading, sentence, value, known, wanted) or in_terms(reading, sentence, value, known)):
        return None
    expected = _expected(reading, sentence, wanted, items)
    if slot is None and known and (beside_its_item(sentence, value, known, wanted) or listed(reading, sentence, value)):
        return None
    if fitting and (
        items or of_what_was_named(reading, sentence, fitting) or (slot is None and reckoned(reading, sentence, value))
    ):
        return None
    if slot is None and (
        summed(reading, sentence, value, wanted, items)
        or ({"paid", "price"} & set(wanted or ("price",)) and discounted(sentence, value, items))
        or (not known and (not expected or not wanted) and reckoned(reading, sentence, value))
        or (not known and reckoned_here(reading, sentence, value) and not _beyond(value, expected, wanted))
        or (
            known
            and only_entitled(known)
            and not {"refund", "get", "fee"} & set(wanted)
            and reckoned_here(reading, sentence, value)
        )
        or (known and {"refund", "paid"} & set(wanted) and _denied(reading, sentence, value) and _back(known))
        or _in_a_policy(reading, sentence, value, wanted)
        or of_a_version(reading, sentence, value, wanted)
    ):
        return None
    if which is not None and not fitting:
        message = f"{says} is {which.source}, and nothing here says that this is meant"
        return Problem("unchecked", message, value.start, value.end, says, (which.id,))
    if known and all(fact.subject.startswith("passage:") for fact in known):
        message = f"{says} stands in a policy ({known[0].source}), and no clause says that it applies here"
        return Problem("unchecked", message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if known:
        return misplaced(reading, sentence, value, known, wanted, items)
    if expected and (problem := contradicted(reading, sentence, value, expected, wanted)):
        return problem
    others = facts_of(reading, value)
    if others:
        message = f"{says} belongs to another order ({others[0].source})"
        return Problem(
            against(surely(reading, sentence, value)), message, value.start, value.end, says, (others[0].id,)
        )
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _beyond(value: Found, expected: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether it is more than all together that may be paid back."""
    if not {"refund", "get"} & set(wanted) or not expected:
        return False
    parts = {(fact.subject, fact.role): read_money(fact.value)[0] for fact in expected}
    most = sum(parts.values(), Decimal(0)) if len({s for s, _ in parts}) > 1 else max(parts.values())
    return all(read_money(text)[0] > most for text in value.values)


def _in_a_policy(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    words, others = sentence.sentence.words, for_others(reading, sentence)
    if set(wanted) & ANSWERED:
        return repeats(reading.evidence, value, words, others)
    return states(reading.evidence, value, words, (), others)


def _on_the_same_page(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a document tells the amount of what this sentence or the two before it speak of, to this customer."""
    place, others = reading.sentences.index(sentence), for_others(reading, sentence)
    near = [word for read in reading.sentences[max(0, place - 2) : place + 1] for word in read.sentence.words]
    return reading.language != reading.evidence.shop.locale.split("_")[0] or states(
        reading.evidence, value, near, (), others
    )


def _denied(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the sentence says that an amount of the records is not paid back."""
    part = sentence.holding(value)
    return part is not None and reading.vocabulary is not None and reading.vocabulary.says("negation", part.words)


def _back(known: Sequence[Fact]) -> bool:
    """Whether a known amount is one that comes back, or may: "the €54.95 hasn't been paid out yet"."""
    return any("." in fact.role or fact.role in ("return_amount", "refund", "refunded", *RECORDED) for fact in known)


def _expected(reading: Reading, sentence: ReadSentence, wanted: tuple[str, ...], items: Sequence[Fact]) -> list[Fact]:
    """What should have stood there: the facts in the role that is spoken of."""
    know = reading.vocabulary
    kinds = kinds_near(reading, sentence) if know else frozenset()
    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "money"
        and (
            "." not in fact.role
            or fact.role.partition(".")[0] in kinds
            or (fact.role.startswith(("return.", "cancel.")) and "refund" in kinds)
        )
        and not fact.subject.startswith("clause:")
        and _right_line_before(sentence, fact)
        and not of_others(fact, sentence.orders)
        and (
            any(fits(cue, fact, MONEY_ROLES) for cue in wanted)
            if wanted
            else bool(items) and fact.role in ("unit_price", "line_total")
        )
        and right_item(fact, items)
    ]


def _of_another_tier(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> str | None:
    """The tier whose fee or most goodwill an amount is, where the customer's is another and the words name neither."""
    customer = reading.evidence.customer
    if customer is None or any(("money", text) in reading.evidence.by_value for text in value.values):
        return None
    words = sentence.texts
    for clause in (scoped.clause for scoped in reading.evidence.policy if "credit" in wanted):
        others = clause.when.tiers and customer.tier not in clause.when.tiers and not words & set(_small(clause))
        if others and clause.cap and any(read_money(text)[0] == clause.cap.amount for text in value.values):
            return clause.when.tiers[0]
    for fee in (clause.fee for clause in reading.evidence.clauses if clause.fee and clause.fee.percent is None):
        for tier, amount in (fee.by_tier if fee else {}).items():
            if (
                tier != customer.tier
                and tier.casefold() not in words
                and any(read_money(text)[0] == Decimal(amount) != 0 for text in value.values)
            ):
                return tier
    return None


def _small(clause: Clause) -> list[str]:
    return [tier.casefold() for tier in clause.when.tiers]


def _right_line_before(sentence: ReadSentence, fact: Fact) -> bool:
    """Whether an entitlement's part is that of the items spoken of, where single lines have parts of their own."""
    if "." not in fact.role or "/line:" not in fact.subject:
        return True
    named = {
        f.subject for m in (*sentence.mentions, *sentence.before) for f in m.of("product") if "/line:" in f.subject
    }
    return not named or fact.subject in named
