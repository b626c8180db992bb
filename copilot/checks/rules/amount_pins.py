"""Whether the words say of which line, variant, payment or month an amount is, where the evidence has several."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from copilot.checks.certainty import by_grammar
from copilot.checks.reading import READ, Reading
from copilot.checks.rules.amount_facts import LINE_ROLES, NEXT
from copilot.checks.rules.authority import GIVEN
from copilot.checks.rules.figures import FIGURE
from copilot.checks.rules.pages import spoken_of
from copilot.checks.statements import ReadSentence
from copilot.models import Fact, Order
from copilot.policy import is_kind
from copilot.values import Found, read_money

_MONTH = len("2026-07")
AHEAD = 80  # code points behind a sentence in which the variant may still be told
_EACH = frozenset(["each", "one", "per", "single", "apiece"])


_BEFORE = frozenset(["before", "list", "without", "normally", "normal", "regular", "full", "instead", "off"])


def pinned(
    reading: Reading, sentence: ReadSentence, value: Found, fact: Fact, wanted: tuple[str, ...], items: Sequence[Fact]
) -> bool:
    """Whether an amount that a fact has is told of the very thing that the fact is about."""
    if reading.slot(value) is not None:
        return True
    order = next((o for o in reading.evidence.orders if fact.subject.partition("/")[0] == f"order:{o.id}"), None)
    return (
        _line_named(reading, sentence, fact, wanted, items, order)
        and _variant_named(reading, sentence, value, fact)
        and _one_of_several(reading, fact, wanted, order)
        and _by_its_way(sentence, fact, wanted, order)
        and _in_its_month(reading, sentence, value, order)
        and _as_paid(sentence, fact, wanted, order)
        and _offered(reading, sentence, value, fact)
    )


def beside_its_item(sentence: ReadSentence, value: Found, facts: Sequence[Fact], wanted: tuple[str, ...]) -> bool:
    """Whether it is the price of the item that stands right beside it, in a sum that is told in parts."""
    if not set(wanted) <= {"total", "paid", "price", "pay"}:
        return False
    beside = [
        m
        for m in sentence.mentions
        if m.of("product") and (0 <= m.start - value.end <= NEXT or 0 <= value.start - m.end <= 1)
    ]
    lines = {f.subject for m in beside for f in m.of("product") if "/line:" in f.subject}
    alone = sum(v.type == "money" for v in sentence.values) > 1
    discounted = any(order.discount for order in sentence.orders)
    return alone and not discounted and any(f.role in LINE_ROLES and f.subject in lines for f in facts)


def _offered(reading: Reading, sentence: ReadSentence, value: Found, fact: Fact) -> bool:
    """What may be given as goodwill is told as an offer; as given only where an action of the agent gave it."""
    about, _, part = fact.role.partition(".")
    if about != "goodwill" or part not in ("amount", "cap"):
        return True
    stated = sentence.holding(value)
    know = reading.vocabulary
    given = any(is_kind(action.kind, kind) for kind in GIVEN for action in reading.evidence.actions)
    if given or know is None or stated is None or stated.mood != "asserted" or sentence.sentence.question:
        return True
    if not by_grammar(reading):
        ways = {kind for _, _, kind in know.methods.find(stated.words)}
        credit = "store_credit" in ways or any(cue == "credit" for _, _, cue in know.money_roles.find(stated.words))
        return credit and all(claim.mode not in ("done", "happened") for claim in stated.events)
    words = sentence.texts
    return value.bound is not None or bool(words & _OFFERING) or know.says("approval", sentence.sentence.words)


_OFFERING = frozenset(
    ["can", "could", "may", "might", "would", "offer", "want", "like", "if", "up", "most", "limit", "have"]
)


def _line_named(
    reading: Reading,
    sentence: ReadSentence,
    fact: Fact,
    wanted: tuple[str, ...],
    items: Sequence[Fact],
    order: Order | None,
) -> bool:
    """What is paid back for one line of several is told of its item, here, right before, or by the customer."""
    back = "/line:" in fact.subject and ("." in fact.role or {"refund", "get"} & set(wanted))
    if not back or order is None or len(order.items) == 1 or items:
        return True
    here = {f.subject for m in sentence.mentions for f in m.of("option") if "/line:" in f.subject}
    before = {f.subject for m in sentence.before for f in m.facts if "/line:" in f.subject}
    asked = {subject for subject in reading.asked_lines if subject.startswith(f"order:{order.id}/")}
    return fact.subject in here or before == {fact.subject} or asked == {fact.subject}


def _variant_named(reading: Reading, sentence: ReadSentence, value: Found, fact: Fact) -> bool:
    """A price of today is that of the variant whose options are told, or which the customer has."""
    product_id, _, variant_id = fact.subject.removeprefix("product:").partition("/variant:")
    product = next((p for p in reading.evidence.products if p.id == product_id), None)
    if not fact.subject.startswith("product:") or not variant_id or product is None:
        return True
    told = {f.subject.partition("/")[0] for m in (*sentence.mentions, *sentence.before) for f in m.of("product")}
    others = {subject for subject in told if subject.startswith("product:")}
    others = others or {f"product:{product.id}" for product in spoken_of(reading, sentence)}
    if not others and not (reading.vocabulary and reading.vocabulary.says("reported", sentence.sentence.words)):
        others = {f"product:{item.product_id}" for order in sentence.orders for item in order.items}
    if others and f"product:{product_id}" not in others:
        return False
    owned = {item.variant_id for order in reading.evidence.orders for item in order.items}
    part = sentence.holding(value)
    place = reading.sentences.index(sentence)
    spans = [(part.start, part.end)] if part else []
    spans.append((sentence.sentence.start, sentence.sentence.end))
    spans.append((reading.sentences[max(0, place - 2)].sentence.start, sentence.sentence.end + AHEAD))
    for start, end in spans:
        counts = {v.id: _told(reading, start, end, v.options) for v in product.variants}
        if most := max(counts.values(), default=0):
            prices = {v.price for v in product.variants if counts[v.id] == most}
            if len(prices) == 1 or (start, end) == spans[-1]:
                return prices <= {read_money(fact.value)[0], *_beside(sentence, value)}
    return len({v.price for v in product.variants}) == 1 or variant_id in owned


def _beside(sentence: ReadSentence, value: Found) -> set[Decimal]:
    """The other amounts of a sentence: "149.00 instead of 139.00" tells the prices of two."""
    return {read_money(t)[0] for v in sentence.values if v.type == "money" and v is not value for t in v.values}


def _told(reading: Reading, start: int, end: int, options: Mapping[str, str]) -> int:
    """How many of these options stand between two places, by name or by their figures ("the 6-litre pot")."""
    mentions = [m for read in reading.sentences for m in read.mentions if start <= m.start < end]
    named = {f.value.casefold() for m in mentions for f in m.of("option")}
    figures = set(FIGURE.findall(reading.text[start:end]))
    return sum(
        text.casefold() in named or (bool(inside := set(FIGURE.findall(text))) and inside <= figures)
        for text in options.values()
    )


def _one_of_several(reading: Reading, fact: Fact, wanted: tuple[str, ...], order: Order | None) -> bool:
    """The price of one piece is what comes back only where one of several is spoken of."""
    if fact.role != "unit_price" or order is None or not {"refund", "get"} & set(wanted):
        return True
    item = next((i for i in order.items if fact.subject.endswith(f"/line:{i.id}")), None)
    spoken = [word.text for read in reading.sentences for word in read.sentence.words]
    spoken += [word for text in reading.evidence.ticket.said for word in text.casefold().split()[:READ]]
    one_of_them = any(v.type == "ordinal" or (v.type == "count" and v.values == ("1",)) for v in reading.values)
    return item is None or item.quantity == 1 or bool(_EACH & set(spoken)) or one_of_them


def _by_its_way(sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...], order: Order | None) -> bool:
    """Where an order was paid in parts, what goes back one way is what was paid that way."""
    if order is None or not {"refund", "get"} & set(wanted) or fact.role in ("payment", "refund"):
        return True
    paid = [payment for payment in order.payments if payment.kind == "payment" and payment.method]
    kinds = {payment.method.kind for payment in paid if payment.method}
    ways = {f.value for m in sentence.mentions for f in m.facts if f.role.startswith("payment_method")}
    return len(kinds) < 2 or not ways or bool({"together", "total", "both"} & {w.text for w in sentence.sentence.words})


def _in_its_month(reading: Reading, sentence: ReadSentence, value: Found, order: Order | None) -> bool:
    """ "July came to …": the order of that month, where one was placed in it."""
    if order is None or order.placed_at is None or len(reading.evidence.orders) == 1:
        return True
    part = sentence.holding(value)
    before = [v for v in sentence.values if v.type == "date" and part and part.start <= v.start < value.start]
    months = set(before[-1].values) if before and len(before[-1].values[0]) == _MONTH else set[str]()
    zone = reading.evidence.shop.zone
    placed = [o for o in reading.evidence.orders if o.placed_at]
    meant = [o for o in placed if o.placed_at and o.placed_at.astimezone(zone).date().isoformat()[:_MONTH] in months]
    return not meant or order in meant


def _as_paid(sentence: ReadSentence, fact: Fact, wanted: tuple[str, ...], order: Order | None) -> bool:
    """What was paid for an item is not its list price where a discount was taken off."""
    if order is None or not order.discount or fact.role not in (*LINE_ROLES, "items_total"):
        return True
    words = sentence.texts
    before = _BEFORE & words
    if before == {"full"} and words & {"paid", "refund", "refunded", "back", "get"}:
        return False  # "the full price you paid" is what was paid
    return not {"paid", "pay", "price"} & set(wanted) or bool(before)
