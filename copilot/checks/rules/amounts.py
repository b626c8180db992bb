"""F001: every amount of money is one of the evidence, in the role and on the order and line that the sentence says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem, Status
from copilot.checks.prose import states
from copilot.checks.reading import Reading, ReadSentence
from copilot.checks.roles import MONEY_ROLES, cues, fits
from copilot.models import Fact, Order
from copilot.values import Found, format_money, money, read_money

CENT = Decimal("0.01")
LINES = 10  # sums over chosen lines are looked for in orders of up to so many lines
RECORDED = frozenset(
    role for cue in ("paid", "total", "shipping", "tax", "discount", "price") for role in MONEY_ROLES[cue]
)
LINE_ROLES = ("unit_price", "line_total", "price")


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
    fitting = [fact for fact in known if _right_role(fact, wanted, bool(items)) and _right_item(fact, items)]
    slot = reading.slot(value)
    if fitting or (slot is None and _derived(reading, sentence, value, wanted, items)):
        return None
    says = value.text
    if (
        slot is None
        and not set(wanted) & {"paid", "total", "refund"}
        and states(reading.evidence, value, sentence.sentence.words)
    ):
        return None
    if known and all(fact.subject.startswith("passage:") for fact in known):
        message = f"{says} stands in a policy ({known[0].source}), and no clause says that it applies here"
        return Problem("unchecked", message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    if known:
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in known[:3])
        message = f"{says} is in the evidence, but not as what this sentence makes of it ({what})"
        status: Status = "unchecked" if sentence.depends(value) else "violated"
        return Problem(status, message, value.start, value.end, says, tuple(f.id for f in known[:3]))
    expected = _expected(reading, sentence, wanted, items)
    if expected and _contradicts(value, expected):
        what = "; ".join(f"{fact.source}: {fact.value}" for fact in expected[:3])
        fix = format_money(expected[0].value, reading.locale) if len({fact.value for fact in expected}) == 1 else None
        message = f"says {says}, but the evidence says {what}"
        told: Status = "violated" if len(sentence.orders) < 2 else "unchecked"
        return Problem(told, message, value.start, value.end, says, tuple(f.id for f in expected[:3]), fix)
    others = _facts(reading, value)
    if others:
        message = f"{says} belongs to another order ({others[0].source})"
        return Problem("violated", message, value.start, value.end, says, (others[0].id,))
    return Problem("unchecked", f"{says} is in none of the evidence", value.start, value.end, says)


def _contradicts(value: Found, expected: Sequence[Fact]) -> bool:
    """Whether the evidence rules the amount out: a record names another one, or it is more than may be paid back.

    Less than an entitlement may be a part of it, which nothing here can decide.
    """
    if any(fact.role in RECORDED for fact in expected):
        return True
    most = {currency: amount for amount, currency in sorted(read_money(fact.value) for fact in expected)}
    said = [read_money(canonical) for canonical in value.values]
    return all(currency in most and amount > most[currency] for amount, currency in said)


def _facts(reading: Reading, value: Found) -> list[Fact]:
    if slot := reading.slot(value):
        return [slot]
    exact = [fact for canonical in value.values for fact in reading.evidence.by_value.get(("money", canonical), ())]
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
    if not wanted or any(fits(cue, fact, MONEY_ROLES) for cue in wanted):
        return True
    return with_item and fact.role in LINE_ROLES and bool({"paid", "refund", "total"} & set(wanted))


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
    return [
        fact
        for fact in reading.evidence.facts
        if fact.type == "money"
        and not _of_other_order(fact, sentence.orders)
        and (
            any(fits(cue, fact, MONEY_ROLES) for cue in wanted)
            if wanted
            else bool(items) and fact.role in ("unit_price", "line_total")
        )
        and _right_item(fact, items)
    ]


def _derived(
    reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...], items: Sequence[Fact]
) -> bool:
    """Whether the amount is a sum of lines or orders, or a difference of prices, that the sentence may speak of."""
    if set(wanted) & {"fee", "shipping", "tax", "discount", "balance"}:
        return False
    said = set(value.values)
    for order in sentence.orders:
        chosen = [item for item in order.items if any(f.subject == f"order:{order.id}/line:{item.id}" for f in items)]
        lines = [item.unit_price * item.quantity for item in (chosen or order.items)]
        if any(money(total, order.currency) in said for total in _sums(lines)):
            return True
    totals = [
        (o.currency, fact.value) for o in sentence.orders if (fact := reading.evidence.fact(f"order:{o.id}", "total"))
    ]
    if len(totals) > 1 and len({currency for currency, _ in totals}) == 1:
        total = sum((read_money(text)[0] for _, text in totals), Decimal(0))
        if money(total, totals[0][0]) in said:
            return True
    return "difference" in wanted and any(gap in said for gap in _differences(reading, sentence))


def _sums(lines: Sequence[Decimal]) -> Iterator[Decimal]:
    if len(lines) > LINES:
        yield sum(lines, Decimal(0))
        return
    for size in range(2, len(lines) + 1):
        yield from (sum(chosen, Decimal(0)) for chosen in combinations(lines, size))


def _differences(reading: Reading, sentence: ReadSentence) -> Iterator[str]:
    """Prices of other variants of the same product, against what was paid for the line."""
    prices = {product.id: product.variants for product in reading.evidence.products}
    for order in sentence.orders:
        for item in order.items:
            for variant in prices.get(item.product_id, ()):
                yield money(abs(variant.price - item.unit_price), order.currency)
