"""From submission to sent: what the store promises, on every database."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.errors import BadInput, NotReleased, ReviewConflict, ReviewError, UnknownReview
from copilot.models import Action, Decision, Draft, Finding, Review
from copilot.review import Fresh, ReviewStore, Snapshot, open_reviews

from .examples import BLOCKING, POLICY, SNAPSHOT, TEXT, blocked, review, unchanged, with_fact

APPROVE = Decision(kind="approve", agent="ana")


def test_a_review_comes_back_as_it_was_submitted(store: ReviewStore) -> None:
    given = review()
    assert store.submit(given, SNAPSHOT) == given
    assert store.get("r1") == given
    assert store.snapshot("r1") == SNAPSHOT
    assert Review.model_validate_json(given.model_dump_json()) == given


def test_submitting_the_same_review_twice_is_submitting_it_once(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    assert store.submit(review(), SNAPSHOT).state == "approved"
    with pytest.raises(ReviewConflict, match="another review has the id 'r1'"):
        store.submit(blocked(), SNAPSHOT)


def test_an_unknown_review_is_named(store: ReviewStore) -> None:
    with pytest.raises(UnknownReview, match="'nothing'"):
        store.get("nothing")


def test_preparing_a_ticket_again_supersedes_what_waits(store: ReviewStore) -> None:
    store.submit(review("r1"), SNAPSHOT)
    store.claim("r1", "ana")
    store.submit(review("r2"), SNAPSHOT)
    assert [(r.id, r.state) for r in store.list()] == [("r1", "superseded"), ("r2", "pending")]
    with pytest.raises(ReviewConflict, match="'r1' is superseded already"):
        store.decide("r1", APPROVE)


def test_one_ticket_has_at_most_one_text_that_may_be_sent(store: ReviewStore) -> None:
    store.submit(review("r1"), SNAPSHOT)
    store.decide("r1", APPROVE)
    store.submit(review("r2"), SNAPSHOT)
    assert store.get("r1").state == "approved"
    store.decide("r2", APPROVE)
    with pytest.raises(NotReleased, match="'r1' is superseded"):
        store.release("r1", "k", unchanged)
    assert store.release("r2", "k", unchanged) == TEXT


def test_the_most_urgent_review_comes_first_then_the_oldest(store: ReviewStore) -> None:
    triage = review().triage
    urgent = triage.model_copy(update={"urgency": triage.urgency.model_copy(update={"label": "urgent"})})
    store.submit(review("r1", ticket_id="t1"), SNAPSHOT)
    store.submit(review("r2", ticket_id="t2"), SNAPSHOT)
    store.submit(review("r3", ticket_id="t3", triage=urgent), SNAPSHOT)
    assert [r.id for r in store.list("pending")] == ["r3", "r1", "r2"]
    assert [r.id for r in store.list(limit=1)] == ["r3"]
    assert [r.id for r in store.list(ticket_id="t2")] == ["r2"]


def test_nothing_leaves_that_nobody_approved(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    with pytest.raises(NotReleased, match="'r1' is pending; only an approved one is released"):
        store.release("r1", "k", unchanged)


@pytest.mark.parametrize("kind", ["reject", "escalate"])
def test_nothing_leaves_that_was_turned_down(store: ReviewStore, kind: str) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", Decision(kind=kind, agent="ana", reason="wrong order"))
    with pytest.raises(NotReleased, match=f"'r1' is {kind}"):
        store.release("r1", "k", unchanged)


def test_an_approved_text_is_released_once_and_closed(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    assert store.release("r1", "mail-1", unchanged) == TEXT
    assert store.release("r1", "mail-1", unchanged) == TEXT
    with pytest.raises(NotReleased, match="released with another key than 'mail-2'"):
        store.release("r1", "mail-2", unchanged)
    with pytest.raises(ReviewConflict, match="another key than 'mail-2'"):
        store.confirm_sent("r1", "mail-2")
    assert store.confirm_sent("r1", "mail-1").state == "sent"
    assert store.confirm_sent("r1", "mail-1").state == "sent"
    with pytest.raises(NotReleased, match="it is not sent twice"):
        store.release("r1", "mail-1", unchanged)


def test_deciding_the_same_again_changes_nothing(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    first = store.decide("r1", APPROVE)
    assert store.decide("r1", APPROVE) == first
    assert [d.kind for d in store.decisions("r1")] == ["approve"]


def test_of_two_different_decisions_the_second_is_a_conflict(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(ReviewConflict, match="'r1' is approved already"):
        store.decide("r1", Decision(kind="approve", agent="ben"))
    with pytest.raises(ReviewConflict, match="'r1' is approved already"):
        store.decide("r1", Decision(kind="reject", agent="ana", reason="changed my mind"))


def test_an_edit_is_kept_with_the_findings_of_its_recheck(store: ReviewStore) -> None:
    note = Finding(rule="T001", severity="warn", status="violated", message="no greeting")
    store.submit(review(), SNAPSHOT)
    edited = store.decide("r1", Decision(kind="edit", agent="ana", text="Delivered."), findings=[note])
    assert edited == review(
        state="edited", draft=Draft(text="Delivered.", language="en", author="agent"), findings=[note]
    )
    assert store.get("r1") == edited
    assert store.original("r1") == review()
    assert store.release("r1", "k", unchanged) == "Delivered."


def test_an_edit_without_a_recheck_is_refused(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    with pytest.raises(BadInput, match="needs its text and the findings"):
        store.decide("r1", Decision(kind="edit", agent="ana", text="Delivered."))


def test_an_edit_that_is_blocked_is_refused(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    with pytest.raises(ReviewConflict, match=r"blocked \(F002: 12 November is in no record\)"):
        store.decide("r1", Decision(kind="edit", agent="ana", text="12 November"), findings=[BLOCKING])
    assert store.get("r1") == review()


def test_a_refunded_order_expires_the_approval_and_the_error_says_so(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(NotReleased, match="status of 'order:#W1' was 'delivered', is now 'returned'"):
        store.release("r1", "k", with_fact("f2", "returned"))
    assert store.get("r1").state == "expired"
    with pytest.raises(NotReleased, match="'r1' is expired"):
        store.release("r1", "k", unchanged)


def test_another_products_price_expires_nothing(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    assert store.release("r1", "k", with_fact("f3", "13.00 EUR")) == TEXT


def test_when_the_evidence_of_now_cannot_be_had_nothing_leaves_and_the_approval_stays(store: ReviewStore) -> None:
    def broken(seen: Review) -> Fresh:
        raise BadInput(f"the shop is away, and with it the order of {seen.ticket_id}")

    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(NotReleased, match="could not be checked against the evidence of now"):
        store.release("r1", "k", broken)
    assert store.release("r1", "k", unchanged) == TEXT


def test_a_review_that_changes_during_the_recheck_is_not_released(store: ReviewStore) -> None:
    def meanwhile(seen: Review) -> Fresh:
        store.submit(review("r2"), SNAPSHOT)
        store.decide("r2", APPROVE)
        return unchanged(seen)

    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(NotReleased, match="'r1' is superseded"):
        store.release("r1", "k", meanwhile)


@settings(max_examples=30, deadline=None)
@given(text=st.text(), note=st.text(alphabet="a\x00\ud800\u202e\U0001f600"))
def test_any_text_comes_back_as_it_was(text: str, note: str) -> None:
    store = open_reviews(None)
    drafted = review(draft=Draft(text=note, language="en", author="model"))
    store.submit(drafted, Snapshot(evidence={"ticket": note}, replies=[text]))
    decision = Decision(kind="edit", agent="ana", text=text + note, reason=note)
    store.decide("r1", decision, findings=[])
    assert store.original("r1") == drafted
    assert store.snapshot("r1") == Snapshot(evidence={"ticket": note}, replies=[text])
    assert store.get("r1").draft.text == text + note
    assert [made.model_copy(update={"at": None}) for made in store.decisions("r1")] == [decision]
    store.close()


def test_a_name_that_no_database_holds_is_refused(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    with pytest.raises(ReviewError, match="could not be written"):
        store.claim("r1", "\ud800")
    assert store.get("r1") == review()


def test_a_ticket_of_nobody_known_is_kept_too(store: ReviewStore) -> None:
    store.submit(review(), Snapshot(policy=POLICY))
    assert store.get("r1") == review()


def test_what_people_approved_is_at_hand_the_latest_first(store: ReviewStore) -> None:
    for id in ("first", "waits", "second"):
        store.submit(review(id, ticket_id=f"t-{id}"), SNAPSHOT)
    store.decide("first", APPROVE)
    store.decide("second", Decision(kind="edit", agent="ana", text="Delivered."), findings=[])
    assert [(kept.id, kept.draft.text, snapshot) for kept, snapshot in store.approved(10)] == [
        ("second", "Delivered.", SNAPSHOT),
        ("first", TEXT, SNAPSHOT),
    ]
    assert [kept.id for kept, _ in store.approved(1)] == ["second"]


def test_other_tickets_of_the_last_days_are_contacts_until_they_are_resolved(store: ReviewStore) -> None:
    first = review("r1")
    store.submit(first, SNAPSHOT)
    store.submit(review("r2", ticket_id="t2"), SNAPSHOT)
    later = first.as_of + timedelta(days=3)
    assert store.contacts("ana_1", "t3", later) == 2
    assert store.contacts("ana_1", first.ticket_id, later) == 1
    assert store.contacts("ana_1", "t3", first.as_of + timedelta(days=15)) == 0
    assert store.contacts("nobody", "t3", later) == 0
    store.resolve("t2")
    assert store.contacts("ana_1", "t3", later) == 1


def test_what_agents_did_for_a_customer_is_told_until_the_customer_is_erased(store: ReviewStore) -> None:
    given = Action.model_validate({"kind": "goodwill", "order_id": "#W1", "amount": "10.00"})
    store.submit(review("r1"), SNAPSHOT)
    store.submit(review("r2", ticket_id="t2"), SNAPSHOT.model_copy(update={"customer_id": "ben_2"}))
    for id in ("r1", "r2"):
        store.decide(id, Decision(kind="approve", agent="ana", actions=[given]))
    (done,) = store.done_for("ana_1")
    assert done == given.model_copy(update={"at": store.decisions("r1")[0].at})
    assert store.done_for("ana_1", besides="r1") == store.done_for("nobody") == ()
    store.erase(customer_id="ana_1")
    assert store.done_for("ana_1") == ()
    assert len(store.done_for("ben_2")) == 1
