"""What the page of a product says in figures, for a draft that tells it of this product and of the same property."""

import re
from collections.abc import Iterator, Sequence

from copilot.checks.mentions import Mention
from copilot.checks.page_figures import FIGURE, Told, figures_of, plain, range_of, stems_of, telling, unit_of
from copilot.checks.reading import Reading
from copilot.checks.sentences import words
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import stem, stems
from copilot.checks.versions_told import Version, apart, version_at, version_in
from copilot.models import Product
from copilot.values import Found

BELOW = 20  # code points around a figure in which it is told to be below zero
AROUND = 30  # code points behind a number in which its unit is looked for: "220 to 240 V"
_READ = 5000  # code points of the customer's messages
_OF_PAGES = "en"
"""The language of whose words stems are made: figures told in another are looked for by figure and unit alone."""
_JOINT = re.compile(r"[,;()]")
_NEXT = re.compile(r"[\s-]?([^\W\d_]{2,30})")


def on_its_page(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the page of the product spoken of says this figure with this unit, in the sentence most like this one."""
    return page_says(reading, sentence, value) is True


def page_says(reading: Reading, sentence: ReadSentence, value: Found) -> bool | None:
    """The same; False where the page says others of the same thing and version with this unit, else None."""
    found = _figure(reading, sentence, value)
    if found is None:
        return None
    figure, unit, range = found
    other = False
    named = spoken_of(reading, sentence)
    for product in (*named, *(p for p in asked_for(reading) if p not in named)):
        told = [t for text in _texts(reading, product) for t in figures_of(text) if unit in ("", t.unit)]
        if range and any(t.range == range for t in told):
            return True
        said = _by_table(reading, sentence, value, product, figure, [t for t in told if t.head])
        if said is None and unit:
            said = _by_prose(reading, sentence, product, figure, [t for t in told if not t.head])
        if said:
            return True
        other = other or (said is False and product in named)
    return False if other else None


def as_asked(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the customer wrote this figure with this unit ("4 degrees", of 4 °C), or with any where none is told."""
    found = _figure(reading, sentence, value)
    if found is None:
        return False
    asked = {(t.figure, t.unit) for text in reading.evidence.ticket.said for t in figures_of(text[:_READ])}
    return found[:2] in asked or (not found[1] and any(figure == found[0] for figure, _ in asked))


def _by_table(
    reading: Reading, sentence: ReadSentence, value: Found, product: Product, figure: str, told: Sequence[Told]
) -> bool | None:
    """Whether the cell of the version and the property spoken of holds the figure; None where no cell is of them."""
    know = reading.vocabulary
    before = [word for word in sentence.sentence.words if word.end <= value.start]
    compared = know is not None and know.says("comparing", before)
    meant = {} if compared else version_at(reading, sentence, value, product)
    of_it = [(t, _property(t, product)) for t in told if not apart(_version(t, product), meant)]
    if not any(t.figure == figure for t, _ in of_it):
        return False if of_it and any(t.figure == figure for t in told) else None
    nearest = _nearest(reading, sentence, value, frozenset().union(*(property for _, property in of_it)))
    if nearest is None and not any(t.unit for t, _ in of_it if t.figure == figure):
        return None
    return any(t.figure == figure and (nearest is None or nearest in property) for t, property in of_it)


def _version(told: Told, product: Product) -> Version:
    return {**version_in(told.label, product), **version_in(told.head, product)}


def _property(told: Told, product: Product) -> frozenset[str]:
    """What a cell tells of a version, by the words of its row and column that name none."""
    names = frozenset().union(*(stems_of(v) for variant in product.variants for v in variant.options.values()))
    return (stems_of(told.label) | stems_of(told.head)) - names


def _nearest(reading: Reading, sentence: ReadSentence, value: Found, properties: frozenset[str]) -> str | None:
    """The word for a property that stands nearest to a value: in its own part of a list, else in the sentence."""
    places = [
        (
            _joined(reading, sentence, *sorted((min(word.end, value.end), max(word.start, value.start)))),
            value.start - word.end if word.end <= value.start else word.start - value.end,
            stem(word.text),
        )
        for word in sentence.sentence.words
        if stem(word.text) in properties
    ]
    return min(places)[2] if places else None


def _joined(reading: Reading, sentence: ReadSentence, start: int, end: int) -> bool:
    """Whether something new begins between two places of a sentence: behind a comma, a bracket or an "and"."""
    between = {word.text for word in sentence.sentence.words if start <= word.start < end}
    return bool(_JOINT.search(reading.text, start, end)) or bool(between & sentence.joining)


def _by_prose(
    reading: Reading, sentence: ReadSentence, product: Product, figure: str, told: Sequence[Told]
) -> bool | None:
    if reading.language != _OF_PAGES:
        return True if any(t.figure == figure for t in told) else None
    said = _said(reading, sentence) - stems(tuple(words(product.name, 0, len(product.name))))
    alike = [(len(said & t.stems), t) for t in told]
    most = max((count for count, _ in alike), default=0)
    if most and any(t.figure == figure for count, t in alike if count == most):
        return True
    if {t.figure for t in told} == {figure}:
        return True
    return False if most else None


def _figure(reading: Reading, sentence: ReadSentence, value: Found) -> tuple[str, str, tuple[str, str] | None] | None:
    """The figure of a value of a draft and its unit, which may stand behind the other end of a range.

    Else it is the unit told before ("3.4 kg rather than 2.6"), what is counted ("24 settings"), or unknown.
    """
    text = reading.text
    for match in FIGURE.finditer(text, max(0, value.start - AROUND), value.end + AROUND):
        for group in (1, 2):
            if match[group] and match.start(group) <= value.start < match.end(group):
                return _below(reading, sentence, value, plain(match[group])), unit_of(match[3]), range_of(match)
    if value.type not in ("count", "number") or value.spelled or not value.text[:1].isdigit():
        return None
    behind = _NEXT.match(text, value.end)
    if behind and telling(behind[1]) and any(t.unit == stem(behind[1].casefold()) for t in _all(reading, sentence)):
        return plain(value.text), stem(behind[1].casefold()), None
    before = [m for m in FIGURE.finditer(text, sentence.sentence.start, value.start) if m.end() <= value.start]
    sign = "-" if re.search(r"(?:^|\s)[-−]$", text[max(0, value.start - 2) : value.start]) else ""
    figure = _below(reading, sentence, value, sign + plain(value.text))
    return figure, unit_of(before[-1][3]) if before else "", None


def _below(reading: Reading, sentence: ReadSentence, value: Found, figure: str) -> str:
    """A figure with the sign that words give it: "4 °C below zero", "minus 4 °C"."""
    know = reading.vocabulary
    near = [w for w in sentence.sentence.words if value.start - BELOW <= w.start <= value.end + BELOW]
    below = know is not None and know.says("below_zero", near)
    return f"-{figure}" if below and not figure.startswith("-") else figure


def _all(reading: Reading, sentence: ReadSentence) -> Iterator[Told]:
    for product in {p.id: p for p in (*spoken_of(reading, sentence), *asked_for(reading))}.values():
        for text in _texts(reading, product):
            yield from figures_of(text)


def _said(reading: Reading, sentence: ReadSentence) -> frozenset[str]:
    """The content words of a sentence with those of the one before it."""
    place = reading.sentences.index(sentence)
    before = reading.sentences[place - 1] if place and not sentence.sentence.opens_paragraph else None
    return stems(sentence.sentence.words) | (stems(before.sentence.words) if before else frozenset())


def spoken_of(reading: Reading, sentence: ReadSentence) -> list[Product]:
    """The products that a sentence names; else those named last in the draft; else those that the customer names."""
    place = reading.sentences.index(sentence)
    for read in reversed(reading.sentences[: place + 1]):
        named = [m for m in read.mentions if m.of("product")]
        if named:
            ids = {id for mention in named for id in _ids(reading, mention)}
            return [product for product in reading.evidence.products if product.id in ids]
    return asked_for(reading)


def asked_for(reading: Reading) -> list[Product]:
    """The products of whose names the customer wrote most words, or which they named in their own language."""
    if reading.asked_products is None:
        reading.asked_products = _asked_for(reading)
    return reading.asked_products


def _asked_for(reading: Reading) -> list[Product]:
    said = " ".join(reading.evidence.ticket.said).casefold()[:_READ]
    spoken = {stem(word.text) for word in words(said, 0, len(said))}
    counts = {
        p.id: len(spoken & {stem(w.text) for w in words(p.name, 0, len(p.name))}) for p in reading.evidence.products
    }
    most = max(counts.values(), default=0)
    asked = {
        item.product_id
        for order in reading.evidence.orders
        for item in order.items
        if f"order:{order.id}/line:{item.id}" in reading.asked_lines
    }
    return [p for p in reading.evidence.products if (most and counts[p.id] == most) or (not most and p.id in asked)]


def _ids(reading: Reading, mention: Mention) -> Iterator[str]:
    for fact in mention.of("product"):
        if fact.subject.startswith("product:"):
            yield fact.subject.removeprefix("product:").partition("/")[0]
        else:
            order_id, _, line = fact.subject.removeprefix("order:").partition("/line:")
            order = next((o for o in reading.evidence.orders if o.id == order_id), None)
            yield from (item.product_id for item in (order.items if order else ()) if item.id == line)


def _texts(reading: Reading, product: Product) -> list[str]:
    """The pages of a product and what the catalogue says of it."""
    pages = [d.text for d in reading.evidence.documents if str(d.metadata.get("product_id", "")) == product.id]
    return [*pages, *([product.description] if product.description else [])]
