"""The door to models over a real socket: what it sends, and what each failure of a server becomes."""

import json
import socket
import sys
import time
from types import ModuleType
from typing import Any

import pytest
from langchain_openai import ChatOpenAI

from copilot.drafting.model import DraftReply
from copilot.errors import MissingExtra, ModelError, SettingsError
from copilot.llm import ChatModel, Message, open_model
from copilot.llm.prices import price
from llm.fake import reply
from llm.servers import Scripted, Server, completion, serving, tool_call

GOOD = completion(reply("Hello.").model_dump_json())


def model(server: Server) -> ChatModel:
    return open_model("openai:scripted", server.base_url, timeout=5)


def ask(server: Server, seconds: float = 5) -> ModelError:
    with pytest.raises(ModelError) as failed:
        model(server).ask([Message("user", "hi")], DraftReply, seconds)
    return failed.value


def test_an_answer_is_a_record_with_its_tokens() -> None:
    """The record is asked for by its JSON schema and comes back as pydantic; no price is known for a local model."""
    with serving(GOOD) as server:
        answer = model(server).ask([Message("system", "be kind"), Message("user", "hi")], DraftReply, 5)
        assert answer.record == reply("Hello.")
        assert (answer.tokens_in, answer.tokens_cached, answer.tokens_out, answer.cost) == (50, 0, 10, None)
        assert server.prompts == [[{"content": "be kind", "role": "system"}, {"content": "hi", "role": "user"}]]
        assert json.loads(server.requests[0])["response_format"]["type"] == "json_schema"


def test_cached_tokens_are_counted_and_cost_less() -> None:
    """What the provider took from its prefix cache is told, and priced by its own rate of the list."""
    with serving(completion(reply("Hello.").model_dump_json(), cached=40)) as server:
        answer = model(server).ask([Message("user", "hi")], DraftReply, 5)
    assert (answer.tokens_in, answer.tokens_cached) == (50, 40)
    whole, cached = (price("openai", "gpt-5-mini", 2000, 100, cached) for cached in (0, 1000))
    assert (whole, cached) == (pytest.approx(0.0007), pytest.approx(0.000475))


@pytest.mark.parametrize(
    ("answer", "reason", "retry"),
    [
        (Scripted(429, "{}", {"Retry-After": "2"}), "rate_limited", True),
        (Scripted(500, "{}"), "server_error", True),
        (Scripted(503, "oops"), "server_error", True),
        (Scripted(401, "{}"), "rejected", False),
        (Scripted(404, "{}"), "rejected", False),
        (Scripted(200, "no JSON at all", {"Content-Type": "application/json"}), "invalid", False),
        (completion('{"paragraphs": [{"sentences"'), "invalid", False),
        (completion('{"other": 1}'), "invalid", False),
        (completion("I am sorry, I cannot."), "invalid", False),
        (completion(""), "empty", False),
        (completion('{"paragraphs": [', finish_reason="length"), "truncated", False),
    ],
)
def test_each_failure_has_a_reason(answer: Scripted, reason: str, retry: bool) -> None:
    """Whatever a server does wrong becomes one ModelError that says what it was and whether to try again."""
    with serving(answer) as server:
        error = ask(server)
        assert (error.reason, error.retry) == (reason, retry)
        assert len(server.requests) == 1, "the door itself never tries twice"


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_without_json_schemas_is_asked_by_a_tool(status: int) -> None:
    """Many compatible servers know only tools: the first refusal is enough, and later calls ask so at once."""
    refusal = {"error": {"message": "This response_format type is unavailable now", "type": "invalid_request_error"}}
    refused = Scripted(status, json.dumps(refusal), {"Content-Type": "application/json"})
    with serving(refused, tool_call(reply("Hello.").model_dump_json())) as server:
        asked = model(server)
        answers = [asked.ask([Message("user", "hi")], DraftReply, 5) for _ in range(2)]
        ways = [sorted({"response_format", "tools"} & json.loads(body).keys()) for body in server.requests]
    assert [answer.record for answer in answers] == [reply("Hello.")] * 2
    assert json.loads(answers[0].text) == reply("Hello.").model_dump()
    assert ways == [["response_format"], ["tools"], ["tools"]]


def packaged(monkeypatch: pytest.MonkeyPatch, provider: str, chat: str, *known: str) -> None:
    """A provider's package whose chat model knows these ways of asking for a record."""

    class Chat(ChatOpenAI):
        def with_structured_output(self, schema: Any = None, *, method: Any = "", **options: Any) -> Any:
            if method not in known:
                raise ValueError(f"Unrecognized method argument. Received: {method!r}")
            return super().with_structured_output(schema, method=method, **options)

    package = ModuleType(f"langchain_{provider}")
    package.__dict__[chat] = Chat
    monkeypatch.setitem(sys.modules, package.__name__, package)


