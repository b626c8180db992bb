"""Ids: "#W2611340", "LS-10432", "1Z999AA10123456784", long runs of digits."""

import re
from typing import Final

from copilot.values.tokens import NUMBER, WORD

from .scan import Reading, Scan

_TRACKING: Final = re.compile(r"1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|TBA\d{12}|JJD\d{10,20}", re.IGNORECASE | re.ASCII)
_LONG_ID: Final = 9
_LONGEST_ID: Final = 120


def id_at(scan: Scan, at: int, floor: int) -> Reading | None:
    """A token of letters and digits, one with a "#" in front, or a long run of digits; it begins at floor or later."""
    tokens = scan.tokens
    start, end = _blob(scan, at, floor)
    text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
    if _TRACKING.fullmatch(text):
        return Reading(end, (scan.found("tracking", start, end, [text.upper()]),))
    digits = sum(char.isdigit() for char in text)
    mixed = digits > 0 and any(char.isalpha() for char in text)
    parts = sum(tokens.kind(place) == NUMBER for place in range(start, end))
    long = digits >= _LONG_ID or parts > 2 or (parts > 1 and digits > 6)
    if not (mixed or (long and _id_like(text)) or (text.startswith("#") and digits)):
        return None
    return Reading(end, (scan.found("id", start, end, [text]),))


def _blob(scan: Scan, at: int, floor: int) -> tuple[int, int]:
    """The tokens around a number that are written as one: joined letters, digits and the signs between them."""
    tokens = scan.tokens
    start, end = at, at + 1
    while start > floor and at - start < _LONGEST_ID:
        if (
            tokens.kind(start - 1) in (WORD, NUMBER)
            or tokens.word(start - 1) == "_"
            or (tokens.word(start - 1) in ("-", "/", "#") and start - 1 > floor and _inner(scan, start - 2))
        ):
            start -= 1
        else:
            break
    while end - at < _LONGEST_ID:
        if tokens.kind(end) in (WORD, NUMBER) or tokens.word(end) == "_":
            end += 1
        elif tokens.word(end) in ("-", "/", "#", ".") and _inner(scan, end + 1, code=tokens.word(end) == "."):
            end += 2
        else:
            break
    if hash_ := next((place for place in range(at - 1, start, -1) if tokens.word(place) == "#"), None):
        words = range(start, hash_)
        if all(tokens.kind(place) == WORD and len(tokens.words[place]) > 4 for place in words):
            start = hash_
    if start > floor and tokens.word(start - 1) == "#":
        start -= 1
    return start, end


def _inner(scan: Scan, at: int, *, code: bool = False) -> bool:
    """Whether the token continues an id; behind a full stop only digits do, or what is in capitals."""
    tokens = scan.tokens
    if tokens.kind(at) == NUMBER:
        return True
    raw = tokens.raw(at)
    return tokens.kind(at) == WORD and (not code or (raw.isupper() and len(raw) < 4))


def _id_like(text: str) -> bool:
    return not any(char in ",'’" for char in text)
