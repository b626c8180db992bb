"""The words around a value that loosen it: "about $50", "up to 14 days", "10 or more"."""

from dataclasses import replace

from .readers.scan import ends_with
from .spans import Bound, Found
from .words import Table, Words

_BEFORE = 48
_AFTER = 24
_MARKS = " \t\u00a0\u202f(*_`\"'“„«["


def hedged(text: str, found: Found, words: Words) -> Found:
    """The value with its flags `approximate` and `bound`, read from the words in front of it and behind it."""
    line = text[max(0, found.start - _BEFORE) : found.start].replace("’", "'").lower().rpartition("\n")[2]
    approximate, bound = _in_front(line.rstrip(_MARKS), found, words)
    behind = text[found.end : found.end + _AFTER].replace("’", "'").lower().lstrip(_MARKS[:4] + "*_-")
    sign = text[found.end : found.end + 1]
    approximate = approximate or _starts_with(behind, words.tables["approximate_after"])
    if bound is None and found.bound is None:
        if sign == "+" or _starts_with(behind, words.tables["at_least_after"]):
            bound = "at_least"
        elif _starts_with(behind, words.tables["at_most_after"]):
            bound = "at_most"
    if not approximate and bound is None:
        return found
    return replace(found, approximate=approximate, bound=found.bound or bound)


def _in_front(line: str, found: Found, words: Words) -> tuple[bool, Bound | None]:
    approximate, bound = False, None
    for _ in range(3):
        if line.endswith(("~", "≈", "±")) or ends_with(line, words.sets["approximate"]):
            approximate = True
            line = _without(line, words.sets["approximate"])
        elif bound is None and (limit := _limit(line, found, words)):
            bound, name = limit
            line = _without(line, words.sets[name])
        else:
            break
    return approximate, bound


def _limit(line: str, found: Found, words: Words) -> tuple[Bound, str] | None:
    dated = found.type in ("date", "time")
    names = (
        (("at_most", "until"), ("at_least", "since")) if dated else (("at_most", "at_most"), ("at_least", "at_least"))
    )
    for bound, name in names:
        if ends_with(line, words.sets[name]):
            return ("at_most" if bound == "at_most" else "at_least"), name
    return ("at_most", "") if line.endswith(("<", "≤")) else ("at_least", "") if line.endswith((">", "≥")) else None


def _without(line: str, phrases: frozenset[str]) -> str:
    longest = max((phrase for phrase in phrases if line.endswith(phrase)), key=len, default="~")
    return line[: -len(longest)].rstrip(_MARKS)


def _starts_with(text: str, table: Table) -> bool:
    from .tokens import phrase

    words = phrase(text)
    if not words:
        return False
    return any(words[1 : 1 + len(rest)] == rest for rest, _ in table.get(words[0], ()))
