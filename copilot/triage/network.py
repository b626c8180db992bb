"""Small networks over the rows of a message: how far each of its parts, where it stands, shows each label."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .linear import Matrix

    Layers = dict[str, Matrix]


@dataclass(frozen=True, slots=True)
class Network:
    """Two networks of one hidden layer that see a part, those before and after it, and the whole message.

    One is for English, the other for all else, also for texts too short to tell their language; one column a label
    comes out of each. `labels` are those of each question, one question after the other; `least` the chance from which
    each is taken.
    """

    labels: dict[str, tuple[str, ...]]
    least: "Matrix"
    english: "Layers"
    others: "Layers"

    def of(self, language: str | None) -> "Layers":
        """The layers that read this language; None is one that is not known."""
        return self.english if language == "en" else self.others

    def columns(self, question: str) -> slice:
        """Where the labels of one question stand."""
        before = 0
        for name, labels in self.labels.items():
            if name == question:
                return slice(before, before + len(labels))
            before += len(labels)
        raise KeyError(question)


def shown(layers: "Layers", rows: "Matrix") -> "Matrix":
    """Log odds of every label by each part of a message, whose first row is the whole of it."""
    import numpy as np

    whole, parts = rows[:1], rows[1:]
    hidden = parts @ layers["part"] + whole @ layers["around"] + layers["rest"]
    hidden[1:] += parts[:-1] @ layers["before"]
    hidden[:-1] += parts[1:] @ layers["after"]
    straight = parts @ layers["straight"] + whole @ layers["whole"] + layers["bias"]
    odds: Matrix = np.maximum(hidden, 0) @ layers["out"] + straight
    return odds


LAYERS = ("part", "around", "before", "after", "rest", "out", "straight", "whole", "bias")


@cache
def network() -> Network:
    """Those that come with the package."""
    import numpy as np

    with (files("copilot.triage") / "weights" / "network.npz").open("rb") as file, np.load(file) as arrays:
        names = [str(name) for name in arrays["questions"]]
        labels = {name: tuple(map(str, arrays[f"labels_{name}"])) for name in names}
        english, others = (
            {name: arrays[f"{whose}_{name}"].astype(np.float32) for name in LAYERS} for whose in ("english", "others")
        )
        return Network(labels, arrays["least"].astype(np.float32), english, others)
