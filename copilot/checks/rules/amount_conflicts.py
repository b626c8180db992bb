"""What is wrong with an amount that the evidence does not bear out, and how surely it is contradicted."""

from collections.abc import Sequence

from copilot.checks.certainty import against, asserted, told
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.roles import MONEY_ROLES, fits
from copilot.checks.rules.amount_facts import right_item
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, format_money, read_money

_SIGNS = tuple("-−–+×=")
"""Behind an amount that is reckoned with, which is none that is told to be paid or given back."""

RECORDED = frozenset(
    role for cue in ("paid", "total", "shipping", "tax", "discount", "price") for role in MONEY_ROLES[cue]
)


def misplaced(
    reading: Reading,
    sentence: ReadSentence,
    value: Found,
    known: Sequence[Fact],
    wanted: tuple[str, ...],
    items: Sequence[Fact],
) -> Problem:
    """An amount that the evidence holds as something else: a contradiction only where nothing else can be meant."""
    what = "; ".join(f"{fact.source}: {fact.value}" for fact in known[:3])
    message = f"{value.text} is in the evidence, but not as what this sentence makes of it ({what})"
    summed_up = sum(v.type == "money" for v in sentence.values) > 1
    swapped = bool(items) and all("/line:" in fact.subject and not right_item(fact, items) for fact in known)
    plain = _in_its_row(reading, sentence, value) or (not summed_up and _plainly_of(sentence, value))
    loose = (
        any(fact.id.startswith("refund:") for fact in known)  # the customer may have shown what went wrong
        or all(fact.subject.startswith("product:") for fact in known)  # another version may be meant
        or reading.text[value.end :].lstrip()[:1] in _SIGNS
        or only_entitled(known)  # what may be given back may be so for more than one reason
        or summed_up
        or _fits_elsewhere(reading, sentence, known, wanted)
    )
    sure = plain and (asserted(reading, sentence, value) if swapped else surely(reading, sentence, value) and not loose)
    return Problem(against(sure), message, value.start, value.end, value.text, tuple(f.id for f in known[:3]))


def contradicted(
    reading: Reading, sentence: ReadSentence, value: Found, expected: Sequence[Fact], wanted: tuple[str, ...]
) -> Problem | None:
    """An amount where the evidence has others in that role; None where it may be a part of one of them."""
    if not _contradicts(value, expected):
        return None
    what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
    fix = format_money(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
    message = f"says {value.text}, but the evidence says {what}"
    one = sum(v.type == "money" for v in sentence.values) == 1 or _plainly_of(sentence, value)
    sure = (one and surely(reading, sentence, value)) or (
        asserted(reading, sentence, value) and not wanted and _alone(sentence)
    )
    given = wanted == ("credit",) and _may_be_given(reading, sentence, value)  # no payment speaks against it
    ids = tuple(fact.id for fact in expected[:3])
    return Problem(against(sure and not given), message, value.start, value.end, value.text, ids, fix)


def surely(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    return reading.vocabulary is not None and told(reading, sentence, value, reading.vocabulary.money_roles)


def only_entitled(facts: Sequence[Fact]) -> bool:
    """Whether an amount is known only as a part of an offer, so that it may also be what other figures come to."""
    return all(fact.role.endswith((".amount", ".before_fee")) for fact in facts)


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


def _may_be_given(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether an amount is no more than a clause for this customer lets us give without another's consent.

    A cap is in the currency of the order that it is given for.
    """
    clauses = [c for c in reading.evidence.clauses if c.about in ("goodwill", "credit") and c.effect == "grant"]
    most = max((clause.cap.amount for clause in clauses if clause.cap), default=0)
    currencies = {order.currency for order in sentence.orders or reading.evidence.orders}
    said = [read_money(text) for text in value.values]
    return any(amount <= most and currency in currencies for amount, currency in said)


def _fits_elsewhere(reading: Reading, sentence: ReadSentence, known: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether the amount is what another word of the sentence speaks of, so that the words may have been misread."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    return any(fits(cue, fact, MONEY_ROLES) for cue in said - set(wanted) for fact in known)
