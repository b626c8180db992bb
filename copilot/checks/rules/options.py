"""F010: options stand together on one line of the orders, or on one variant of the catalogue."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import words_of
from copilot.checks.statements import ReadSentence, Statement
from copilot.values import money

ADJACENT = 2  # an option so near before the next item is said of that one
WINDOW = 60  # code points behind an item in which an option is said of it
BESIDE = 8  # code points between options that are said of one thing ("the 6 l in chalk")
BEHIND = 12  # code points between what is offered and the option of the thing that it is offered for
Options = dict[str, str]


def options(reading: Reading) -> Iterator[Problem]:
    """Each item whose options, as the draft joins them, are of no line or variant; also of "the olive one"."""
    for sentence in reading.sentences:
        items = [mention for mention in sentence.mentions if mention.of("product")]
        for number, item in enumerate(items):
            until = items[number + 1].start if number + 1 < len(items) else item.end + WINDOW
            said = [
                m
                for m in sentence.mentions
                if item.end <= m.start < until
                and m.of("option")
                and not m.of("product")
                and not _tells_of_leaving(reading, sentence, m)
                and until - m.end > ADJACENT
                and _together(sentence, item, m)
            ]
            said += [m for m in sentence.mentions if m.of("option") and 0 <= item.start - m.end <= ADJACENT]
            yours = _called_yours(reading, sentence, (*said, item)) or _sent_anew(reading, sentence, (*said, item))
            priced = [] if yours else _priced(reading, sentence, item, until)
            if said and not _joined(said, [*_of_item(reading, sentence, item, yours=yours), *priced]):
                yield _problem(reading, (item, *said), item)
        for statement in sentence.statements:
            inside = [m for m in sentence.mentions if statement.start <= m.start < statement.end]
            if not any(m.of("product") for m in inside):
                yield from _of_one(reading, sentence, statement, [m for m in inside if m.of("option")])


def _called_yours(reading: Reading, sentence: ReadSentence, named: Sequence[Mention]) -> bool:
    """Whether an item with its options is told to be the customer's ("your rust tent")."""
    know, first = reading.vocabulary, min(mention.start for mention in named)
    before = next((word for word in reversed(sentence.sentence.words) if word.end <= first), None)
    return know is not None and before is not None and know.is_("yours", before)


def _sent_anew(reading: Reading, sentence: ReadSentence, named: Sequence[Mention]) -> bool:
    """Whether goods are sent in the place of others ("a new chalk bread bin"): the same, or what the customer named."""
    know, first = reading.vocabulary, min(mention.start for mention in named)
    before = [word for word in sentence.sentence.words if word.end <= first][-2:]
    if know is None or not any(know.is_("anew", word) for word in before):
        return False
    asked = reading.customers_words
    return not any({word for f in m.of("option") for word in words_of(f.value)} & asked for m in named)


def _together(sentence: ReadSentence, item: Mention, option: Mention) -> bool:
    """Whether an option is said of an item before it: not what it is changed to, nor in a clause of its own."""
    part = next((p for p in sentence.statements if p.start <= option.start < p.end), None)
    between = {word.text for word in sentence.sentence.words if item.end <= word.start < option.start}
    own = part is not None and part.start > item.start and part.mood == "conditional"
    return not own and not between & {"to", "for"}


def _tells_of_leaving(reading: Reading, sentence: ReadSentence, option: Mention) -> bool:
    """Whether the word of an option begins an event or a day's role instead: "left us on 11 November"."""
    know, words = reading.vocabulary, sentence.sentence.words
    place = next((n for n, word in enumerate(words) if word.start == option.start), None)
    if know is None or place is None:
        return False
    return know.events.at(words, place) is not None or know.date_roles.at(words, place) is not None


