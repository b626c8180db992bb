"""What the flow needs of a place that keeps reviews."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from copilot.models import Action, Decision, Draft, Finding, Review

from .chain import Entry, Happening, Head, Verification
from .records import Fresh, Snapshot, Standing, WrongDraft
from .stats import Stats


class ReviewStore(Protocol):
    """Keeps reviews, their decisions and the log; safe to share between threads and processes."""

    def submit(self, review: Review, snapshot: Snapshot) -> Review:
        """Keep a new review, pending; an open one of the same ticket is superseded. Twice the same is once."""

    def get(self, review_id: str, reader: str | None = None) -> Review:
        """The review as it stands; a `reader` is logged as having seen the customer's data."""

    def standing(self, review_id: str) -> Standing:
        """The review with its owner, lease, times and binding."""

    def original(self, review_id: str) -> Review:
        """The review as it was submitted."""

    def snapshot(self, review_id: str) -> Snapshot:
        """What the review rests on."""

    def list(
        self, state: str | None = None, ticket_id: str | None = None, limit: int | None = None
    ) -> tuple[Review, ...]:
        """Reviews whose content is still kept, the most urgent first, then the oldest."""

    def approved(self, limit: int) -> tuple[tuple[Review, Snapshot], ...]:
        """The latest reviews that a human approved, as written by us or edited, with what they rest on."""

    def claim(self, review_id: str, agent: str) -> Review:
        """The review in this agent's hands, so that nobody else decides it until the lease ends."""

    def unclaim(self, review_id: str, agent: str) -> Review:
        """Back into the queue; only by the agent who holds it."""

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
        """Approve, edit, reject or escalate, once: repeating the same decision changes nothing.

        An edit brings the `findings` of its re-check and may bring the `draft` that they are about. `second` says
        whether an override takes a second person (by default: when a finding rests on an entitlement that needs
        approval); the first one then leaves the review escalated. A draft that is not the one `seen` is a conflict.
        """

    def decisions(self, review_id: str) -> tuple[Decision, ...]:
        """What was decided about the review, oldest first; none once its content was let go."""

    def done_for(self, customer_id: str, besides: str | None = None) -> tuple[Action, ...]:
        """What agents did for the customer as they decided, oldest first; not what belongs to the review `besides`."""

    def contacts(self, customer_id: str, ticket_id: str, at: datetime) -> int:
        """How many other tickets of the customer came in the fourteen days before `at` and are not resolved."""

    def release(self, review_id: str, key: str, recheck: Callable[[Review], Fresh]) -> str:
        """The approved text, if it still holds: `recheck` gives the evidence of now, and is called outside any lock.

        The same key gets the same text again until it is confirmed as sent; NotReleased says why there is none.
        """

    def confirm_sent(self, review_id: str, key: str) -> Review:
        """Close a released review: its text went out. Twice is once."""

    def record(
        self, kind: str, review_id: str | None = None, agent: str | None = None, detail: dict[str, Any] | None = None
    ) -> None:
        """One more entry in the log, such as a failure; nothing personal belongs into it."""

    def rate(self, ticket_id: str, about: str, score: int) -> None:
        """A customer's rating: "csat" 1 to 5, "nps" 0 to 10, "ces" 1 to 7."""

    def resolve(self, ticket_id: str) -> None:
        """The ticket's matter is settled, as the helpdesk sees it."""

    def report_wrong(self, review_id: str, agent: str, reason: str) -> None:
        """An agent says that this draft was wrong although it was shown as clean."""

    def wrong_drafts(self) -> tuple[WrongDraft, ...]:
        """The drafts that agents reported as wrong, oldest first: cases for an evaluation."""

    def log(self, review_id: str | None = None) -> tuple[Entry, ...]:
        """The audit log, oldest first; of one review where it is given."""

    def history(self, review_id: str, reader: str) -> tuple[Happening, ...]:
        """All that happened to the review, with reasons and edits while they are kept; the reading is logged."""

    def head(self) -> Head:
        """The signed end of the log; kept elsewhere it proves later that nothing was cut off."""

    def verify(self, anchors: Iterable[Head] = ()) -> Verification:
        """Whether log and reviews are as they were written, and contain the heads that were kept elsewhere."""

    def erase(self, *, customer_id: str | None = None, ticket_id: str | None = None) -> int:
        """Destroy the key to one customer's data (or to a ticket of nobody known); how many reviews it held."""

    def clear_before(self, submitted_before: datetime) -> int:
        """Let go of the content of closed reviews that were submitted before; how many."""

    def stats(self, since: datetime, until: datetime) -> tuple[Stats, Stats]:
        """The figures of [since, until) and of the period of the same length before it."""

    def close(self) -> None:
        """Close all connections."""
