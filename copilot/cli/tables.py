"""What people see: tables and panels."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from copilot.models import Entitlement, Finding, Hit, NextStep, Review, Triage

from .safely import literal, plain

if TYPE_CHECKING:
    from copilot.knowledge import Changes

console = Console()

_VERDICTS = {"clean": "green", "unsure": "yellow", "blocked": "red"}
_URGENCY = {"urgent": "bold red", "high": "red", "normal": "default", "low": "dim"}
_WIDE = 120
"""Columns of a screen on which there is room for the beginning of a draft."""
_LONGEST = 22
"""Columns of an id of somebody else's making, at most."""


def verdict_word(blocked: bool, clean: bool) -> str:
    """The verdict in one word: clean, unsure or blocked."""
    return "blocked" if blocked else "clean" if clean else "unsure"


def reviews_table(reviews: Sequence[Review]) -> None:
    """One line a review: how soon, what about, whether the draft can be trusted; then how many of which kind."""
    table = _lines("review", "ticket", "state", "verdict", "urgency", "feeling")
    table.add_column("asks for", no_wrap=True, ratio=1)
    if wide := console.width >= _WIDE:
        table.add_column("draft begins", no_wrap=True, ratio=2)
    for review in reviews:
        word = verdict_word(review.blocked, review.clean)
        table.add_row(
            review.id[:8],
            literal(review.ticket_id),
            review.state,
            f"[{_VERDICTS[word]}]{word}[/]",
            _urgency(review.triage),
            _feeling(review.triage),
            ", ".join(intent.label for intent in review.triage.intents),
            *([literal(_body(review.draft.text)[:80])] if wide else []),
        )
    console.print(table)
    counts = Counter(verdict_word(review.blocked, review.clean) for review in reviews)
    told = ", ".join(f"{counts[word]} {word}" for word in _VERDICTS)
    console.print(f"{_number(len(reviews), 'review')}: {told}", highlight=False)


def suggested_page(reviews: Sequence[Review], data: Path | None) -> None:
    """The new reviews, and where to go on."""
    reviews_table(reviews)
    where = f"to read one: copilot review show ID --data {data}" if data else "to decide on them, give --data DIR"
    console.print(where, markup=False, highlight=False)


def review_page(review: Review) -> None:
    """One review whole: the draft, what it rests on, what was found, and what the order may be offered."""
    word = verdict_word(review.blocked, review.clean)
    console.print(
        Panel(
            Text(plain(review.draft.text)),
            title=f"draft for {literal(review.ticket_id)}: {word}",
            border_style=_VERDICTS[word],
        )
    )
    facts = {fact.id: fact for fact in review.facts}
    sources = Table("sentence", "rests on", title="why", title_justify="left", expand=True)
    for citation in review.draft.citations:
        reasons = [
            f"{facts[source].source}: {facts[source].value}" if source in facts else source
            for source in citation.sources
        ]
        sources.add_row(literal(review.draft.text[citation.start : citation.end]), literal("\n".join(reasons)))
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
    table = Table("next", title="what to do", title_justify="left", expand=True)
    table.add_column("because of", style="dim")
    for step in steps:
        table.add_row(literal(step.text), literal("\n".join(step.sources)))
    console.print(table)


def findings_table(findings: Sequence[Finding]) -> None:
    """What the rules found, and in the light of what; nothing where they found nothing."""
    if not findings:
        return
    table = _lines("finding")
    table.add_column("what", ratio=1)
    for finding in findings:
        grave = f"{finding.severity}, {finding.status}"
        style = "red" if (finding.severity, finding.status) == ("block", "violated") else "default"
        table.add_row(
            Text.assemble((finding.rule, "bold"), " ", (grave, style)),
            Group(Text(plain(finding.message)), *(Text(plain(source), "dim") for source in finding.evidence)),
        )
    console.print(table)


def case_page(id: str, blocked: bool, clean: bool, findings: Sequence[Finding]) -> None:
    """One checked draft: its verdict, and what was found."""
    word = verdict_word(blocked, clean)
    console.print(f"{literal(id)}: [{_VERDICTS[word]}]{word}[/]")
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
    table = Table("offer", "why", title="may be offered", title_justify="left", expand=True)
    for entitled in entitlements:
        lines = f", line {', '.join(entitled.line_ids)}" if entitled.line_ids else ""
        terms = [
            f"{name} {value}"
            for name, value in (("amount", entitled.amount), ("fee", entitled.fee), ("until", entitled.until))
            if value
        ]
        offer = f"{entitled.order_id}{lines}\n{entitled.about}: {entitled.state}"
        table.add_row(literal("\n".join([offer, *terms])), literal("\n".join(entitled.steps)), end_section=True)
    console.print(table)


def hits_table(query: str, hits: Sequence[Hit]) -> None:
    """The passages found for one query."""
    table = Table("score", "passage", "text", title=literal(query), title_justify="left", expand=True)
    for hit in hits:
        heading = " › ".join((hit.passage.title, *hit.passage.headings))
        table.add_row(
            f"{hit.score:.2f}",
            literal(hit.passage.id),
            Group(Text(plain(heading), "bold"), Text(plain(hit.passage.text[:400]))),
        )
    console.print(table)


def triage_table(triages: Iterable[Triage]) -> None:
    """One row a ticket."""
    table = _lines("ticket", "urgency", "feeling", "lang")
    table.add_column("asks for, risks, and why so urgent", ratio=1)
    for triage in triages:
        risks = [Text(f"risks: {', '.join(triage.risks)}", "red")] if triage.risks else []
        table.add_row(
            literal(triage.ticket),
            _urgency(triage),
            f"{_feeling(triage)} {triage.sentiment.score:+.2f}",
            triage.language,
            Group(
                Text(", ".join(intent.label for intent in triage.intents)),
                *risks,
                *(Text(plain(reason), "dim") for reason in triage.urgency.reasons),
            ),
        )
    console.print(table)


def _lines(*columns: str) -> Table:
    """A table of these columns, as wide as what stands in them; ids of tickets are cut when they are long."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), expand=True)
    for column in columns:
        table.add_column(column, no_wrap=True, max_width=_LONGEST)
    return table


def _urgency(triage: Triage) -> str:
    return f"[{_URGENCY[triage.urgency.label]}]{triage.urgency.label}{'?' if triage.urgency.unsure else ''}[/]"


def _feeling(triage: Triage) -> str:
    return triage.sentiment.label + ("?" if triage.sentiment.unsure else "")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _body(text: str) -> str:
    """The draft without the greeting that ends its first line, on one line."""
    greeting, _, rest = text.partition("\n")
    return " ".join((rest if greeting.rstrip().endswith((",", "!")) and rest.strip() else text).split())
