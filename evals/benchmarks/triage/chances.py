"""Which parts of a message ask for what, and chances that are rates of being right."""

from collections.abc import Sequence

import numpy as np


def asking(parts: Sequence[str], text: str, asked: list[tuple[int, str]], labels: int) -> np.ndarray | None:
    """Which part asks for which label, one row a part, by the words that people marked; None where they are not found."""
    parts = [_plain(part) for part in parts]
    whole = _plain(text)
    found = np.zeros((len(parts), labels), np.float32)
    for label, words in asked:
        start = whole.find(_plain(words))
        end = start + len(_plain(words))
        shared = np.array(
            [
                max(0, min(end, at + len(part)) - max(start, at)) if (at := whole.find(part)) >= 0 else 0
                for part in parts
            ]
        )
        if start < 0 or not shared.any():
            return None
        found[shared >= 0.5 * shared.max(), label] = 1
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def calibration(odds: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(slopes, shifts), one each a label: Platt's, by Newton's method, drawn towards 1 and 0 where examples are few."""
    found = []
    for column, wanted in zip(odds.T, truth.T, strict=True):
        line = np.array([1.0, 0.0])
        rows = np.stack([column, np.ones_like(column)], axis=1).astype(float)
        for _ in range(25):
            shares = chances(rows @ line)
            slope = rows.T @ (shares - wanted) + PRIOR * (line - [1.0, 0.0])
            curve = (rows * (shares * (1 - shares))[:, None]).T @ rows + PRIOR * np.eye(2)
            line = line - np.clip(np.linalg.solve(curve, slope), -1, 1)  # a longer stride may overshoot for good
        found.append(line)
    lines = np.array(found, np.float32)
    return np.maximum(lines[:, 0], 0.2), lines[:, 1]


PRIOR = 5.0


def chances(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
