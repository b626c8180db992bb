"""How soon a ticket needs a human by its words: what they show, want and risk, weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .signs import Heard, Sign, Signs, shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .linear import Matrix

# What it costs to tell a ticket of one step (down) as another (across): a danger told as ordinary costs most, an
# ordinary ticket told as one nearly as much, since most tickets are ordinary; two steps cost more than twice one.
COSTS = (
    (0.0, 1.0, 2.5, 8.0),
    (1.0, 0.0, 2.0, 5.0),
    (2.0, 1.3, 0.0, 2.2),
    (10.0, 8.0, 3.5, 0.0),
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A chance for each step of urgency, which sum to 1."""

    weights: "Matrix"
    bias: "Matrix"

    def of(self, messages: Sequence[Heard]) -> "Matrix":
        """The chance of each step, judged over these messages together."""
        import numpy as np

        urgency, intents, risks = (_shares(shipped(name), messages) for name in ("urgency", "intents", "risks"))
        sums = weighed_row(urgency, intents, risks) @ self.weights.T + self.bias
        raised = np.exp(sums - sums.max())
        chances: Matrix = raised / raised.sum()
        return chances


def cheapest(chances: "Matrix") -> "NDArray[np.intp]":
    """The step that is expected to cost least, or one for each row of chances."""
    import numpy as np

    steps: NDArray[np.intp] = np.argmin(chances @ np.array(COSTS, np.float32), axis=-1)
    return steps


def weighed_row(urgency: "Matrix", intents: "Matrix", risks: "Matrix") -> "Matrix":
    """One row of numbers, or one row each for rows of chances."""
    import numpy as np

    sure = np.clip(urgency, 0.001, 0.999)
    row: Matrix = np.concatenate([np.log(sure / (1 - sure)), 2 * intents, 2 * risks], axis=-1)
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
        return Weighing(arrays["weights"], arrays["bias"])
