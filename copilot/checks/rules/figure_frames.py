"""Figures that are told without their unit: money beside money, a year, a day of a term, a percentage, a ratio."""

from decimal import Decimal
from itertools import pairwise

from copilot.checks.reading import Reading
from copilot.checks.rules.date_terms import worked_out
from copilot.checks.rules.pages import spoken_of
from copilot.checks.rules.tokens import of_these
from copilot.checks.statements import ReadSentence
from copilot.values import Found, money, read_duration, read_money

CENTURY = ("20", "21")
YEAR = len("2051")
WAY = 4  # words behind an amount in which the way is named that it was paid
PAIR = 12  # code points between a price and the option that it is for: "119 (4 l)"
RATIO = 8  # code points between the two figures of "nine out of ten"


def framed_figure(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the figures and words around a bare number say what it is, and the evidence has it as that."""
    return (
        _year_of_a_day(reading, sentence, value)
        or _day_of_a_term(reading, sentence, value)
        or _share_beside_a_share(reading, sentence, value)
        or is_ratio(reading, sentence, value)
        or _payment(sentence, value)
        or _price_of_a_version(reading, sentence, value)
    )


def paid_another_way(sentence: ReadSentence, value: Found) -> bool:
    """Whether an amount that was paid one way is told to be of another, where an order was paid in parts."""
    ways = _ways_behind(sentence, value)
    paid = _payments(sentence)
    amounts = _amounts(value)
    by_way = {amount: kinds for amount, kinds in paid.items() if amount in amounts}
    return bool(ways and by_way) and len(paid) > 1 and not any(ways & kinds for kinds in by_way.values())


def is_ratio(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is one of the two figures of "nine out of ten": a share of many, which counts nothing of an order."""
    know = reading.vocabulary
    if know is None or value.type != "count":
        return False
    near = [
        v
        for v in sentence.values
        if v.type == "count" and abs(v.start - value.start) <= RATIO + max(map(len, (v.text, value.text)))
    ]
    for first, second in pairwise(near):
        if value not in (first, second) or second.start - first.end > RATIO:
            continue
        between = [w for w in sentence.sentence.words if first.end <= w.start < second.start]
        larger = Decimal(second.values[0]) >= max(Decimal(first.values[0]), Decimal(FEWEST))
        if larger and know.lists["of_many"].within(between):
            return True
    return False


def share_of_many(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a count may be the first figure of a share with its things between: "nine late parcels in ten"."""
    know = reading.vocabulary
    second = next((v for v in sentence.values if v.type == "count" and v.start >= value.end), None)
    if know is None or second is None:
        return False
    between = [w for w in sentence.sentence.words if value.end <= w.start < second.start]
    larger = Decimal(second.values[0]) >= max(Decimal(value.values[0]), Decimal(FEWEST))
    return larger and 0 < len(between) <= SHARED and know.is_("of_many", between[-1])


SHARED = 4  # words between the two figures of a share
FEWEST = 5  # of so many at least a share is told


def _year_of_a_day(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the year of a day of these orders that is still to come ("until 2051")."""
    text = value.text
    if len(text) != YEAR or not text.isdecimal() or not text.startswith(CENTURY):
        return False
    days = [f for f in reading.evidence.facts if f.type == "date" and of_these(f, sentence.orders)]
    return any(fact.value.startswith(text) for fact in days)


def _day_of_a_term(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the last day of a term of a clause ("day 45 is 30 November"), and the day beside it is so."""
    know = reading.vocabulary
    before = [word for word in sentence.sentence.words if word.end <= value.start][-1:]
    if know is None or not before or not know.is_("day_words", before[0]) or not value.text.isdecimal():
        return False
    lengths = [read_duration(f.value) for f in reading.evidence.facts if f.role.endswith(".window")]
    known = any(least == most == int(value.text) and unit == "day" for least, most, unit in lengths)
    ends = {f.value for f in reading.evidence.facts if f.role.endswith(".until") and of_these(f, sentence.orders)}
    days = [v for v in sentence.values if v.type == "date" and v.start >= value.end]
    return known and all(ends & set(day.values) or worked_out(reading, sentence, day) for day in days)


def _share_beside_a_share(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is a percentage that the evidence has, told beside another ("15 percent instead of 10")."""
    near = [v for v in sentence.values if v.type == "percent" and v.end <= value.start]
    behind = [word for word in sentence.sentence.words if word.start >= value.end][:1]
    alone = not behind or reading.text[value.end : value.end + 1] in (",", ".", ";", ")", "!")
    return bool(near) and alone and any(("percent", text) in reading.evidence.by_value for text in value.values)


def _payment(sentence: ReadSentence, value: Found) -> bool:
    """Whether it is what was paid the way that is named behind it ("35 by gift card and 54 by Visa")."""
    ways, paid = _ways_behind(sentence, value), _payments(sentence)
    return bool(ways) and any(ways & paid.get(amount, frozenset()) for amount in _amounts(value))


def _ways_behind(sentence: ReadSentence, value: Found) -> set[str]:
    """The ways to pay that are named in the words right behind a value, before the next one."""
    words = [word for word in sentence.sentence.words if word.start >= value.end][:WAY]
    nexts = [v.start for v in sentence.values if v.start >= value.end and v.type in ("money", "count", "number")]
    until = min([word.end for word in words][-1:] + nexts, default=value.end)
    return {
        fact.value.casefold()
        for mention in sentence.mentions
        if value.end <= mention.start < until
        for fact in mention.facts
        if fact.role.startswith(("payment_method", "method"))
    }


def _payments(sentence: ReadSentence) -> dict[Decimal, frozenset[str]]:
    """The amounts that these orders were paid with, and how."""
    found: dict[Decimal, frozenset[str]] = {}
    for order in sentence.orders:
        for payment in order.payments:
            if payment.kind == "payment" and payment.method:
                names = {payment.method.kind.casefold(), (payment.method.brand or payment.method.kind).casefold()}
                found[payment.amount] = found.get(payment.amount, frozenset()) | names
    return found


def _amounts(value: Found) -> set[Decimal]:
    if value.type == "money":
        return {read_money(text)[0] for text in value.values}
    return {Decimal(text) for text in value.values if value.text.isdecimal() and text.isdecimal()}


def _price_of_a_version(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is a price of what is spoken of, with its option behind it ("119 (4 l) ou 149 (6 l)")."""
    if not value.text.isdecimal() or not any(v.type == "money" for read in reading.sentences for v in read.values):
        return False
    behind = reading.text[value.end : value.end + PAIR].casefold()
    opening = behind.lstrip().startswith("(")
    currency = reading.evidence.shop.currency
    said = behind.lstrip(" (").split(")")[0].strip()
    return opening and any(
        money(variant.price, currency) == money(Decimal(value.text), currency)
        and any(text.casefold() == said for text in variant.options.values())
        for product in spoken_of(reading, sentence)
        for variant in product.variants
    )
