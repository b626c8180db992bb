"""What an approval is bound to."""

import pytest

from copilot.models import Draft, Review
from copilot.review.records import binding_of, canonical, digest

from .examples import BLOCKING, POLICY, TEXT, review

BOUND = binding_of(review(), "snapshot", POLICY)


def test_the_same_approval_has_the_same_binding_whatever_the_state() -> None:
    assert binding_of(review(state="approved"), "snapshot", dict(reversed(POLICY.items()))) == BOUND


@pytest.mark.parametrize(
    ("approved", "snapshot", "policy"),
    [
        (review("r2"), "snapshot", POLICY),
        (review(draft=Draft(text=f"{TEXT} ", language="en", author="composer")), "snapshot", POLICY),
        (review(findings=[BLOCKING]), "snapshot", POLICY),
        (review(), "another", POLICY),
        (review(), "snapshot", {**POLICY, "returns.window": "v2"}),
    ],
    ids=["review", "draft", "findings", "evidence", "policy"],
)
def test_another_draft_evidence_policy_or_finding_has_another_binding(
    approved: Review, snapshot: str, policy: dict[str, str]
) -> None:
    assert binding_of(approved, snapshot, policy) != BOUND


def test_equal_values_have_one_text() -> None:
    assert canonical({"b": [1, None], "a": "é\ud800"}) == b'{"a":"\\u00e9\\ud800","b":[1,null]}'
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
