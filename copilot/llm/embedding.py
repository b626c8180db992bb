"""Embedders through LangChain: OpenAI by name, another provider by its package, or any Embeddings object."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from copilot.errors import MissingExtra, ModelError, SettingsError

from .langchain import EXTRA, failure, keyless, within

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


_SECONDS = 60.0
"""How long one batch of texts may take."""


class LangChainEmbedder:
    """Vectors of length 1 from a LangChain Embeddings object; ModelError for whatever goes wrong.

    It counts as `hosted`: personal data in a question is replaced before it gets here.
    """

    hosted = True

    def __init__(self, embeddings: Any, name: str | None = None) -> None:
        model = getattr(embeddings, "model", None) or getattr(embeddings, "model_name", None)
        self.name = name or ":".join(filter(None, ("langchain", type(embeddings).__name__, model)))
        self._embeddings = embeddings

    @cached_property
    def dimensions(self) -> int:
        """How long its vectors are; asked for once, with one word."""
        return int(self.embed(["dimensions"]).shape[1])

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One row a passage, float32."""
        return self._unit(lambda: self._embeddings.embed_documents(list(texts)), len(texts))

    def embed_queries(self, texts: Sequence[str]) -> "Vectors":
        """One row a question, float32; some models read questions otherwise than passages."""
        return self._unit(lambda: [self._embeddings.embed_query(text) for text in texts], len(texts))

    def _unit(self, ask: Any, count: int) -> "Vectors":
        import numpy as np

        try:
            found = within(_SECONDS, ask)
        except ModelError:
            raise
        except Exception as error:
            # Every provider's package has errors of its own.
            raise failure(self.name, error) from error
        try:
            rows = np.array(found, np.float32)
        except ValueError as error:
            raise ModelError(f"{self.name!r} answered with vectors of several lengths", "invalid") from error
        if rows.ndim != 2 or len(rows) != count or not np.isfinite(rows).all():
            raise ModelError(f"{self.name!r} answered {count} texts with vectors of shape {rows.shape}", "invalid")
        unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit


def open_embedder(name: str, base_url: str | None = None) -> LangChainEmbedder:
    """The embedder of this name, such as "openai:text-embedding-3-small", or at any OpenAI-compatible server.

    The key comes from the provider's own variable of the environment. MissingExtra where a package is not installed,
    ModelError where the provider refuses to be opened, such as without its key.
    """
    provider, _, model = name.partition(":")
    if not model:
        raise SettingsError(f"the embedder {name!r} has no provider; expected one such as {f'openai:{name}'!r}")
    options: dict[str, Any] = {}
    if provider == "openai":
        # Passages are short; counting their tokens first would download a vocabulary.
        options |= {"timeout": _SECONDS, "max_retries": 2, "check_embedding_ctx_length": False}
        options |= keyless(base_url)
    try:
        from langchain.embeddings import init_embeddings

        embeddings = init_embeddings(model, provider=provider, **options)
    except ImportError as error:
        package = "langchain" if provider == "openai" else f"langchain-{provider.replace('_', '-')}"
        raise MissingExtra(package, EXTRA if provider == "openai" else f"pip install {package}") from error
    except Exception as error:
        # A key that is missing, a provider that nobody knows: each package says it with an error of its own.
        raise ModelError(f"the embedder {name!r} cannot be opened: {error!s:.300}", "rejected") from error
    return LangChainEmbedder(embeddings, name)
