"""What kind of thing words say when no rule has read them: harmless, or something that must be borne out.

Harmless are thanks, regret, questions, requests, and steps inside the house ("I will ask the warehouse"). A claim of
fact, deed, policy or promise is not. A sentence is told apart by its embedding, in every language that the checks read.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copilot.knowledge.multilingual import shared

if TYPE_CHECKING:
    import numpy as np

CERTAIN, DONE, SURE, EVEN, DOUBTFUL, PARTLY = 1.5, 0.63, 0.4, -0.2, -0.7, -1.2
"""Margins: from SURE on words are harmless, with one claim in forty slipping through; below the last they never are."""

_KEPT = 8192  # embeddings that are kept
_known: "dict[str, np.ndarray]" = {}


def margins(texts: Sequence[str]) -> list[float]:
    """How surely each text is harmless speech: a signed distance, positive on that side."""
    if not texts:
        return []
    rows, (square, line, offset) = embedded(texts), _weights()
    return [float(row @ square @ row + row @ line + offset) for row in rows]


def embedded(texts: Sequence[str]) -> "np.ndarray":
    """One row a text, of length 1; each text is embedded once as long as it is kept."""
    import numpy as np

    new = [text for text in dict.fromkeys(texts) if text not in _known]
    if new:
        if len(_known) + len(new) > _KEPT:
            _known.clear()
            new = list(dict.fromkeys(texts))
        _known.update(zip(new, shared().embed(new), strict=True))
    return np.stack([_known[text] for text in texts])


@cache
def _weights() -> "tuple[np.ndarray, np.ndarray, float]":
    """The weights of pairs of dimensions, of single ones, and the offset."""
    import numpy as np

    with (files(__package__) / "words" / "speech.npz").open("rb") as stored:
        kept = np.load(stored, allow_pickle=False)
        upper, line, offset = kept["pairs"].astype(np.float32), kept["line"].astype(np.float32), float(kept["offset"])
    square = np.zeros((len(line), len(line)), np.float32)
    square[np.triu_indices(len(line))] = upper
    return (square + square.T) / 2, line, offset
