"""What people are told of a model's part in a batch."""

import re
import sys
from pathlib import Path

import pytest
from conftest import SHOP
from llm.fake import reply
from llm.servers import Scripted, completion, serving

from copilot.cli import main

TICKET = (
    '{"id": "a", "channel": "chat", "customer_id": "C1001", "created_at": "2026-11-17T10:00:00+01:00", '
    '"messages": [{"author": "customer", "body": "Where is my order QM-72601?"}]}\n'
)
GOOD = reply("Hello {customer.first_name},", "Order {order1.order_id} is on its way to you.").model_dump_json()


def suggested(folder: Path, answer: Scripted, seconds: int, *more: str) -> None:
    (folder / "tickets.jsonl").write_text(TICKET + TICKET.replace('"a"', '"b"'), encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages" / "shipping.md").write_text("# Shipping\n\nWe ship on business days.\n", encoding="utf-8")
    with serving(answer) as server, pytest.MonkeyPatch.context() as patch:
        words = ["suggest", folder / "tickets.jsonl", "--shop", SHOP, "--knowledge", folder / "pages", *more]
        words += ["--model", "openai:scripted", "--base-url", server.base_url, "--model-timeout", seconds]
        patch.setattr(sys, "argv", ["copilot", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
    assert not stopped.value.code


def test_a_batch_ends_with_what_the_model_wrote_and_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tokens, those from a cache, seconds and cost, under the table; with --json only the reviews tell it."""
    suggested(tmp_path, completion(GOOD, cached=40), 20)
    told = re.sub(r"[\d.]+ s,", "… s,", capsys.readouterr().err.splitlines()[-1])
    assert told == (
        "openai:scripted wrote 2 of 2 drafts in 2 calls: … s, 100 tokens in (80 from a cache), 20 out, $0.0000"
    )


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
