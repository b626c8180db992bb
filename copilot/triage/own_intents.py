"""The shop's own intents: learnt from labelled examples, kept in the data directory, silent about what fits none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from copilot.errors import BadInput, IndexMismatch
from copilot.models import Intent, Record

from .embedding import finer
from .fitting import fit, folds_of
from .linear import Linear
from .reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .embedding import Vectors
    from .linear import Matrix


class Example(Record):
    """A customer's message with the intent that the shop gives it."""

    text: str = Field(min_length=1)
    label: str = Field(min_length=1, max_length=300)


@dataclass(frozen=True, slots=True)
class OwnIntents:
    """A linear classifier and the examples that it was fitted to, whose nearest ones have a say of their own.

    `near` is their share of it, `sharpness` the power that makes a chance a rate of being right, and `least` the fit
    that nineteen in twenty of the examples reach: chosen on each example while it is not among the examples.
    """

    linear: Linear
    middle: "Matrix"
    examples: "Matrix"
    places: "NDArray[np.intp]"
    near: float = 0.5
    sharpness: float = 1.0
    least: float = 0.0

    @property
    def labels(self) -> tuple[str, ...]:
        """The intents, one for each column of `judged`."""
        return self.linear.labels

    def judged(self, vectors: "Vectors") -> "tuple[Matrix, Matrix]":
        """(probabilities, fit): one row a vector, one column an intent; and how well the best intent fits, 0 to 1."""
        import numpy as np

        likeness = _unit(vectors - self.middle) @ self.examples.T
        blend = _blended(self.linear.probabilities(vectors), self.votes(likeness), self.near, self.sharpness)
        return blend, blend.max(axis=1) * np.maximum(likeness.max(axis=1), 0)

    def votes(self, likeness: "Matrix") -> "Matrix":
        """The votes of the nearest examples, the nearer the weightier."""
        import numpy as np

        count = min(_NEIGHBOURS, likeness.shape[1])
        nearest = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        votes = np.zeros((len(likeness), len(self.labels)), np.float32)
        rows = np.arange(len(likeness))
        for place in nearest.T:
            np.add.at(votes, (rows, self.places[place]), np.exp(_STEEP * likeness[rows, place]))
        found: Matrix = votes / votes.sum(axis=1, keepdims=True)
        return found


_NEIGHBOURS = 10
_STEEP = 10.0
_STRANGE = 0.05


def learnt(labels: Sequence[str], vectors: "Vectors") -> OwnIntents:
    """The intents of texts whose vectors are known."""
    import numpy as np

    linear, held = fit(vectors, labels)
    middle = vectors.mean(axis=0)
    examples = _unit(vectors - middle)
    places = np.searchsorted(np.array(linear.labels), np.array(labels))
    own = OwnIntents(linear, middle, examples, places)
    votes, nearest = _held_votes(own)
    near, sharpness = min(
        ((near, sharpness) for near in _NEAR for sharpness in _SHARPNESS),
        key=lambda pair: _loss(_blended(held, votes, *pair), places),
    )
    fits = _blended(held, votes, near, sharpness).max(axis=1) * np.maximum(nearest, 0)
    return replace(own, near=near, sharpness=sharpness, least=float(np.quantile(fits, _STRANGE)))


_NEAR = (0.0, 0.15, 0.3, 0.5)
_SHARPNESS = (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)


def _held_votes(own: OwnIntents) -> "tuple[Matrix, Matrix]":
    """(votes, likeness of the nearest): what each example gets from those in the other folds, a block at a time."""
    import numpy as np

    votes = np.zeros((len(own.places), len(own.labels)), np.float32)
    nearest = np.zeros(len(own.places), np.float32)
    folds = folds_of(len(own.places))
    for first in range(0, len(folds), 1000):
        block = slice(first, first + 1000)
        likeness = np.where(folds[block, None] == folds[None, :], -1.0, own.examples[block] @ own.examples.T)
        votes[block], nearest[block] = own.votes(likeness), likeness.max(axis=1)
    return votes, nearest


def _blended(shares: "Matrix", votes: "Matrix", near: float, sharpness: float) -> "Matrix":
    """The two opinions as one, each row summing to 1."""
    import numpy as np

    raised = np.maximum((1 - near) * shares + near * votes, 1e-6) ** sharpness
    blend: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return blend


def _loss(shares: "Matrix", places: "NDArray[np.intp]") -> float:
    import numpy as np

    return float(-np.log(shares[np.arange(len(places)), places]).mean())


def _unit(rows: "Matrix") -> "Matrix":
    import numpy as np

    lengths: Matrix = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths


def train(examples: Iterable[Example], data: Path) -> OwnIntents:
    """Learn the intents of the examples and keep them in `data`, in place of those learnt before.

    Raises BadInput where there are fewer than two intents. Vectors of the examples are kept, their texts are not.
    """
    import numpy as np

    known = list(examples)
    labels = [example.label for example in known]
    if len(set(labels)) < 2:
        raise BadInput(f"{len(known)} examples of one intent or none teach nothing; expected two intents or more")
    own = learnt(labels, finer().embed([example.text for example in known]))
    data.mkdir(parents=True, exist_ok=True)
    with (data / _FILE).open("wb") as file:
        np.savez_compressed(
            file,
            embedder=np.array(finer().name),
            labels=np.array(own.labels),
            weights=own.linear.weights,
            bias=own.linear.bias,
            temperature=np.float32(own.linear.temperature),
            middle=own.middle,
            examples=own.examples.astype(np.float16),
            places=own.places,
            chosen=np.array([own.near, own.sharpness, own.least]),
        )
    return own


def own_intents(data: Path | None) -> OwnIntents | None:
    """The intents learnt into `data`; None where there are none. Raises IndexMismatch for those of another embedder."""
    import numpy as np

    if data is None or not (data / _FILE).exists():
        return None
    with (data / _FILE).open("rb") as file, np.load(file) as kept:
        if str(kept["embedder"]) != finer().name:
            raise IndexMismatch(
                f"{str(data / _FILE)!r} was learnt with the embedder {str(kept['embedder'])!r}, this one is "
                f"{finer().name!r}; run `copilot triage train` again"
            )
        labels = tuple(map(str, kept["labels"]))
        if "chosen" not in kept:
            raise IndexMismatch(
                f"{str(data / _FILE)!r} was learnt by an earlier version; run `copilot triage train` again"
            )
        linear = Linear(labels, kept["weights"], kept["bias"], float(kept["temperature"]))
        near, sharpness, least = map(float, kept["chosen"])
        return OwnIntents(
            linear, kept["middle"], kept["examples"].astype(np.float32), kept["places"], near, sharpness, least
        )


_FILE = "intents.npz"


def own_wanted(own: OwnIntents, reading: Reading) -> list[Intent]:
    """The shop's intents of the last message as a whole, then of its parts; none where nothing fits."""
    if not reading.said:
        return []
    last = reading.said[-1]
    found: dict[str, float] = {}
    shares, fits = own.judged(finer().embed([last.text, *(last.parts if len(last.parts) > 1 else ())]))
    for place, (row, fitting) in enumerate(zip(shares, fits, strict=True)):
        share = float(row.max())
        if fitting >= own.least and (place == 0 or share >= _PLAIN):
            label = own.labels[int(row.argmax())]
            found[label] = max(found.get(label, 0.0), share)
    return [Intent(label=label, confidence=round(min(share, 1.0), 4)) for label, share in found.items()]


_PLAIN = 0.7
"""A part of a message adds an intent of its own only where it is plain."""
