"""The words around a value that loosen it: "about $50", "up to 14 days", "10 or more"."""

from dataclasses import replace

from .readers.scan import Reading, Scan, ends_with
from .spans import Bound, Found

_LOOSE = "~≈±"
_MOST, _LEAST = "≤", "≥"


def hedged(scan: Scan, at: int, reading: Reading) -> tuple[Found, ...]:
    """The values of a reading with the flags `approximate` and `bound` that the words in front and behind give them."""
    first, last = reading.founds[0], reading.founds[-1]
    approximate, bound = _in_front(scan.in_front(at), first, scan)
    loose_behind, bound_behind = _behind(scan, reading.end)
    if first is last:
        return (_flagged(first, approximate or loose_behind, bound or bound_behind),)
    loose = approximate or loose_behind
    return (_flagged(first, loose, None), *reading.founds[1:-1], _flagged(last, loose, None))


def _flagged(found: Found, approximate: bool, bound: Bound | None) -> Found:
    if not approximate and bound is None:
        return found
    return replace(found, approximate=approximate, bound=found.bound or bound)


def _in_front(line: str, found: Found, scan: Scan) -> tuple[bool, Bound | None]:
    """A hedge and a bound, one in front of the other: "up to about $50"."""
    approximate = False
    bound: Bound | None = None
    dated = found.type in ("date", "time")
    fronts = scan.words.fronts
    most, least = (fronts["until"], fronts["since"]) if dated else (fronts["at_most"], fronts["at_least"])
    while line:
        if not approximate and (rest := _without(line, fronts["approximate"], _LOOSE)) is not None:
            approximate = True
        elif bound is None and (rest := _without(line, most, _MOST)) is not None:
            bound = "at_most"
        elif bound is None and (rest := _without(line, least, _LEAST)) is not None:
            bound = "at_least"
        else:
            break
        line = rest
    return approximate, bound


def _without(line: str, phrases: frozenset[str], signs: str) -> str | None:
    """The line without the hedge that it ends with; None where it ends with none."""
    if line[-1] in signs:
        return line[:-1].rstrip()
    length = ends_with(line, phrases)
    return line[:-length].rstrip() if length else None


def _behind(scan: Scan, at: int) -> tuple[bool, Bound | None]:
    loose = bool(scan.follows("approximate_after", at))
    if scan.tokens.word(at) == "+" or scan.follows("at_least_after", at):
        return loose, "at_least"
    return loose, "at_most" if scan.follows("at_most_after", at) else None
