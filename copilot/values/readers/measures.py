"""Measures of products: "15-inch", "32GB", "5 ft", "size 8", "10 x 20 cm", "4K"."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from copilot.values.tokens import NUMBER, WORD

from .money import money_at
from .scan import Reading, Scan, stands

_SIGNS_OF_MEASURE: Final = frozenset('"″”′°')
_LONGEST_QUOTE: Final = 300


def measure_at(scan: Scan, at: int) -> Reading | None:
    """A product's measure: "15-inch", "32GB", "5 ft", "size 8", "10 x 20 cm", "4K"."""
    tokens = scan.tokens
    if size := scan.match("sizes", at):
        figure = tokens.gap(size[0])
        figure = tokens.gap(figure + 1) if tokens.word(figure) == ":" else figure
        if tokens.kind(figure) != NUMBER:
            return None
        at_end = _dimensions(scan, figure)
        return Reading(at_end, (scan.found("measure", at, at_end, _squeezed(scan, at, at_end)),))
    if tokens.kind(at) != NUMBER or scan.joined_left(at):
        return None
    end = _dimensions(scan, at)
    unit = _unit(scan, end)
    if not unit and end == at + 1:
        return None
    end = unit or end
    return Reading(end, (scan.found("measure", at, end, _squeezed(scan, at, end)),))


def _dimensions(scan: Scan, at: int) -> int:
    """The token after "10", "10x20", "10 x 20 x 5", "1/2"."""
    tokens = scan.tokens
    end = at + 1
    while True:
        sign = tokens.gap(end)
        next_ = tokens.gap(sign + 1)
        if tokens.word(sign) not in ("x", "×") or tokens.kind(next_) != NUMBER or (sign == end) != (next_ == sign + 1):
            return end
        if money_at(scan, next_):
            return end  # "2 × 12,90 €" is a number of things at a price
        end = next_ + 1


def _unit(scan: Scan, at: int) -> int | None:
    """The token after a unit of measure, joined to the number, behind a hyphen or a space."""
    tokens = scan.tokens
    if tokens.word(at) in _SIGNS_OF_MEASURE:
        return None if tokens.word(at) == '"' and _quoting(scan, at) else at + 1
    spaced = tokens.gap(at) > at
    place = tokens.gap(at) if spaced else at + 1 if tokens.word(at) in ("-", "‑") else at
    if tokens.word(place) == "°" and tokens.kind(place + 1) == WORD:
        return place + 2
    word = tokens.word(place)
    known = word in _listed("units") or (not spaced and word in _listed("joined"))
    hyphened = place == at + 1 and not spaced and tokens.kind(place) == WORD and word not in scan.words.openings
    if not (known or hyphened) or tokens.kind(place) != WORD or not stands(scan, place + 1):
        return None
    return place + 1


def _quoting(scan: Scan, at: int) -> bool:
    """Whether a straight quotation mark closes a quotation instead of meaning inches."""
    start = scan.tokens.starts[at]
    return scan.tokens.text.count('"', max(0, start - _LONGEST_QUOTE), start) % 2 == 1


def _squeezed(scan: Scan, at: int, end: int) -> list[str]:
    """A measure as written, and without the spaces and hyphens that people put in or leave out."""
    text = scan.tokens.text[scan.tokens.starts[at] : scan.tokens.ends[end - 1]].lower()
    return [text, re.sub(r"[\s\-‑\u00a0]", "", text)]


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(tomllib.loads((files("copilot.values.readers") / "measures.toml").read_text("utf-8"))[kind])
