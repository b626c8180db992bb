"""What people see: tables and panels."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from copilot.models import Entitlement, Finding, Hit, NextStep, Review, Triage

if TYPE_CHECKING:
    from copilot.knowledge import Changes

console = Console()

_VERDICTS = {"clean": "green", "unsure": "yellow", "blocked": "red"}
_URGENCY = {"urgent": "bold red", "high": "red", "normal": "default", "low": "dim"}


def verdict_word(blocked: bool, clean: bool) -> str:
    """The verdict in one word: clean, unsure or blocked."""
    return "blocked" if blocked else "clean" if clean else "unsure"


def reviews_table(reviews: Iterable[Review]) -> None:
    """One row a review: how soon, what about, and whether the draft can be trusted."""
    table = Table("review", "ticket", "state", "verdict", "urgency", "feeling", "asks for", "draft begins", expand=True)
    for review in reviews:
        word = verdict_word(review.blocked, review.clean)
        urgency = review.triage.urgency
        table.add_row(
            review.id[:8],
            escape(review.ticket_id),
            review.state,
            f"[{_VERDICTS[word]}]{word}[/]",
            f"[{_URGENCY[urgency.label]}]{urgency.label}{'?' if urgency.unsure else ''}[/]",
            review.triage.sentiment.label + ("?" if review.triage.sentiment.unsure else ""),
            ", ".join(intent.label for intent in review.triage.intents),
            escape(_body(review.draft.text)[:80]),
        )
    console.print(table)


def review_page(review: Review) -> None:
    """One review whole: the draft, what it rests on, what was found, and what the order may be offered."""
    word = verdict_word(review.blocked, review.clean)
    console.print(
        Panel(Text(review.draft.text), title=f"draft for {review.ticket_id}: {word}", border_style=_VERDICTS[word])
    )
    facts = {fact.id: fact for fact in review.facts}
    sources = Table("sentence", "rests on", title="why", title_justify="left", expand=True)
    for citation in review.draft.citations:
        reasons = [
            f"{facts[source].source}: {facts[source].value}" if source in facts else source
            for source in citation.sources
        ]
        sources.add_row(escape(review.draft.text[citation.start : citation.end]), escape("\n".join(reasons)))
    console.print(sources)
    steps_table(review.next_steps)
    findings_table(review.findings)
    told = {
        facts[source].subject for citation in review.draft.citations for source in citation.sources if source in facts
    }
    entitlements_table([e for e in review.entitlements if f"order:{e.order_id}" in told])


def steps_table(steps: Sequence[NextStep]) -> None:
    """What the agent has to do next, and why; nothing where there is nothing."""
    if not steps:
        return
    table = Table("next", "because of", title="what to do", title_justify="left", expand=True)
    for step in steps:
        table.add_row(escape(step.text), escape("\n".join(step.sources)))
    console.print(table)


def findings_table(findings: Sequence[Finding]) -> None:
    """What the rules found; nothing where they found nothing."""
    if not findings:
        return
    table = Table("rule", "severity", "status", "says", "message", "evidence", expand=True)
    for finding in findings:
        table.add_row(
            finding.rule, finding.severity, finding.status, escape(finding.says or ""), escape(finding.message),
            escape("\n".join(finding.evidence)),
        )  # fmt: skip
    console.print(table)


def case_page(id: str, blocked: bool, clean: bool, findings: Sequence[Finding]) -> None:
    """One checked draft: its verdict, and what was found."""
    word = verdict_word(blocked, clean)
    console.print(f"{escape(id)}: [{_VERDICTS[word]}]{word}[/]")
    findings_table(findings)


def changes_table(documents: int, changes: "Changes") -> None:
    """What an update of the index did."""
    table = Table("documents", "added", "unchanged", "removed")
    table.add_row(str(documents), *(str(len(ids)) for ids in (changes.added, changes.unchanged, changes.removed)))
    console.print(table)


def entitlements_table(entitlements: Sequence[Entitlement]) -> None:
    """What may be offered, until when, at what fee, and why."""
    if not entitlements:
        return
    table = Table(
        "order", "lines", "offer", "state", "amount", "fee", "until", "why", title="may be offered", expand=True
    )
    for entitled in entitlements:
        table.add_row(
            escape(entitled.order_id), ", ".join(entitled.line_ids) or "all", entitled.about, entitled.state,
            entitled.amount or "", entitled.fee or "", entitled.until or "", escape("\n".join(entitled.steps)),
        )  # fmt: skip
    console.print(table)


def hits_table(query: str, hits: Sequence[Hit]) -> None:
    """The passages found for one query."""
    table = Table("score", "passage", "text", title=escape(query), title_justify="left", expand=True)
    for hit in hits:
        heading = " › ".join((hit.passage.title, *hit.passage.headings))
        table.add_row(
            f"{hit.score:.2f}", escape(hit.passage.id), Group(Text(heading, "bold"), Text(hit.passage.text[:400]))
        )
    console.print(table)


def triage_table(triages: Iterable[Triage]) -> None:
    """One row a ticket."""
    table = Table("ticket", "urgency", "why", "feeling", "asks for", "language", "risks", expand=True)
    for triage in triages:
        table.add_row(
            escape(triage.ticket),
            f"[{_URGENCY[triage.urgency.label]}]{triage.urgency.label}{'?' if triage.urgency.unsure else ''}[/]",
            escape("; ".join(triage.urgency.reasons)),
            f"{triage.sentiment.label} {triage.sentiment.score:+.2f}{'?' if triage.sentiment.unsure else ''}",
            ", ".join(intent.label for intent in triage.intents),
            triage.language,
            ", ".join(triage.risks),
        )
    console.print(table)


def _body(text: str) -> str:
    """The draft without its greeting, on one line."""
    return " ".join(text.partition("\n\n")[2].split() or text.split())
