"""Reviews in an SQL database: every change and its log entry are one transaction, and writers take turns."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, select, true

from copilot.errors import CopilotError, NotReleased, ReviewConflict, ReviewError
from copilot.models import Decision, Draft, Finding, Review
from copilot.review.decisions import APPROVED, OPEN, claimed, decided, overridden
from copilot.review.expiry import what_changed
from copilot.review.keys import Keys
from copilot.review.records import Fresh, Snapshot, Standing, binding_of

from .database import Database
from .log import Writing, begin_log, entries, last_version, opened
from .rows import add_row, content_of, find_row, original_of, snapshot_digest, standing_of, update_row
from .schema import migrate, reviews_table


class SqlReviews:
    """A ReviewStore on SQLite or PostgreSQL. `clock` gives aware times."""

    def __init__(self, database: Database, keys: Keys, clock: Callable[[], datetime], lease: timedelta) -> None:
        self._database, self._keys, self._clock, self._lease = database, keys, clock, lease
        with database.writing() as connection:
            migrate(connection)
            begin_log(connection, keys, clock())

    def submit(self, review: Review, snapshot: Snapshot) -> Review:
        """Keep a new review, pending; an open one of the same ticket is superseded. Twice the same is once."""
        standing = Standing(
            review=review.model_copy(update={"state": "pending"}),
            snapshot=snapshot_digest(snapshot),
            policy=snapshot.policy,
            version=1,
            submitted_at=self._clock(),
        )
        with self._writing() as writing:
            if known := self._rows(writing.connection, reviews_table.c.id == review.id):
                return self._same(writing.connection, known[0], standing)
            self._supersede(writing, review, OPEN)
            place = writing.connection.execute(select(func.max(reviews_table.c.place))).scalar() or 0
            add_row(writing.connection, self._keys, standing, snapshot, place + 1, writing.at)
            writing.append("submitted", review.id, None, {"version": 1, **_outline(review)})
        return standing.review

    def get(self, review_id: str, reader: str | None = None) -> Review:
        """The review as it stands; a `reader` is logged as having seen the customer's data."""
        if reader is None:
            return self.standing(review_id).review
        with self._writing() as writing:
            found = standing_of(writing.connection, self._keys, find_row(writing.connection, self._keys, review_id))
            writing.append("read", review_id, reader)
        return found.review

    def standing(self, review_id: str) -> Standing:
        """The review with its owner, lease, times and binding."""
        with self._database.reading() as connection:
            return standing_of(connection, self._keys, find_row(connection, self._keys, review_id))

    def original(self, review_id: str) -> Review:
        """The review as it was submitted."""
        with self._database.reading() as connection:
            return original_of(connection, self._keys, find_row(connection, self._keys, review_id))

    def snapshot(self, review_id: str) -> Snapshot:
        """What the review rests on."""
        with self._database.reading() as connection:
            row = find_row(connection, self._keys, review_id)
            return Snapshot.model_validate_json(content_of(connection, self._keys, row, "snapshot"))

    def list(
        self, state: str | None = None, ticket_id: str | None = None, limit: int | None = None
    ) -> tuple[Review, ...]:
        """Reviews whose content is still kept, the most urgent first, then the oldest."""
        with self._database.reading() as connection:
            kept = reviews_table.c.body.is_not(None)
            in_state = reviews_table.c.state == state if state else true()
            of_ticket = reviews_table.c.ticket_id == ticket_id if ticket_id else true()
            rows = self._rows(connection, kept, in_state, of_ticket, limit=limit)
            return tuple(standing_of(connection, self._keys, row).review for row in rows)

    def claim(self, review_id: str, agent: str) -> Review:
        """The review in this agent's hands, so that nobody else decides it until the lease ends."""
        with self._writing() as writing:
            row, standing = self._open(writing.connection, review_id)
            after = claimed(standing, agent, writing.at, self._lease)
            self._change(writing, row, after, "claimed", agent)
        return after.review

    def unclaim(self, review_id: str, agent: str) -> Review:
        """Back into the queue; only by the agent who holds it."""
        with self._writing() as writing:
            row, standing = self._open(writing.connection, review_id)
            if standing.review.state != "claimed" or standing.owner != agent:
                raise ReviewConflict(f"review {review_id!r} is not in the hands of {agent!r}; nothing to give back")
            pending = standing.review.model_copy(update={"state": "pending"})
            after = replace(
                standing, review=pending, owner=None, claimed_at=None, lease_until=None, version=standing.version + 1
            )
            self._change(writing, row, after, "unclaimed", agent)
        return after.review

    def decide(
        self,
        review_id: str,
        decision: Decision,
        *,
        findings: Sequence[Finding] | None = None,
        draft: Draft | None = None,
        second: bool | None = None,
    ) -> Review:
        """Approve, edit, reject or escalate, once: repeating the same decision changes nothing.

        An edit brings the `findings` of its re-check and may bring the `draft` they are about. `second` says
        whether an override takes a second person; the first then leaves the review escalated.
        """
        with self._writing() as writing:
            row, standing = self._open(writing.connection, review_id)
            made = self._decisions(writing.connection, review_id)
            if made and _without_time(made[-1]) == _without_time(decision):
                return standing.review
            after = decided(standing, decision, at=writing.at, findings=findings, draft=draft, second=second)
            if after.review.state in APPROVED:
                self._supersede(writing, after.review, APPROVED)
            self._change(
                writing, row, after, "decided", decision.agent,
                {"decision": decision.kind, "overridden": overridden(after, decision), "binding": after.binding},
                decision.model_copy(update={"at": decision.at or writing.at}).model_dump_json().encode(),
            )  # fmt: skip
        return after.review

    def decisions(self, review_id: str) -> tuple[Decision, ...]:
        """What was decided about the review, oldest first."""
        with self._database.reading() as connection:
            find_row(connection, self._keys, review_id)
            return self._decisions(connection, review_id)

    def release(self, review_id: str, key: str, recheck: Callable[[Review], Fresh]) -> str:
        """The approved text, if it still holds: `recheck` gives the evidence of now, and is called outside any lock.

        The same key gets the same text again until it is confirmed as sent; NotReleased says why there is none.
        """
        seen = self.standing(review_id)
        if seen.review.state == "released":
            return self._released(seen, key)
        self._releasable(seen)
        try:
            fresh = recheck(seen.review)
        except CopilotError as error:
            self.record("failure", review_id, detail={"stage": "release", "error": type(error).__name__})
            raise NotReleased(f"review {review_id!r} could not be checked against the evidence of now") from error
        changes = what_changed(seen.review, seen.policy, fresh)
        with self._writing() as writing:
            row, standing = self._open(writing.connection, review_id)
            if standing.review.state == "released":
                return self._released(standing, key)
            self._releasable(standing)
            if (standing.version, standing.binding) != (seen.version, seen.binding):
                raise ReviewConflict(f"review {review_id!r} changed while it was checked; release it again")
            if last_version(writing.connection, review_id) != standing.version:
                raise NotReleased(f"the log knows of no such approval of review {review_id!r}; verify it")
            after = replace(
                standing,
                review=standing.review.model_copy(update={"state": "expired" if changes else "released"}),
                version=standing.version + 1,
                release_key=None if changes else _key_digest(key),
                released_at=None if changes else writing.at,
            )
            why = {"changes": len(changes)} if changes else {"binding": standing.binding}
            personal = "\n".join(changes).encode() if changes else None
            self._change(writing, row, after, after.review.state, None, why, personal)
        if changes:
            raise NotReleased(
                f"the approval of review {review_id!r} has expired: {'; '.join(changes)}; prepare it anew"
            )
        return after.review.draft.text

    def confirm_sent(self, review_id: str, key: str) -> Review:
        """Close a released review: its text went out. Twice is once."""
        with self._writing() as writing:
            row, standing = self._open(writing.connection, review_id)
            if standing.review.state not in ("released", "sent"):
                raise ReviewConflict(f"review {review_id!r} is {standing.review.state}; only a released one was sent")
            if standing.release_key != _key_digest(key):
                raise ReviewConflict(f"review {review_id!r} was released with another key than {key!r}")
            if standing.review.state == "sent":
                return standing.review
            sent = standing.review.model_copy(update={"state": "sent"})
            after = replace(standing, review=sent, sent_at=writing.at, version=standing.version + 1)
            self._change(writing, row, after, "sent")
        return after.review

    def record(
        self, kind: str, review_id: str | None = None, agent: str | None = None, detail: dict[str, Any] | None = None
    ) -> None:
        """One more entry in the log, such as a failure; nothing personal belongs into it."""
        with self._writing() as writing:
            writing.append(kind, review_id, agent, detail)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self._database.writing() as connection:
            writing = Writing(connection, self._keys, self._clock())
            yield writing
            writing.close()

    def _rows(self, connection: Connection, *wanted: Any, limit: int | None = None) -> Sequence[Row[Any]]:
        order = (reviews_table.c.urgency.desc(), reviews_table.c.place)
        return connection.execute(select(reviews_table).where(*wanted).order_by(*order).limit(limit)).all()

    def _open(self, connection: Connection, review_id: str) -> tuple[Row[Any], Standing]:
        row = find_row(connection, self._keys, review_id)
        return row, standing_of(connection, self._keys, row)

    def _same(self, connection: Connection, row: Row[Any], standing: Standing) -> Review:
        before = original_of(connection, self._keys, find_row(connection, self._keys, row.id))
        if before != standing.review:
            raise ReviewConflict(f"another review has the id {row.id!r}; ids are given once")
        return standing_of(connection, self._keys, row).review

    def _supersede(self, writing: Writing, review: Review, states: Sequence[str]) -> None:
        same = reviews_table.c.ticket_id == review.ticket_id
        others = same & reviews_table.c.state.in_(states) & (reviews_table.c.id != review.id)
        for row in self._rows(writing.connection, others):
            _, standing = self._open(writing.connection, row.id)
            gone = standing.review.model_copy(update={"state": "superseded"})
            after = replace(standing, review=gone, owner=None, lease_until=None, version=standing.version + 1)
            self._change(writing, row, after, "superseded", None, {"by": review.id})

    def _change(
        self,
        writing: Writing,
        row: Row[Any],
        after: Standing,
        kind: str,
        agent: str | None = None,
        detail: dict[str, Any] | None = None,
        personal: bytes | None = None,
    ) -> None:
        before = standing_of(writing.connection, self._keys, row).review
        edited = (before.draft, before.findings) != (after.review.draft, after.review.findings)
        update_row(writing.connection, self._keys, row, after, body=edited)
        told = {"version": after.version, "state": after.review.state, **(detail or {})}
        writing.append(kind, row.id, agent, told, personal, row.key_id)

    def _decisions(self, connection: Connection, review_id: str) -> tuple[Decision, ...]:
        return tuple(
            Decision.model_validate_json(opened(connection, self._keys, entry, sealed, key_id))
            for entry, sealed, key_id in entries(connection, review_id)
            if entry.kind == "decided" and sealed is not None and key_id is not None
        )

    def _releasable(self, standing: Standing) -> None:
        review = standing.review
        if review.state == "sent":
            raise NotReleased(f"the text of review {review.id!r} was sent at {standing.sent_at}; it is not sent twice")
        if review.state not in APPROVED:
            raise NotReleased(f"review {review.id!r} is {review.state}; only an approved one is released")
        if standing.binding != binding_of(review, standing.snapshot, standing.policy):
            raise NotReleased(f"review {review.id!r} is not what was approved; run `copilot audit verify`")

    def _released(self, standing: Standing, key: str) -> str:
        if standing.release_key != _key_digest(key):
            raise NotReleased(f"review {standing.review.id!r} was released with another key than {key!r}")
        return standing.review.draft.text


def _outline(review: Review) -> dict[str, Any]:
    """What the log says of a review in the clear: nothing of the customer's."""
    return {
        "state": "pending",
        "ticket": review.ticket_id,
        "blocked": review.blocked,
        "clean": review.clean,
        "empty": not review.draft.text.strip(),
        "language": review.draft.language,
        "author": review.draft.author,
        "intent": review.triage.intents[0].label if review.triage.intents else None,
        "rules": [[finding.rule, finding.severity, finding.status] for finding in review.findings],
        "model": review.run.model,
        "calls": len(review.run.calls),
        "tokens": review.run.tokens,
    }


def _without_time(decision: Decision) -> Decision:
    return decision.model_copy(update={"at": None})


def _key_digest(key: str) -> str:
    if not key:
        raise ReviewError("a release needs a key of yours that names this sending, such as a message id")
    return sha256(key.encode()).hexdigest()
