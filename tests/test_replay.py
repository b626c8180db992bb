"""A review is made again from what was kept of it, and shows what would differ today."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import KNOWLEDGE, SHOP
from llm.fake import FakeModel, reply
from pydantic import ValidationError

from copilot import Copilot, Decision, Settings, Ticket
from copilot.drafting.model import DraftReply
from copilot.errors import ModelError, ReviewError
from copilot.models import Window
from copilot.replay import Difference
from copilot.review import Snapshot

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CASSETTES = Path(__file__).parent / "cassettes"
SETTINGS = Settings(shop=SHOP, knowledge=[KNOWLEDGE])


@pytest.fixture(scope="module")
def copilot() -> Iterator[Copilot]:
    with Copilot(SETTINGS, clock=lambda: NOW) as opened:
        yield opened


class NoShop:
    """A shop that has forgotten everybody."""

    def customer(self, id: str | None = None, email: str | None = None) -> None:
        return None

    def orders(self, customer_id: str) -> tuple[()]:
        return ()

    def product(self, id: str) -> None:
        return None


def test_a_review_is_made_again_without_the_shop(
    copilot: Copilot, make_ticket: Callable[..., Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = copilot.prepare(make_ticket("What was in QM-72486, and can I cancel it?", customer_id="C1012"))
    copilot.decide(review.id, Decision(kind="edit", agent="ana", text="Hello Emily, we will write to you."))
    monkeypatch.setattr(copilot, "orders", NoShop())
    again = copilot.replay(review.id)
    assert again.differences == ()
    assert again.review.draft == review.draft
    assert again.review.facts == review.facts


def test_the_policy_of_today_shows_what_would_differ(
    copilot: Copilot, make_ticket: Callable[..., Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = copilot.prepare(make_ticket("Can I return the kettle?", id="T2", customer_id="C1001"))
    assert copilot.replay(review.id, policy="today").identical

    def shorter(scoped: Any) -> Any:
        if scoped.clause.id != "returns-2026.window":
            return scoped
        window = Window.model_validate({"from": "delivered_at", "days": 10})
        return replace(scoped, clause=scoped.clause.model_copy(update={"window": window}))

    monkeypatch.setattr(copilot, "clauses", tuple(shorter(scoped) for scoped in copilot.clauses))
    assert copilot.replay(review.id).identical
    changed = copilot.replay(review.id, policy="today").differences
    assert Difference("entitlements.return:QM-71081.until", "2026-11-23", "2026-10-19") in changed
    assert Difference("entitlements.return:QM-71081.state", "allowed", "denied") in changed


def test_what_a_model_answered_is_played_back(make_ticket: Callable[..., Ticket]) -> None:
    said = reply("Hello {customer.first_name},", "Order {order1.order_id} is on its way to you.")
    model = FakeModel([ModelError("busy", "server_error"), said])
    with Copilot(SETTINGS, model=model, clock=lambda: NOW) as copilot:
        ticket = make_ticket("Where is QM-72601?", customer_id="C1001")
        failed, written = copilot.prepare(ticket), copilot.prepare(ticket)
        assert (failed.draft.author, written.draft.author) == ("composer", "model")
        asked = len(model.asked)
        assert copilot.replay(written.id).identical
        assert copilot.replay(failed.id).identical
        assert len(model.asked) == asked


def test_a_review_of_an_earlier_version_says_that_it_cannot_be_replayed(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    review = copilot.prepare(make_ticket("Hello?", id="T3", customer_id="C1001"))
    old = review.model_copy(update={"id": "old", "ticket_id": "T4"})
    copilot.reviews.submit(old, Snapshot(evidence={"ticket": {}}))
    with pytest.raises(ReviewError, match="'old' was kept by an earlier version"):
        copilot.replay("old")


def test_what_a_real_model_once_answered_makes_the_same_drafts_again(make_ticket: Callable[..., Ticket]) -> None:
    """The recorded replies of a small model, which blunders: what is set aside is set aside each time alike."""
    replies = [record for cassette in ("thanks", "where_is_it") for record in _answers(CASSETTES / f"{cassette}.yaml")]
    assert len(replies) == 2
    model = FakeModel(list(replies))
    with Copilot(SETTINGS, model=model, clock=lambda: NOW) as copilot:
        prepared = []
        while model.answers:
            ticket = make_ticket("Where is QM-72601?", id=f"M{len(prepared)}", customer_id="C1001")
            prepared.append(copilot.prepare(ticket).id)
        assert [copilot.replay(review).differences for review in prepared] == [()] * len(prepared)


def _answers(cassette: Path) -> Iterator[DraftReply]:
    for exchange in yaml.safe_load(cassette.read_text("utf-8"))["interactions"]:
        told = json.loads(exchange["response"]["body"]["string"])["choices"][0]["message"]["content"]
        with suppress(ValidationError):
            yield DraftReply.model_validate_json(told)
