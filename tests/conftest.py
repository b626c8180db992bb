"""The sample shop, and tickets to it, for every test that wants them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from copilot.checks import check
from copilot.evidence import Evidence, gather
from copilot.knowledge import load_documents
from copilot.models import Document, Ticket
from copilot.orders import FolderStore, read_shop
from copilot.policy import ScopedClause, scoped_clauses

ROOT = Path(__file__).parent.parent
SHOP = ROOT / "evals" / "sample_shop" / "shop"
KNOWLEDGE = ROOT / "knowledge_base"


@pytest.fixture(scope="session")
def sample_store() -> FolderStore:
    return FolderStore(SHOP)


@pytest.fixture(scope="session")
def sample_documents() -> tuple[Document, ...]:
    return tuple(load_documents([KNOWLEDGE]))


@pytest.fixture(scope="session")
def sample_clauses(sample_documents: tuple[Document, ...]) -> tuple[ScopedClause, ...]:
    return tuple(scoped_clauses(sample_documents))


@pytest.fixture(scope="session")
def evidence_for(
    sample_store: FolderStore, sample_documents: tuple[Document, ...], sample_clauses: tuple[ScopedClause, ...]
) -> Callable[..., Evidence]:
    """Evidence for a ticket of one message to the sample shop, as of 20 November 2026, without a search."""

    def gathered(body: str, **ticket: Any) -> Evidence:
        return gather(
            _ticket(body, **ticket),
            store=sample_store,
            shop=read_shop(SHOP),
            clauses=sample_clauses,
            index=None,
            documents=sample_documents,
            as_of=datetime(2026, 11, 20, 12, tzinfo=UTC),
        )

    return gathered


Said = Callable[..., list[tuple[str | None, str]]]


@pytest.fixture
def said(evidence_for: Callable[..., Evidence]) -> Said:
    """What one rule says of a text: the words and how sure it is of them."""

    def found(rule: str, customer: str, text: str, body: str, language: str = "en") -> list[tuple[str | None, str]]:
        evidence = evidence_for(body, customer_id=customer)
        return [(f.says, f.status) for f in check(text, language, evidence) if f.rule == rule]

    return found


@pytest.fixture(scope="session")
def make_ticket() -> Callable[..., Ticket]:
    return _ticket


def _ticket(body: str, **keys: Any) -> Ticket:
    """A ticket of one customer message."""
    base = {"id": "T1", "channel": "email", "messages": [{"author": "customer", "body": body}]}
    return Ticket.model_validate({**base, **keys})
