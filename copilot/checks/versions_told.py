"""Which version of a product a place of a draft speaks of: "the 30 cm", "the summer bag", "yours"."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from copilot.models import Product
from copilot.values import Found

from .reading import READ, Reading
from .sentences import Word, all_words, words
from .statements import ReadSentence
from .stems import stem

Version = Mapping[str, str]
"""Options by their names; those that are not told are left out."""
_FIGURE = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")
_YOURS = ("your", "yours")


def version_at(reading: Reading, sentence: ReadSentence, value: Found, product: Product) -> Version:
    """The options told nearest to a value: in its sentence, else in those before it, else by the customer."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start]
    if before[-1:] and before[-1] in _YOURS:
        return _bought(sentence, product)
    found: dict[str, str] = {}
    for key, told in _told_in(reading, sentence, product).items():
        around = [(word, option) for word, option in told if not value.start <= word.start < value.end]
        if around:
            found[key] = min((_away(word, value), option) for word, option in around)[1]
    place = reading.sentences.index(sentence)
    for read in reversed(reading.sentences[:place]):
        for key, told in _told_in(reading, read, product).items():
            if told and key not in found:
                found[key] = told[0][1]  # what a sentence is about stands at its head
    wrote = _written(reading, product)
    for key in wrote.keys() - found.keys():
        if len(wrote[key]) == 1:
            found[key] = next(iter(wrote[key]))
    return {**{key: v for key, v in _bought(sentence, product).items() if key not in wrote}, **found}


def _told_in(reading: Reading, read: ReadSentence, product: Product) -> dict[str, list[tuple[Word, str]]]:
    """Where a sentence tells options of a product, by their names; looked for once a draft."""
    at = (read.sentence.start, product.id)
    if at not in reading.options_told:
        spoken = read.sentence.words
        reading.options_told[at] = {key: list(_told(spoken, key, product)) for key in _keys(product)}
    return reading.options_told[at]


def _written(reading: Reading, product: Product) -> dict[str, set[str]]:
    """The options that the customer wrote of, looked for once a draft."""
    if product.id in reading.options_written:
        return reading.options_written[product.id]
    found = reading.options_written[product.id] = {}
    for text in reading.evidence.ticket.said:
        spoken = tuple(words(text[:READ], 0, len(text[:READ])))
        for key in _keys(product):
            told = {option for _, option in _told(spoken, key, product)}
            if told:
                found[key] = found.get(key, set()) | told
    return found


def version_in(text: str, product: Product) -> Version:
    """The options of a product that the heading of a row or a column names."""
    spoken = all_words(text)
    told = {key: [option for _, option in _told(spoken, key, product)] for key in _keys(product)}
    return {key: options[-1] for key, options in told.items() if options}


def apart(one: Version, other: Version) -> bool:
    """Whether they cannot be the same version."""
    return any(key in other and other[key] != value for key, value in one.items())


def _away(word: Word, value: Found) -> tuple[int, int]:
    """How far a word is from a value; what stands before it counts as nearer."""
    if word.end <= value.start:
        return (0, value.start - word.end)
    return (1, word.start - value.end)


def _told(spoken: tuple[Word, ...] | list[Word], key: str, product: Product) -> Iterator[tuple[Word, str]]:
    """Where values of an option stand among words: all of their words, or their figure where it is no other's."""
    options = list(dict.fromkeys(v.options[key] for v in product.variants if key in v.options))
    firsts = {first for option in options for first in (*_parts(option)[:1], *_parts_of_figures(option)[:1])}
    for place, word in enumerate(spoken):
        if _stem(word.text) not in firsts:
            continue
        for option in options:
            parts = _parts(option)
            here = [_stem(w.text) for w in spoken[place : place + len(parts)]]
            figures = _parts_of_figures(option)
            if here == list(parts) or (figures and here[: len(figures)] == list(figures)):
                yield word, option


@lru_cache(maxsize=4096)
def _parts(option: str) -> tuple[str, ...]:
    return tuple(_stem(word.text) for word in words(option, 0, len(option)))


@lru_cache(maxsize=4096)
def _parts_of_figures(option: str) -> tuple[str, ...]:
    """The figures that an option begins with, as a text is cut into words: "0.5 l" is 0 and 5."""
    match = _FIGURE.match(option)
    return tuple(re.split("[.,]", match.group())) if match else ()


def _stem(word: str) -> str:
    return stem(word) if word.isalpha() else word


def _keys(product: Product) -> list[str]:
    return list(dict.fromkeys(key for variant in product.variants for key in variant.options))


def _bought(sentence: ReadSentence, product: Product) -> Version:
    """The options of the one line of these orders that holds the product."""
    lines = [item.options for order in sentence.orders for item in order.items if item.product_id == product.id]
    return lines[0] if len(lines) == 1 else {}
