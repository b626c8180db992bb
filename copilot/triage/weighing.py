"""How soon a ticket needs a human by its words: what they show, want, risk and are about, weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .signs import Heard, Sign, Signs, shipped
from .words import columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .linear import Matrix


@dataclass(frozen=True, slots=True)
class Weighing:
    """A chance for each step of urgency or more; `least` is the chance from which a step is taken."""

    labels: tuple[str, ...]
    weights: "Matrix"
    bias: "Matrix"
    least: dict[str, float]

    def of(self, messages: Sequence[Heard]) -> dict[str, float]:
        """The chance of each step, judged over these messages together."""
        import numpy as np

        urgency, intents, risks = (_shares(shipped(name), messages) for name in ("urgency", "intents", "risks"))
        kinds = np.max([heard.whole[-columns() :] > 0 for heard in messages], axis=0)
        sums = weighed_row(urgency, intents, risks, kinds) @ self.weights.T + self.bias
        chances = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        return dict(zip(self.labels, map(float, chances), strict=True))


def weighed_row(urgency: "Matrix", intents: "Matrix", risks: "Matrix", kinds: "NDArray[np.bool_]") -> "Matrix":
    """One row of numbers, or one row each for rows of chances and of kinds of words."""
    import numpy as np

    sure = np.clip(urgency, 0.001, 0.999)
    row: Matrix = np.concatenate([np.log(sure / (1 - sure)), 2 * intents, 2 * risks, 0.5 * kinds], axis=-1)
    return row


def _shares(signs: Signs, messages: Sequence[Heard]) -> "Matrix":
    import numpy as np

    strongest: dict[str, Sign] = signs.strongest(messages)
    return np.array([strongest[label].share for label in signs.labels], np.float32)


@cache
def weighing() -> Weighing:
    """The one that comes with the package."""
    import numpy as np

    with (files("copilot.triage") / "weights" / "weighing.npz").open("rb") as file, np.load(file) as arrays:
        labels = tuple(map(str, arrays["labels"]))
        least = dict(zip(labels, map(float, arrays["least"]), strict=True))
        return Weighing(labels, arrays["weights"], arrays["bias"], least)
