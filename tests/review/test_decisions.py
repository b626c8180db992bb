"""Who may decide, what it takes to approve, and which state follows."""

from datetime import UTC, datetime, timedelta

import pytest

from copilot.errors import ReviewConflict
from copilot.models import Decision, Review
from copilot.review import ReviewStore, Standing
from copilot.review.decisions import OPEN, claimed, decided

from .conftest import Clock
from .examples import ABOVE, BLOCKING, POLICY, SNAPSHOT, TEXT, blocked, review, unchanged

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
APPROVE = Decision(kind="approve", agent="ana")


def override(agent: str, reason: str = "the courier confirmed it by phone") -> Decision:
    return Decision(kind="approve", agent=agent, override=True, reason=reason)


def standing(given: Review) -> Standing:
    return Standing(given, "snapshot", POLICY, version=1, submitted_at=NOW)


@pytest.mark.parametrize("state", ["approved", "edited", "rejected", "superseded", "expired", "released", "sent"])
@pytest.mark.parametrize(
    "decision",
    [
        APPROVE,
        Decision(kind="edit", agent="ana", text="x"),
        Decision(kind="reject", agent="ana", reason="x"),
        Decision(kind="escalate", agent="ana", reason="x"),
    ],
    ids=lambda decision: decision.kind,
)
def test_what_is_decided_is_decided(state: str, decision: Decision) -> None:
    with pytest.raises(ReviewConflict, match=f"'r1' is {state} already; expected {', '.join(OPEN)}"):
        decided(standing(review(state=state)), decision, at=NOW, findings=[])


def test_a_blocked_review_is_not_approved(store: ReviewStore) -> None:
    store.submit(blocked(), SNAPSHOT)
    with pytest.raises(ReviewConflict, match=r"'r1' is blocked \(F002: 12 November is in no record\); edit the text"):
        store.decide("r1", APPROVE)
    assert store.get("r1").state == "pending"


def test_a_block_is_overridden_with_a_reason_that_the_log_keeps(store: ReviewStore) -> None:
    store.submit(blocked(), SNAPSHOT)
    assert store.decide("r1", override("ana")).state == "approved"
    assert [decision.reason for decision in store.decisions("r1")] == ["the courier confirmed it by phone"]
    assert store.log("r1")[-1].told["overridden"] == ["F002"]
    assert store.release("r1", "k", unchanged) == TEXT


def test_an_approval_may_come_with_findings_that_count_what_the_agent_did(store: ReviewStore) -> None:
    store.submit(blocked(), SNAPSHOT)
    approved = store.decide("r1", APPROVE, findings=[])
    assert (approved.state, approved.blocked, approved.clean, approved.findings) == ("approved", False, True, [])
    assert store.get("r1") == approved
    assert store.release("r1", "k", unchanged) == TEXT


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_there_is_no_override_without_a_reason(reason: str | None) -> None:
    with pytest.raises(ValueError, match="override only to approve or edit, and with a reason"):
        Decision(kind="approve", agent="ana", override=True, reason=reason)


