"""The wall: what people said afterwards never reaches retrieval, evidence or drafts."""

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import copilot
from copilot.evaluation import Suite
from copilot.evaluation.bench import Bench
from copilot.models import Query
from copilot.pipeline import Copilot

from .conftest import TICKETS

SECRETS = ("GOLDREPLY", "REPLYOFTHATDAY", "camel", "guarantee")


def test_a_case_holds_no_reply_and_no_labels(make_suite: Callable[..., Suite]) -> None:
    """What goes into the flow ends with the customer's last words."""
    case = make_suite().cases[0]
    assert case.ticket.gold is None
    assert [message.body for message in case.ticket.messages] == [TICKETS[0]["messages"][0]["body"]]
    assert case.gold.reply == "GOLDREPLY on a camel"


def test_gold_reaches_nothing_that_the_flow_makes(
    make_suite: Callable[..., Suite], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the query of the search, the evidence, the review nor what is kept of it holds a word of gold."""
    case = make_suite().cases[0]
    asked: list[Query] = []
    search = bench.open().index.search

    def listening(query: Query, *rest: object, **options: object) -> object:
        asked.append(query)
        return search(query, *rest, **options)

    monkeypatch.setattr(bench.open().index, "search", listening)
    # An attempt of its own, so that nothing comes from the cache.
    outcome = bench.outcome(type(case)(case.id, case.ticket, case.gold, case.as_of, attempt=991))
    evidence = bench.evidence(case)
    seen = json.dumps([outcome.model_dump(mode="json"), evidence.records(), [q.model_dump() for q in asked]])
    seen += repr((evidence.ticket, evidence.facts, evidence.hits))
    assert asked
    assert [secret for secret in SECRETS if secret in seen] == []


def test_a_ticket_comes_out_the_same_with_other_gold(bench: Bench, make_suite: Callable[..., Suite]) -> None:
    """Other labels and another reply change neither the draft nor anything that is kept under its name."""
    other = {**TICKETS[0], "gold": {"reply": "Something else", "intents": ["privacy"], "order_ids": ["QM-1"]}}
    one, two = make_suite().cases[0], make_suite([other], name="other").cases[0]
    assert bench.key(one) == bench.key(two)
    drafts = [
        bench.outcome(type(case)(case.id, case.ticket, case.gold, case.as_of, attempt=992)) for case in (one, two)
    ]
    assert drafts[0] == drafts[1]


def test_nothing_outside_of_evaluation_reads_gold() -> None:
    """No module of the flow names the attribute, whatever ticket it is given."""
    package = Path(copilot.__file__).parent
    readers = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "gold")
        or (isinstance(node, ast.Constant) and node.value == "gold" and path.name not in ("ledger.py", "flips.py"))
    }
    assert readers <= {"evaluation"}


def test_a_raw_ticket_with_gold_drafts_the_same(bench: Bench, make_suite: Callable[..., Suite]) -> None:
    """Even a ticket that still carries its gold makes the draft that it makes without."""
    case = make_suite().cases[1]
    flow: Copilot = bench.open()
    texts = []
    for gold in (None, TICKETS[0]["gold"]):
        ticket = case.ticket.model_copy(update={"gold": gold})
        with bench._store.showing(case):
            review = flow.prepare(ticket, as_of=case.as_of)
        texts.append((review.draft, review.triage, review.facts, review.findings))
        assert "gold" not in flow.reviews.snapshot(review.id).evidence["ticket"]
    assert texts[0] == texts[1]
