"""F001: every amount of money is one of the evidence, in the role and on the order and line that the sentence says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from copilot.checks.certainty import against, asserted, told
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.prose import repeats, states
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.roles import MONEY_ROLES, cues, fits
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
from copilot.checks.rules.figure_frames import paid_another_way
from copilot.checks.rules.tokens import of_others
from copilot.checks.rules.workings import listed, workings
from copilot.checks.statements import ReadSentence
from copilot.checks.sums import discounted, reckoned, reckoned_here, summed
from copilot.models import Clause, Fact
from copilot.values import Found, format_money, read_money

CENT = Decimal("0.01")


_SIGNS = tuple("-−–+×=")
"""Behind an amount that is reckoned with, which is none that is told to be paid or given back."""

RECORDED = frozenset(
    role for cue in ("paid", "total", "shipping", "tax", "discount", "price") for role in MONEY_ROLES[cue]
)


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
        if (
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
    if tier := _of_another_tier(reading, sentence, value, wanted):
        message = f"{says} is what {tier!r} customers pay, and this customer is not one of them"
        return Problem(against(_surely(reading, sentence, value)), message, value.start, value.end, says)
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
            and _only_entitled(known)
            and not {"refund", "get", "fee"} & set(wanted)
            and reckoned_here(reading, sentence, value)
        )
        or (known and {"refund", "paid"} & set(wanted) and _denied(reading, sentence, value) and _back(known))
        or _in_a_policy(reading, sentence, value, wanted)
    ):
        return None
    if which is not None and not fitting:
        message = f"{says} is {which.source}, and nothing here says that this is meant"
        return Problem("unchecked", message, value.start, value.end, says, (which.id,))
    if known and all(fact.subject.startswith("passage:") for fact in known):
        message = f"{says} stands in a policy ({known[0].source}), and no clause says that it applies here"
        return Problem("unchecked", message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if known:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in known[:3])
        message = f"{says} is in the evidence, but not as what this sentence makes of it ({what})"
        for_faults = any(fact.id.startswith("refund:") for fact in known)  # the customer may have shown what went wrong
        catalogued = all(fact.subject.startswith("product:") for fact in known)  # another version may be meant
        reckons = reading.text[value.end :].lstrip()[:1] in _SIGNS
        offered = _only_entitled(known)  # what may be given back may be so for more than one reason
        summed_up = sum(v.type == "money" for v in sentence.values) > 1
        elsewhere = _fits_elsewhere(reading, sentence, known, wanted)
        loose = for_faults or catalogued or reckons or offered or summed_up or elsewhere
        swapped = bool(items) and all("/line:" in fact.subject and not right_item(fact, items) for fact in known)
        plain = _in_its_row(reading, sentence, value) or (not summed_up and _plainly_of(sentence, value))
        sure = plain and (
            asserted(reading, sentence, value) if swapped else _surely(reading, sentence, value) and not loose
        )
        return Problem(against(sure), message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if expected and _contradicts(value, expected):
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_money(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        message = f"says {says}, but the evidence says {what}"
        one = sum(v.type == "money" for v in sentence.values) == 1 or _plainly_of(sentence, value)
        sure = (one and _surely(reading, sentence, value)) or (
            asserted(reading, sentence, value) and not wanted and _alone(sentence)
        )
        return Problem(against(sure), message, value.start, value.end, says, tuple(f.id for f in expected[:3]), fix)
    others = facts_of(reading, value)
    if others:
        message = f"{says} belongs to another order ({others[0].source})"
        return Problem(
            against(_surely(reading, sentence, value)), message, value.start, value.end, says, (others[0].id,)
        )
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _in_its_row(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether an amount is the only one of its line, behind an item's whole name and a colon: a row of a list."""
    start = reading.text.rfind("\n", 0, value.start) + 1
    end = reading.text.find("\n", value.end)
    inside = [v for v in reading.values if v.type == "money" and start <= v.start and (end < 0 or v.start < end)]
    named = [m for m in sentence.mentions if start <= m.start < value.start]
    return (
        len(inside) == 1
        and reading.text[start : value.start].rstrip().endswith(":")
        and any(_whole(sentence, mention, fact) for mention in named for fact in mention.of("product"))
    )


def _plainly_of(sentence: ReadSentence, value: Found) -> bool:
    """Whether the order, by its number, or an item by its whole name is told in the statement of an amount."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    inside = [m for m in sentence.mentions if part and part.start <= m.start < part.end]
    numbered = any(fact.role == "order_id" for m in sentence.mentions for fact in m.facts)
    return numbered or any(_whole(sentence, m, fact) for m in inside for fact in m.of("product"))


def _whole(sentence: ReadSentence, mention: Mention, fact: Fact) -> bool:
    origin = sentence.sentence.start
    return sentence.sentence.text[mention.start - origin : mention.end - origin].casefold() == fact.value.casefold()


def _surely(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    return reading.vocabulary is not None and told(reading, sentence, value, reading.vocabulary.money_roles)


def _alone(sentence: ReadSentence) -> bool:
    """Whether each amount of the sentence has an item of its own."""
    named = sum(bool(m.of("product")) for m in sentence.mentions)
    return sum(value.type == "money" for value in sentence.values) <= named


def _contradicts(value: Found, expected: Sequence[Fact]) -> bool:
    """Whether the evidence rules the amount out: a record names another one, or it is more than may be paid back.

    Less than an entitlement may be a part of it, which nothing here can decide.
    """
    if any(fact.role in RECORDED for fact in expected):
        return True
    most = {currency: amount for amount, currency in sorted(read_money(fact.value) for fact in expected)}
    said = [read_money(canonical) for canonical in value.values]
    return all(currency in most and amount > most[currency] for amount, currency in said)


def _beyond(value: Found, expected: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether it is more than all together that may be paid back."""
    if not {"refund", "get"} & set(wanted) or not expected:
        return False
    parts = {(fact.subject, fact.role): read_money(fact.value)[0] for fact in expected}
    most = sum(parts.values(), Decimal(0)) if len({s for s, _ in parts}) > 1 else max(parts.values())
    return all(read_money(text)[0] > most for text in value.values)


def _fits_elsewhere(reading: Reading, sentence: ReadSentence, known: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether the amount is what another word of the sentence speaks of, so that the words may have been misread."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    return any(fits(cue, fact, MONEY_ROLES) for cue in said - set(wanted) for fact in known)


def _in_a_policy(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    words = sentence.sentence.words
    return (repeats if set(wanted) & ANSWERED else states)(reading.evidence, value, words)


def _only_entitled(facts: Sequence[Fact]) -> bool:
    """Whether an amount is known only as a part of an offer, so that it may also be what other figures come to."""
    return all(fact.role.endswith((".amount", ".before_fee")) for fact in facts)


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
