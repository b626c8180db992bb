"""Sums of weights over named signs: each name has its place by its checksum, so that no list of names is kept."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

PLACES = 1 << 17


def place(name: str) -> int:
    """Where a name's weight stands."""
    return crc32(name.encode("utf-8", "ignore")) % PLACES


def weighed(kept: str, signs: Iterable[list[str]]) -> list[float]:
    """For each list of signs the sum of their weights among those `kept` under a name, beside what all begin with."""
    weights, start = _weights(kept)
    return [start + float(weights[[place(name) for name in names]].sum()) for names in signs]


def doubt(score: float) -> float:
    """How much a score speaks against a thing: nothing where it is high, and the score itself where it is very low."""
    return max(0.0, -score) + log1p(exp(-abs(score)))


@cache
def _weights(kept: str) -> "tuple[np.ndarray, float]":
    import numpy as np

    with (files(__package__) / "words" / f"{kept}.npz").open("rb") as stored:
        parts = dict(np.load(stored, allow_pickle=False).items())
    return parts["weights"].astype(np.float32), float(parts["start"])
