"""The seam to chat models: messages in, one record out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered, and the text it was read from; the cost in US dollars, None where no price is known.

    `tokens_cached` of the `tokens_in` were taken from the provider's prefix cache, mostly for a lower price.
    """

    record: BaseModel
    text: str
    tokens_in: int
    tokens_out: int
    cost: float | None = None
    tokens_cached: int = 0


class ChatModel(Protocol):
    """A model that answers with one record. Called from several threads."""

    name: str

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        """The answer, within so many seconds; ModelError for everything that goes wrong. One try, no retries."""
