"""What single sentences and clauses of a message want, each read by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copilot.models import Intent, Statement

from .signs import shipped

if TYPE_CHECKING:
    from .signs import Vectors

_LIKELIEST = 3
_LEAST = 0.05


def read_singly(statements: Sequence[str], language: str, vectors: "Vectors | None" = None) -> list[Statement]:
    """Each statement with the intents that it may show, as if it were a message of its own."""
    found = shipped("intents").of_each(statements, language, vectors)
    return [Statement(words=words, intents=_likeliest(shares)) for words, shares in zip(statements, found, strict=True)]


def _likeliest(shares: dict[str, float]) -> list[Intent]:
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])[:_LIKELIEST]
    return [Intent(label=label, confidence=round(share, 4)) for label, share in ordered if share >= _LEAST]
