"""Hints that a text speaks to a model, none of which is enough alone: two of different kinds close together are."""

from collections.abc import Iterator
from itertools import pairwise

from .wording import wording

GAP = 120
"""Characters that may lie between two hints."""


def hinted(text: str) -> Iterator[tuple[int, int]]:
    """Each place where two kinds of hints meet, from the first to the second."""
    found = sorted(
        (*match.span(), kind) for kind, pattern in wording("hints") for match in pattern.finditer(text) if match.group()
    )
    for (start, end, kind), (begin, stop, other) in pairwise(found):
        if kind != other and begin - end <= GAP:
            yield start, max(end, stop)
