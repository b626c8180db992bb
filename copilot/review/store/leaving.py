"""The way out: an approved text is released under a key, and closed when it was sent."""

from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection

from copilot.errors import NotReleased, ReviewConflict, ReviewError
from copilot.models import Review
from copilot.review.decisions import APPROVED
from copilot.review.keys import Keys
from copilot.review.records import Standing, binding_of, canonical

from .log import Writing, last_version
from .queue import move, open_row
from .rows import find_row, standing_of


def releasable(connection: Connection, keys: Keys, review_id: str) -> Standing:
    """What there is to release; NotReleased when it was let go."""
    row = find_row(connection, keys, review_id)
    if row.body is None:
        raise NotReleased(f"the approval of review {review_id!r} has expired: the customer's data was erased")
    return standing_of(connection, keys, row)


def released_text(standing: Standing, key: str) -> str | None:
    """The text that this key has released already, None when it may be released; NotReleased when it may not."""
    review = standing.review
    if review.state == "released":
        if standing.release_key != key_digest(key):
            raise NotReleased(f"review {review.id!r} was released with another key than {key!r}")
        return review.draft.text
    if review.state == "sent":
        raise NotReleased(f"the text of review {review.id!r} was sent at {standing.sent_at}; it is not sent twice")
    if review.state not in APPROVED:
        raise NotReleased(f"review {review.id!r} is {review.state}; only an approved one is released")
    if standing.binding != binding_of(review, standing.snapshot, standing.policy):
        raise NotReleased(f"review {review.id!r} is not what was approved; run `copilot audit verify`")
    return None


def let_out(writing: Writing, seen: Standing, key: str, changes: list[str]) -> str | None:
    """Release the text under the key, or with `changes` let the approval expire: None."""
    review_id = seen.review.id
    row, standing = open_row(writing, review_id)
    if (text := released_text(standing, key)) is not None:
        return text
    if (standing.version, standing.binding) != (seen.version, seen.binding):
        raise ReviewConflict(f"review {review_id!r} changed while it was checked; release it again")
    if last_version(writing.connection, review_id) != standing.version:
        raise NotReleased(f"the log does not know this approval of review {review_id!r}; run `copilot audit verify`")
    version = standing.version + 1
    if changes:
        expired = standing.review.model_copy(update={"state": "expired"})
        after = replace(standing, review=expired, version=version)
        move(writing, row, standing, after, "expired", None, {"changes": len(changes)}, canonical(changes))
        return None
    released = standing.review.model_copy(update={"state": "released"})
    after = replace(standing, review=released, version=version, release_key=key_digest(key), released_at=writing.at)
    move(writing, row, standing, after, "released", detail={"binding": standing.binding})
    return released.draft.text


def confirm(writing: Writing, review_id: str, key: str) -> Review:
    """Close a released review whose text went out under this key."""
    row, standing = open_row(writing, review_id)
    if standing.review.state not in ("released", "sent"):
        raise ReviewConflict(f"review {review_id!r} is {standing.review.state}; only a released one was sent")
    if standing.release_key != key_digest(key):
        raise ReviewConflict(f"review {review_id!r} was released with another key than {key!r}")
    if standing.review.state == "sent":
        return standing.review
    sent = standing.review.model_copy(update={"state": "sent"})
    after = replace(standing, review=sent, sent_at=writing.at, version=standing.version + 1)
    move(writing, row, standing, after, "sent")
    return sent


def key_digest(key: str) -> str:
    """What is kept of a release key."""
    if not key:
        raise ReviewError("a release needs a key that names this sending, such as the id of the message")
    return sha256(canonical(key)).hexdigest()
