"""What an amount is by more than one word beside it: a price of today, a row of a page, the fee of a tier, a rest."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.amount_facts import LINE_ROLES
from copilot.checks.rules.figures import FIGURE
from copilot.checks.rules.tokens import countries_named
from copilot.checks.sentences import Word
from copilot.checks.statements import ReadSentence
from copilot.checks.vocabulary import Vocabulary
from copilot.models import Clause, Fact, Order, OrderItem, Product, Variant
from copilot.values import Found, find_values, money, read_money

BEFORE = 4  # words before an amount that say of which column it is
NEAR = 3  # sentences before in which the parts of a rest are told
_PAST = frozenset(["was", "were", "paid", "charged", "cost"])
_TODAY = frozenset(["today", "now", "current", "currently"])
_AGAINST = frozenset(["instead", "than", "your", "yours", "from", "paid"])


def framed(
    reading: Reading, sentence: ReadSentence, value: Found, known: Sequence[Fact], wanted: tuple[str, ...]
) -> bool:
    """Whether the words around an amount say what it is, and the evidence has it as that."""
    return (
        (_of_today(reading, sentence, value) and not {"refund", "get"} & set(wanted))
        or _of_the_version(reading, sentence, value)
        or _in_a_row(reading, sentence, value)
        or _for_the_tier(reading, sentence, known, wanted)
        or _for_the_line(reading, sentence, known, wanted)
        or _rest_of_a_line(reading, sentence, value)
        or _between_two_prices(sentence, known)
    )


def of_another_version(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether "it" is the version named right before, and the amount is the price of the one that was bought."""
    words = sentence.sentence.words
    before = {word.text for word in words if word.end <= value.start}
    if not words or words[0].text != "it" or _AGAINST & before:
        return False
    meant = [(item, variant) for item, variant, _ in _versions(reading, sentence)]
    prices = {variant.price for _, variant in meant}
    bought = {item.unit_price for item, _ in meant}
    said = {read_money(text)[0] for text in value.values}
    return bool(said & bought) and bool(prices) and not said & prices


