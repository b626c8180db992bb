"""F001: every amount of money is one of the evidence, in the role and on the order and line that the sentence says."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from copilot.checks.certainty import against, asserted, told
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.prose import repeats, states
from copilot.checks.reading import Reading, ReadSentence, kinds_near
from copilot.checks.roles import MONEY_ROLES, cues, fits
from copilot.checks.rules.events import fault_reported
from copilot.checks.sums import reckoned, reckoned_here, summed
from copilot.models import Fact, Order
from copilot.values import Found, format_money, read_money

CENT = Decimal("0.01")
RECORDED = frozenset(
    role for cue in ("paid", "total", "shipping", "tax", "discount", "price") for role in MONEY_ROLES[cue]
)
ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "credit", "goodwill")
NEXT = 16  # code points between an amount and the item behind it: "€89.00 for the throw"
LINE_ROLES = ("unit_price", "line_total", "price")
BESIDE = 9  # code points between a price and the option that it is for ("€59.90 in oak")
ANSWERED = frozenset(["price", "paid", "pay", "total", "refund", "get", "fee", "deducted"])
"""Cues that a record or an entitlement answers: a policy's own figure counts only in nearly the policy's words."""


def amounts(reading: Reading) -> Iterator[Problem]:
    """Each amount that the evidence contradicts or does not hold."""
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                if value.type == "money" and (problem := _amount(reading, sentence, value)):
                    yield problem


def _amount(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    if value.spelled and all(read_money(text)[0] <= CENT for text in value.values):
        return None  # "it does not cost you a cent"
    wanted = cues(value, sentence, reading.vocabulary.money_roles) if reading.vocabulary else ()
    items = _items(sentence, value)
    known = [fact for fact in _facts(reading, value) if not _of_other_order(fact, sentence.orders)]
    if reading.vocabulary and not reading.vocabulary.says("catalogue", sentence.sentence.words):
        items = _owned(items) or items  # a price of today is no answer to what was paid
    if "get" in wanted:
        wanted = tuple(cue for cue in wanted if cue != "refund")  # "you get … back" is what is left after the fee
    fitting = [
        fact
        for fact in known
        if (
            _right_role(fact, wanted, bool(items) or _named_before(sentence, fact, wanted))
            or _all_of_it(reading, fact, wanted)
        )
        and _right_item(fact, items)
        and _fee_is_said(reading, sentence, fact)
        and not _of_one_only(sentence, value, fact, wanted, items)
        and _as_recorded(reading, sentence, fact, wanted)
        and _of_kind(fact, kinds_near(reading, sentence))
        and _for_a_fault(reading, fact)
        and _right_option(sentence, value, fact, items)
    ]
    if fitting and _before_the_fee(reading, sentence, value, wanted):
        fitting = []
    slot, says = reading.slot(value), value.text
    if tier := _of_another_tier(reading, sentence, value):
        message = f"{says} is what {tier!r} customers pay, and this customer is not one of them"
        return Problem(against(_surely(reading, sentence, value)), message, value.start, value.end, says)
    expected = _expected(reading, sentence, wanted, items)
    if fitting and (
        items or _of_what_was_named(reading, sentence, fitting) or (slot is None and reckoned(reading, sentence, value))
    ):
        return None
    if slot is None and (
        summed(reading, sentence, value, wanted, items)
        or (not known and (not expected or not wanted) and reckoned(reading, sentence, value))
        or (not known and reckoned_here(reading, sentence, value))
        or (
            known
            and _only_entitled(known)
            and not {"refund", "get", "fee"} & set(wanted)
            and reckoned_here(reading, sentence, value)
        )
        or (known and "refund" in wanted and _denied(reading, sentence, value))
        or _in_a_policy(reading, sentence, value, wanted)
    ):
        return None
    if known and all(fact.subject.startswith("passage:") for fact in known):
        message = f"{says} stands in a policy ({known[0].source}), and no clause says that it applies here"
        return Problem("unchecked", message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if known:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in known[:3])
        message = f"{says} is in the evidence, but not as what this sentence makes of it ({what})"
        for_faults = any(fact.id.startswith("refund:") for fact in known)  # the customer may have shown what went wrong
        loose = for_faults or _fits_elsewhere(reading, sentence, known, wanted)
        status = against(_surely(reading, sentence, value), not loose)
        return Problem(status, message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if expected and _contradicts(value, expected):
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_money(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        message = f"says {says}, but the evidence says {what}"
        sure = _surely(reading, sentence, value) or (
            asserted(reading, sentence, value) and not wanted and _alone(sentence)
        )
        return Problem(against(sure), message, value.start, value.end, says, tuple(f.id for f in expected[:3]), fix)
    others = _facts(reading, value)
    if others:
        message = f"{says} belongs to another order ({others[0].source})"
        return Problem(
            against(_surely(reading, sentence, value)), message, value.start, value.end, says, (others[0].id,)
        )
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


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


def _fits_elsewhere(reading: Reading, sentence: ReadSentence, known: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether the amount is what another word of the sentence speaks of, so that the words may have been misread."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    return any(fits(cue, fact, MONEY_ROLES) for cue in said - set(wanted) for fact in known)


def _in_a_policy(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    words = sentence.sentence.words
    return (repeats if set(wanted) & ANSWERED else states)(reading.evidence, value, words)


def _facts(reading: Reading, value: Found) -> list[Fact]:
    if slot := reading.slot(value):
        return [slot]
    texts = [canonical.lstrip("-") for canonical in value.values]  # "-€4.95" in a list of sums
    exact = [fact for text in texts for fact in reading.evidence.by_value.get(("money", text), ())]
    if exact or not value.approximate:
        return exact
    return [fact for fact in reading.evidence.facts if fact.type == "money" and _near(fact.value, value)]


def _near(fact: str, value: Found) -> bool:
    """Whether a rounded value may stand for the fact: within a twentieth of it."""
    amount, currency = read_money(fact)
    for canonical in value.values:
        said, said_currency = read_money(canonical)
        if currency == said_currency and abs(amount - said) <= amount / 20:
            return True
    return False


def _of_other_order(fact: Fact, orders: Sequence[Order]) -> bool:
    subject = fact.subject.partition("/line:")[0]
    return subject.startswith("order:") and subject not in {f"order:{order.id}" for order in orders}


def _right_role(fact: Fact, wanted: tuple[str, ...], with_item: bool) -> bool:
    """An amount without a cue may be anything; beside an item, "paid" and "refund" may mean the item's price."""
    if not wanted:
        return not with_item or fact.role in LINE_ROLES or "." in fact.role or "refund" in fact.role
    if any(fits(cue, fact, MONEY_ROLES) for cue in wanted):
        return True
    if "price" in wanted and not with_item and fact.role in ("paid", "total", "payment"):
        return True  # "the order cost …"
    return with_item and fact.role in LINE_ROLES and bool({"paid", "pay", "refund", "get", "total"} & set(wanted))


