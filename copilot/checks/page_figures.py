"""The figures that a text about goods tells: each with its unit, what it is a figure of, and of which version."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from copilot.shipped import read_words

from .sentences import sentences, words
from .stems import is_content, stem, stems


def _listed() -> dict[str, list[str]]:
    """Units and what joins ranges, with their words."""
    listed: dict[str, list[str]] = read_words((files(__package__) / "words" / "units.yaml").read_text("utf-8"))
    return listed


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in sorted(words, key=len, reverse=True))


_WORDS = _listed()
_TO = rf"\s?(?:{_any_of(_WORDS.pop('to'))})\s?"
_UNITS = {word.replace(" ", ""): name for name, words in _WORDS.items() for word in words}
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_UNIT = _any_of([word for words in _WORDS.values() for word in words])
FIGURE = re.compile(
    rf"(?<![\w.,])([-−]?{_NUMBER})(?:{_TO}({_NUMBER}))?[\s-]?({_UNIT})(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?<![\w.,-])({_NUMBER})\s([^\W\d_]{{2,30}})")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a page with its unit, the content words of its sentence or row, and those of its column."""

    figure: str
    unit: str
    range: tuple[str, str] | None
    stems: frozenset[str]
    label: str = ""
    """What the row of a table is called."""
    head: str = ""
    """What its column is called; empty outside of tables."""


@lru_cache(maxsize=512)
def figures_of(text: str) -> tuple[Told, ...]:
    """Every figure with a unit of a page, by sentence and by cell of a table."""
    return tuple(_figures(text))


def plain(figure: str) -> str:
    """A figure as it is compared: with a full stop, and the sign of what is below zero."""
    return figure.replace(",", ".").replace("−", "-")


def unit_of(text: str) -> str:
    """The name of a unit as it is written."""
    return _UNITS["".join(text.casefold().split())]


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
    for place, cell in enumerate(cells[1:], 1):
        head = header[place] if place < len(header) else ""
        for figure, unit, range in _pairs(cell):
            yield Told(figure, unit, range, stems_of(cells[0]), cells[0], head or " ")


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return stems(tuple(words(text, 0, len(text))))


def _pairs(text: str) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    for match in FIGURE.finditer(text):
        for figure in match.group(1, 2):
            if figure:
                yield plain(figure), unit_of(match[3]), range_of(match)
    for match in _COUNTED.finditer(text):
        if telling(match[2]) and match[2].casefold() not in _UNITS:
            yield plain(match[1]), stem(match[2].casefold()), None


def telling(word: str) -> bool:
    """Whether a word behind a figure may tell what it is a figure of: "24 settings", "58 HRC"."""
    return is_content(word) or (word.isupper() and len(word) > 1)


def range_of(match: re.Match[str]) -> tuple[str, str] | None:
    """Both ends of a range of figures."""
    return (plain(match[1]), plain(match[2])) if match[2] else None
