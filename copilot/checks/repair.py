"""Mending what is certain: where a finding names the one right value, it takes the wrong one's place."""

from collections.abc import Sequence
from typing import TypeVar

from copilot.models import Citation, Draft, Finding, Slot

Span = TypeVar("Span", Citation, Slot)


def repair(draft: Draft, findings: Sequence[Finding]) -> Draft:
    """The draft with every certain fix made; the same draft where there is none. Never adds what was not said wrong."""
    fixes = sorted(
        (f for f in findings if f.status == "violated" and f.fix is not None and f.start is not None),
        key=lambda finding: finding.start or 0,
        reverse=True,
    )
    text, citations, slots = draft.text, list(draft.citations), list(draft.slots)
    edge = len(text) + 1
    for finding in fixes:
        start, end, fix = finding.start or 0, finding.end or 0, finding.fix or ""
        if end <= edge:
            text = text[:start] + fix + text[end:]
            longer = len(fix) - (end - start)
            citations = [_moved(citation, end, longer) for citation in citations]
            slots = [_moved(slot, end, longer) for slot in slots if slot.end <= start or end <= slot.start]
            edge = start
    return draft.model_copy(update={"text": text, "citations": citations, "slots": slots})


def _moved(span: Span, end: int, by: int) -> Span:
    """The citation or slot where it stands after the text before `end` grew by so many code points."""
    return span.model_copy(
        update={
            "start": span.start + (by if span.start >= end else 0),
            "end": span.end + (by if span.end >= end else 0),
        }
    )
