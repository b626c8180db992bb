"""Ids of orders, lines and parcels: how they are compared, and whether a text names one."""

import re
import unicodedata

_JOINS = re.compile(r"[\w#]")


def same_id(one: str, other: str) -> bool:
    """Whether two ids are one: case and a leading '#' do not matter ("#W2611340", "w2611340")."""
    return normal_id(one) == normal_id(other)


def normal_id(text: str) -> str:
    """The form in which ids are compared: no leading '#', no surrounding space, case folded."""
    return unicodedata.normalize("NFKC", text).strip().lstrip("#").strip().casefold()


def find_id(text: str, known: str) -> tuple[int, int] | None:
    """Where a text first names a known id as a whole token, as a span of code points with its '#', else None."""
    key = known.strip().lstrip("#").strip()
    if not key:
        return None
    for match in re.finditer(re.escape(key), text, re.IGNORECASE):
        start, end = match.span()
        if start and text[start - 1] == "#":
            start -= 1
        if _whole(text, start, end):
            return start, end
    return None


def _whole(text: str, start: int, end: int) -> bool:
    """No letter or digit touches the span, nor a hyphen or slash that leads on to one ("W12" in "W12-3")."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (
        _JOINS.match(before[-1:])
        or _JOINS.match(after[:1])
        or (len(before) == 2 and before[1] in "-/_." and _JOINS.match(before[0]))
        or (len(after) == 2 and after[0] in "-/_." and _JOINS.match(after[1]))
    )
