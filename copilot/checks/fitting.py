"""Whether a value stands among words that suit what it is: a day that only a return has beside "counts as lost".

A value is known by the roles of the facts that have it, and each role goes with some words and not with others. The
weights are fitted by `evals/benchmarks/draft_checks/train_trust.py` to the values of correct and of wrong drafts.
"""

import re
from collections.abc import Iterator
from datetime import date

from copilot.values import Found

from .hashed import weighed
from .reading import Reading
from .sentences import Word

TYPES = ("money", "date", "duration", "count", "percent", "number")
_FACTS = {"number": "count"}  # by which name facts know a type
_BEFORE, _AFTER = 7, 6  # words beside a value that are looked at
_FAR, _WEEK = 60, 7  # days
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBERED = re.compile(r"\.\d{1,4}$")


def fitting(reading: Reading, start: int, end: int) -> list[tuple[int, float]]:
    """Where each value between two places stands, and how well it fits there: positive where it does."""
    found = list(signs(reading, start, end))
    return list(zip((at for at, _ in found), weighed("fitting", (names for _, names in found)), strict=True))


def signs(reading: Reading, start: int, end: int) -> Iterator[tuple[int, list[str]]]:
    """Where each value stands, and its signs by name."""
    told = [value for value in reading.values if value.type in TYPES and start <= value.start < end]
    if not told:
        return
    spoken = [word for read in reading.sentences for word in read.sentence.words if start <= word.start < end]
    ids = {text for v in reading.values if v.type == "id" and start <= v.start < end for text in v.values}
    for value in told:
        beside = list(_beside(spoken, value))
        names = [f"{value.type}{name}" for name in beside]
        for role in sorted(_roles(reading, value, ids)):
            names += [f"{value.type}#{role}", *(f"{value.type}#{role}|{name}" for name in beside)]
        yield value.start, names


def _beside(spoken: list[Word], value: Found) -> Iterator[str]:
    before = [word.text for word in spoken if word.end <= value.start][-_BEFORE:]
    after = [word.text for word in spoken if word.start >= value.end][:_AFTER]
    yield from (f"L:{word}" for word in before)
    yield from (f"R:{word}" for word in after)
    if before:
        yield f"l1:{before[-1]}"
    if after:
        yield f"r1:{after[0]}"
    if len(before) > 1:
        yield f"l2:{before[-2]} {before[-1]}"
    if len(after) > 1:
        yield f"r2:{after[0]} {after[1]}"


def _roles(reading: Reading, value: Found, ids: set[str]) -> set[str]:
    """What the value is by the facts, and whether it is so of an order that the sentence names."""
    roles: set[str] = set()
    for text in value.values:
        for fact in reading.evidence.by_value.get((_FACTS.get(value.type, value.type), text), ()):
            plain = _NUMBERED.sub("", fact.role)
            roles.add(plain)
            if ids:
                roles.add(f"{plain}@{any(id in fact.subject for id in ids):d}")
    if not roles:
        roles.add("none")
        if value.type == "date" and (day := next(filter(_DAY.fullmatch, value.values), None)):
            away = (date.fromisoformat(day) - reading.evidence.today).days
            roles.add(f"away{max(-_FAR, min(_FAR, away)) // _WEEK}")
    if value.type not in ("money", "date"):
        roles.add(f"={value.values[0] if value.values else ''}")
    return roles
