"""Weights over signs by name, as `copilot/checks/hashed.py` sums them, fitted to things that each have some signs."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import SGDClassifier

from copilot.checks.hashed import PLACES, place

ROUNDS, SMOOTH = 8, 1e-5


class Signs:
    """Things in the order in which they were added: the places of their signs, and which of them are wrong."""

    def __init__(self) -> None:
        self.places: list[np.ndarray] = []
        self.wrong: list[bool] = []

    def add(self, signs: Sequence[Sequence[str]], wrong: Sequence[bool]) -> range:
        """The numbers of the things that are added."""
        first = len(self.places)
        self.places += [np.array([place(name) for name in names], np.int32) for names in signs]
        self.wrong += wrong
        return range(first, len(self.places))

    def table(self) -> csr_array:
        ends = np.cumsum([0, *map(len, self.places)]).astype(np.int32)
        places = np.concatenate(self.places)
        return csr_array((np.ones(len(places)), places, ends), shape=(len(self.places), PLACES))


def linear(table: csr_array, good: np.ndarray, weight: np.ndarray) -> SGDClassifier:
    """A sum of weights for each thing, positive where it is good."""
    model = SGDClassifier(loss="log_loss", alpha=SMOOTH, max_iter=ROUNDS, tol=None, average=True, random_state=0)
    return model.fit(table, good, sample_weight=weight)


def stored(model: SGDClassifier) -> dict[str, np.ndarray]:
    """The weights that ship."""
    return {"weights": model.coef_[0].astype(np.float16), "start": np.float32(model.intercept_[0])}
