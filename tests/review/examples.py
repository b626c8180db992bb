"""Reviews that the tests decide about: a delivered order, and what may be said of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from copilot.models import Citation, Draft, Entitlement, Fact, Finding, Intent, Review, Sentiment, Triage, Urgency
from copilot.review import Fresh, Snapshot

TEXT = "Hello Ana, your order #W1 was delivered on 12 November. You can return the lamp until 12 December."

DELIVERED = Fact("f1", "date", "delivered_at", "order:#W1", "2026-11-12", "orders.jsonl")
STATUS = Fact("f2", "status", "status", "order:#W1", "delivered", "orders.jsonl")
OTHER_PRICE = Fact("f3", "money", "price", "product:77/variant:8", "12.50 EUR", "products.jsonl")
FACTS = (DELIVERED, STATUS, OTHER_PRICE)

RETURN = Entitlement(
    "e1", "return", "allowed", "#W1", ("1",), amount="40.00 EUR", until="2026-12-12", clauses=("returns.window",)
)
GOODWILL = Entitlement("e2", "goodwill", "approval", "#W1", amount="25.00 EUR", role="lead", clauses=("goodwill.cap",))
POLICY = {"returns.window": "v1", "goodwill.cap": "v1", "shipping.targets": "v1"}
SNAPSHOT = Snapshot(customer_id="ana_1", policy=POLICY, evidence={"ticket": {"id": "t1"}, "orders": [{"id": "#W1"}]})

BLOCKING = Finding(rule="F002", severity="block", status="violated", message="12 November is in no record", start=41)
ABOVE = Finding(
    rule="P004", severity="block", status="violated", message="25.00 EUR needs a lead", evidence=["goodwill.cap"]
)


def review(id: str = "r1", **given: Any) -> Review:
    """A clean pending review, but for what is given."""
    fields: dict[str, Any] = {
        "id": id,
        "ticket_id": "t1",
        "as_of": datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        "triage": Triage(
            ticket="t1",
            sentiment=Sentiment(label="neutral", score=0.0, confidence=0.5),
            urgency=Urgency(label="normal"),
            intents=[Intent(label="return", confidence=0.9)],
            language="en",
        ),
        "draft": Draft(
            text=TEXT,
            language="en",
            author="composer",
            citations=[Citation(start=0, end=55, sources=["f1"]), Citation(start=56, end=98, sources=["e1"])],
        ),
        "entitlements": [RETURN, GOODWILL],
        "facts": list(FACTS),
        "blocked": False,
        "clean": True,
    }
    return Review(**{**fields, **given})


def blocked(id: str = "r1", finding: Finding = BLOCKING, **given: Any) -> Review:
    return review(id, findings=[finding], blocked=True, clean=False, **given)


def unchanged(seen: Review) -> Fresh:
    """A re-check that finds everything as it was."""
    return Fresh(seen.facts, seen.entitlements, seen.findings, POLICY)


def with_fact(fact_id: str, value: str) -> Callable[[Review], Fresh]:
    """A re-check that finds this fact with another value."""

    def recheck(seen: Review) -> Fresh:
        facts = [replace(fact, value=value) if fact.id == fact_id else fact for fact in seen.facts]
        return Fresh(facts, seen.entitlements, seen.findings, POLICY)

    return recheck
