"""Submitting, claiming and deciding, each inside one write transaction."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from copilot.errors import ReviewConflict
from copilot.models import Decision, Review
from copilot.review.decisions import APPROVED, OPEN, overridden, unclaimed
from copilot.review.edits import edit_of
from copilot.review.keys import Keys
from copilot.review.records import Snapshot, Standing, stamp

from .held import as_bytes
from .log import Writing, entries, opened
from .rows import add_row, find_row, original_of, snapshot_digest, standing_of, update_row
from .schema import reviews_table
from .snapshots import write_snapshot


def submit(writing: Writing, review: Review, snapshot: Snapshot) -> Review:
    """Keep the review, pending, in place of an open one of its ticket; the one that is kept when it is known."""
    connection, keys = writing.connection, writing.keys
    pending = review.model_copy(update={"state": "pending"})
    if connection.execute(select(reviews_table.c.id).where(reviews_table.c.id == review.id)).first():
        row = find_row(connection, keys, review.id)
        if original_of(connection, keys, row) != pending:
            raise ReviewConflict(f"another review has the id {review.id!r}; ids are given once")
        return standing_of(connection, keys, row).review
    supersede(writing, review, OPEN)
    content = write_snapshot(connection, snapshot)
    standing = Standing(pending, snapshot_digest(content), snapshot.policy, version=1, submitted_at=writing.at)
    last = connection.execute(select(func.max(reviews_table.c.place))).scalar() or 0
    add_row(connection, keys, standing, snapshot.customer_id, content, last + 1, writing.at)
    writing.append("submitted", review.id, detail={"version": 1, **_outline(pending)})
    return pending


def change(writing: Writing, review_id: str, kind: str, agent: str, step: Callable[[Standing], Standing]) -> Review:
    """Take the review one step on, and log it."""
    row, before = open_row(writing, review_id)
    after = step(before)
    move(writing, row, before, after, kind, agent)
    return after.review


def decide(
    writing: Writing, review_id: str, decision: Decision, seen: str | None, step: Callable[[Standing], Standing]
) -> Review:
    """Make the decision, unless it is the one that was made last; log it with what it changed."""
    row, before = open_row(writing, review_id)
    made = decisions(writing.connection, writing.keys, review_id)
    if made and _without_time(made[-1]) == _without_time(decision):
        return before.review
    if seen is not None and seen != before.review.draft.text:
        raise ReviewConflict(f"the draft of review {review_id!r} is not the one that was seen; look at it again")
    after = step(before)
    if after.review.state in APPROVED:
        supersede(writing, after.review, APPROVED)
    detail: dict[str, Any] = {"decision": decision.kind, "overridden": overridden(after, decision)}
    if after.review.state in APPROVED:
        submitted = original_of(writing.connection, writing.keys, row)
        edit = edit_of(submitted.draft, after.review.draft, submitted.facts)
        detail |= {"binding": after.binding, "edit": edit.kind, "changed": edit.changed, "touched": list(edit.touched)}
    personal = as_bytes(decision.model_copy(update={"at": decision.at or writing.at}))
    move(writing, row, before, after, "decided", decision.agent, detail, personal)
    return after.review


def decisions(connection: Connection, keys: Keys, of: str | Select[tuple[str]]) -> tuple[Decision, ...]:
    """What was decided about the review, or about several, oldest first; none once its content was let go."""
    return tuple(
        Decision.model_validate(json.loads(opened(connection, keys, entry, sealed, key_id)))
        for entry, sealed, key_id in entries(connection, of, "decided")
        if sealed is not None and key_id is not None
    )


def supersede(writing: Writing, review: Review, states: Sequence[str]) -> None:
    """Put this review in place of others of its ticket in these states."""
    same = (reviews_table.c.ticket_id == review.ticket_id) & (reviews_table.c.id != review.id)
    query = select(reviews_table.c.id).where(same, reviews_table.c.state.in_(states))
    for (other,) in writing.connection.execute(query).all():
        row, before = open_row(writing, other)
        gone = before.review.model_copy(update={"state": "superseded"})
        after = unclaimed(replace(before, review=gone))
        move(writing, row, before, after, "superseded", detail={"by": review.id})


def open_row(writing: Writing, review_id: str) -> tuple[Row[Any], Standing]:
    """The review's row and what it holds."""
    row = find_row(writing.connection, writing.keys, review_id)
    return row, standing_of(writing.connection, writing.keys, row)


def move(
    writing: Writing,
    row: Row[Any],
    before: Standing,
    after: Standing,
    kind: str,
    agent: str | None = None,
    detail: dict[str, Any] | None = None,
    personal: bytes | None = None,
) -> None:
    """Write the review's next version and its entry in the log."""
    content = (before.review.draft, before.review.findings) != (after.review.draft, after.review.findings)
    update_row(writing.connection, writing.keys, row, after, body=content)
    told = {"version": after.version, "state": after.review.state, **(detail or {})}
    writing.append(kind, row.id, agent, told, personal, row.key_id)


def _outline(review: Review) -> dict[str, Any]:
    """What the log says of a review in the clear: nothing of the customer's."""
    return {
        "state": review.state,
        "ticket": review.ticket_id,
        "asked_at": stamp(review.as_of),
        "blocked": review.blocked,
        "clean": review.clean,
        "empty": not review.draft.text.strip(),
        "language": review.draft.language,
        "author": review.draft.author,
        "intent": review.triage.intents[0].label if review.triage.intents else None,
        "rules": [[finding.rule, finding.severity, finding.status] for finding in review.findings],
        "model": review.run.model,
        "prompt": review.run.prompt,
        "calls": len(review.run.calls),
        "tokens": review.run.tokens,
    }


def _without_time(decision: Decision) -> Decision:
    return decision.model_copy(update={"at": None})
