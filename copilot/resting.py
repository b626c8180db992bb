"""A review and what it rests on: its snapshot, the evidence of it, and the versions of clauses and passages."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import uuid4

from copilot.drafting import Written
from copilot.evidence import Evidence, passages_for, reweighed, scope_of
from copilot.knowledge import KnowledgeIndex
from copilot.models import Decision, Document, Draft, Finding, NextStep, Review, Triage, verdict
from copilot.policy import ScopedClause, recalled, recorded
from copilot.review import Snapshot
from copilot.timings import Timings

_CLAUSES, _DOCUMENT = "clauses", "document:"


def review_of(
    evidence: Evidence,
    triage: Triage,
    written: Written,
    draft: Draft,
    findings: Sequence[Finding],
    steps: Sequence[NextStep],
    took: Timings,
) -> Review:
    """The checked draft as a review, which is not kept yet."""
    blocked, clean = verdict(list(findings))
    return Review(
        id=uuid4().hex,
        ticket_id=evidence.ticket.id,
        as_of=evidence.as_of,
        triage=triage.model_copy(update={"statements": []}),
        draft=draft,
        attempt=written.attempt,
        entitlements=list(evidence.entitlements),
        facts=list(evidence.facts),
        findings=list(findings),
        next_steps=list(steps),
        blocked=blocked,
        clean=clean,
        run=written.run(took.milliseconds),
    )


def after(evidence: Evidence, decisions: Sequence[Decision]) -> Evidence:
    """The evidence with what the agents did as they decided."""
    done = [action for decision in decisions for action in decision.actions]
    return evidence.with_actions(done, decisions[-1].agent if decisions else None)


def snapshot_of(
    evidence: Evidence, product_pages: Mapping[str, str], *, replies: Sequence[Any], terms: Mapping[str, Any]
) -> Snapshot:
    """All that is needed to make the draft again: records, knowledge, what the model answered, and the terms."""
    customer = evidence.customer
    pages = {document.id: product_pages.get(document.id) for document in evidence.documents}
    return Snapshot(
        customer_id=customer.id if customer else None,
        policy={**_clauses(evidence.policy), **{h.passage.id: _version(h.passage.text) for h in evidence.hits}},
        knowledge={
            _CLAUSES: recorded(evidence.policy),
            **{f"{_DOCUMENT}{document.id}": document.model_dump(mode="json") for document in evidence.documents},
        },
        evidence={**evidence.records(), "product_pages": {id: page for id, page in pages.items() if page}},
        replies=list(replies),
        terms=dict(terms),
    )


def evidence_then(snapshot: Snapshot) -> Evidence:
    """The evidence that the draft was made from."""
    documents = [held for name, held in snapshot.knowledge.items() if name.startswith(_DOCUMENT)]
    return reweighed(
        snapshot.evidence,
        clauses=recalled(snapshot.knowledge[_CLAUSES]),
        documents=[Document.model_validate(document) for document in documents],
        product_pages=snapshot.evidence["product_pages"],
    )


def evidence_today(
    snapshot: Snapshot,
    clauses: Sequence[ScopedClause],
    documents: Sequence[Document],
    product_pages: Mapping[str, str],
    index: KnowledgeIndex,
) -> Evidence:
    """The records that the draft was made from, under the clauses and documents of today."""
    then = evidence_then(snapshot)
    scope = scope_of(then.ticket, then.customer, then.shop, then.as_of)
    return reweighed(
        snapshot.evidence,
        clauses=clauses,
        documents=documents,
        product_pages=product_pages,
        hits=passages_for(then.ticket, then.customer, then.orders, index, scope),
    )


def policy_now(snapshot: Snapshot, clauses: Sequence[ScopedClause], documents: Sequence[Document]) -> dict[str, str]:
    """The versions of all clauses, and of the snapshot's passages as far as their documents still have these words."""
    texts = {document.id: document.text for document in documents}
    passages = {}
    for hit in snapshot.evidence.get("hits", ()):
        passage = hit["passage"]
        if (text := texts.get(passage["document"])) is not None:
            passages[passage["id"]] = _version(passage["text"] if passage["text"] in text else text)
    return {**_clauses(clauses), **passages}


def _clauses(clauses: Sequence[ScopedClause]) -> dict[str, str]:
    return {scoped.clause.id: _version(scoped.clause.model_dump_json()) for scoped in clauses}


def _version(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
