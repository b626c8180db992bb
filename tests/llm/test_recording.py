"""What a model answered is kept, and played back in its order."""

import json

import pytest

from copilot.drafting.model import DraftReply
from copilot.errors import ModelError
from copilot.llm import Message, Recorded, Replayed
from llm.fake import FakeModel, reply

ASKED = (Message("user", "Where is it?"),)


def test_answers_and_failures_come_back_as_they_were() -> None:
    said = reply("It is on its way.")
    recorded = Recorded(FakeModel([ModelError("busy", "rate_limited", retry=True, wait=9.0, detail="for Jane"), said]))
    with pytest.raises(ModelError, match="busy"):
        recorded.ask(ASKED, DraftReply, 5.0)
    answer = recorded.ask(ASKED, DraftReply, 5.0)
    replayed = Replayed(recorded.name, json.loads(json.dumps(recorded.replies)))
    with pytest.raises(ModelError, match="busy") as failed:
        replayed.ask(ASKED, DraftReply, 5.0)
    assert (failed.value.reason, failed.value.retry, failed.value.wait) == ("rate_limited", True, 0.0)
    assert failed.value.detail == "for Jane"
    assert replayed.ask(ASKED, DraftReply, 5.0) == answer
    assert replayed.name == "fake:model"


def test_where_no_answer_is_left_there_was_no_time_for_one() -> None:
    with pytest.raises(ModelError, match="no time was left") as failed:
        Replayed("fake:model", []).ask(ASKED, DraftReply, 5.0)
    assert failed.value.reason == "timeout"


def test_an_answer_that_this_version_cannot_read_is_an_error_of_the_model() -> None:
    old = {"record": {"sentences": []}, "text": "{}", "tokens_in": 1, "tokens_out": 1, "cost": None}
    with pytest.raises(ModelError, match="no DraftReply of this version"):
        Replayed("fake:model", [old]).ask(ASKED, DraftReply, 5.0)
