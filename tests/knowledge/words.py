"""Meaning that costs nothing, and three documents of a shop."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from copilot.models import Document


class WordEmbedder:
    """Meaning for tests: words hashed into 64 dimensions. Counts the texts it was given; may be told to fail."""

    dimensions = 64

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.texts: list[str] = []
        self.fails_after: int | None = None

    def embed(self, texts: Sequence[str]) -> Any:
        if self.fails_after is not None and len(self.texts) >= self.fails_after:
            raise TimeoutError
        self.texts += texts
        rows = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[zlib.crc32(word.strip(".?#").encode()) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def doc(name: str, text: str, **keys: Any) -> Document:
    return Document(id=name, title=name, text=text, **keys)


SHOP = [
    doc("returns", "# Returns\n\nYou may send an item back within 30 days.\n\n# Fees\n\nA label costs 5 EUR."),
    doc("shipping", "Parcels arrive in 3 to 5 business days."),
    doc("gifts", "Gift cards never expire and cannot be exchanged for cash."),
]
