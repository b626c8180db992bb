"""What all exports come to: a ticket with its public turns."""

from collections.abc import Iterator
from dataclasses import dataclass

from copilot.models import Message, Ticket


@dataclass(frozen=True)
class Conversation:
    """A ticket as an export has it, with every public turn, oldest first."""

    ticket: Ticket

    def cases(self) -> list[Ticket]:
        """One ticket for each answer of an agent: what had been said until then, and the answer as gold.

        Replies that follow each other are one answer. A ticket that was answered more than once gives cases with
        ids such as "812-1" and "812-2".
        """
        turns = list(self._turns())
        ids = [self.ticket.id] if len(turns) == 1 else [f"{self.ticket.id}-{n}" for n in range(1, len(turns) + 1)]
        return [
            self.ticket.model_copy(update={"id": id, "messages": before, "gold": {"reply": reply}})
            for id, (before, reply) in zip(ids, turns, strict=True)
        ]

    def _turns(self) -> Iterator[tuple[list[Message], str]]:
        messages = self.ticket.messages
        for place, message in enumerate(messages):
            if message.author != "agent" or place == 0 or messages[place - 1].author == "agent":
                continue
            end = place
            while end < len(messages) and messages[end].author == "agent":
                end += 1
            yield messages[:place], "\n\n".join(reply.body for reply in messages[place:end])
