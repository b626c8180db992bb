"""A little suite over the sample shop: three tickets of its own words, run once for all tests."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot.evaluation import Suite, open_suite
from copilot.evaluation.bench import Bench

ROOT = Path(__file__).parent.parent.parent
SHOP = ROOT / "evals" / "sample_shop" / "shop"
KNOWLEDGE = ROOT / "knowledge_base" / "policies"

TICKETS: list[dict[str, Any]] = [
    {
        "id": "status",
        "channel": "email",
        "customer_id": "C1001",
        "messages": [
            {"author": "customer", "body": "Where is my order QM-72601, and when will the parcel be here?",
             "sent_at": "2026-11-17T09:20:00+01:00"},
            {"author": "agent", "body": "REPLYOFTHATDAY it went out on a camel.",
             "sent_at": "2026-11-17T10:00:00+01:00"},
        ],
        "gold": {"intents": ["order_status"], "language": "en", "must_say": ["tracking:KU7753730769DE"],
                 "must_not_say": ["text:guarantee"], "order_ids": ["QM-72601"], "reply": "GOLDREPLY on a camel"},
    },
    {
        "id": "details",
        "channel": "chat",
        "customer_id": "C1001",
        "created_at": "2026-11-17T09:20:00+01:00",
        "messages": [{"author": "customer", "body": "What did I order in QM-72601 and what did it cost?"}],
        "gold": {"intents": ["order_details"], "sentiment": "neutral"},
    },
    {
        "id": "cancel",
        "channel": "email",
        "customer_id": "C1005",
        "created_at": "2026-11-16T16:10:00-05:00",
        "messages": [{"author": "customer", "body": "Please cancel order QM-71644, I no longer need it."}],
        "gold": {"intents": ["cancel"], "must_say": ["money:1000000.00 USD"]},
    },
]  # fmt: skip

SUITE = f"""
name = "little"
cases = "cases.jsonl"
shop = "{SHOP}"
knowledge = ["{KNOWLEDGE}"]
seed = 7
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests, so that the policies are embedded once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def make_suite(tmp_path: Path) -> Callable[..., Suite]:
    """Writes a suite and opens it."""

    def make(tickets: list[dict[str, Any]] = TICKETS, extra: str = "", name: str = "suite") -> Suite:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "suite.toml").write_text(SUITE + extra, encoding="utf-8")
        lines = [json.dumps(ticket) for ticket in tickets]
        (folder / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return open_suite(folder)

    return make


@pytest.fixture
def bench(make_suite: Callable[..., Suite], cache: Path) -> Any:
    with Bench(make_suite().settings, cache) as opened:
        yield opened
