"""What a review rests on: its snapshot, and the versions of clauses and passages then and now."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from copilot.evidence import Evidence
from copilot.models import Document
from copilot.policy import ScopedClause, recorded

from .records import Snapshot


def snapshot_of(
    evidence: Evidence, clauses: Sequence[ScopedClause], *, replies: Sequence[Any] = (), terms: Mapping[str, Any]
) -> Snapshot:
    """All that is needed to make the draft again: records, clauses, what the model answered, under which terms."""
    customer = evidence.customer
    return Snapshot(
        customer_id=customer.id if customer else None,
        policy={**_clauses(clauses), **{hit.passage.id: _version(hit.passage.text) for hit in evidence.hits}},
        clauses=recorded(clauses),
        evidence=evidence.records(),
        replies=list(replies),
        terms=dict(terms),
    )


def policy_now(
    snapshot: Snapshot, clauses: Sequence[ScopedClause], documents: Sequence[Document]
) -> dict[str, str]:
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
