"""Evidence about the sample shop's tickets, without an index and without a classifier: what the model's part needs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from copilot.evidence import Evidence, gather
from copilot.knowledge import load_documents
from copilot.models import INTENTS, Intent, Sentiment, Ticket, Triage, Urgency, read_lines
from copilot.orders import FolderStore, read_shop
from copilot.policy import scoped_clauses

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, eq=False)
class Replies:
    """A shop with its tickets."""

    store: FolderStore
    folder: Path
    tickets: Path
    knowledge: tuple[Path, ...]

    def cases(self) -> tuple[tuple[Evidence, Triage], ...]:
        """The evidence of every ticket, and a triage with the intents of its gold where it has one."""
        return _cases(self)

    def _cases(self) -> Iterator[tuple[Evidence, Triage]]:
        clauses = scoped_clauses(load_documents(self.knowledge))
        shop = read_shop(self.folder)
        for _, ticket in read_lines(self.tickets, Ticket):
            assert isinstance(ticket, Ticket)
            at = ticket.asked_at or datetime.fromisoformat("2026-11-20T12:00:00+00:00")
            evidence = gather(ticket, store=self.store, shop=shop, clauses=clauses, index=None, as_of=at)
            yield evidence, triage(ticket.id, *_intents(ticket))

    def case(self, ticket_id: str) -> tuple[Evidence, Triage]:
        """That of one ticket."""
        return next(case for case in self.cases() if case[0].ticket.id == ticket_id)


@cache
def _cases(replies: Replies) -> tuple[tuple[Evidence, Triage], ...]:
    return tuple(replies._cases())


def triage(ticket: str, *intents: str, language: str = "en", risks: tuple[str, ...] = ()) -> Triage:
    return Triage(
        ticket=ticket,
        sentiment=Sentiment(label="neutral", score=0, confidence=0.5),
        urgency=Urgency(label="normal"),
        intents=[Intent(label=label, confidence=0.9) for label in intents or ("other",)],
        language=language,
        risks=list(risks),
    )


@cache
def sample() -> Replies:
    """The sample shop."""
    folder = ROOT / "evals" / "sample_shop"
    return Replies(
        FolderStore(folder / "shop"), folder / "shop", folder / "tickets.jsonl", (ROOT / "knowledge_base" / "policies",)
    )


@cache
def retail() -> Replies:
    """The shop of tau2-bench; skips where its data is not at hand."""
    data = os.environ.get("COPILOT_DATA")
    if not data:
        pytest.skip("COPILOT_DATA names no folder with tau2_retail")
    folder = Path(data) / "tau2_retail"
    return Replies(FolderStore(folder), folder, folder / "tickets.jsonl", (folder / "policies",))


def _intents(ticket: Ticket) -> tuple[str, ...]:
    gold = ticket.gold.get("intents", ()) if isinstance(ticket.gold, dict) else ()
    return tuple(label for label in gold if label in INTENTS)
