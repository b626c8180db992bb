"""The log shows every change that was not made through the copilot; what is erased is gone, and the log still holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from copilot.errors import NotReleased, ReviewError, UnknownReview
from copilot.models import Decision
from copilot.review import Entry, ReviewStore, Snapshot, Verification, open_reviews
from copilot.review.chain import GENESIS, linked, signed_head, verify_chain
from copilot.review.keys import Keys
from copilot.review.store import Database

from .conftest import KEY, Clock
from .examples import POLICY, SNAPSHOT, TEXT, review, unchanged, with_fact

KEYS = Keys(KEY)
APPROVE = Decision(kind="approve", agent="ana")


def chain(length: int, keys: Keys = KEYS) -> list[Entry]:
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        before = entries[-1].hash if entries else GENESIS
        at = f"2026-11-22T09:00:{seq % 60:02}.000000+00:00"
        detail = f'{{"version":{seq}}}'
        entries.append(linked(Entry(seq, at, "decided", f"r{seq}", "ana", detail, "a" * 64, before), keys))
    return entries


def verified(entries: Sequence[Entry], length: int) -> Verification:
    last = chain(length)[-1]
    return verify_chain(entries, signed_head(last.seq, last.at, last.hash, KEYS), KEYS)


def test_an_untouched_log_is_sound() -> None:
    assert verified(chain(500), 500) == Verification(500)


EDITS: dict[str, Callable[[Entry], Entry]] = {
    "at": lambda entry: replace(entry, at="2026-11-22T09:00:59.999999+00:00"),
    "kind": lambda entry: replace(entry, kind="read"),
    "review": lambda entry: replace(entry, review_id="r0"),
    "agent": lambda entry: replace(entry, agent=None),
    "detail": lambda entry: replace(entry, detail=entry.detail + " "),
    "sealed": lambda entry: replace(entry, sealed=None),
    "before": lambda entry: replace(entry, before=GENESIS[:-1] + "1"),
    "hash": lambda entry: replace(entry, hash=GENESIS),
    "code": lambda entry: replace(entry, code=GENESIS),
    "rehashed without the key": lambda entry: linked(replace(entry, agent="eve"), Keys(b"e" * 32)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_every_edit_of_a_record_is_found_and_named(edit: Callable[[Entry], Entry]) -> None:
    entries = chain(500)
    for place in [*range(0, 500, 60), 499]:
        edited = [*entries[:place], edit(entries[place]), *entries[place + 1 :]]
        assert verified(edited, 500).bad == place + 1


def test_every_deletion_swap_and_truncation_is_found_and_named() -> None:
    entries = chain(60)
    for place in range(60):
        assert verified(entries[:place] + entries[place + 1 :], 60).bad == place + 1
        assert verified(entries[:place], 60).bad == place + 1
        for other in range(place + 1, 60, 13):
            swapped = list(entries)
            swapped[place], swapped[other] = entries[other], entries[place]
            assert verified(swapped, 60).bad == place + 1


def test_a_shortened_log_with_an_older_head_shows_against_a_head_that_was_kept_elsewhere() -> None:
    entries = chain(10)
    old, new = (signed_head(e.seq, e.at, e.hash, KEYS) for e in (entries[5], entries[9]))
    assert verify_chain(entries[:6], old, KEYS).sound
    assert verify_chain(entries[:6], old, KEYS, [new]) == Verification(
        6, 7, "the log ends with entry 6; entry 10 was anchored"
    )
    assert verify_chain(entries, new, KEYS, [old]).sound


def test_an_anchor_of_another_log_is_told_apart() -> None:
    other = chain(10, Keys(b"o" * 32))[4]
    head = signed_head(10, "", chain(10)[-1].hash, KEYS)
    foreign = signed_head(other.seq, other.at, other.hash, Keys(b"o" * 32))
    exchanged = signed_head(5, other.at, chain(10)[5].hash, KEYS)
    assert (
        verify_chain(chain(10), head, KEYS, [foreign]).problem == "the anchor of entry 5 was not signed with this key"
    )
    assert verify_chain(chain(10), head, KEYS, [exchanged]).problem == "entry 5 is not the one that was anchored"


def used(place: str | Path | None, clock: Clock) -> ReviewStore:
    """A store in which one review was sent, one approved, one waits."""
    store = open_reviews(place, key=KEY, clock=clock)
    for number in (1, 2, 3):
        store.submit(review(f"r{number}", ticket_id=f"t{number}"), SNAPSHOT)
    store.get("r1", reader="ana")
    store.decide("r1", APPROVE)
    store.release("r1", "k", unchanged)
    store.confirm_sent("r1", "k")
    store.decide("r2", APPROVE)
    return store


def altered(store: ReviewStore, *statements: str) -> None:
    """What somebody with access to the database does."""
    with store._database.writing() as connection:  # type: ignore[attr-defined]
        for statement in statements:
            connection.execute(text(statement))


def test_the_log_tells_what_happened(clock: Clock) -> None:
    log = used(None, clock).log()
    assert [(entry.seq, entry.kind, entry.review_id, entry.agent) for entry in log] == [
        (1, "submitted", "r1", None),
        (2, "submitted", "r2", None),
        (3, "submitted", "r3", None),
        (4, "read", "r1", "ana"),
        (5, "decided", "r1", "ana"),
        (6, "released", "r1", None),
        (7, "sent", "r1", None),
        (8, "decided", "r2", "ana"),
    ]
    assert {entry.at for entry in log} == {"2026-11-22T09:00:00.000000+00:00"}


@pytest.mark.parametrize(
    ("statement", "bad", "problem"),
    [
        ("UPDATE copilot_log SET agent = 'eve' WHERE seq = 5", 5, "entry 5 was altered"),
        ("DELETE FROM copilot_log WHERE seq = 4", 4, "entry 4 is missing; entry 5 stands in its place"),
        ("DELETE FROM copilot_log WHERE seq = 8", 8, "the signed head is entry 8, the log ends with entry 7"),
        ("UPDATE copilot_log SET sealed = NULL WHERE seq = 5", 5, "the sealed content of entry 5 is missing"),
        ("UPDATE copilot_head SET seq = 7", 9, "the head of the log was not signed with this key"),
        ("DELETE FROM copilot_head", 1, "the log has lost its head"),
        ("UPDATE copilot_reviews SET state = 'approved' WHERE id = 'r3'", 3, "review 'r3' was altered since entry 3"),
        ("UPDATE copilot_reviews SET owner = 'eve' WHERE id = 'r2'", 8, "review 'r2' was altered since entry 8"),
        ("DELETE FROM copilot_reviews WHERE id = 'r2'", 8, "review 'r2', of entry 8, is missing"),
    ],
)
def test_what_was_changed_in_the_database_is_named(
    place: str | Path, clock: Clock, statement: str, bad: int, problem: str
) -> None:
    store = used(place, clock)
    assert store.verify().sound
    altered(store, statement)
    found = store.verify()
    assert (found.bad, found.problem) == (bad, problem)
    store.close()


def test_a_review_that_was_approved_in_the_database_is_not_released(place: str | Path, clock: Clock) -> None:
    store = used(place, clock)
    altered(store, "UPDATE copilot_reviews SET state = 'approved', decided_at = submitted_at WHERE id = 'r3'")
    with pytest.raises(ReviewError, match="'r3' was altered outside the copilot"):
        store.release("r3", "k", unchanged)
    store.close()


def test_a_row_that_was_put_back_from_an_older_copy_is_not_released(place: str | Path, clock: Clock) -> None:
    store = used(place, clock)
    altered(store, "CREATE TABLE copy AS SELECT * FROM copilot_reviews WHERE id = 'r2'")
    store.release("r2", "k", unchanged)
    altered(
        store,
        "DELETE FROM copilot_reviews WHERE id = 'r2'",
        "INSERT INTO copilot_reviews SELECT * FROM copy",
    )
    assert store.verify().problem == "review 'r2' is not in the version of entry 9"
    with pytest.raises(NotReleased, match="the log does not know this approval of review 'r2'"):
        store.release("r2", "another", unchanged)
    store.close()


def test_an_erased_customer_is_gone_and_the_log_still_holds(store: ReviewStore) -> None:
    store.submit(review("r1", ticket_id="t1"), SNAPSHOT)
    store.submit(review("r2", ticket_id="t2"), Snapshot(customer_id="ben_2", policy=POLICY))
    store.decide("r1", APPROVE)
    assert store.erase(customer_id="ana_1") == 1
    for read in (store.get, store.snapshot, store.original):
        with pytest.raises(UnknownReview, match="the content of review 'r1' was erased"):
            read("r1")
    with pytest.raises(NotReleased, match="'r1' has expired: the customer's data was erased"):
        store.release("r1", "k", unchanged)
    assert store.decisions("r1") == ()
    assert [found.id for found in store.list()] == ["r2"]
    assert store.verify().sound
    assert [(entry.kind, entry.review_id) for entry in store.log()][-2:] == [("erased", "r1"), ("key_destroyed", None)]
    store.submit(review("r3", ticket_id="t3"), SNAPSHOT)
    assert store.get("r3").id == "r3"
    assert store.verify().sound


def test_a_ticket_of_nobody_known_can_be_erased_too(store: ReviewStore) -> None:
    store.submit(review(), Snapshot(policy=POLICY))
    assert store.erase(ticket_id="t1") == 1
    with pytest.raises(UnknownReview):
        store.get("r1")


def test_nothing_personal_can_be_read_in_the_file(tmp_path: Path, clock: Clock) -> None:
    store = used(tmp_path / "reviews.db", clock)
    store.decide("r3", Decision(kind="reject", agent="ana", reason="Ana Silva is angry"))
    store.close()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for personal in (TEXT, "Ana Silva", "ana_1", "12 November", "#W1"):
        assert personal.encode() not in written


def test_a_destroyed_key_is_in_no_file_any_more(tmp_path: Path, clock: Clock) -> None:
    store = used(tmp_path / "reviews.db", clock)
    with store._database.reading() as connection:  # type: ignore[attr-defined]
        wrapped = connection.execute(text("SELECT wrapped FROM copilot_keys")).scalar_one()

    def kept() -> bool:
        return any(wrapped in file.read_bytes() for file in tmp_path.iterdir())

    assert kept()
    assert store.erase(customer_id="ana_1") == 3
    assert not kept()
    store.close()


def test_an_altered_review_is_not_listed_as_if_it_were_not(place: str | Path, clock: Clock) -> None:
    store = used(place, clock)
    altered(store, "UPDATE copilot_reviews SET urgency = 3 WHERE id = 'r3'")
    with pytest.raises(ReviewError, match="'r3' was altered outside the copilot"):
        store.list()
    store.close()


def test_the_history_of_a_review_gives_decisions_and_reasons_and_is_logged(store: ReviewStore, clock: Clock) -> None:
    store.submit(review(), SNAPSHOT)
    store.decide("r1", APPROVE)
    with pytest.raises(NotReleased):
        store.release("r1", "k", with_fact("f2", "returned"))
    told = store.history("r1", reader="auditor")
    assert [(happening.entry.kind, happening.entry.agent) for happening in told] == [
        ("submitted", None),
        ("decided", "ana"),
        ("expired", None),
        ("read", "auditor"),
    ]
    assert Decision.model_validate(told[1].personal) == APPROVE.model_copy(update={"at": clock.now})
    assert told[2].personal == ["status of 'order:#W1' was 'delivered', is now 'returned'"]
    store.erase(customer_id="ana_1")
    assert {happening.personal for happening in store.history("r1", reader="auditor")} == {None}


def test_old_closed_reviews_are_let_go_and_open_ones_kept(store: ReviewStore, clock: Clock) -> None:
    for number in (1, 2):
        store.submit(review(f"r{number}", ticket_id=f"t{number}"), SNAPSHOT)
    store.decide("r1", Decision(kind="reject", agent="ana", reason="duplicate"))
    clock.forward(days=400)
    store.submit(review("r3", ticket_id="t3"), SNAPSHOT)
    store.decide("r3", Decision(kind="reject", agent="ana", reason="duplicate"))
    assert store.clear_before(datetime(2027, 1, 1, tzinfo=UTC)) == 1
    assert [found.id for found in store.list()] == ["r2", "r3"]
    assert store.verify().sound
    assert store.clear_before(datetime(2027, 1, 1, tzinfo=UTC)) == 0


def test_a_content_that_vanished_without_being_let_go_is_named(place: str | Path, clock: Clock) -> None:
    store = used(place, clock)
    store.erase(customer_id="somebody else")
    altered(store, "UPDATE copilot_log SET sealed = NULL WHERE seq = 8")
    assert store.verify().problem == "the sealed content of entry 8 is missing"
    store.close()


def test_a_log_written_with_another_key_is_refused(place: str | Path, clock: Clock) -> None:
    used(place, clock).close()
    with pytest.raises(ReviewError, match="written with another key"):
        open_reviews(place, key=b"x" * 32)


def test_the_head_proves_later_that_nothing_was_cut_off(place: str | Path, clock: Clock) -> None:
    store: Any = used(place, clock)
    kept = store.head()
    assert store.verify([kept]).sound
    store.record("failure", detail={"stage": "gather"})
    assert store.verify([kept]).sound
    assert store.head().seq == kept.seq + 1
    store.close()


def test_what_reviews_rest_on_is_kept_once_and_shows_when_it_was_altered(place: str | Path, clock: Clock) -> None:
    store = open_reviews(place, key=KEY, clock=clock)
    rests_on = SNAPSHOT.model_copy(update={"knowledge": {"clauses": [{"id": "returns.window"}]}})
    store.submit(review("r1"), rests_on)
    store.submit(review("r2", ticket_id="t2"), rests_on)
    assert store.snapshot("r1") == store.snapshot("r2") == rests_on
    assert store.verify().sound
    database = Database(place if isinstance(place, str) else f"sqlite:///{place}")
    with database.writing() as connection:
        assert connection.execute(text("SELECT count(*) FROM copilot_texts")).scalar() == 1
        connection.execute(text("UPDATE copilot_texts SET content = :other"), {"other": b"nothing"})
    database.close()
    assert store.verify().problem is not None
    with pytest.raises(ReviewError, match="'clauses', which reviews rest on, is missing or altered"):
        store.snapshot("r1")
    store.close()
