"""F007: counts of items, parcels and orders are right, and no number stands unexplained."""

import re
from collections.abc import Iterator
from decimal import Decimal

from copilot.checks.certainty import against, asserted
from copilot.checks.mentions import Mention
from copilot.checks.packs import is_pack, pieces
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.counts_named import counted_here
from copilot.checks.rules.figure_frames import framed_figure, paid_another_way, share_of_many
from copilot.checks.rules.figures import FIGURE, explained_figure
from copilot.checks.rules.pages import page_says
from copilot.checks.rules.tokens import customer_said, known_ids, policy_states, values_of
from copilot.checks.statements import ReadSentence
from copilot.values import Found

_COMPOUND = re.compile(r"-[^\W\d_]{2,20}ed\b")
MOST = 300  # numbers of a draft that are looked at one by one


def counts(reading: Reading) -> Iterator[Problem]:
    """Each number left over: counts of items, parcels and orders must be right, and no digit may stand unexplained."""
    numbers = list(values_of(reading, "count", "number", "ordinal", "measure", "card", "time"))
    for sentence, value in numbers[:MOST]:
        yield from _left_over(reading, sentence, value)
    if rest := [value for _, value in numbers[MOST:]]:
        message = f"more than {MOST} numbers: these and what follows were not looked at"
        yield Problem("unchecked", message, rest[0].start, rest[-1].end, rest[0].text)


def _left_over(reading: Reading, sentence: ReadSentence, value: Found) -> Iterator[Problem]:
    if sentence.within_name(value, reading.text) or known_ids(sentence, value):
        return
    if value.spelled and _COMPOUND.match(reading.text, value.end):
        message = f"{value.text} is told of how a thing is made, and no record counts that"  # "a two-legged table"
        yield Problem("unchecked", message, value.start, value.end, value.text)
        return
    otherwise = page_says(reading, sentence, value) is False
    if not otherwise and _noun(reading, sentence, value) is None and policy_states(reading, sentence, value):
        return
    if paid_another_way(sentence, value):
        yield Problem("unchecked", f"{value.text} was paid another way", value.start, value.end, value.text)
        return
    if explained_figure(reading, sentence, value) or framed_figure(reading, sentence, value):
        return
    if problem := _of_another_size(reading, sentence, value) or _miscounted(reading, sentence, value):
        yield problem


