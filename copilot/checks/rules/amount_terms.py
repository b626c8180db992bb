"""What an amount is by the amounts and figures beside it: a term of a sum, a share's whole, a price before or after."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from copilot.checks.reading import Reading
from copilot.checks.rules.amount_facts import LINE_ROLES
from copilot.checks.rules.tokens import of_these
from copilot.checks.statements import ReadSentence
from copilot.models import Fact
from copilot.values import Found, find_values, money, read_money

CENT = Decimal("0.01")
OF = 14  # code points between a percentage and what it is taken of: " of the ", " del precio de "
MOST_TERMS = 5  # amounts of a sentence among which a sum is looked for
AFTER = 5  # words behind an amount in which postage is said to be in it


def in_terms(reading: Reading, sentence: ReadSentence, value: Found, known: Sequence[Fact]) -> bool:
    """Whether the figures around an amount of the records say what it is there for."""
    return (
        _term_of_a_sum(reading, sentence, value)
        or (bool(known) and _whole_of_a_share(sentence, value, known))
        or (bool(known) and _of_two_versions(reading, sentence, value))
        or (bool(known) and _for_the_postage(reading, sentence, value, known))
        or (bool(known) and _whole_of_a_fee(reading, sentence, value, known))
        or _more_than_told(reading, sentence, value)
        or _denied_as_said(reading, sentence, value)
        or _by_a_code(reading, sentence, value)
    )


def postage_told_wrong(reading: Reading, sentence: ReadSentence, value: Found) -> bool | None:
    """Whether an amount said to hold the postage does not; None where nothing is said of it."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is None or part is None:
        return None
    behind = [word for word in sentence.sentence.words if word.start >= value.end][:AFTER]
    others = [v.start for v in sentence.values if v.type == "money" and v.start >= value.end]
    behind = [word for word in behind if not others or word.start < others[0]]
    postage = any(role == "shipping" for _, _, role in know.money_roles.find(behind))
    if not (postage and know.says("including", behind)) or know.says("negation", behind):
        return None
    whole = {fact.value for o in sentence.orders for role in _WHOLE for fact in _of(reading, o.id, role)}
    return not whole & set(value.values)


_WHOLE = ("total", "paid", "payment")


def _of(reading: Reading, order: str, role: str) -> list[Fact]:
    return [f for f in reading.evidence.facts if f.role == role and f.subject == f"order:{order}"]


