"""What people are told of a model's part in a batch."""

import re
import sys
from pathlib import Path

import pytest
from conftest import SHOP
from llm.fake import reply
from llm.servers import Scripted, Server, completion, serving
from review.examples import review

from copilot.cli import main
from copilot.cli.writing import model_line
from copilot.llm.tokens import count_tokens
from copilot.models import Run

TICKET = (
    '{"id": "a", "channel": "chat", "customer_id": "C1001", "created_at": "2026-11-17T10:00:00+01:00", '
    '"messages": [{"author": "customer", "body": "Where is my order QM-72601?"}]}\n'
)
GOOD = reply("Hello {customer.first_name},", "Order {order1.order_id} is on its way to you.").model_dump_json()
PAGE = (
    "# Shipping\n\n"
    + "We ship on business days.\n"
    + "Where an order is can be read on its tracking page. " * 20
    + "\n"
)


def suggested(folder: Path, answer: Scripted, seconds: int, *more: str) -> Server:
    (folder / "tickets.jsonl").write_text(TICKET + TICKET.replace('"a"', '"b"'), encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages" / "shipping.md").write_text(PAGE, encoding="utf-8")
    with serving(answer) as server, pytest.MonkeyPatch.context() as patch:
        words = ["suggest", folder / "tickets.jsonl", "--shop", SHOP, "--knowledge", folder / "pages", *more]
        words += ["--model", "openai:scripted", "--base-url", server.base_url, "--model-timeout", seconds]
        patch.setattr(sys, "argv", ["copilot", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
    assert not stopped.value.code
    return server


def test_a_batch_ends_with_what_the_model_wrote_and_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tokens, those from a cache, seconds and cost, under the table; with --json only the reviews tell it."""
    suggested(tmp_path, completion(GOOD, cached=40), 20)
    told = re.sub(r"[\d.]+ s,", "… s,", capsys.readouterr().err.splitlines()[-1])
    assert told == (
        "openai:scripted wrote 2 of 2 drafts in 2 calls: … s, 100 tokens in (80 from a cache), 20 out, cost unknown"
    )


def test_one_draft_of_an_unknown_price_leaves_the_cost_unknown() -> None:
    """What is summed up is said only where all of it is known."""

    def line(*costs: float | None) -> str:
        runs = [Run(model="a:b", cost=cost) for cost in costs]
        told = model_line([review(run=run) for run in runs])
        assert told is not None
        return told.rsplit(", ", 1)[1]

    assert (line(0.25, 0.5), line(0.25, None), line(None)) == ("$0.7500", "cost unknown", "cost unknown")


def test_a_model_that_is_too_slow_is_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The drafts are there all the same; whoever waited for a model's learns what to change."""
    suggested(tmp_path, Scripted(200, GOOD, wait=9), 1)
    told = capsys.readouterr().err.splitlines()[-2:]
    assert told[0].startswith("openai:scripted wrote 0 of 2 drafts (2 timeout) in 2 calls: ")
    assert told[1] == "it had too little time: give it more with --model-timeout"


def test_with_json_nothing_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suggested(tmp_path, completion(GOOD), 20, "--json")
    assert "wrote" not in capsys.readouterr().err


def test_a_model_with_a_short_context_is_sent_no_more_than_it_holds(tmp_path: Path) -> None:
    sent = []
    for context in ("12000", "1200"):
        folder = tmp_path / context
        folder.mkdir()
        prompts = suggested(folder, completion(GOOD), 20, "--model-context", context).prompts
        sent += [sum(count_tokens(message["content"]) for message in prompts[0])]
    assert sent[1] <= 1200 < sent[0]
