"""Fitting the network of copilot.triage: every label is shown by the part of a message that shows it best.

Penalised logistic regression through one hidden layer, by Adam over small batches, in plain numpy. Where people marked
the words that ask for something, the parts that hold them must show it and the others must not.
"""

import numpy as np
from bags import Bags, chances

HIDDEN = 48
EPOCHS, BATCH = 16, 256
RATE = 0.01
DROPPED = 0.4
"""Of the hidden numbers, in each step."""
PENALTY = {"straight": 0.05, "whole": 0.05, "part": 0.2, "around": 0.2, "before": 0.2, "after": 0.2, "out": 0.2}
"""What of a weight is taken off in each step, over the rate."""

Layers = dict[str, np.ndarray]


def fit(bags: Bags, truth: np.ndarray, marked: np.ndarray, seed: int = 0) -> Layers:
    """The layers of a network fitted to messages, one column a label, nan where nobody said.

    `marked` says the same of parts, in the columns that it has, nan for parts of messages in which no words are marked.
    """
    draw = np.random.default_rng(seed)
    known, wanted = (~np.isnan(truth)).astype(np.float32), np.nan_to_num(truth)
    layers = _drawn(draw, bags.whole.shape[1], (wanted * known).sum(0) + 1, ((1 - wanted) * known).sum(0) + 1)
    momenta, squares = ({name: np.zeros_like(one) for name, one in layers.items()} for _ in range(2))
    starts, number = bags.starts, len(truth)
    steps = EPOCHS * -(-number // BATCH)
    for step in range(steps):
        at = step % -(-number // BATCH)
        if at == 0:
            order = draw.permutation(number)
        chosen = order[at * BATCH : (at + 1) * BATCH]
        rows = np.concatenate([np.arange(starts[one], starts[one] + bags.counts[one]) for one in chosen])
        batch = Bags(bags.whole[chosen], bags.parts[rows], bags.counts[chosen])
        kept = ((draw.random((len(rows), HIDDEN)) > DROPPED) / (1 - DROPPED)).astype(np.float32)
        slopes = _slopes(layers, batch, wanted[chosen], known[chosen], marked[rows], kept)
        rate = RATE * min(1.0, (step + 1) / 30) * 0.5 * (1 + np.cos(np.pi * step / steps))
        for name, slope in slopes.items():
            momenta[name] = 0.9 * momenta[name] + 0.1 * slope
            squares[name] = 0.99 * squares[name] + 0.01 * slope**2
            stride = (
                momenta[name] / (1 - 0.9 ** (step + 1)) / (np.sqrt(squares[name] / (1 - 0.99 ** (step + 1))) + 1e-8)
            )
            layers[name] = (layers[name] * (1 - rate * PENALTY.get(name, 0.0)) - rate * stride).astype(np.float32)
    return layers


def odds(layers: Layers, bags: Bags) -> np.ndarray:
    """Log odds of every label in each message."""
    _, shown = _forward(layers, bags, None)
    return np.maximum.reduceat(shown, bags.starts, axis=0)


def fitted_apart(bags: Bags, truth: np.ndarray, marked: np.ndarray, folds: np.ndarray) -> dict[int, Layers]:
    """For each fold a network that was fitted to the others alone."""
    found = {}
    for fold in np.unique(folds):
        kept = np.flatnonzero(folds != fold)
        found[int(fold)] = fit(bags.only(kept), truth[kept], marked[bags.parts_of(kept)])
    return found


def odds_apart(apart: dict[int, Layers], bags: Bags, folds: np.ndarray) -> np.ndarray:
    """Log odds of each message from the network that was not fitted to its fold."""
    found = np.zeros((len(folds), len(apart[0]["bias"])), np.float32)
    for fold, layers in apart.items():
        left = np.flatnonzero(folds == fold)
        found[left] = odds(layers, bags.only(left))
    return found


def _drawn(draw: np.random.Generator, width: int, with_it: np.ndarray, without: np.ndarray) -> Layers:
    def small(rows: int, columns: int, spread: float) -> np.ndarray:
        return (draw.standard_normal((rows, columns)) * spread).astype(np.float32)

    labels = len(with_it)
    return {
        "part": small(width, HIDDEN, 0.25),
        "around": small(width, HIDDEN, 0.25),
        "before": small(width, HIDDEN, 0.1),
        "after": small(width, HIDDEN, 0.1),
        "rest": np.zeros(HIDDEN, np.float32),
        "out": small(HIDDEN, labels, 0.02),
        "straight": np.zeros((width, labels), np.float32),
        "whole": np.zeros((width, labels), np.float32),
        "bias": np.log(with_it / without).astype(np.float32),
    }


def _forward(layers: Layers, bags: Bags, kept: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """(hidden numbers before they are cut at nought, log odds), one row a part."""
    owner, first = _owner(bags), _first(bags)
    hidden = bags.parts @ layers["part"] + (bags.whole @ layers["around"])[owner] + layers["rest"]
    hidden[1:] += np.where(first[1:, None], 0, (bags.parts @ layers["before"])[:-1])
    hidden[:-1] += np.where(first[1:, None], 0, (bags.parts @ layers["after"])[1:])
    open_ = np.maximum(hidden, 0) * (1 if kept is None else kept)
    return hidden, open_ @ layers["out"] + bags.parts @ layers["straight"] + (
        bags.whole @ layers["whole"] + layers["bias"]
    )[owner]


def _slopes(
    layers: Layers, bags: Bags, wanted: np.ndarray, known: np.ndarray, marked: np.ndarray, kept: np.ndarray
) -> Layers:
    """How the loss of a batch rises with each weight."""
    owner, first = _owner(bags), _first(bags)
    hidden, shown = _forward(layers, bags, kept)
    best = np.maximum.reduceat(shown, bags.starts, axis=0)
    missed = (chances(best) - wanted) * known / len(wanted)
    spread = np.where(shown >= best[owner], missed[owner], 0).astype(np.float32)
    told = ~np.isnan(marked[:, 0])
    spread[told, : marked.shape[1]] += (chances(shown[told, : marked.shape[1]]) - marked[told]) / len(wanted)
    by_message = np.add.reduceat(spread, bags.starts, axis=0)
    back = (spread @ layers["out"].T) * kept * (hidden > 0)
    return {
        "part": bags.parts.T @ back,
        "around": bags.whole.T @ np.add.reduceat(back, bags.starts, axis=0),
        "before": bags.parts[:-1].T @ np.where(first[1:, None], 0, back[1:]),
        "after": bags.parts[1:].T @ np.where(first[1:, None], 0, back[:-1]),
        "rest": back.sum(0),
        "out": (np.maximum(hidden, 0) * kept).T @ spread,
        "straight": bags.parts.T @ spread,
        "whole": bags.whole.T @ by_message,
        "bias": by_message.sum(0),
    }


def _owner(bags: Bags) -> np.ndarray:
    """The message that each part belongs to."""
    return np.repeat(np.arange(len(bags.counts)), bags.counts)


def _first(bags: Bags) -> np.ndarray:
    """Whether each part is the first of its message."""
    first = np.zeros(len(bags.parts), bool)
    first[bags.starts] = True
    return first
