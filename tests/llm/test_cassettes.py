"""Answers of a real model, recorded: a small one behind an OpenAI-compatible server, through LangChain and openai.

To record anew, start any such server and run: COPILOT_RECORD=http://127.0.0.1:8080/v1 pytest tests/llm/test_cassettes.py
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from vcr import VCR
from vcr.cassette import Cassette
from vcr.request import Request

from copilot.checks import check, repair
from copilot.drafting import Writer, Written, answer, compose, write
from copilot.drafting.model import DraftReply
from copilot.evidence import Evidence, gather
from copilot.llm import Message, open_model
from copilot.models import Draft, Finding, Ticket
from copilot.orders import FolderStore, read_shop
from llm.scrubbing import scrubbed, scrubbed_answer
from llm.shops import triage

FOLDER = Path(__file__).parents[1] / "cassettes"
RECORD = os.environ.get("COPILOT_RECORD")
SERVER = RECORD or "http://127.0.0.1:1/v1"
PERSONAL = ("Ana", "Lopes", "ana.lopes", "Rua Nova", "Porto", "4050-024", "4417", "+351")


def asks_the_same(one: Request, other: Request) -> None:
    """Model, schema and who says what in which order; the words of a prompt may change without a new recording."""
    assert _shape(json.loads(one.body)) == _shape(json.loads(other.body))


def _shape(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "messages": [message["role"] for message in body["messages"]]}


@contextmanager
def recorded(name: str) -> Iterator[Cassette]:
    """The cassette; every answer on it must be played."""
    vcr = VCR(
        cassette_library_dir=str(FOLDER),
        record_mode="all" if RECORD else "none",
        match_on=["method", "path", "asks_the_same"],
        before_record_request=scrubbed,
        before_record_response=scrubbed_answer,
        decode_compressed_response=True,
    )
    vcr.register_matcher("asks_the_same", asks_the_same)
    with vcr.use_cassette(f"{name}.yaml") as cassette:
        yield cassette
    assert RECORD or cassette.all_played, f"{name} holds answers that nothing asked for"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-never-recorded")
    return open_model("openai:local", SERVER, timeout=300, options={"temperature": 0, "max_tokens": 400})


def evidence(said: str) -> Evidence:
    ticket = Ticket.model_validate(
        {"id": "T1", "channel": "chat", "customer_id": "c1", "messages": [{"author": "customer", "body": said}]}
    )
    at = datetime.fromisoformat("2026-11-18T09:00:00+00:00")
    shop = FOLDER / "shop"
    return gather(ticket, store=FolderStore(shop), shop=read_shop(shop), clauses=(), index=None, as_of=at)


def written(model: Any, found: Evidence, *intents: str) -> Written:
    def findings(draft: Draft) -> tuple[Finding, ...]:
        return check(draft.text, draft.language, found)

    def mended(draft: Draft) -> tuple[Draft, tuple[Finding, ...]]:
        better = repair(draft, findings(draft))
        return better, findings(better)

    wanted = triage("T1", *intents)
    otherwise = partial(compose, answer(found, wanted))
    return write(found, wanted, Writer(model, 600), check=findings, mend=mended, otherwise=otherwise)


def test_an_answer_comes_as_a_record(model: Any) -> None:
    """The schema goes out, and pydantic comes back with the tokens that the server counted."""
    asked = [
        Message("system", "Answer with one paragraph of one sentence. Its sources are an empty list."),
        Message("user", "Thank the customer for waiting."),
    ]
    with recorded("thanks"):
        answer = model.ask(asked, DraftReply, 300)
    assert isinstance(answer.record, DraftReply)
    assert answer.record.paragraphs[0].sentences[0].text
    assert answer.tokens_in > 20
    assert answer.tokens_out > 5


def test_a_real_model_writes_a_draft(model: Any) -> None:
    """Slots are filled, personal data never left, and what is offered is not blocked, whoever wrote it."""
    found = evidence("Hi, this is Ana Lopes, +351 912 345 678. Where is my order R-1001?")
    with recorded("where_is_it") as cassette:
        result = written(model, found, "order_status")
    sent = "".join(request.body.decode() for request in cassette.requests)
    assert "R-1001" in sent
    assert [value for value in PERSONAL if value in sent] == []
    assert not [f for f in check(result.draft.text, "en", found) if (f.severity, f.status) == ("block", "violated")]
    assert len(result.calls) == len(cassette.requests)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_cassette_holds_no_key_and_nobodys_data(path: Path) -> None:
    """Nor where it was recorded, and it is small."""
    text = path.read_text(encoding="utf-8")
    for secret in ("sk-", "authorization", "api-key", "cookie", *PERSONAL):
        assert secret.lower() not in text.lower()
    interactions = yaml.safe_load(text)["interactions"]
    assert all(set(one["request"]["headers"]) <= {"content-type", "Content-Type"} for one in interactions)
    assert len(text) < 60_000


def test_every_cassette_is_played() -> None:
    """One that no test uses is a file nobody reads."""
    programs = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    unplayed = [
        path.name
        for path in sorted(FOLDER.glob("*.yaml"))
        if f'recorded("{path.stem}")' not in programs and f'use_cassette("{path.name}"' not in programs
    ]
    assert unplayed == []
