"""Documents, the passages cut from them, and the index that finds the right one."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .embedding import Embedder, MiniLM
    from .index import Changes, KnowledgeIndex
    from .likeness import learn
    from .loading import load_documents, passed_over
    from .passages import passages_of
    from .scope import Scope

__all__ = [
    "Changes",
    "Embedder",
    "KnowledgeIndex",
    "MiniLM",
    "Scope",
    "learn",
    "load_documents",
    "passages_of",
    "passed_over",
]

_HOMES = {
    "Changes": "index",
    "Embedder": "embedding",
    "KnowledgeIndex": "index",
    "MiniLM": "embedding",
    "Scope": "scope",
    "learn": "likeness",
    "load_documents": "loading",
    "passages_of": "passages",
    "passed_over": "loading",
}


def __getattr__(name: str) -> Any:
    # Chroma, ONNX Runtime and the tokenizer take a second to import: only who searches pays for them.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