def _of_one(
    reading: Reading, sentence: ReadSentence, statement: Statement, said: Sequence[Mention]
) -> Iterator[Problem]:
    """Options without an item: side by side they are of one thing; "the olive one" that comes back is one they have."""
    owned = [line.options for order in sentence.orders for line in order.items]
    offered = [variant.options for product in reading.evidence.products for variant in product.variants]
    if not statement.asserts:
        return
    for one, other in pairwise(said):
        beside = 0 < other.start - one.end <= BESIDE and "," not in reading.text[one.end : other.start]
        if beside and not _keys(one) & _keys(other) and not _joined((one, other), [*owned, *offered]):
            yield _problem(reading, (one, other), one)
    for mention in said:
        before = next((word.text for word in reversed(statement.words) if word.end <= mention.start), "")
        if before == "your" and not _joined((mention,), owned):
            yield _problem(reading, (mention,), mention)
    back = [claim.end for claim in statement.events if claim.kind == "return" and claim.mode == "allowed"]
    for mention in (m for m in said if any(0 <= m.start - end <= BEHIND for end in back)):
        after = next((word.text for word in statement.words if word.start >= mention.end), "")
        if after in ("one", "ones") and not _joined((mention,), owned):
            yield _problem(reading, (mention,), mention)


def _problem(reading: Reading, said: Sequence[Mention], first: Mention) -> Problem:
    start, end = min(m.start for m in said), max(m.end for m in said)
    says = reading.text[start:end]
    ids = tuple(fact.id for fact in first.facts[:3])
    return Problem("unchecked", f"no such item is in the evidence: {says!r}", start, end, says, ids)


def _of_item(reading: Reading, sentence: ReadSentence, item: Mention, *, yours: bool = False) -> list[Options]:
    """The options of the lines that an item names; of its variants where there is none, or what can be had is told."""
    subjects = {fact.subject for fact in item.facts}
    owned = [
        line.options
        for order in sentence.orders
        for line in order.items
        if f"order:{order.id}/line:{line.id}" in subjects
    ]
    products = {f.subject for f in item.facts if f.subject.startswith("product:")}
    offered = [
        variant.options
        for product in reading.evidence.products
        if f"product:{product.id}" in products
        for variant in product.variants
    ]
    know, words = reading.vocabulary, sentence.sentence.words
    told = _of_all(reading, sentence, item) or (
        know is not None and any(know.says(what, words) for what in ("in_stock", "sold_out", "catalogue"))
    )
    return [*owned, *offered] if told and not (yours and owned) else (owned or offered)


def _priced(reading: Reading, sentence: ReadSentence, item: Mention, until: int) -> list[Options]:
    """The options of the versions of an item whose price in the catalogue is told behind it, before the next item."""
    products = {f.value for f in item.of("product")}
    first = next((v for v in sentence.values if v.type == "money" and v.start > item.end), None)
    told = set(first.values) if first is not None and (until == item.end + WINDOW or first.start < until) else set()
    return [
        variant.options
        for product in reading.evidence.products
        if product.name in products
        for variant in product.variants
        if money(variant.price, reading.evidence.shop.currency) in told
    ]


def _of_all(reading: Reading, sentence: ReadSentence, item: Mention) -> bool:
    """Whether goods are spoken of in general: many, where the record has one name, and none of "your" or "both"."""
    many = reading.text[item.start : item.end].endswith("s") and not any(f.value.endswith("s") for f in item.facts)
    before = [word for word in sentence.sentence.words if word.end <= item.start][-4:]
    know = reading.vocabulary
    return many and know is not None and not any(know.is_("determiners", w) or w.text == "two" for w in before)


def _joined(said: Sequence[Mention], known: Sequence[Options]) -> bool:
    """Whether one line or variant has all of these options; of options of one kind ("in ochre and grey") each."""
    kinds: list[list[Mention]] = []
    for mention in said:
        alike = next((group for group in kinds if _keys(group[0]) & _keys(mention)), None)
        if alike is None:
            kinds.append([mention])
        else:
            alike.append(mention)
    longest = max(len(group) for group in kinds)
    return all(
        any(
            all({f.value.casefold() for f in m.of("option")} & {v.casefold() for v in options.values()} for m in chosen)
            for options in known
        )
        for chosen in ([group[min(turn, len(group) - 1)] for group in kinds] for turn in range(longest))
    )


def _keys(mention: Mention) -> set[str]:
    return {fact.role for fact in mention.of("option")}