def _term_of_a_sum(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is told with two or more amounts of which one is the sum, all but the sum on record."""
    told = [v for v in sentence.values if v.type == "money" and v.values]
    if not 3 <= len(told) <= MOST_TERMS or any(v.approximate for v in told):
        return False
    known = {
        f.value for f in reading.evidence.facts if f.type == "money" and (of_these(f, sentence.orders) or "." in f.role)
    }
    amounts = {v.start: read_money(v.values[0])[0] for v in told}
    borne = {v.start for v in told if known & {text.lstrip("-") for text in v.values}}
    for size in range(3, len(told) + 1):
        for chosen in combinations(told, size):
            inside = value in chosen and sum(v.start in borne for v in chosen) >= size - 1
            top = max(chosen, key=lambda v: amounts[v.start])
            rest = sum((amounts[v.start] for v in chosen if v is not top), Decimal(0))
            if inside and abs(amounts[top.start] - rest) <= CENT:
                return True
    return False


def _whole_of_a_share(sentence: ReadSentence, value: Found, known: Sequence[Fact]) -> bool:
    """Whether a percentage is taken of it ("8 percent of the £120.95"), and it is a price or what was paid."""
    before = [v for v in sentence.values if v.type == "percent" and 0 < value.start - v.end <= OF]
    return bool(before) and any(fact.role in (*LINE_ROLES, "paid", "total", "items_total") for fact in known)


def _whole_of_a_fee(reading: Reading, sentence: ReadSentence, value: Found, known: Sequence[Fact]) -> bool:
    """Whether a fee of these orders is told to be taken from it ("4,95 € retenus sur les 129,00 €"), or a discount."""
    know = reading.vocabulary
    own = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is None or own is None or {c for _, _, c in know.money_roles.find(own.words)} & {"get", "refund"}:
        return False
    told = {text for v in sentence.values if v.type == "money" and v.end <= value.start for text in v.values}
    fees = {f.value for f in reading.evidence.facts if f.role.endswith(".fee") and of_these(f, sentence.orders)}
    items = {f.subject for m in sentence.mentions for f in m.of("product") if "/line:" in f.subject}
    named = [f for f in known if not items or f.subject in items]
    if any(f.role == "discount" and f.subject in items for f in named):
        return True
    return bool(fees & told) and any(f.role in LINE_ROLES or f.role.endswith(".before_fee") for f in named)


def _more_than_told(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is by how much a version costs more than what was bought ("30,00 € in più")."""
    know = reading.vocabulary
    behind = [word for word in sentence.sentence.words if word.start >= value.end][:3]
    if know is None or not know.says("more", behind):
        return False
    place = reading.sentences.index(sentence)
    near = [v for read in reading.sentences[max(0, place - 1) : place + 1] for v in read.values if v is not value]
    told = [read_money(v.values[0]) for v in near if v.type == "money" and v.values]
    said = [read_money(text) for text in value.values]
    return any(
        (abs(one - other), currency) in said
        for one, currency in told
        for other, code in told
        if code == currency and one != other
    )


def _of_two_versions(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is told beside one other amount, and they are the prices of what was bought and of another version."""
    told = [v for v in sentence.values if v.type == "money" and v.values]
    if value not in told or not 2 <= len(told) <= 3:
        return False
    texts = {text for v in told for text in v.values}
    for order in sentence.orders:
        for item in order.items:
            own = money(item.unit_price, order.currency)
            others = {
                money(variant.price, order.currency)
                for product in reading.evidence.products
                if product.id == item.product_id
                for variant in product.variants
                if sum(item.options.get(k) != text for k, text in variant.options.items()) == 1
            } - {own}
            if own in texts and others & texts and set(value.values) & {own, *others}:
                return True
    return False


def _for_the_postage(reading: Reading, sentence: ReadSentence, value: Found, known: Sequence[Fact]) -> bool:
    """Whether it is the fee for postage, and the words of its statement speak of postage ("you paid for delivery")."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    if know is None or part is None or sum(v.type == "money" for v in sentence.values) > 1:
        return False
    fee = any(fact.role == "shipping_fee" and of_these(fact, sentence.orders) for fact in known)
    words = {word.text for word in part.words}
    named = any(role == "shipping" for _, _, role in know.money_roles.find(part.words))
    return fee and (named or "delivery" in words)


def _denied_as_said(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether an amount that the customer wrote of is denied ("there is no payment of 212.80")."""
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= value.start < p.end), None)
    before = [word for word in part.words if word.end <= value.start] if part else []
    if know is None or not know.says("negation", before):
        return False
    said = (
        find_values(text, language=None, currency=reading.evidence.shop.currency, today=reading.evidence.today)
        for text in reading.evidence.ticket.said
    )
    return any(set(v.values) & set(value.values) for found in said for v in found if v.type == "money")


def _by_a_code(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is what a code that the customer or the draft names would have taken off one of these orders."""
    texts = [reading.text, *reading.evidence.ticket.said]
    codes = [f for f in reading.evidence.facts if f.role == "code.percent"]
    named = [f for f in codes if any(f.subject.removeprefix("code:") in text for text in texts)]
    said = [read_money(text) for text in value.values]
    return any(
        currency == order.currency and abs(amount - total * Decimal(fact.value) / 100) < CENT
        for fact in named
        for order in sentence.orders
        for total in [sum((i.unit_price * i.quantity for i in order.items), Decimal(0))]
        for amount, currency in said
    )
