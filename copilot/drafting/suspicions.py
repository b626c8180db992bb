"""Texts behind a draft that speak to a model instead of to people."""

from collections.abc import Iterator

from copilot.evidence import Evidence
from copilot.models import Finding
from copilot.untrusted import instructions

LONGEST_QUOTE = 120


def suspicions(evidence: Evidence) -> tuple[Finding, ...]:
    """One notice for each message, note and passage that holds instructions; no offer depends on them."""
    return tuple(
        Finding(
            rule="I001",
            severity="info",
            status="violated",
            message=f"{where} holds words that read like instructions to an assistant; they were treated as text",
            says=text[start:end][:LONGEST_QUOTE],
            evidence=[source],
        )
        for where, source, text in _texts(evidence)
        for start, end in instructions(text)[:1]
    )


def _texts(evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    for number, said in enumerate(evidence.ticket.said, 1):
        yield f"part {number} of what the customer wrote", "ticket", said
    for fact in evidence.facts:
        if fact.role == "event_note":
            yield f"the note {fact.id!r}", fact.id, fact.value
    for hit in evidence.hits:
        yield f"the passage {hit.passage.id!r}", hit.passage.id, hit.passage.text
