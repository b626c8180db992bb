"""A linear classifier over embeddings: plain numbers in, probabilities out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Softmax over `labels`, its logits divided by `temperature` so that a probability is a rate of being right."""

    labels: tuple[str, ...]
    weights: "Matrix"
    bias: "Matrix"
    temperature: float = 1.0

    def probabilities(self, vectors: "Matrix") -> "Matrix":
        """One row a vector, one column a label, each row summing to 1."""
        import numpy as np

        logits = (vectors @ self.weights.T + self.bias) / self.temperature
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Matrix = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares
