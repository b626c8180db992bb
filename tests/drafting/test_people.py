"""What is said of dangers and of strangers in an account follows tags, clauses and pages, whatever they are called."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from copilot.evidence import Evidence
from copilot.models import Document

from .examples import composed, triage

INTRUDER = {"body": "I didn't place QM-72881, somebody is in my account.", "customer_id": "C1048"}


def said(evidence: Evidence, *intents: str) -> str:
    return " ".join(composed(evidence, triage(*intents)).text.split())


def with_clauses(evidence: Evidence, changed: Callable[[int, Any], dict[str, Any]]) -> Evidence:
    """The evidence with its clauses about accounts changed."""
    policy = tuple(
        replace(
            scoped,
            document="d1",
            clause=scoped.clause.model_copy(update=changed(number, scoped.clause)),
        )
        if scoped.clause.id.startswith("account.")
        else scoped
        for number, scoped in enumerate(evidence.policy)
    )
    return replace(evidence, policy=policy)


def test_a_thing_without_the_tag_may_have_a_plug(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Smoke came out of the blender", customer_id="C1042")
    assert "at once, unplug it if that is safe, and keep it." in said(evidence, "safety")
    products = tuple(product.model_copy(update={"tags": ["appliance"]}) for product in evidence.products)
    text = said(replace(evidence, products=products), "safety")
    assert "at once, unplug it if it is electrical and that is safe, and keep it." in text


def test_the_orders_of_a_stranger_are_stopped_by_what_the_clauses_say(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(**INTRUDER)
    renamed = with_clauses(evidence, lambda number, _: {"id": f"c{number}"})
    text = said(renamed, "account")
    assert "We lock the account at once" in text
    assert "We do everything to stop order QM-72881; if somebody else placed it, you get your US$636.41 back" in text
    assert text == said(evidence, "account")


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("We answer what you ask about your account the same day.", False),
        ("Wir sperren Ihr Konto am selben Tag.", True),
        ("Nous bloquons votre compte le jour même.", True),
    ],
)
def test_an_account_is_said_to_be_locked_where_a_clause_says_so(
    quote: str, found: bool, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for(**INTRUDER)
    other = with_clauses(evidence, lambda n, c: {"id": f"account.{n}", "quote": quote if c.timing else c.quote})
    assert ("We lock the account at once" in said(other, "account")) is found


@pytest.mark.parametrize("id", ["cairn-gas-stove", "safety-stove"])
def test_warnings_come_from_the_page_of_the_thing_whatever_its_id(
    id: str, evidence_for: Callable[..., Evidence], sample_documents: tuple[Document, ...]
) -> None:
    evidence = evidence_for("There is a smell of gas at my gas stove", customer_id="C1004")
    pages = tuple(
        page.model_copy(update={"id": id}) if page.id == "cairn-gas-stove" else page for page in sample_documents
    )
    text = said(replace(evidence, documents=pages), "safety")
    assert "If you hear or smell gas, close the valve, carry it outside and do not light it." in text
