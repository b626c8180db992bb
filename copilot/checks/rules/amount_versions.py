"""Prices of versions in the catalogue, told by their options or as the cheapest, and the step from what was paid."""

from collections.abc import Sequence

from copilot.checks.reading import Reading
from copilot.checks.rules.pages import spoken_of
from copilot.checks.sentences import Word, all_words
from copilot.checks.statements import ReadSentence
from copilot.checks.versions_told import Version, apart, version_in
from copilot.checks.vocabulary import Vocabulary
from copilot.models import OrderItem, Product, Variant
from copilot.values import Found, money, read_money

_OF_RECORDS = frozenset(["paid", "refund", "get", "deducted", "shipping", "tax", "discount", "balance"])
"""What is told with these words is on record, whatever the catalogue asks for today."""
NEAR = 2  # sentences before a difference in which the price is told that it leads to


def of_a_version(reading: Reading, sentence: ReadSentence, value: Found, wanted: Sequence[str]) -> bool:
    """Whether it is the price of the version described before it, or told against what was paid for the one bought."""
    know = reading.vocabulary
    told = {role for _, _, role in know.money_roles.find(sentence.sentence.words)} if know else set()
    if _OF_RECORDS & set(wanted) or {"refund", "get"} & told:
        return False  # what comes back is for entitlements to say
    products = _meant(reading, sentence, value)
    return any(_priced(reading, sentence, value, p) or _beside(reading, sentence, value, p) for p in products)


def _meant(reading: Reading, sentence: ReadSentence, value: Found) -> list[Product]:
    """The product that the words name last before a value; else those that are spoken of."""
    products = spoken_of(reading, sentence)
    last = [m for m in sentence.mentions if m.of("product") and m.end <= value.start][-1:]
    names = {fact.value for mention in last for fact in mention.of("product")}
    return [product for product in products if product.name in names] or products


def _priced(reading: Reading, sentence: ReadSentence, value: Found, product: Product) -> bool:
    """Whether it is the price of one version that has all options told since the amount before, and is not bought."""
    know = reading.vocabulary
    if know is None:
        return False
    told, lines = _described(reading, sentence, value, product), _bought(sentence, product)
    if told and any(not apart(told, line.options) for line in lines):
        return False
    fitting = [variant for variant in product.variants if not apart(told, variant.options)]
    right = [variant for variant in fitting if _price(reading, variant) in value.values]
    near = all_words(_since(sentence, value))
    open_prices = sorted(variant.price for variant in fitting if variant.available)
    for what, place in _ENDS:
        if know.says(what, near):
            return bool(right and open_prices) and right[0].price == open_prices[place]
    return bool(told and right) and (
        len(told) > 1
        or len({variant.price for variant in fitting}) == 1
        or any(_like(variant, told, line) for variant in right for line in lines)
    )


def _described(reading: Reading, sentence: ReadSentence, value: Found, product: Product) -> Version:
    """The options told since the amount before; with those told earlier, where the product is not named anew."""
    since = _since(sentence, value)
    named = [m for m in sentence.mentions if m.of("product") and m.end <= value.start]
    if named and named[-1].start >= value.start - len(since):
        return version_in(since, product)
    place = reading.sentences.index(sentence)
    before = "" if named or not place else reading.sentences[place - 1].sentence.text
    head = sentence.sentence.text[: value.start - sentence.sentence.start - len(since)]
    return {**version_in(f"{before} {head}", product), **version_in(since, product)}


def _since(sentence: ReadSentence, value: Found) -> str:
    """The words of a sentence between the amount before a value, or the head of the sentence, and the value."""
    start = max((v.end for v in sentence.values if v.type == "money" and v.end <= value.start), default=None)
    origin = sentence.sentence.start
    return sentence.sentence.text[0 if start is None else start - origin : value.start - origin]


_ENDS = (("cheapest", 0), ("dearest", -1))


def _beside(reading: Reading, sentence: ReadSentence, value: Found, product: Product) -> bool:
    """What was paid for the one line of a product, told against another version ("instead of €9"), or the gap."""
    know, lines = reading.vocabulary, _bought(sentence, product)
    if know is None or len(lines) != 1:
        return False
    place = reading.sentences.index(sentence)
    near = [v for read in reading.sentences[max(0, place - NEAR) : place + 1] for v in read.values if v is not value]
    told = {text for v in near if v.type == "money" for text in v.values}
    prices = [v.price for v in product.variants if _price(reading, v) in told and v.id != lines[0].variant_id]
    around = [w for w in sentence.sentence.words if value.start - BESIDE <= w.start <= value.end + BESIDE]
    said = {read_money(text)[0] for text in value.values}
    if lines[0].unit_price in said:
        return bool(prices) and know.says("against", around)
    dearer = any(price - lines[0].unit_price in said for price in prices)
    cheaper = any(lines[0].unit_price - price in said for price in prices)
    if know.says("lower", around):
        return cheaper
    return (dearer and know.says("more", around)) or ((dearer or cheaper) and _differs(know, around))


def _differs(know: Vocabulary, words: Sequence[Word]) -> bool:
    return any(role == "difference" for _, _, role in know.money_roles.find(words))


BESIDE = 24  # code points around an amount in which it is told to be more, less, or instead of another


def _like(variant: Variant, told: Version, line: OrderItem) -> bool:
    """Whether a version is like what was bought in all that is not told of it."""
    return all(line.options.get(key) == text for key, text in variant.options.items() if key not in told)


def _bought(sentence: ReadSentence, product: Product) -> list[OrderItem]:
    return [item for order in sentence.orders for item in order.items if item.product_id == product.id]


def _price(reading: Reading, variant: Variant) -> str:
    return money(variant.price, reading.evidence.shop.currency)
