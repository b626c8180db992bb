"""Reviews that an earlier version wrote are read; what a later one wrote is refused."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from copilot.errors import ReviewError
from copilot.review import Standing
from copilot.review.store.held import read_held, write_held

from .examples import POLICY, review

CONTENT = write_held(Standing(review(), "snapshot", POLICY, 1, datetime(2026, 11, 22, tzinfo=UTC)))


def test_what_was_written_is_read() -> None:
    held = read_held(CONTENT)
    assert (held.review, held.snapshot, held.policy) == (review(), "snapshot", POLICY)


def test_an_older_format_is_brought_up_step_by_step() -> None:
    older = json.loads(CONTENT)
    older["review"]["letter"] = older["review"].pop("draft")

    def rename(data: dict[str, Any]) -> dict[str, Any]:
        data["review"]["draft"] = data["review"].pop("letter")
        return data

    assert read_held(json.dumps(older).encode(), [rename]).review == review()


def test_a_later_format_is_refused() -> None:
    later = json.dumps({**json.loads(CONTENT), "format": 2}).encode()
    with pytest.raises(ReviewError, match=r"written by a later version of support-copilot \(format 2\)"):
        read_held(later)


def test_content_that_does_not_fit_its_format_is_refused() -> None:
    broken = json.dumps({**json.loads(CONTENT), "review": {}}).encode()
    with pytest.raises(ReviewError, match="a review of format 1 cannot be read by this version"):
        read_held(broken)
