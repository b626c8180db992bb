"""Asking a model: a deadline, bounded retries, personal data replaced on the way out, and a record of every call."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from copilot.errors import ModelError
from copilot.privacy import Placeholders

from .protocol import Answer, ChatModel, Message
from .tokens import count_tokens

Reply = TypeVar("Reply", bound=BaseModel)

RETRIES = 2
FIRST_WAIT = 0.5


class Deadline:
    """A moment that work must be done by, on a clock that no one sets."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left; never less than zero."""
        return max(0.0, self._end - self._clock())


@dataclass
class Conversation:
    """One draft's talk with a model, of at most `room` tokens before each answer.

    `calls` tells of every call what it was for, what it took and how it ended.
    """

    model: ChatModel
    placeholders: Placeholders
    deadline: Deadline
    calls: list[dict[str, Any]] = field(default_factory=list)
    room: int = 12_000
    sleep: Callable[[float], None] = time.sleep
    _said: list[Message] = field(default_factory=list)

    def ask(self, *messages: Message, record: type[Reply], stage: str, **about: Any) -> Reply:
        """The answer to all that was said so far and these messages; `about` goes to the record of the call.

        Messages go out as they are: their personal data was replaced when they were written. One that holds a whole
        personal value all the same is not sent. ModelError when no answer came that can be used.
        """
        for message in messages:
            if kinds := self.placeholders.leaks(message.text):
                raise ModelError(f"a message to the model holds personal data ({', '.join(kinds)})", "personal_data")
        tokens = sum(count_tokens(message.text) for message in (*self._said, *messages))
        if tokens > self.room:
            raise ModelError(f"what was said so far needs {tokens} tokens and has room for {self.room}", "too_long")
        self._said += messages
        answer = self._tried(record, {"stage": stage, "model": self.model.name, **about})
        self._said.append(Message("assistant", answer.text))
        if not isinstance(answer.record, record):
            raise ModelError(f"{self.model.name!r} answered with {type(answer.record).__name__}", "invalid")
        return answer.record

    def _tried(self, record: type[BaseModel], about: dict[str, Any]) -> Answer:
        for retry in range(RETRIES + 1):
            try:
                return self._once(record, {**about, "retry": retry})
            except ModelError as error:
                wait = max(error.wait, FIRST_WAIT * 2**retry * random.uniform(0.5, 1.5))  # noqa: S311  jitter, no secret
                if not error.retry or retry == RETRIES or wait >= self.deadline.left:
                    raise
                self.sleep(wait)
        raise AssertionError("every try returns or raises")

    def _once(self, record: type[BaseModel], call: dict[str, Any]) -> Answer:
        started = time.perf_counter()
        self.calls.append(call)
        try:
            if not self.deadline.left:
                raise ModelError("no time was left to ask the model", "timeout")
            answer = self.model.ask(tuple(self._said), record, self.deadline.left)
        except ModelError as error:
            call |= {"error": error.reason, "message": str(error)[:300]}
            raise
        finally:
            call["seconds"] = round(time.perf_counter() - started, 3)
        call |= {"tokens_in": answer.tokens_in, "tokens_cached": answer.tokens_cached}
        call |= {"tokens_out": answer.tokens_out, "cost": answer.cost}
        return answer
