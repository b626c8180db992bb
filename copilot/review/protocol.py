"""What the flow needs of a place that keeps reviews."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from copilot.models import Decision, Draft, Finding, Review

from .records import Fresh, Snapshot, Standing


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
    ) -> Review:
        """Approve, edit, reject or escalate, once: repeating the same decision changes nothing."""

    def decisions(self, review_id: str) -> tuple[Decision, ...]:
        """What was decided about the review, oldest first."""

    def release(self, review_id: str, key: str, recheck: Callable[[Review], Fresh]) -> str:
        """The approved text, if it still holds on the evidence of now; NotReleased says why not."""

    def confirm_sent(self, review_id: str, key: str) -> Review:
        """Close a released review: its text went out. Twice is once."""

    def record(
        self, kind: str, review_id: str | None = None, agent: str | None = None, detail: dict[str, Any] | None = None
    ) -> None:
        """One more entry in the log, such as a failure; nothing personal belongs into it."""

    def close(self) -> None:
        """Close all connections."""
