"""Which facts an amount may be, by its value, the order, the item and the option beside it."""

from collections.abc import Sequence

from copilot.checks.mentions import Mention
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, read_money

BESIDE = 9  # code points between a price and the option that it is for ("€59.90 in oak")


LINE_ROLES = ("unit_price", "line_total", "price")


NEXT = 16  # code points between an amount and the item behind it: "€89.00 for the throw"


def facts_of(reading: Reading, value: Found) -> list[Fact]:
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


def right_option(sentence: ReadSentence, value: Found, fact: Fact, items: Sequence[Fact]) -> bool:
    """A price right beside an option, with no item named, is that of a line or a variant with this option."""
    beside = [
        m
        for m in sentence.mentions
        if m.of("option") and (0 <= m.start - value.end <= BESIDE or 0 <= value.start - m.end <= BESIDE)
    ]
    origin = sentence.sentence.start
    if sentence.sentence.text[value.start - origin - 1 : value.start - origin] == "(":
        beside = [m for m in beside if m.end <= value.start]  # "a 6 l (€149.00) and a 4 l"
    if items or not beside or fact.role not in LINE_ROLES:
        return True
    return any(option.subject == fact.subject for mention in beside for option in mention.of("option"))


def named_before(sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...]) -> bool:
    """Whether what is paid back is said of an item that the sentence before names."""
    return (
        bool({"refund", "get"} & set(wanted))
        and "/line:" in fact.subject
        and any(fact.subject == f.subject for m in sentence.before for f in m.facts)
    )


def of_what_was_named(reading: Reading, sentence: ReadSentence, facts: Sequence[Fact]) -> bool:
    """Whether an entitlement's amount is that of the items spoken of last, where theirs is known.

    Goodwill is for the customer, whatever was wrong with which item.
    """
    if all(fact.role == "goodwill.amount" for fact in facts):
        return True
    named = {fact.subject for mention in sentence.before for fact in mention.of("product") if "/line:" in fact.subject}
    if len(named) != 1 or not all(fact.role.endswith((".amount", ".before_fee")) for fact in facts):
        return True
    roles = {fact.role for fact in facts}
    known = any(fact.role in roles and fact.subject in named for fact in reading.evidence.facts)
    return not known or any(fact.subject in named for fact in facts)


def right_item(fact: Fact, items: Sequence[Fact]) -> bool:
    """A line's price must be a price of an item beside it; where no item is named any line's will do."""
    if not items or not (fact.role in LINE_ROLES or "/line:" in fact.subject):
        return True
    subjects = {item.subject for item in items}
    return fact.subject in subjects or fact.subject.partition("/variant:")[0] in subjects


def items_of(sentence: ReadSentence, value: Found) -> tuple[Fact, ...]:
    """The items that an amount belongs to: paired one to one where counts agree, else all that are named."""
    named: list[Mention] = [m for m in sentence.mentions if m.of("product")]
    sums = [other for other in sentence.values if other.type == "money"]
    if len(named) == len(sums):
        named = [named[sums.index(value)]]
    return tuple(fact for mention in named for fact in mention.of("product"))


def owned(items: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of the items named, those that stand on a line of an order."""
    return tuple(item for item in items if item.subject.startswith("order:"))


def of_one_only(
    sentence: ReadSentence, value: Found, fact: Fact, wanted: tuple[str, ...], items: Sequence[Fact]
) -> bool:
    """Whether a single price is given as the total of several items; not where its own item stands right behind it."""
    if any(0 <= mention.start - value.end <= NEXT for mention in sentence.mentions if mention.of("product")):
        return False
    lines = {item.subject for item in items if item.subject.startswith("order:")}
    return "total" in wanted and len(lines) > 1 and fact.role in LINE_ROLES
