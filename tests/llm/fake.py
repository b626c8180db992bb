"""A model that answers with what it is given, and keeps what it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from copilot.drafting.model import DraftReply
from copilot.errors import ModelError
from copilot.llm import Answer, Message


def reply(*paragraphs: list[tuple[str, list[str]]] | str) -> DraftReply:
    """A reply of these paragraphs, each a text without sources or a list of (sentence, sources)."""
    return DraftReply.model_validate(
        {
            "paragraphs": [
                {
                    "sentences": [
                        {"text": text, "sources": sources} for text, sources in ([(p, [])] if isinstance(p, str) else p)
                    ]
                }
                for p in paragraphs
            ]
        }
    )


@dataclass
class FakeModel:
    """Hands out queued answers in order; an error in the queue is raised. `asked` holds the messages of each call."""

    answers: list[BaseModel | ModelError]
    name: str = "fake:model"
    asked: list[tuple[Message, ...]] = field(default_factory=list)

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        self.asked.append(tuple(messages))
        if not self.answers:
            raise ModelError("nothing is queued", "empty")
        answer = self.answers.pop(0)
        if isinstance(answer, ModelError):
            raise answer
        return Answer(answer, answer.model_dump_json(), 100, 20, 0.001)

    @property
    def outgoing(self) -> str:
        """Every text that was sent."""
        return "\n".join(message.text for messages in self.asked for message in messages)
