"""A chat model through LangChain: OpenAI, any OpenAI-compatible server, or another provider by its package."""

import json
import os
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from copilot.errors import MissingExtra, ModelError

from .prices import price
from .protocol import Answer, Message

Result = TypeVar("Result")

EXTRA = 'pip install "support-copilot[llm]"'


class LangChainModel:
    """A ChatModel. At most `at_once` calls run at the same time; a call that takes too long is left to itself.

    A server or package that knows no JSON schemas is asked by a tool's parameters instead, from then on.
    """

    def __init__(
        self,
        provider: str,
        model: str,
        base_url: str | None = None,
        *,
        timeout: float = 60.0,
        at_once: int = 4,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = f"{provider}:{model}"
        self._provider, self._model = provider, model
        self._chat = _chat(provider, model, base_url, timeout, dict(options or {}))
        self._free = threading.BoundedSemaphore(at_once)
        self._method = _method(self._chat, self.name)

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        """The answer as that record, asked for by its JSON schema."""
        started = time.monotonic()
        if not self._free.acquire(timeout=seconds):
            raise ModelError(f"no call to {self.name!r} was free within {seconds:.1f} s", "timeout")
        left = max(0.0, seconds - (time.monotonic() - started))
        turns = [(message.role, message.text) for message in messages]
        try:
            found = within(left, lambda: self._invoked(turns, record), done=self._free.release)
        except ModelError:
            raise
        except Exception as error:
            # Every provider's package has errors of its own, and none of them may end a draft.
            raise failure(self.name, error) from error
        return self._answer(found, record)

    def _invoked(self, turns: Sequence[tuple[str, str]], record: type[BaseModel]) -> dict[str, Any]:
        method = self._method
        try:
            return self._asked(turns, record, method)
        except Exception as error:
            if method == _BY_TOOL or not _server_knows_no_schema(error):
                raise
        self._method = _BY_TOOL
        return self._asked(turns, record, _BY_TOOL)

    def _asked(self, turns: Sequence[tuple[str, str]], record: type[BaseModel], method: str) -> dict[str, Any]:
        structured = self._chat.with_structured_output(record, method=method, include_raw=True)
        found: dict[str, Any] = structured.invoke(turns)
        return found

    def _answer(self, found: dict[str, Any], record: type[BaseModel]) -> Answer:
        raw, parsed = found["raw"], found["parsed"]
        text = raw.content if isinstance(raw.content, str) else json.dumps(raw.content)
        if raw.response_metadata.get("finish_reason") == "length":
            raise ModelError(f"{self.name!r} was cut off before its answer was whole", "truncated")
        if not text.strip() and parsed is None and not raw.tool_calls and not raw.invalid_tool_calls:
            raise ModelError(f"{self.name!r} answered with nothing", "empty")
        if not isinstance(parsed, record):
            problem = found["parsing_error"]
            answered = f"{self.name!r} answered with no {record.__name__}"
            raise ModelError(answered, "invalid", detail=f"{problem!s:.200}")
        text = text if text.strip() else parsed.model_dump_json()
        usage = raw.usage_metadata or {}
        tokens_in, tokens_out = int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
        cached = int(usage.get("input_token_details", {}).get("cache_read") or 0)
        cost = price(self._provider, self._model, tokens_in, tokens_out, cached)
        return Answer(parsed, text, tokens_in, tokens_out, cost, cached)


class _Anything(BaseModel):
    """A record, to find out how a package can be asked for one."""

    text: str


_BY_SCHEMA, _BY_TOOL = "json_schema", "function_calling"


def _method(chat: Any, name: str) -> str:
    """The first way of asking for a record that the provider's package takes; ModelError where it takes none.

    Packages refuse a way before any call, each with words of its own, so the next one is tried and not guessed.
    """
    refusals: list[str] = []
    for method in (_BY_SCHEMA, _BY_TOOL):
        try:
            chat.with_structured_output(_Anything, method=method, include_raw=True)
        except (NotImplementedError, ValueError) as error:
            refusals.append(f"by {method}: {error!s:.200}")
        else:
            return method
    raise ModelError(f"the model {name!r} cannot be asked for records ({'; '.join(refusals)})", "rejected")


def _server_knows_no_schema(error: Exception) -> bool:
    """Whether the server turned down being asked by a JSON schema, rather than this question."""
    return getattr(error, "status_code", None) in (400, 422) and bool(_SCHEMA.search(str(error)))


_SCHEMA = re.compile(r"response_format|json_schema|structured output", re.IGNORECASE)


def within(seconds: float, work: Callable[[], Result], done: Callable[[], None] = lambda: None) -> Result:
    """What the work returns or raises, or ModelError when it is not done in time; `done` is called when it ends.

    A socket's own timeout begins anew with every byte, so a server that drips could hold a draft for ever.
    """
    result: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001  it is raised again where the work was asked for
            errors.append(error)
        finally:
            done()

    thread = threading.Thread(target=run, name="copilot-model", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not result:
        raise ModelError(f"the model did not answer within {seconds:.1f} s", "timeout")
    return result[0]


def failure(name: str, error: Exception) -> ModelError:
    """What a provider's error means: its reason in one word, and whether to try again."""
    status = getattr(error, "status_code", None)
    code = f" ({status})" if isinstance(status, int) else ""
    meant = _meant(f"{name!r} failed: {type(error).__name__}{code}", error)
    meant.detail = f"{error!s:.200}"
    return meant


def _meant(message: str, error: Exception) -> ModelError:
    from langchain_core import exceptions as known

    match error:
        case known.ModelTimeoutError():
            return ModelError(message, "timeout")
        case known.ModelConnectionError():
            return ModelError(message, "refused", retry=True)
        case known.ModelRateLimitError():
            return ModelError(message, "rate_limited", retry=True, wait=_asked_to_wait(error))
        case known.ModelAPIError():
            return ModelError(message, "server_error", retry=True)
        case known.ContextOverflowError():
            return ModelError(message, "too_long")
        case known.ModelError():
            return ModelError(message, "rejected")
        case ValidationError() | ValueError():
            return ModelError(message, "invalid")
        case _ if type(error).__name__ == "LengthFinishReasonError":
            return ModelError(message, "truncated")
        case _ if isinstance(status := getattr(error, "status_code", None), int):
            return _by_status(message, status, error)
        case _:
            return ModelError(message)


def _by_status(message: str, status: int, error: Exception) -> ModelError:
    """Where a package passes on its provider's own errors, as those for embeddings do, HTTP says what they mean."""
    if status == 429:
        return ModelError(message, "rate_limited", retry=True, wait=_asked_to_wait(error))
    return ModelError(message, "server_error", retry=True) if status >= 500 else ModelError(message, "rejected")


def _asked_to_wait(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date, which no provider sends here
        return 0.0


def keyless(base_url: str | None) -> dict[str, Any]:
    """What OpenAI's client is told of a server of one's own, which needs no key, though the client wants one."""
    if not base_url:
        return {}
    return {"base_url": base_url, **({} if os.environ.get("OPENAI_API_KEY") else {"api_key": "none"})}


def _chat(provider: str, model: str, base_url: str | None, timeout: float, options: dict[str, Any]) -> Any:
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtra("langchain", EXTRA) from error
    if provider == "openai":
        options = keyless(base_url) | options
    elif base_url:
        options["base_url"] = base_url
    try:
        return init_chat_model(model, model_provider=provider, timeout=timeout, max_retries=0, **options)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise MissingExtra(package, EXTRA if provider == "openai" else f"pip install {package}") from error
    except Exception as error:
        # A key that is missing, a provider that nobody knows: each package says it with an error of its own.
        raise ModelError(f"the model {f'{provider}:{model}'!r} cannot be opened: {error!s:.300}", "rejected") from error