def test_overriding_nothing_is_a_mistake(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    with pytest.raises(ReviewConflict, match="'r1' has no blocking finding to override"):
        store.decide("r1", override("ana"))


def test_above_authority_it_takes_a_second_person(store: ReviewStore) -> None:
    store.submit(blocked(finding=ABOVE), SNAPSHOT)
    assert store.decide("r1", override("ana")).state == "escalated"
    for same in ("ana", " Ana "):
        with pytest.raises(ReviewConflict, match=f"waits for a second person, who is not {same!r}"):
            store.decide("r1", override(same, "again"))
    with pytest.raises(ReviewConflict, match="'r1' is blocked"):
        store.decide("r1", Decision(kind="approve", agent="ben"))
    assert store.decide("r1", override("ben", "agreed")).state == "approved"
    assert [(d.agent, d.reason) for d in store.decisions("r1")] == [
        ("ana", "the courier confirmed it by phone"),
        ("ben", "agreed"),
    ]


def test_the_flow_may_say_that_one_person_is_enough_or_that_it_takes_two(store: ReviewStore) -> None:
    store.submit(blocked("r1", ABOVE, ticket_id="t1"), SNAPSHOT)
    assert store.decide("r1", override("lead"), second=False).state == "approved"
    store.submit(blocked("r2", BLOCKING, ticket_id="t2"), SNAPSHOT)
    assert store.decide("r2", override("ana"), second=True).state == "escalated"


def test_the_second_person_approves_the_text_of_the_first_and_not_one_of_their_own(store: ReviewStore) -> None:
    def edit(agent: str, text: str) -> Decision:
        return Decision(kind="edit", agent=agent, text=text, override=True, reason="goodwill")

    store.submit(review(), SNAPSHOT)
    assert store.decide("r1", edit("ana", "25.00 EUR"), findings=[ABOVE]).state == "escalated"
    assert store.decide("r1", edit("ben", "30.00 EUR"), findings=[ABOVE]).state == "escalated"
    with pytest.raises(ReviewConflict, match="who is not 'ben'"):
        store.decide("r1", override("ben"))
    with pytest.raises(ReviewConflict, match="the draft of review 'r1' is not the one that was seen"):
        store.decide("r1", override("ana"), seen="25.00 EUR")
    approved = store.decide("r1", override("ana"), seen="30.00 EUR")
    assert (approved.state, approved.draft.text) == ("approved", "30.00 EUR")


def test_an_escalated_review_is_approved_by_somebody_else(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", Decision(kind="escalate", agent="ana", reason="a lawyer writes"))
    with pytest.raises(ReviewConflict, match="who is not 'ana'"):
        store.decide("r1", APPROVE)
    with pytest.raises(ReviewConflict, match="is escalated already"):
        store.decide("r1", Decision(kind="escalate", agent="ben", reason="me too"))
    assert store.decide("r1", Decision(kind="approve", agent="ben")).state == "approved"


def test_a_claimed_review_is_decided_by_its_owner_until_the_lease_ends(store: ReviewStore, clock: Clock) -> None:
    store.submit(review(), SNAPSHOT)
    assert store.claim("r1", "ana").state == "claimed"
    with pytest.raises(ReviewConflict, match=r"in the hands of 'ana' until 2026-11-22T09:15:00\+00:00"):
        store.claim("r1", "ben")
    with pytest.raises(ReviewConflict, match="in the hands of 'ana'"):
        store.decide("r1", Decision(kind="approve", agent="ben"))
    clock.forward(minutes=10)
    store.claim("r1", "ana")
    clock.forward(minutes=14)
    with pytest.raises(ReviewConflict, match="in the hands of 'ana'"):
        store.claim("r1", "ben")
    clock.forward(minutes=1)
    assert store.claim("r1", "ben").state == "claimed"
    assert store.standing("r1").owner == "ben"
    assert store.decide("r1", Decision(kind="approve", agent="ben")).state == "approved"


def test_a_review_whose_lease_has_ended_waits_in_the_queue_again(store: ReviewStore, clock: Clock) -> None:
    store.submit(review(), SNAPSHOT)
    store.claim("r1", "ana")
    assert ([r.id for r in store.list("pending")], [r.id for r in store.list("claimed")]) == ([], ["r1"])
    clock.forward(minutes=15)
    assert ([r.id for r in store.list("pending")], [r.id for r in store.list("claimed")]) == (["r1"], [])
    assert store.get("r1") == review()
    assert store.standing("r1").owner is None


def test_a_claimed_review_is_given_back_by_its_owner(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.claim("r1", "ana")
    with pytest.raises(ReviewConflict, match="not in the hands of 'ben'"):
        store.unclaim("r1", "ben")
    assert store.unclaim("r1", "ana") == review()
    assert store.claim("r1", "ben").state == "claimed"


def test_only_what_waits_is_claimed(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(ReviewConflict, match="'r1' is approved; only a pending one is claimed"):
        store.claim("r1", "ana")


@pytest.mark.parametrize(("back", "free"), [(timedelta(minutes=1), False), (timedelta(days=400), True)])
def test_a_clock_that_was_set_back_does_not_lock_a_review_for_ever(back: timedelta, free: bool) -> None:
    held = claimed(standing(review()), "ana", NOW, timedelta(minutes=15))
    if free:
        assert claimed(held, "ben", NOW - back, timedelta(minutes=15)).owner == "ben"
    else:
        with pytest.raises(ReviewConflict, match="in the hands of 'ana'"):
            claimed(held, "ben", NOW - back, timedelta(minutes=15))
