"""Boosted trees as arrays: fitted by the scripts of the benchmarks, weighed here without the library that fits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Trees:
    """Complete trees of one depth, a row each: at every inner place a feature and a threshold, at the last a value."""

    feature: "np.ndarray"
    threshold: "np.ndarray"
    value: "np.ndarray"
    start: float

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """From 0 to 1, one for each row of features."""
        import numpy as np

        told = np.array(rows, np.float32)
        tree = np.arange(len(self.feature))
        place = np.zeros((len(told), len(tree)), np.int64)
        for _ in range(self.feature.shape[1].bit_length()):
            right = told[np.arange(len(told))[:, None], self.feature[tree, place]] > self.threshold[tree, place]
            place = 2 * place + 1 + right
        scores = self.start + self.value[tree, place].sum(1)
        return [float(score) for score in 1 / (1 + np.exp(-scores))]


@cache
def stored(name: str) -> Trees:
    """The trees of this name."""
    import numpy as np

    with (files(__package__) / "words" / f"{name}.npz").open("rb") as kept:
        parts = dict(np.load(kept, allow_pickle=False).items())
    return Trees(parts["feature"].astype(np.int64), parts["threshold"], parts["value"], float(parts["start"]))
