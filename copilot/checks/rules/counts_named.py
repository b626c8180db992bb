"""Counts of what the draft itself names or reckons with: "these two items", "the three orders", "two at €9 are €18"."""

from copilot.checks.reading import Reading
from copilot.checks.rules.pages import spoken_of
from copilot.checks.statements import ReadSentence
from copilot.values import Found, money, read_money

POINTING = 2  # words before a count in which something points to what was named


def counted_here(reading: Reading, sentence: ReadSentence, value: Found, noun: str | None) -> bool:
    """Whether a count is that of the things named in the draft, of amounts told behind it, or one that is reckoned."""
    if noun == "product":
        return _multiplied_out(sentence, value) or _listed_behind(reading, sentence, value)
    return noun in ("items", "orders") and (
        _of_those_named(reading, sentence, value, noun) or (noun == "orders" and _of_each(reading, sentence, value))
    )


def _of_those_named(reading: Reading, sentence: ReadSentence, value: Found, noun: str) -> bool:
    """Whether something points to as many items or orders as the draft names, or items as the customer wrote of."""
    know = reading.vocabulary
    near = [word for word in sentence.sentence.words if word.end <= value.end][-1 - POINTING :]
    if know is None or not know.says("these", near):
        return False
    mentions = [mention for read in reading.sentences for mention in read.mentions]
    if noun == "orders":
        return str(len({f.subject for m in mentions for f in m.of("id") if f.role == "order_id"})) in value.values
    lines = {frozenset(f.subject for f in m.of("product") if f.role == "item") for m in mentions} - {frozenset()}
    return bool({str(len(lines)), str(len(reading.asked_lines))} & set(value.values))


def _of_each(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether one order is spoken of as the measure of a rule: "once on one order", "per one order"."""
    know = reading.vocabulary
    before = [word for word in sentence.sentence.words if word.end <= value.start][-1:]
    return value.spelled and value.values == ("1",) and know is not None and know.says("per", before)


def _multiplied_out(sentence: ReadSentence, value: Found) -> bool:
    """Whether as many pieces of one line come to another amount of the sentence, and are no more than were bought."""
    told = {read_money(text) for v in sentence.values if v.type == "money" for text in v.values}
    behind = next((m for m in sentence.mentions if m.start >= value.end and m.of("product")), None)
    subjects = {f.subject for f in behind.facts} if behind else set()
    return any(
        item.quantity >= int(number) > 1 and (item.unit_price * int(number), order.currency) in told
        for order in sentence.orders
        for item in order.items
        if f"order:{order.id}/line:{item.id}" in subjects
        for number in value.values
        if number.isdecimal()
    )


def _listed_behind(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it counts versions whose prices in the catalogue stand behind it, and nothing that was bought."""
    know = reading.vocabulary
    behind = [v for v in sentence.values if v.type == "money" and v.start > value.end]
    bought = any(m.of("id") for m in sentence.mentions) or (know and know.says("holding", sentence.sentence.words))
    if know is None or bought or len(behind) < LEAST or str(len(behind)) not in value.values:
        return False
    currency = reading.evidence.shop.currency
    prices = {money(variant.price, currency) for p in spoken_of(reading, sentence) for variant in p.variants}
    paid = any(role == "paid" for _, _, role in know.money_roles.find(sentence.sentence.words))
    return not paid and all(prices & set(v.values) for v in behind)


LEAST = 2  # versions that are listed
