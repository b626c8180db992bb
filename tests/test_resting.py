"""What a review rests on: the versions of what it cites, then and now."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from copilot.evidence import Evidence
from copilot.models import Document, Hit, Passage
from copilot.resting import evidence_then, policy_now, snapshot_of
from copilot.review import Snapshot

WORDS = "Wool is washed by hand."


def document(text: str) -> Document:
    return Document(id="care.md", text=text)


def found(text: str) -> Snapshot:
    passage: dict[str, Any] = {"id": "care.md#2", "document": "care.md", "text": text}
    return Snapshot(evidence={"hits": [{"passage": passage}]})


def test_a_passage_is_the_same_while_its_words_stand_in_its_document() -> None:
    before = policy_now(found(WORDS), (), [document(f"Care.\n\n{WORDS}")])
    assert policy_now(found(WORDS), (), [document(f"All about care, and more.\n\n{WORDS}\n\nAnd more.")]) == before
    edited = policy_now(found(WORDS), (), [document("Care.\n\nWool is washed at 30 degrees.")])
    assert edited.keys() == before.keys() == {"care.md#2"}
    assert edited != before
    assert policy_now(found(WORDS), (), []) == {}


def test_a_snapshot_holds_the_evidence_that_it_was_taken_of(evidence_for: Callable[..., Evidence]) -> None:
    gathered = evidence_for("What was in QM-72486?", customer_id="C1012")
    hit = Hit(Passage("care.md#2", "care.md", "Care", (), WORDS, 0, len(WORDS)), 0.5, 0.4)
    evidence = replace(gathered, hits=(hit,), documents=(document(WORDS),))
    kept = snapshot_of(evidence, {"care.md": "P116"}, replies=[{"error": "busy"}], terms={"model": None})
    read = Snapshot.model_validate_json(kept.model_dump_json())
    again = evidence_then(read)
    assert (again.orders, again.products, again.hits) == (evidence.orders, evidence.products, evidence.hits)
    assert (again.entitlements, again.identity, again.done) == (evidence.entitlements, evidence.identity, ())
    assert again.policy == tuple(
        replace(scoped, clause=scoped.clause.model_copy(update={"examples": []})) for scoped in evidence.policy
    )
    assert read.policy["care.md#2"] == policy_now(read, (), [document(WORDS)])["care.md#2"]
    assert read.customer_id == "C1012"
