"""What is wrong, or doubtful, about clauses and the prose that they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Literal

from copilot.errors import Fault, KnowledgeError
from copilot.models import Document, Shop
from copilot.untrusted import instructions

from .clauses import ScopedClause, scoped_clauses
from .conflicts import contradictions, gaps
from .examples import failure
from .figures import differing, figures
from .prose import offers_in
from .quotes import find_quote

_EVENTS = ("placed_at", "shipped_at", "expected_at", "delivered_at", "requested_at", "received_at")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing about a document or one of its clauses that is wrong (error) or may be (warning), and what to do."""

    severity: Literal["error", "warning"]
    document: str
    clause: str | None
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.document}: {self.clause}" if self.clause else self.document
        return f"{self.severity}: {place}: {self.message}; {self.fix}"


def lint(documents: Sequence[Document], shop: Shop) -> tuple[Doubt, ...]:
    """All that is wrong or doubtful, errors first, in the order of documents."""
    clauses = scoped_clauses(documents)
    texts = {document.id: document.text for document in documents}
    found = [
        *_twice(clauses),
        *_quotes(clauses, texts),
        *_figures(clauses, texts, shop),
        *_dates(clauses),
        *_names(clauses, shop),
        *_conflicts(clauses),
        *_gaps(clauses),
        *_examples(clauses, shop),
        *_unstated(documents, shop),
        *_to_a_model(documents),
    ]
    return tuple(sorted(found, key=lambda doubt: (doubt.severity, doubt.document, doubt.clause or "")))


def require_sound(documents: Sequence[Document], shop: Shop) -> tuple[Doubt, ...]:
    """The warnings; KnowledgeError with all errors when there are some."""
    doubts = lint(documents, shop)
    errors = [doubt for doubt in doubts if doubt.severity == "error"]
    if errors:
        faults = [Fault(doubt.document, None, doubt.clause, f"{doubt.fix} ({doubt.message})") for doubt in errors]
        raise KnowledgeError("the clauses do not fit the policies:", faults)
    return doubts


def _to_a_model(documents: Sequence[Document]) -> Iterator[Doubt]:
    """Documents are shown to people and models alike, and whoever can edit one could try to speak to the model."""
    for document in documents:
        for start, end in instructions(document.text):
            said = " ".join(document.text[start:end].split())[:80]
            fix = "take it out unless it is meant; it is treated as text and changes no offer"
            yield Doubt("warning", document.id, None, f"{said!r} reads like an instruction to an assistant", fix)


def _twice(clauses: Sequence[ScopedClause]) -> Iterator[Doubt]:
    first: dict[str, ScopedClause] = {}
    for scoped in clauses:
        other = first.setdefault(scoped.clause.id, scoped)
        if other is not scoped:
            message = f"the id stands in {other.document!r} too"
            yield _error(scoped, message, "an id of its own for each clause")


def _quotes(clauses: Sequence[ScopedClause], texts: dict[str, str]) -> Iterator[Doubt]:
    for scoped in clauses:
        if not texts[scoped.document].strip():
            yield _error(scoped, "the document has no prose", "prose that states what the clause says")
        elif find_quote(texts[scoped.document], scoped.clause.quote) is None:
            message = f"{scoped.clause.quote[:60]!r} does not stand in the prose"
            yield _error(scoped, message, "words of the prose in quote")


def _figures(clauses: Sequence[ScopedClause], texts: dict[str, str], shop: Shop) -> Iterator[Doubt]:
    written = {document: figures(texts[document], shop) for document in {scoped.document for scoped in clauses}}
    elsewhere = [figure for found in written.values() for figure in found]
    for scoped in clauses:
        found = differing(scoped.clause, written[scoped.document], shop, elsewhere=elsewhere)
        for contradicted, number, said in found:
            if contradicted:
                yield _error(scoped, f"{number}, but its words say {said}", "one number in clause and prose")
            else:
                yield _warning(scoped, f"{number} stands nowhere in the prose", "state it, or quote where it stands")


def _dates(clauses: Sequence[ScopedClause]) -> Iterator[Doubt]:
    for scoped in clauses:
        start, end = scoped.effective_from, scoped.effective_to
        if start and end and str(end) < str(start):
            message = f"it ends on {end}, before it begins on {start}, and never stands"
            yield _error(scoped, message, "effective_to on or after effective_from")


def _names(clauses: Sequence[ScopedClause], shop: Shop) -> Iterator[Doubt]:
    roles = {agent.role for agent in shop.agents}
    for scoped in clauses:
        window, cap = scoped.clause.window, scoped.clause.cap
        if window and window.start not in _EVENTS:
            message = f"the window opens with {window.start!r}, which is no field of an order"
            yield _warning(scoped, message, f"one of {', '.join(_EVENTS)}, or the kind of an event of the orders")
        if cap and cap.role and roles and cap.role not in roles:
            yield _warning(scoped, f"no agent has the role {cap.role!r}", f"one of {', '.join(sorted(roles))}")


def _conflicts(clauses: Sequence[ScopedClause]) -> Iterator[Doubt]:
    for certain, one, other, what in contradictions(clauses):
        message = f"in force together with {one.clause.id} of {one.document!r}, and {what}"
        if certain:
            yield _error(other, message, "one clause, other conditions, or other dates")
        else:
            yield _warning(other, message, "say in one of them which holds; until then the stricter does")


def _gaps(clauses: Sequence[ScopedClause]) -> Iterator[Doubt]:
    for before, after, start, end in gaps(clauses):
        days = f"on {start}" if start == end else f"from {start} to {end}"
        message = f"neither it nor {before.clause.id} of {before.document!r} stands {days}"
        yield _warning(after, message, "dates that meet, if the policy did not pause")


def _examples(clauses: Sequence[ScopedClause], shop: Shop) -> Iterator[Doubt]:
    for scoped in clauses:
        for number, example in enumerate(scoped.clause.examples, 1):
            if wrong := failure(scoped, example, clauses, shop):
                yield _error(scoped, f"example {number}: {wrong}", "a clause and an example that agree")


def _unstated(documents: Sequence[Document], shop: Shop) -> Iterator[Doubt]:
    """Permissions that no clause quotes; where nothing has clauses, that is said once and not for each document."""
    without = []
    for document in documents:
        quoted = [span for clause in document.clauses if (span := find_quote(document.text, clause.quote))]
        bare = [
            sentence
            for sentence in offers_in(document.text, shop.locale)
            if not any(start < sentence.end and sentence.start < end for start, end in quoted)
        ]
        if document.clauses:
            for sentence in bare:
                message = f"{shorten(sentence.text, 80)!r} permits something and no clause quotes it"
                yield Doubt("warning", document.id, None, message, "write a clause, else nothing is offered by it")
        elif bare:
            message = f"it permits things, such as {shorten(bare[0].text, 80)!r}, and has no clauses"
            fix = "write clauses, else it is quoted but nothing is offered by it"
            without.append(Doubt("warning", document.id, None, message, fix))
    if without and len(documents) > 1 and not any(document.clauses for document in documents):
        message = f"{len(without)} documents permit things, this one first, and nothing here has clauses"
        yield replace(without[0], message=message)
    else:
        yield from without


def _error(scoped: ScopedClause, message: str, fix: str) -> Doubt:
    return Doubt("error", scoped.document, scoped.clause.id, message, fix)


def _warning(scoped: ScopedClause, message: str, fix: str) -> Doubt:
    return Doubt("warning", scoped.document, scoped.clause.id, message, fix)