def test_a_package_without_json_schemas_is_asked_by_a_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Providers' packages refuse a method that they do not have before any call, each with words of its own."""
    packaged(monkeypatch, "groq", "ChatGroq", "function_calling")
    with serving(tool_call(reply("Hello.").model_dump_json())) as server:
        asked = open_model("groq:small", server.base_url, timeout=5, options={"api_key": "none"})
        assert asked.ask([Message("user", "hi")], DraftReply, 5).record == reply("Hello.")
        assert [sorted({"response_format", "tools"} & json.loads(body).keys()) for body in server.requests] == [
            ["tools"]
        ]


def test_a_package_that_knows_no_way_is_refused_when_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both refusals are told, and none is taken for the other."""
    packaged(monkeypatch, "fireworks", "ChatFireworks")
    refused = r"'fireworks:small' cannot be asked for records \(by json_schema: .*; by function_calling: .*\)"
    with pytest.raises(ModelError, match=refused):
        open_model("fireworks:small", "http://127.0.0.1:9/v1", timeout=5, options={"api_key": "none"})


def test_a_refusal_of_the_question_itself_is_no_reason_to_ask_otherwise() -> None:
    """A 400 that speaks of something else stays what it is."""
    with serving(Scripted(400, '{"error": {"message": "unknown model"}}')) as server:
        assert ask(server).reason == "rejected"
        assert len(server.requests) == 1


def test_what_a_provider_quotes_is_kept_apart_from_the_message() -> None:
    """A refusal may repeat the question, and a bad answer holds what it says: neither belongs in a log or a notice."""
    with serving(Scripted(400, '{"error": {"message": "bad input: I am Jane Doe"}}')) as server:
        refused = ask(server)
    assert (str(refused), refused.reason) == ("'openai:scripted' failed: OpenAIInvalidRequestError (400)", "rejected")
    assert "I am Jane Doe" in refused.detail
    with serving(completion('{"Jane Doe": 1}')) as server:
        wrong = ask(server)
    assert (str(wrong), wrong.reason) == ("'openai:scripted' failed: ValidationError", "invalid")
    assert "Jane Doe" in wrong.detail


def test_a_tool_called_with_nonsense_is_no_answer() -> None:
    """As when the JSON of an answer has another shape."""
    refused = Scripted(400, '{"error": {"message": "json_schema is not supported"}}')
    with serving(refused, tool_call('{"other": 1}')) as server:
        assert ask(server).reason == "invalid"
    with serving(refused, tool_call('{"paragraphs": [')) as server:
        assert ask(server).reason == "invalid"


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    """A 429 carries its Retry-After."""
    with serving(Scripted(429, "{}", {"Retry-After": "2"})) as server:
        assert ask(server).wait == 2.0


def test_nobody_listens() -> None:
    """A connection that is refused says so and may be tried again."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    error = ask(Server(url, []))
    assert (error.reason, error.retry) == ("refused", True)


@pytest.mark.parametrize("answer", [Scripted(200, GOOD.body, wait=3), Scripted(200, GOOD.body, drip=0.05)])
def test_a_slow_server_is_left_in_time(answer: Scripted) -> None:
    """Neither silence nor a byte now and then holds a call beyond its seconds."""
    with serving(answer) as server:
        chat = model(server)
        started = time.monotonic()
        with pytest.raises(ModelError) as failed:
            chat.ask([Message("user", "hi")], DraftReply, 0.5)
        assert failed.value.reason == "timeout"
        assert time.monotonic() - started < 2.5


def test_calls_beyond_the_limit_wait_for_their_turn() -> None:
    """With one call at a time the second one does not reach the server while the first is out."""
    with serving(Scripted(200, GOOD.body, wait=1), GOOD) as server:
        chat = open_model("openai:scripted", server.base_url, timeout=5, at_once=1)
        for _ in range(2):
            with pytest.raises(ModelError) as failed:
                chat.ask([Message("user", "hi")], DraftReply, 0.2)
            assert failed.value.reason == "timeout"
        assert len(server.requests) == 1


def test_a_name_without_provider_is_refused() -> None:
    """The message names the model and how to write it."""
    with pytest.raises(SettingsError, match=r"'gpt-5-mini' has no provider; expected one such as 'openai:gpt-5-mini'"):
        open_model("gpt-5-mini")


def test_a_provider_whose_package_is_missing_names_it() -> None:
    """LangChain knows the provider, its package is not installed: the error says what to install."""
    with pytest.raises(MissingExtra, match=r"pip install langchain-mistralai"):
        open_model("mistralai:small")


def test_a_provider_that_nobody_knows_is_refused() -> None:
    """Not at the first ticket but when it is opened."""
    with pytest.raises(ModelError, match="'nobody:model' cannot be opened"):
        open_model("nobody:model")
