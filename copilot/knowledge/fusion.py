"""One score from two: how near in meaning, and how many words in common."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

DENSE = 0.7
"""The weight of the meaning; the words have the rest."""


def fused(dense: Mapping[Key, float], lexical: Mapping[Key, float]) -> dict[Key, float]:
    """A score from 0 to 1 for each candidate: both scores stretched from lowest to highest, then weighed."""
    near, shared = _stretched(dense), _stretched({key: lexical.get(key, 0.0) for key in dense})
    return {key: DENSE * near[key] + (1 - DENSE) * shared[key] for key in dense}


def _stretched(scores: Mapping[Key, float]) -> dict[Key, float]:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    width = high - low
    return {key: (score - low) / width if width > 0 else 0.0 for key, score in scores.items()}
