"""The copilot within LangChain."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from llm.shops import sample

from copilot import Copilot, Settings
from copilot.integrations.langchain import PassageRetriever, drafting

TICKET = {
    "id": "T1",
    "channel": "chat",
    "customer_id": "C1001",
    "created_at": "2026-11-17T09:20:00+01:00",
    "messages": [{"author": "customer", "body": "Where is my order QM-72601?"}],
}


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "shipping.md").write_text("# Shipping\n\nParcels leave on business days.\n", encoding="utf-8")
    (folder / "returns.md").write_text("# Returns\n\nYou have 45 days to send things back.\n", encoding="utf-8")
    with Copilot(Settings(shop=sample().folder, knowledge=[folder])) as opened:
        yield opened


def test_a_ticket_becomes_a_review(copilot: Copilot) -> None:
    """The Runnable takes the record of a ticket and gives that of a review, which waits for a human."""
    (review,) = drafting(copilot).batch([TICKET])
    assert (review["ticket_id"], review["state"], review["clean"]) == ("T1", "pending", True)
    assert review["draft"]["text"].startswith("Hi Hannah!")


def test_passages_are_documents(copilot: Copilot) -> None:
    """Best first, as many as asked for, with their place and score."""
    (found,) = PassageRetriever(index=copilot.index, limit=1).invoke("How long may I return something?")
    assert found.page_content == "# Returns\n\nYou have 45 days to send things back."
    assert {key: found.metadata[key] for key in ("document", "title", "headings", "start")} == {
        "document": "returns.md",
        "title": "Returns",
        "headings": ["Returns"],
        "start": 0,
    }


def test_without_langchain_the_error_names_the_extra() -> None:
    """Nothing else of the library needs it."""
    program = (
        "import sys; sys.modules['langchain_core'] = None\n"
        "from copilot.errors import MissingExtra\n"
        "try: import copilot.integrations.langchain\n"
        "except MissingExtra as error: print(error)"
    )
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ran.stdout.strip().endswith('run: pip install "support-copilot[langchain]"')
