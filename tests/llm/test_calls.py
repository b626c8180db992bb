"""A conversation with a model: retries within its time, a record of each call, and no personal data on the way out."""

import pytest

from copilot.drafting.model import DraftReply
from copilot.errors import ModelError
from copilot.llm import Conversation, Deadline, Message
from copilot.privacy import Personal, Placeholders
from llm.fake import FakeModel, reply


def conversation(model: FakeModel, seconds: float = 60) -> tuple[Conversation, list[float]]:
    waits: list[float] = []
    known = Placeholders([Personal("name", "Ana Lopes"), Personal("name", "Ana", part=True)])
    return Conversation(model, known, Deadline(seconds), sleep=waits.append), waits


def ask(talk: Conversation, text: str = "hi") -> DraftReply:
    return talk.ask(Message("user", text), record=DraftReply, stage="write", prompt="draft@1:0")


def test_a_busy_server_is_asked_again() -> None:
    """Two retries with growing waits; each call is on the record with what it was for and how it ended."""
    busy = ModelError("busy", "rate_limited", retry=True)
    talk, waits = conversation(FakeModel([busy, busy, reply("Hello.")]))
    assert ask(talk) == reply("Hello.")
    assert [0.25 <= waits[0] <= 0.75, 0.5 <= waits[1] <= 1.5, len(waits)] == [True, True, 2]
    for call in talk.calls:
        assert call.pop("seconds") >= 0
    about = {"stage": "write", "model": "fake:model", "prompt": "draft@1:0"}
    failed = {"error": "rate_limited", "message": "busy"}
    assert talk.calls == [
        {**about, "retry": 0, **failed},
        {**about, "retry": 1, **failed},
        {**about, "retry": 2, "tokens_in": 100, "tokens_cached": 0, "tokens_out": 20, "cost": 0.001},
    ]


def test_retries_end() -> None:
    """After the second retry the error is the answer."""
    busy = ModelError("busy", "server_error", retry=True)
    talk, waits = conversation(FakeModel([busy] * 5))
    with pytest.raises(ModelError, match="busy"):
        ask(talk)
    assert (len(talk.calls), len(waits)) == (3, 2)


def test_what_another_try_cannot_mend_is_not_tried_again() -> None:
    """An answer that cannot be used, a key that is refused."""
    talk, waits = conversation(FakeModel([ModelError("no JSON", "invalid"), reply("Hello.")]))
    with pytest.raises(ModelError, match="no JSON"):
        ask(talk)
    assert waits == []


def test_no_wait_goes_beyond_the_deadline() -> None:
    """A server that asks for a minute is not waited for when a draft has ten seconds."""
    busy = ModelError("busy", "rate_limited", retry=True, wait=60)
    talk, waits = conversation(FakeModel([busy, reply("Hello.")]), seconds=10)
    with pytest.raises(ModelError, match="busy"):
        ask(talk)
    assert waits == []


def test_a_deadline_that_has_passed_sends_nothing() -> None:
    """Not even the first call."""
    model = FakeModel([reply("Hello.")])
    talk, _ = conversation(model, seconds=0)
    with pytest.raises(ModelError, match="no time was left"):
        ask(talk)
    assert model.asked == []


def test_a_message_with_a_whole_personal_value_is_not_sent() -> None:
    """Whoever wrote it should have hidden it: nothing goes out, and the value is not in the error either."""
    model = FakeModel([reply("Hello.")])
    talk, _ = conversation(model)
    with pytest.raises(ModelError) as refused:
        ask(talk, "Write to ANA  LOPES please")
    assert (str(refused.value), refused.value.reason) == (
        "a message to the model holds personal data (name)",
        "personal_data",
    )
    assert model.asked == []


def test_a_conversation_remembers_what_was_said() -> None:
    """The second question goes out with the first and its answer."""
    model = FakeModel([reply("One."), reply("Two.")])
    talk, _ = conversation(model)
    ask(talk, "first")
    ask(talk, "second")
    assert [(m.role, m.text) for m in model.asked[1]] == [
        ("user", "first"),
        ("assistant", reply("One.").model_dump_json()),
        ("user", "second"),
    ]