def _miscounted(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    """What a number counts is told by the words behind it; with nothing that we know there, a digit is unexplained."""
    noun = _noun(reading, sentence, value)
    right = _counts(reading, sentence, noun, value) if noun else set()
    if any(v in right for v in value.values) or customer_said(reading, value):
        return None
    if counted_here(reading, sentence, value, noun):
        return None
    if noun is None:
        if value.spelled:
            return None
        message = f"nothing in the evidence explains {value.text}"
        return Problem("unchecked", message, value.start, value.end, value.text)
    message = f"says {value.text}, but the records count {', '.join(sorted(right)) or 'none'}"
    more = bool(right) and min(map(Decimal, value.values)) > max(map(Decimal, right))  # fewer may be a part of them
    sure = value.type == "count" and more and asserted(reading, sentence, value)
    sure = sure and not share_of_many(reading, sentence, value)
    return Problem(against(sure), message, value.start, value.end, value.text)


def _of_another_size(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    """ "Two sets of three": the pieces of an item are those of its options."""
    words = sentence.sentence.words
    before = [word for word in words if word.end <= value.start][-1:]
    if not before or before[0].text != "of":
        return None
    item = next((m for m in sentence.mentions if m.of("product") and 0 <= before[0].start - m.end <= 1), None)
    lines = {f.subject for f in item.facts if f.role == "item"} if item else set()
    options = [f.value for f in reading.evidence.facts if f.type == "option" and f.subject in lines]
    figures = {figure for text in options for figure in FIGURE.findall(text)}
    if not figures or figures & set(value.values):
        return None
    return Problem("unchecked", f"no item here is of {value.text}", value.start, value.end, value.text)


def _noun(reading: Reading, sentence: ReadSentence, value: Found) -> str | None:
    """What is counted: "items", "orders", "parcels", "variants", or a product; None if it is something else."""
    bare = value.spelled or value.text.isdigit()
    know = reading.vocabulary
    if bare and (product := _counted_product(sentence, value)):
        behind = [word for word in sentence.sentence.words if word.start >= product.end][:1]
        return "variants" if know and [kind for _, _, kind in know.counted.find(behind)] == ["variants"] else "product"
    if _out_of(reading, sentence, value):
        return "variants"
    after = [word for word in sentence.sentence.words if word.start >= value.end][:2]
    if (after and after[0].text in ("x", "×")) or reading.text[value.end : value.end + 2].strip() == "×":
        return "product"
    return next((kind for _, _, kind in know.counted.find(after)), None) if know else None


def _out_of(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it is the whole of which the count before it is told: "10 of the versions, out of 12"."""
    know = reading.vocabulary
    before = [v for v in sentence.values if v.type == "count" and v.end <= value.start][-1:]
    words = sentence.sentence.words
    near = [word for word in words if word.end <= value.start][-OUT:]
    told = know is not None and any(kind == "variants" for _, _, kind in know.counted.find(words))
    return value.type == "count" and bool(before) and told and know is not None and know.lists["of_many"].within(near)


OUT = 2  # words before a whole that say so: "out of"


def _counted_product(sentence: ReadSentence, value: Found) -> Mention | None:
    """The product that a number counts: right behind it, or with a word or an option between ("three broken mugs")."""
    behind = [m for m in sentence.mentions if m.start >= value.end and m.of("product")]
    if not behind:
        return None
    between = [w for w in sentence.sentence.words if value.end <= w.start < behind[0].start]
    if [w.text for w in between][1:] == ["of"] and is_pack(between[0]):
        return behind[0]  # "two packs of filter papers"
    text = sentence.sentence.text[value.end - sentence.sentence.start : behind[0].start - sentence.sentence.start]
    plain = not any(sign in text for sign in ",;:.()") and not any(w.text in _JOINS for w in between)
    return behind[0] if len(between) <= ADJECTIVES and plain else None


ADJECTIVES = 2


_JOINS = frozenset(["of", "and", "or", "for", "to", "in", "with", "x", "the", "a", "your", "our"])


def _counts(reading: Reading, sentence: ReadSentence, noun: str, value: Found) -> set[str]:
    """The numbers that are right for what is counted."""
    evidence = reading.evidence
    if noun == "product" and (mention := _counted_product(sentence, value)):
        own = {f.subject for f in mention.facts if f.role == "item"}
        counted = [f for f in evidence.facts if f.role == "quantity" and f.subject in own]
        sets = {figure for f in mention.facts for figure in FIGURE.findall(f.value)}
        packs = {
            g
            for f in evidence.facts
            if f.type == "option" and (not own or f.subject in own)
            for g in FIGURE.findall(f.value)
        }
        total = sum(int(f.value) for f in counted if f.subject.partition("/line:")[0] in _subjects(sentence))
        right = {f.value for f in counted} | ({str(total)} if total else set())
        if right and _of_packs(sentence, value, mention):
            return right
        in_all = {
            str(item.quantity * int(one))
            for order in sentence.orders
            for item in order.items
            if f"order:{order.id}/line:{item.id}" in own
            for one in pieces(item)
        }
        return right | sets | packs | in_all
    roles = {"items": ("item_count", "line_count"), "parcels": ("shipment_count",), "product": ("quantity",)}
    subjects = {f"order:{order.id}" for order in sentence.orders}
    if noun == "orders":
        open_orders = [o for o in evidence.orders if o.status not in ("delivered", "cancelled", "returned")]
        return {str(len(sentence.orders)), str(len(evidence.orders)), str(len(open_orders))}
    if noun == "variants":
        return {f.value for f in evidence.facts if f.type == "count" and f.subject.startswith("product:")}
    found = {
        fact.value
        for fact in evidence.facts
        if fact.type == "count" and fact.subject.partition("/line:")[0] in subjects and fact.role in roles[noun]
    }
    if noun == "items":
        held = [part.line_ids for order in sentence.orders for part in order.shipments]
        held += [part.line_ids for order in sentence.orders for part in order.returns]
        found |= {str(len(lines)) for lines in held if lines}
    if noun == "product":
        found |= {str(_quantity(reading, mention)) for mention in sentence.mentions if mention.of("product")}
    return found | ({str(len(sentence.orders))} if noun == "parcels" else set())


def _of_packs(sentence: ReadSentence, value: Found, goods: Mention) -> bool:
    """Whether it is packs that are counted, and not what is in them: "600 packs of filter papers"."""
    return any(is_pack(word) for word in sentence.sentence.words if value.end <= word.start < goods.start)


def _subjects(sentence: ReadSentence) -> set[str]:
    return {f"order:{order.id}" for order in sentence.orders}


def _quantity(reading: Reading, mention: Mention) -> int:
    """How many pieces stand on all the lines that a word names: two knives of two kinds."""
    lines = {fact.subject for fact in mention.of("product") if "/line:" in fact.subject}
    return sum(int(fact.value) for fact in reading.evidence.facts if fact.role == "quantity" and fact.subject in lines)
