"""Reviews in an SQL database: every change and its log entry are one transaction, and writers take turns."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import select, true

from copilot.errors import CopilotError, NotReleased, ReviewError
from copilot.models import Action, Decision, Draft, Finding, Review
from copilot.review.chain import Entry, Happening, Head, Verification
from copilot.review.decisions import as_seen, claimed, decided, given_back
from copilot.review.expiry import what_changed
from copilot.review.keys import Keys
from copilot.review.records import Fresh, Snapshot, Standing, WrongDraft, canonical, stamp
from copilot.review.stats import SCALES, Stats, stats_of

from . import audit, leaving, queue
from .contacts import contacts
from .customers import keys_of
from .database import Database
from .log import Writing, begin_log, entries, opened, read_head
from .rows import content_of, find_row, genuine, original_of, standing_of
from .schema import migrate, reviews_table
from .snapshots import read_snapshot

_QUEUED = ("pending", "claimed")
_APPROVED = ("approved", "edited", "released", "sent")


class SqlReviews:
    """A ReviewStore on SQLite or PostgreSQL. `clock` gives aware times."""

    def __init__(self, database: Database, keys: Keys, clock: Callable[[], datetime], lease: timedelta) -> None:
        self._database, self._keys, self._clock, self._lease = database, keys, clock, lease
        with database.writing() as connection:
            migrate(connection)
            begin_log(connection, keys, clock())

    def submit(self, review: Review, snapshot: Snapshot) -> Review:
        with self._writing() as writing:
            return queue.submit(writing, review, snapshot)

    def get(self, review_id: str, reader: str | None = None) -> Review:
        if reader is None:
            return self.standing(review_id).review
        with self._writing() as writing:
            _, standing = queue.open_row(writing, review_id)
            writing.append("read", review_id, reader)
            return as_seen(standing, writing.at).review

    def standing(self, review_id: str) -> Standing:
        with self._database.reading() as connection:
            standing = standing_of(connection, self._keys, find_row(connection, self._keys, review_id))
        return as_seen(standing, self._clock())

    def original(self, review_id: str) -> Review:
        with self._database.reading() as connection:
            return original_of(connection, self._keys, find_row(connection, self._keys, review_id))

    def snapshot(self, review_id: str) -> Snapshot:
        with self._database.reading() as connection:
            row = find_row(connection, self._keys, review_id)
            return read_snapshot(connection, content_of(connection, self._keys, row, "snapshot"))

    def list(
        self, state: str | None = None, ticket_id: str | None = None, limit: int | None = None
    ) -> tuple[Review, ...]:
        kept = reviews_table.c.body.is_not(None)
        of_ticket = reviews_table.c.ticket_id == ticket_id if ticket_id else true()
        # A claimed review whose lease has ended is pending, which only its content and the clock tell.
        stored = _QUEUED if state in _QUEUED else (state,)
        in_state = reviews_table.c.state.in_(stored) if state else true()
        order = (reviews_table.c.urgency.desc(), reviews_table.c.place)
        query = select(reviews_table).where(kept, of_ticket, in_state).order_by(*order)
        query = query if state in _QUEUED else query.limit(limit)
        now = self._clock()
        with self._database.reading() as connection:
            rows = (genuine(self._keys, row) for row in connection.execute(query))
            seen = (as_seen(standing_of(connection, self._keys, row), now).review for row in rows)
            return tuple(islice((review for review in seen if state in (None, review.state)), limit))

    def approved(self, limit: int) -> tuple[tuple[Review, Snapshot], ...]:
        kept = reviews_table.c.body.is_not(None) & reviews_table.c.state.in_(_APPROVED)
        query = select(reviews_table).where(kept).order_by(reviews_table.c.place.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = (genuine(self._keys, row) for row in connection.execute(query))
            return tuple(
                (
                    standing_of(connection, self._keys, row).review,
                    read_snapshot(connection, content_of(connection, self._keys, row, "snapshot"), knowledge=False),
                )
                for row in rows
            )

    def claim(self, review_id: str, agent: str) -> Review:
        with self._writing() as writing:
            step = lambda standing: claimed(standing, agent, writing.at, self._lease)  # noqa: E731
            return queue.change(writing, review_id, "claimed", agent, step)

    def unclaim(self, review_id: str, agent: str) -> Review:
        with self._writing() as writing:
            return queue.change(writing, review_id, "unclaimed", agent, lambda standing: given_back(standing, agent))

    def decide(
        self,
        review_id: str,
        decision: Decision,
        *,
        findings: Sequence[Finding] | None = None,
        draft: Draft | None = None,
        second: bool | None = None,
        seen: str | None = None,
    ) -> Review:
        with self._writing() as writing:

            def step(standing: Standing) -> Standing:
                return decided(standing, decision, at=writing.at, findings=findings, draft=draft, second=second)

            return queue.decide(writing, review_id, decision, seen, step)

    def decisions(self, review_id: str) -> tuple[Decision, ...]:
        with self._database.reading() as connection:
            find_row(connection, self._keys, review_id)
            return queue.decisions(connection, self._keys, review_id)

    def done_for(self, customer_id: str, besides: str | None = None) -> tuple[Action, ...]:
        with self._database.reading() as connection:
            held = keys_of(connection, self._keys, customer_id)
            mine = reviews_table.c.key_id.in_(held) & (reviews_table.c.id != (besides or ""))
            made = queue.decisions(connection, self._keys, select(reviews_table.c.id).where(mine))
            done = [
                action.model_copy(update={"at": action.at or decision.at})
                for decision in made
                for action in decision.actions
            ]
        return tuple(sorted(done, key=lambda action: action.at or datetime.min.replace(tzinfo=UTC)))

    def contacts(self, customer_id: str, ticket_id: str, at: datetime) -> int:
        with self._database.reading() as connection:
            return contacts(connection, keys_of(connection, self._keys, customer_id), ticket_id, at)

    def release(self, review_id: str, key: str, recheck: Callable[[Review], Fresh]) -> str:
        with self._database.reading() as connection:
            seen = leaving.releasable(connection, self._keys, review_id)
        if (text := leaving.released_text(seen, key)) is not None:
            return text
        try:
            fresh = recheck(seen.review)
        except CopilotError as error:
            self.record("failure", review_id, detail={"stage": "release", "error": type(error).__name__})
            raise NotReleased(f"review {review_id!r} could not be checked against the evidence of now") from error
        changes = what_changed(seen.review, seen.policy, fresh)
        with self._writing() as writing:
            text = leaving.let_out(writing, seen, key, changes)
        if text is None:
            raise NotReleased(
                f"the approval of review {review_id!r} has expired: {'; '.join(changes)}; prepare it anew"
            )
        return text

    def confirm_sent(self, review_id: str, key: str) -> Review:
        with self._writing() as writing:
            return leaving.confirm(writing, review_id, key)

    def record(
        self, kind: str, review_id: str | None = None, agent: str | None = None, detail: dict[str, Any] | None = None
    ) -> None:
        with self._writing() as writing:
            writing.append(kind, review_id, agent, detail)

    def rate(self, ticket_id: str, about: str, score: int) -> None:
        lowest, highest = SCALES.get(about, (1, 0))
        if not lowest <= score <= highest:
            scales = ", ".join(f"{name} {low} to {high}" for name, (low, high) in SCALES.items())
            raise ReviewError(f"{about} {score!r} is no rating; expected {scales}")
        self.record("rating", detail={"ticket": ticket_id, "about": about, "score": score})

    def resolve(self, ticket_id: str) -> None:
        self.record("resolved", detail={"ticket": ticket_id})

    def report_wrong(self, review_id: str, agent: str, reason: str) -> None:
        with self._writing() as writing:
            row, standing = queue.open_row(writing, review_id)
            writing.append("wrong", review_id, agent, {"clean": standing.review.clean}, canonical(reason), row.key_id)

    def wrong_drafts(self) -> tuple[WrongDraft, ...]:
        with self._database.reading() as connection:
            return tuple(
                WrongDraft(
                    original_of(connection, self._keys, find_row(connection, self._keys, entry.review_id)),
                    entry.agent or "",
                    json.loads(opened(connection, self._keys, entry, sealed, key_id)),
                )
                for entry, sealed, key_id in entries(connection, kind="wrong")
                if entry.review_id is not None and sealed is not None and key_id is not None
            )

    def log(self, review_id: str | None = None) -> tuple[Entry, ...]:
        with self._database.reading() as connection:
            return tuple(entry for entry, _, _ in entries(connection, review_id))

    def history(self, review_id: str, reader: str) -> tuple[Happening, ...]:
        with self._writing() as writing:
            find_row(writing.connection, self._keys, review_id)
            writing.append("read", review_id, reader)
            return tuple(
                Happening(entry, json.loads(opened(writing.connection, self._keys, entry, sealed, key_id)))
                if sealed is not None and key_id is not None
                else Happening(entry, None)
                for entry, sealed, key_id in entries(writing.connection, review_id)
            )

    def head(self) -> Head:
        with self._database.reading() as connection:
            head = read_head(connection)
        if head is None:
            raise ReviewError("the log has lost its head; run `copilot audit verify`")
        return head

    def verify(self, anchors: Iterable[Head] = ()) -> Verification:
        with self._database.reading() as connection:
            return audit.verify(connection, self._keys, anchors)

    def erase(self, *, customer_id: str | None = None, ticket_id: str | None = None) -> int:
        with self._writing() as writing:
            erased = audit.erase(writing, customer_id, ticket_id)
        self._database.scrub()
        return erased

    def clear_before(self, submitted_before: datetime) -> int:
        with self._writing() as writing:
            return audit.clear_before(writing, stamp(submitted_before))

    def stats(self, since: datetime, until: datetime) -> tuple[Stats, Stats]:
        log = self.log()
        return stats_of(log, since, until), stats_of(log, since - (until - since), since)

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self._database.writing() as connection:
            writing = Writing(connection, self._keys, self._clock())
            yield writing
            writing.close()