def _of_today(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """ "Today's €249.00": the price of the very variant that was bought, where one line can be meant."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    words = {word.text for word in part.words} if part else set()
    told = know is not None and part is not None and (know.says("now", part.words) or know.says("today", part.words))
    items = _lines_meant(reading, sentence)
    if not (told or _TODAY & words) or _PAST & words or len(items) != 1:
        return False
    order, item = items[0]
    return any(
        variant.id == item.variant_id and money(variant.price, order.currency) in value.values
        for product in reading.evidence.products
        for variant in product.variants
    )


def _of_the_version(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """The price of the version named last by its number ("the 210 … at €149.00"), in all else like the one bought."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start][-2:]
    if _AGAINST & set(before):
        return False
    found = {money(variant.price, order.currency) for _, variant, order in _versions(reading, sentence)}
    return len(found) == 1 and bool(found & set(value.values))


def _versions(reading: Reading, sentence: ReadSentence) -> Iterator[tuple[OrderItem, Variant, Order]]:
    """The other versions of the line in question whose number the sentence names, or the one before it names last."""
    place = reading.sentences.index(sentence)
    for order, item in _lines_meant(reading, sentence):
        product = next((p for p in reading.evidence.products if p.id == item.product_id), None)
        for read in reversed(reading.sentences[max(0, place - 1) : place + 1] if product else ()):
            named = [v.text for v in read.values if v.type == "count" and _after_the(read, v)]
            like = [v for v in _like(product, item) if named and named[-1] in _numbers(v)] if product else []
            if like:
                yield from ((item, variant, order) for variant in like)
                return


def _after_the(read: ReadSentence, value: Found) -> bool:
    return next((w.text for w in reversed(read.sentence.words) if w.end <= value.start), "") == "the"


def _like(product: Product, item: OrderItem) -> list[Variant]:
    """The variants that differ from what was bought in one option."""
    return [v for v in product.variants if sum(item.options.get(k) != text for k, text in v.options.items()) == 1]


def _numbers(variant: Variant) -> set[str]:
    return {figure for text in variant.options.values() for figure in FIGURE.findall(text)}


def _lines_meant(reading: Reading, sentence: ReadSentence) -> list[tuple[Order, OrderItem]]:
    """The lines of the orders spoken of that the customer asked about; all where they named none."""
    lines = [(order, item) for order in sentence.orders for item in order.items]
    asked = [(o, i) for o, i in lines if f"order:{o.id}/line:{i.id}" in reading.asked_lines]
    return asked or lines


def _in_a_row(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it stands in a row of a page that a clause for this customer quotes, under what the words before say."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is not None and part is not None and _of_free_postage(reading, sentence, value, part.words, know):
        return _stands_as_free(reading, sentence, value)
    spoken = sentence.texts
    if _PAST & spoken or any(m.of("product") or m.of("id") for m in sentence.mentions):
        return False  # what an order cost is on record
    before = {word.text for word in [w for w in sentence.sentence.words if w.end <= value.start][-BEFORE:]}
    roles = {role for _, _, role in know.money_roles.find(part.words)} if know and part else set()
    before |= {"postage"} if {"shipping", "delivery"} & before or "shipping" in roles else set()
    return any(
        heading and heading <= before and set(value.values) & amounts for heading, amounts in _rows(reading, sentence)
    )


def free_from(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the amount from which the post is free, for this customer or a country that is named."""
    part = sentence.holding(value)
    know = reading.vocabulary
    if know is None or part is None or not _of_free_postage(reading, sentence, value, part.words, know):
        return False
    return _stands_as_free(reading, sentence, value)


def _stands_as_free(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    return any(amounts & set(value.values) for heading, amounts in _rows(reading, sentence) if "free" in heading)


def _of_free_postage(
    reading: Reading, sentence: ReadSentence, value: Found, spoken: Sequence[Word], know: Vocabulary
) -> bool:
    """Whether an amount is the one from which the post is free: by a bound or a mark, beside words of it."""
    place = reading.sentences.index(sentence)
    near = [word for read in reading.sentences[max(0, place - 1) : place + 1] for word in read.sentence.words]
    postage = any(role == "shipping" for _, _, role in know.money_roles.find(near))
    before = [word for word in sentence.sentence.words if word.end <= value.start][-3:]
    bounded = value.bound is not None or know.says("threshold", before)
    return bounded and (know.says("free", spoken) or postage or know.says("free", near))


def _rows(reading: Reading, sentence: ReadSentence) -> Iterator[tuple[frozenset[str], set[str]]]:
    """The cells of the rows for this customer, or else for a country that the sentence names."""
    countries = countries_named(reading, sentence)
    clauses = reading.evidence.clauses if not countries else [scoped.clause for scoped in reading.evidence.policy]
    for clause in clauses:
        named = not countries or bool(countries & set(clause.when.regions))
        if " | " in clause.quote and not clause.when.tags and named:
            yield from _cells(reading, clause)


def _cells(reading: Reading, clause: Clause) -> Iterator[tuple[frozenset[str], set[str]]]:
    """The words of the heading of each cell of a row, and the amounts in it; not a fee that others pay."""
    shop, customer = reading.evidence.shop, reading.evidence.customer
    own = clause.fee.by_tier.get(customer.tier or "") if clause.fee and customer else None
    fee = clause.fee.amount if clause.fee and own is not None else None
    for document in reading.evidence.documents:
        row = _row(document.text, clause.quote.strip(" |"), shop.locale, reading.currency, reading.evidence.today)
        for heading, amounts in row:
            yield heading, {text for text in amounts if fee is None or read_money(text)[0] != Decimal(fee)}


@lru_cache(maxsize=1024)
def _row(
    text: str, quote: str, language: str, currency: str, today: date
) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The words of each heading and the amounts below it, of the row of a table that a clause quotes."""
    lines = text.splitlines()
    at = top = next((n for n, line in enumerate(lines) if line.strip(" |") == quote), None)
    while top and lines[top - 1].lstrip().startswith("|"):
        top -= 1
    if at is None or top is None or top == at:
        return ()
    headings = [frozenset(cell.casefold().split()) for cell in lines[top].strip(" |").split("|")]
    cells = [
        find_values(cell, language=language, currency=currency, today=today)
        for cell in lines[at].strip(" |").split("|")
    ]
    amounts = [frozenset(text for value in found if value.type == "money" for text in value.values) for found in cells]
    return tuple(zip(headings, amounts, strict=False))


def _for_the_tier(reading: Reading, sentence: ReadSentence, known: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """The fee that a clause sets for the customer's tier, where the words name the tier ("€2.95 as silver")."""
    customer = reading.evidence.customer
    words = sentence.texts
    if customer is None or not customer.tier or customer.tier.casefold() not in words or "get" in wanted:
        return False
    kinds = kinds_near(reading, sentence)
    tagged = {clause.id for clause in reading.evidence.clauses if clause.when.tags}
    return any(
        fact.role.endswith(".fee")
        and (not kinds or fact.role.partition(".")[0] in kinds)
        and fact.subject.removeprefix("clause:") not in tagged
        for fact in known
    )


def _for_the_line(reading: Reading, sentence: ReadSentence, known: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """What was paid for the one line that was asked for and named last, told beside what comes back for it."""
    before = {f.subject for m in sentence.before for f in m.facts if f.role == "item"}
    if wanted != ("paid",) or len(before) != 1 or before != reading.asked_lines:
        return False
    told = {text for v in sentence.values if v.type == "money" for text in v.values}
    back = [f for subject in before for f in reading.evidence.about(subject, "return.amount")]
    plain = [o for o in sentence.orders if not o.discount]
    return (
        bool(plain)
        and any(f.value in told for f in back)
        and any(fact.role in LINE_ROLES and fact.subject in before for fact in known)
    )


def _rest_of_a_line(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """What is left of one line's or piece's price after its fee, where both were told right before, and no other's."""
    place = reading.sentences.index(sentence)
    near = [v for read in reading.sentences[max(0, place - NEAR) : place + 1] for v in read.values]
    told = {t.lstrip("-") for v in near if v.type == "money" and v.end <= value.start for t in v.values}
    if len(told) != 2 or not any(o.items for o in sentence.orders):
        return False
    for order in sentence.orders:
        for item in order.items:
            subject = f"order:{order.id}/line:{item.id}"
            fees = {f.value for s in (subject, f"order:{order.id}") for f in reading.evidence.about(s, "return.fee")}
            price = money(item.unit_price, order.currency)
            for fee in fees & told:
                rest = money(item.unit_price - read_money(fee)[0], order.currency)
                if {price, fee} == told and rest in value.values:
                    return True
    return False


def _between_two_prices(sentence: ReadSentence, known: Sequence[Fact]) -> bool:
    """Whether it is the difference of two versions' prices that its sentence tells both."""
    told = [read_money(v.values[0])[0] for v in sentence.values if v.type == "money" and v.values]
    return any(
        fact.role == "difference" and any(abs(a - b) == read_money(fact.value)[0] for a in told for b in told if a > b)
        for fact in known
    ) and all(fact.role == "difference" for fact in known)
