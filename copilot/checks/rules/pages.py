"""What the page of a product says in figures, for a draft that tells it of this product and of the same property."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.checks.mentions import Mention
from copilot.checks.reading import Reading
from copilot.checks.sentences import sentences, words
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import stems
from copilot.models import Product
from copilot.values import Found

_UNITS = {
    "g": r"g(?:rams?)?|gramm",
    "kg": r"kg|kilos?",
    "mm": r"mm",
    "cm": r"cm|centimet(?:re|er)s?",
    "m": r"m|met(?:re|er)s?",
    "ml": r"ml",
    "l": r"l|lit(?:re|er)s?|liter",
    "w": r"w|watts?",
    "v": r"v|volts?",
    "°c": r"°\s?c|degrees",
    "hour": r"hours?|h",
    "minute": r"minutes?|min",
    "second": r"seconds?",
    "month": r"months?",
    "cup": r"cups?",
    "piece": r"pieces?",
}
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_TO = r"\s?(?:to|-|–|and|or|x|bis|à|a|tot|e|y|et|und|en|o|ou)\s?"
_FIGURE = re.compile(
    rf"(?<![\w.,])(-?{_NUMBER})(?:{_TO}({_NUMBER}))?\s?("
    + "|".join(f"(?:{pattern})" for pattern in _UNITS.values())
    + r")(?!\w)",
    re.IGNORECASE,
)
AROUND = 30  # code points behind a number in which its unit is looked for: "220 to 240 V"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a page with its unit, the content words of its sentence or row, and those of its column."""

    figure: str
    unit: str
    range: tuple[str, str] | None
    stems: frozenset[str]
    column: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    """The words of the other columns of its table."""


def on_its_page(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether the page of the product spoken of says this figure with this unit, in the sentence most like this one."""
    return page_says(reading, sentence, value) is True


def page_says(reading: Reading, sentence: ReadSentence, value: Found) -> bool | None:
    """The same; False where the sentences of the page most like this one say others with this unit, else None."""
    found = _figure(reading.text, value)
    if found is None:
        return None
    figure, unit, range = found
    said, here = _said(reading, sentence)
    other = False
    for product in spoken_of(reading, sentence):
        own = stems(tuple(words(product.name, 0, len(product.name))))
        told = [t for text in _texts(reading, product) for t in figures_of(text) if t.unit == unit]
        alike = [(len((said - own) & (t.stems | t.column)), t) for t in told]
        alike = [(count, t) for count, t in alike if count and t.column] or alike  # a table tells which is which
        most = max((count for count, _ in alike), default=0)
        best = [t for count, t in alike if count == most and not (here & t.others and not here & t.column)]
        if range and any(t.range == range for t in told):
            return True
        if (most and any(t.figure == figure for t in best)) or {t.figure for t in told} == {figure}:
            return True
        other = other or most > 0
    return False if other else None


@lru_cache(maxsize=512)
def figures_of(text: str) -> tuple[Told, ...]:
    """Every figure with a unit of a page, by sentence and by cell of a table."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Told]:
    header: list[str] = []
    for sentence in sentences(text):
        if sentence.text.lstrip().startswith("|"):
            cells = [cell.strip() for cell in sentence.text.strip().strip("|").split("|")]
            if not header:
                header = cells
            elif any(cell.strip(":- ") for cell in cells):
                yield from _row(header, cells)
            continue
        header = []
        for figure, unit, range in _pairs(sentence.text):
            yield Told(figure, unit, range, stems(sentence.words))


def _row(header: Sequence[str], cells: Sequence[str]) -> Iterator[Told]:
    heads = [_stems(cell) for cell in header]
    for place, cell in enumerate(cells[1:], 1):
        column = heads[place] if place < len(heads) else frozenset[str]()
        others = frozenset[str]().union(*(head for n, head in enumerate(heads) if n not in (0, place)))
        for figure, unit, range in _pairs(cell):
            yield Told(figure, unit, range, _stems(cells[0]), column, others - column)


def _stems(text: str) -> frozenset[str]:
    return stems(tuple(words(text, 0, len(text))))


def _pairs(text: str) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    for match in _FIGURE.finditer(text):
        for figure in match.group(1, 2):
            if figure:
                yield _plain(figure), _unit(match[3]), _range(match)


def _range(match: re.Match[str]) -> tuple[str, str] | None:
    return (_plain(match[1]), _plain(match[2])) if match[2] else None


def _figure(text: str, value: Found) -> tuple[str, str, tuple[str, str] | None] | None:
    """The figure of a value of a draft and its unit, which may stand behind the other end of a range."""
    place = value.start
    for match in _FIGURE.finditer(text, max(0, place - AROUND), value.end + AROUND):
        for group in (1, 2):
            if match[group] and match.start(group) <= place < match.end(group):
                return _plain(match[group]), _unit(match[3]), _range(match)
    return None


def _plain(figure: str) -> str:
    return figure.replace(",", ".")


def _unit(text: str) -> str:
    return next(name for name, pattern in _UNITS.items() if re.fullmatch(pattern, text, re.IGNORECASE))


def _said(reading: Reading, sentence: ReadSentence) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of a sentence with those of the one before it, and its own."""
    place = reading.sentences.index(sentence)
    here = stems(sentence.sentence.words)
    before = reading.sentences[place - 1] if place and not sentence.sentence.opens_paragraph else None
    return here | (stems(before.sentence.words) if before else frozenset()), here


def spoken_of(reading: Reading, sentence: ReadSentence) -> list[Product]:
    """The products that a sentence names; else those named last in the draft; else those that the customer names."""
    place = reading.sentences.index(sentence)
    for read in reversed(reading.sentences[: place + 1]):
        named = [m for m in read.mentions if m.of("product")]
        if named:
            ids = {id for mention in named for id in _ids(reading, mention)}
            return [product for product in reading.evidence.products if product.id in ids]
    said = " ".join(reading.evidence.ticket.said).casefold()
    spoken = frozenset(word.text for word in words(said[:_READ], 0, len(said[:_READ])))
    counts = {p.id: len(spoken & {w.text for w in words(p.name, 0, len(p.name))}) for p in reading.evidence.products}
    most = max(counts.values(), default=0)
    return [p for p in reading.evidence.products if most and counts[p.id] == most]


_READ = 5000  # code points of the customer's messages


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
