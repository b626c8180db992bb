"""Where a draft quotes the shop's own documents, or the customer: cited words claim nothing of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.evidence import Evidence
from copilot.values import levelled

from .prose import verbatim
from .sentences import Sentence, sentences

_MARKED = re.compile(r"„([^„“”\"]{12,1500})[“”]|“([^„“”\"]{12,1500})”|«([^«»\"]{12,1500})»|\"([^\"„“”]{12,1500})\"")

Span = tuple[int, int]


def quotations(text: str, evidence: Evidence) -> tuple[Span, ...]:
    """The places in quotation marks whose every sentence stands in a clause or in a passage found, marks left out."""
    marked = [match.span(match.lastindex or 0) for match in _MARKED.finditer(text)]
    if not marked:
        return ()
    known = _known(evidence)
    return tuple((start, end) for start, end in marked if _stands(text[start:end], known))


def apart(sentence: Sentence, spans: Sequence[Span]) -> Iterator[tuple[Sentence, bool]]:
    """The sentence cut where quotations begin and end, and whether each piece is one."""
    edges = sorted({edge for span in spans for edge in span if sentence.start < edge < sentence.end})
    starts, ends = [sentence.start, *edges], [*edges, sentence.end]
    for start, end in zip(starts, ends, strict=True):
        quoted = any(first <= start and end <= last + 2 for first, last in spans)
        whole = start == sentence.start and end == sentence.end
        yield (sentence if whole else _piece(sentence, start, end)), quoted


def is_quoted(sentence: Sentence, evidence: Evidence) -> bool:
    """Whether the sentence quotes: a document word for word, or the customer, in marks or as a line."""
    body = sentence.text.strip()
    if not body:
        return False
    if body.startswith(">") or verbatim(evidence, body):
        return True
    _, colon, told = body.partition(":")
    if colon and told.strip()[:1] in _QUOTES and verbatim(evidence, told):
        return True
    closing = _QUOTES.get(body[0])
    inner = body[1:].rstrip(".!? ").rstrip(closing or "").strip(".!? ")
    return (
        closing is not None
        and body.rstrip(".!? ").endswith(closing)
        and any(inner in said for said in evidence.ticket.said)
    )


_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}


def _piece(sentence: Sentence, start: int, end: int) -> Sentence:
    origin = sentence.start
    return replace(
        sentence,
        text=sentence.text[start - origin : end - origin],
        start=start,
        end=end,
        words=tuple(word for word in sentence.words if start <= word.start < end),
        key=sentence.key if start == origin else None,
        key_end=sentence.key_end if start == origin else 0,
        item=sentence.item and start == origin,
        opens_paragraph=sentence.opens_paragraph and start == origin,
    )


def _known(evidence: Evidence) -> str:
    clauses = [clause.quote for clause in evidence.clauses] + [scoped.clause.quote for scoped in evidence.policy]
    return "\n".join(levelled(text) for text in (*(hit.passage.text for hit in evidence.hits), *clauses))


def _stands(text: str, known: str) -> bool:
    said = [levelled(sentence.text).strip(".!") for sentence in sentences(text)]
    return bool(said) and all(one in known for one in said)
