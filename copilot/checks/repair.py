"""Mending what is certain: where a finding names the one right value, it takes the wrong one's place."""

from collections.abc import Sequence

from copilot.models import Citation, Draft, Finding


def repair(draft: Draft, findings: Sequence[Finding]) -> Draft:
    """The draft with every certain fix made; the same draft where there is none. Never adds what was not said wrong."""
    fixes = sorted(
        (f for f in findings if f.status == "violated" and f.fix is not None and f.start is not None),
        key=lambda finding: finding.start or 0,
        reverse=True,
    )
    text, citations = draft.text, list(draft.citations)
    edge = len(text) + 1
    for finding in fixes:
        start, end, fix = finding.start or 0, finding.end or 0, finding.fix or ""
        if end <= edge:
            text = text[:start] + fix + text[end:]
            citations = [_moved(citation, end, len(fix) - (end - start)) for citation in citations]
            edge = start
    return draft.model_copy(update={"text": text, "citations": citations})


def _moved(citation: Citation, end: int, by: int) -> Citation:
    """The citation where it stands after the text before `end` grew by so many code points."""
    return citation.model_copy(
        update={
            "start": citation.start + (by if citation.start >= end else 0),
            "end": citation.end + (by if citation.end >= end else 0),
        }
    )