def _all_of_it(reading: Reading, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """What is paid back for an order that never came is all that was paid for it."""
    if not {"refund", "get"} & set(wanted) or fact.role not in ("paid", "payment"):
        return False
    order = next((o for o in reading.evidence.orders if f"order:{o.id}" == fact.subject), None)
    if order is not None and fact.role == "payment" and sum(p.kind == "payment" for p in order.payments) > 1:
        return True  # a part of what was paid goes back the way that it came
    return order is not None and order.status in ("pending", "processed", "shipped")


def _only_entitled(facts: Sequence[Fact]) -> bool:
    """Whether an amount is known only as a part of an offer, so that it may also be what other figures come to."""
    return all(fact.role.endswith((".amount", ".before_fee")) for fact in facts)


def _denied(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the sentence says that an amount of the records is not paid back."""
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    return part is not None and reading.vocabulary is not None and reading.vocabulary.says("negation", part.words)


def _for_a_fault(reading: Reading, fact: Fact) -> bool:
    """A refund of something delivered, without a return, is for faults: the customer must have reported one."""
    if not fact.id.startswith("refund:"):
        return True
    order = next((o for o in reading.evidence.orders if fact.subject.startswith(f"order:{o.id}")), None)
    arrived = order is not None and order.status in ("delivered", "returned") and not order.returns
    return not arrived or fault_reported(reading)


def _right_option(sentence: ReadSentence, value: Found, fact: Fact, items: Sequence[Fact]) -> bool:
    """A price right beside an option, with no item named, is that of a line or a variant with this option."""
    beside = [
        m
        for m in sentence.mentions
        if m.of("option") and (0 <= m.start - value.end <= BESIDE or 0 <= value.start - m.end <= BESIDE)
    ]
    if items or not beside or fact.role not in LINE_ROLES:
        return True
    return any(option.subject == fact.subject for mention in beside for option in mention.of("option"))


def _of_kind(fact: Fact, kinds: Collection[str]) -> bool:
    """Whether a part of an offer is one of what is spoken of: the fee of a return is none of a cancellation."""
    about = fact.role.partition(".")[0]
    if "." not in fact.role or about not in ENTITLED or not set(kinds) & set(ENTITLED):
        return True
    if {about, *kinds} >= {"goodwill", "credit"}:
        return True
    return about in kinds or ("refund" in kinds and about in ("return", "cancel", "replacement")) or about == "refund"


def _as_recorded(reading: Reading, sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """A price is no refund where the records say what was paid back, or where a discount, tax or fee changes it."""
    if not {"refund", "get"} & set(wanted) or fact.role not in (*LINE_ROLES, "items_total"):
        return True
    if {"plus", "minus", "less"} & {word.text for word in sentence.sentence.words}:
        return True  # a term of a sum that is spelled out
    order = next((o for o in reading.evidence.orders if fact.subject.startswith(f"order:{o.id}")), None)
    if order is None or order.discount or order.tax:
        return False
    done = any(f.role in ("refunded", "cancel_done", "refund_done") for f in _of(reading, order))
    fees = {f.value for f in _of(reading, order) if f.role == "return.fee" and read_money(f.value)[0]}
    return not done and (not fees or "return" not in kinds_near(reading, sentence) or _says_fee(reading, sentence))


def _of(reading: Reading, order: Order) -> list[Fact]:
    return [f for f in reading.evidence.facts if f.subject.partition("/line:")[0] == f"order:{order.id}"]


def _fee_is_said(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
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


def _of_one_only(
    sentence: ReadSentence, value: Found, fact: Fact, wanted: tuple[str, ...], items: Sequence[Fact]
) -> bool:
    """Whether a single price is given as the total of several items; not where its own item stands right behind it."""
    if any(0 <= mention.start - value.end <= NEXT for mention in sentence.mentions if mention.of("product")):
        return False
    lines = {item.subject for item in items if item.subject.startswith("order:")}
    return "total" in wanted and len(lines) > 1 and fact.role in LINE_ROLES


def _before_the_fee(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
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


def _of_another_tier(reading: Reading, sentence: ReadSentence, value: Found) -> str | None:
    """The tier whose fee an amount is, where the customer is of another one and the sentence does not speak of it."""
    customer = reading.evidence.customer
    if customer is None or any(("money", text) in reading.evidence.by_value for text in value.values):
        return None
    words = {word.text for word in sentence.sentence.words}
    for fee in (clause.fee for clause in reading.evidence.clauses if clause.fee and clause.fee.percent is None):
        for tier, amount in (fee.by_tier if fee else {}).items():
            if (
                tier != customer.tier
                and tier.casefold() not in words
                and any(read_money(text)[0] == Decimal(amount) != 0 for text in value.values)
            ):
                return tier
    return None


def _right_line_before(sentence: ReadSentence, fact: Fact) -> bool:
    """Whether an entitlement's part is that of the items spoken of, where single lines have parts of their own."""
    named = {
        f.subject for m in (*sentence.mentions, *sentence.before) for f in m.of("product") if "/line:" in f.subject
    }
    return not named or "." not in fact.role or "/line:" not in fact.subject or fact.subject in named


def _named_before(sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """Whether what is paid back is said of an item that the sentence before names."""
    return (
        bool({"refund", "get"} & set(wanted))
        and "/line:" in fact.subject
        and any(fact.subject == f.subject for m in sentence.before for f in m.facts)
    )


def _of_what_was_named(reading: Reading, sentence: ReadSentence, facts: Sequence[Fact]) -> bool:
    """Whether an entitlement's amount is that of the items spoken of last, where theirs is known."""
    named = {fact.subject for mention in sentence.before for fact in mention.of("product") if "/line:" in fact.subject}
    if len(named) != 1 or not all(fact.role.endswith((".amount", ".before_fee")) for fact in facts):
        return True
    roles = {fact.role for fact in facts}
    known = any(fact.role in roles and fact.subject in named for fact in reading.evidence.facts)
    return not known or any(fact.subject in named for fact in facts)


def _right_item(fact: Fact, items: Sequence[Fact]) -> bool:
    """A line's price must be a price of an item beside it; where no item is named any line's will do."""
    if not items or not (fact.role in LINE_ROLES or "/line:" in fact.subject):
        return True
    subjects = {item.subject for item in items}
    return fact.subject in subjects or fact.subject.partition("/variant:")[0] in subjects


def _items(sentence: ReadSentence, value: Found) -> tuple[Fact, ...]:
    """The items that an amount belongs to: paired one to one where counts agree, else all that are named."""
    named: list[Mention] = [m for m in sentence.mentions if m.of("product")]
    sums = [other for other in sentence.values if other.type == "money"]
    if len(named) == len(sums):
        named = [named[sums.index(value)]]
    return tuple(fact for mention in named for fact in mention.of("product"))


def _owned(items: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of the items named, those that stand on a line of an order."""
    return tuple(item for item in items if item.subject.startswith("order:"))


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
        and not _of_other_order(fact, sentence.orders)
        and (
            any(fits(cue, fact, MONEY_ROLES) for cue in wanted)
            if wanted
            else bool(items) and fact.role in ("unit_price", "line_total")
        )
        and _right_item(fact, items)
    ]
