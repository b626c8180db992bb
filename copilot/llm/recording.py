"""What a model answered, kept and played back: a draft can be made again without asking anybody."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from copilot.errors import ModelError

from .protocol import Answer, ChatModel, Message


class Recorded:
    """A model whose answers and failures are kept in `replies`, as JSON; for one draft."""

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self.replies: list[dict[str, Any]] = []
        self._model = model

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        try:
            answer = self._model.ask(messages, record, seconds)
        except ModelError as error:
            failed = {"error": error.reason, "message": str(error), "retry": error.retry, "detail": error.detail}
            self.replies.append(failed)
            raise
        self.replies.append(
            {
                "record": answer.record.model_dump(mode="json"),
                "text": answer.text,
                "tokens_in": answer.tokens_in,
                "tokens_cached": answer.tokens_cached,
                "tokens_out": answer.tokens_out,
                "cost": answer.cost,
            }
        )
        return answer


class Replayed:
    """The model of this name, answering with what it answered before."""

    def __init__(self, name: str, replies: Sequence[dict[str, Any]]) -> None:
        self.name = name
        self._left = list(replies)

    def ask(self, _messages: Sequence[Message], record: type[BaseModel], _seconds: float) -> Answer:
        if not self._left:
            raise ModelError("no time was left to ask the model", "timeout")
        reply = dict(self._left.pop(0))
        if "error" in reply:
            raise ModelError(reply["message"], reply["error"], retry=reply["retry"], detail=reply.get("detail", ""))
        try:
            return Answer(record.model_validate(reply.pop("record")), **reply)
        except ValidationError as error:
            raise ModelError(f"the recorded answer is no {record.__name__} of this version", "invalid") from error
