"""The whole flow with a model behind a socket: what an agent sees, whatever the server does."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from copilot import Copilot, Settings, Ticket
from copilot.llm import open_model
from llm.fake import reply
from llm.servers import Scripted, Server, completion, serving
from llm.shops import sample

GOOD = completion(
    reply("Hello {customer.first_name},", "Order {order1.order_id} is on its way to you.").model_dump_json()
)
WHERE = Ticket.model_validate(
    {
        "id": "T1",
        "channel": "chat",
        "customer_id": "C1001",
        "order_ids": ["QM-72601"],
        "created_at": "2026-11-17T09:20:00+01:00",
        "messages": [{"author": "customer", "body": "Hi, where is my order QM-72601? Regards, Hannah Lindqvist"}],
    }
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One short page, so that nothing takes long to index."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "shipping.md").write_text("# Shipping\n\nWe ship on business days.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(GOOD) as running:
        yield running


@pytest.fixture(scope="module")
def copilot(knowledge: Path, server: Server) -> Iterator[Copilot]:
    settings = Settings(
        shop=sample().folder,
        knowledge=[knowledge],
        model="openai:scripted",
        base_url=server.base_url,
        model_timeout=4,
    )
    with Copilot(settings) as opened:
        opened.prepare(WHERE)  # what is loaded once is loaded
        yield opened


def test_a_draft_by_the_model_is_checked_and_waits(copilot: Copilot, server: Server) -> None:
    """The review tells who wrote it and what it took."""
    server.answers = [GOOD]
    review = copilot.prepare(WHERE)
    assert (review.draft.author, review.clean, review.attempt) == ("model", True, None)
    assert review.draft.text.startswith("Hello Hannah,\n\nOrder QM-72601 is on its way to you.")
    assert (review.run.model, review.run.tokens) == ("openai:scripted", 60)
    assert "Hannah" not in server.requests[-1].decode()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Scripted(429, "{}"), "rate_limited"),
        (Scripted(200, GOOD.body, wait=7), "timeout"),
        (completion('{"paragraphs": [', finish_reason="length"), "truncated"),
        (completion(reply("Your refund of {order1.total} was sent today.").model_dump_json()), "set aside"),
    ],
)
def test_whatever_the_server_does_the_agent_has_a_draft(
    copilot: Copilot, server: Server, answer: Scripted, reason: str
) -> None:
    """The composer's, clean, with the reason as a notice, and within the time that a model has."""
    server.answers = [answer]
    started = time.monotonic()
    review = copilot.prepare(WHERE)
    assert time.monotonic() - started < 20
    assert (review.draft.author, review.clean) == ("composer", True)
    (notice,) = [finding for finding in review.findings if finding.rule == "M001"]
    assert reason in notice.message


def test_nobody_listens(copilot: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that is refused."""
    with serving(GOOD) as gone:
        model = open_model("openai:scripted", gone.base_url)
    assert copilot.writer is not None
    monkeypatch.setattr(copilot, "writer", replace(copilot.writer, model=model))
    review = copilot.prepare(WHERE)
    assert (review.draft.author, review.clean) == ("composer", True)
    assert {call["error"] for call in review.run.calls} == {"refused"}
