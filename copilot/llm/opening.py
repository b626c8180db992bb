"""Opening a chat model by its name."""

from collections.abc import Mapping
from typing import Any

from copilot.errors import SettingsError

from .protocol import ChatModel


def open_model(
    name: str,
    base_url: str | None = None,
    *,
    timeout: float = 60.0,
    at_once: int = 4,
    options: Mapping[str, Any] | None = None,
) -> ChatModel:
    """The model of this name, such as "openai:gpt-5-mini" or "anthropic:…", at most `at_once` calls at the same time.

    With `base_url` it is asked for at any OpenAI-compatible server. The key comes from the provider's own variable of
    the environment; `options` go to LangChain as they are. MissingExtra where a package is not installed, ModelError
    where the provider refuses to be opened, such as without its key.
    """
    from .langchain import LangChainModel

    provider, _, model = name.partition(":")
    if not model:
        raise SettingsError(f"the model {name!r} has no provider; expected one such as {f'openai:{name}'!r}")
    return LangChainModel(provider, model, base_url, timeout=timeout, at_once=at_once, options=options)
