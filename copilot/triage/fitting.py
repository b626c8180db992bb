"""Fitting a softmax classifier to labelled vectors with plain numpy, calibrated on folds of the same examples."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .linear import Linear

if TYPE_CHECKING:
    import numpy as np

    from .linear import Matrix


def fit(vectors: "Matrix", labels: Sequence[str]) -> "tuple[Linear, Matrix]":
    """The classifier of these labels, and what each example gets from one that was not fitted to it.

    One row an example, one column a label; the temperature of both is chosen on those rows.
    """
    import numpy as np

    names, truth = np.unique(np.array(labels), return_inverse=True)
    folds = folds_of(len(labels))
    logits = np.zeros((len(labels), len(names)), np.float32)
    for fold in range(_FOLDS):
        held = folds == fold
        weights, bias = _descend(vectors[~held], truth[~held], len(names))
        logits[held] = vectors[held] @ weights.T + bias
    temperature = min(_TEMPERATURES, key=lambda value: _loss(logits / value, truth))
    weights, bias = _descend(vectors, truth, len(names))
    return Linear(tuple(map(str, names)), weights, bias, temperature), _softmax(logits / temperature)


def folds_of(count: int) -> "np.ndarray":
    """Which of the folds each of so many examples is in: the same at every call."""
    import numpy as np

    return np.random.default_rng(0).permutation(count) % _FOLDS


_FOLDS = 4
_TEMPERATURES = tuple(value / 20 for value in range(4, 61))
_PENALTY = 0.05
"""Of the squared weights, over the number of examples."""
_STEPS = 300


def _descend(vectors: "Matrix", truth: "np.ndarray", classes: int) -> "tuple[Matrix, Matrix]":
    """Weights and bias of penalised logistic regression, by Nesterov's accelerated gradient."""
    import numpy as np

    middle = vectors.mean(axis=0)
    centred = vectors - middle
    rows = np.hstack([centred, np.ones((len(centred), 1), np.float32)])
    wanted = np.eye(classes, dtype=np.float32)[truth]
    penalty = np.full(rows.shape[1], _PENALTY / len(rows), np.float32)
    penalty[-1] = 0.0
    step = 1.0 / (0.5 * np.linalg.norm(rows, ord=2) ** 2 / len(rows) + penalty[0])
    weights = ahead = np.zeros((classes, rows.shape[1]), np.float32)
    for turn in range(_STEPS):
        shares = _softmax(rows @ ahead.T)
        slope = (shares - wanted).T @ rows / len(rows) + ahead * penalty
        before, weights = weights, ahead - step * slope
        ahead = weights + turn / (turn + 3) * (weights - before)
    return weights[:, :-1], weights[:, -1] - weights[:, :-1] @ middle


def _softmax(logits: "Matrix") -> "Matrix":
    import numpy as np

    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _loss(logits: "Matrix", truth: "np.ndarray") -> float:
    import numpy as np

    return float(-np.log(_softmax(logits)[np.arange(len(truth)), truth] + 1e-9).mean())
