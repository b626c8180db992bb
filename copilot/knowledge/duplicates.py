"""Which documents say the same, or nearly: they crowd each other out of the hits, and one of them goes stale."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from copilot.models import Document, Moment
from copilot.values import levelled

ALIKE = 0.8
"""The share of all their word sequences that two documents have in common, from which they say nearly the same."""

_SEQUENCE = 4
_PERMUTATIONS = 128
_BANDS = 32
"""So that two documents which share ALIKE are compared in all but one of a million cases."""

_WORD = re.compile(r"\w+")


def duplicates(documents: Sequence[Document]) -> tuple[str, ...]:
    """A warning for each document that says what an earlier one says, where a search could find both."""
    shingles = [_sequences(document.text) for document in documents]
    warnings = []
    for later, earlier in _candidates(shingles):
        one, other = documents[later], documents[earlier]
        if not _meet(one, other):
            continue
        share = len(shingles[later] & shingles[earlier]) / max(1, len(shingles[later] | shingles[earlier]))
        if share == 1 and levelled(one.text) == levelled(other.text):
            warnings.append(f"{one.id!r} says the same as {other.id!r}; keep one, or give them different scopes")
        elif share >= ALIKE:
            warnings.append(
                f"{one.id!r} says nearly the same as {other.id!r} ({share:.0%} of their wording); "
                "keep one, or give them different scopes"
            )
    return tuple(warnings)


def _sequences(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {" ".join(words[at : at + _SEQUENCE]) for at in range(max(1, len(words) - _SEQUENCE + 1))}


def _candidates(shingles: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    """(later, earlier) for each text that an earlier one looks like; the earliest of those alone."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

    near = RMinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for number, sequences in enumerate(shingles):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
        sketch.update(sorted(sequences))
        alike = near.query(sketch)
        if alike:
            yield number, min(alike)
        near.insert(number, sketch)


def _meet(one: Document, other: Document) -> bool:
    """Whether one search could see both."""
    pairs = ((one.regions, other.regions), (one.channels, other.channels), (one.tiers, other.tiers))
    together = all(not a or not b or set(a) & set(b) for a, b in pairs)
    return (
        together
        and _day(one.effective_from, date.min) <= _day(other.effective_to, date.max)
        and _day(other.effective_from, date.min) <= _day(one.effective_to, date.max)
    )


def _day(moment: Moment | None, default: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment or default
