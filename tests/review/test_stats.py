"""What became of the drafts, by fixed definitions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.errors import ReviewError
from copilot.models import Citation, Decision, Draft, Fact, Finding
from copilot.review import ReviewStore
from copilot.review.edits import Edit, edit_of
from copilot.review.stats import Gap, Rating, RuleCount, Spread

from .conftest import Clock
from .examples import ABOVE, BLOCKING, SNAPSHOT, TEXT, blocked, review, unchanged

BEFORE = (
    "Hello Ana, your order was delivered on 12 November. Returns are free until 12 December. Kind regards, the team"
)


def edit(after: str, **changed: str) -> Edit:
    """What an edit of BEFORE is; its second sentence rests on a clause."""
    citation = Citation(start=52, end=88, sources=["returns.window"])
    before = Draft(text=BEFORE, language="en", author="composer", citations=[citation])
    fact = Fact("f1", "product", "name", "order:#W1/line:1", "Oslo Lamp", "orders.jsonl")
    return edit_of(before, Draft(text=after, author="agent", **{"language": "en", **changed}), [fact])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, Edit("unchanged", 0.0)),
        (BEFORE.replace(" Kind", "\n\nKind"), Edit("unchanged", 0.0)),
        (BEFORE.replace("Hello", "Dear"), Edit("light", 0.0526, ("tone",))),
        (BEFORE.replace("12 November", "13 November"), Edit("light", 0.0526, ("fact",))),
        (BEFORE.replace("order", "lamp"), Edit("light", 0.0526, ("fact", "tone"))),
        (BEFORE.replace("free", "costly"), Edit("light", 0.0526, ("policy",))),
        (BEFORE.replace("Ana,", "Ana!"), Edit("light", 0.0, ("tone",))),
        (BEFORE.replace(" Kind regards, the team", ""), Edit("light", 0.1176, ("tone",))),
        ("Delivered on 12 November.", Edit("heavy", 0.6522, ("fact", "length", "policy", "tone"))),
        ("Please write to us again.", Edit("discarded", 1.0, ("fact", "length", "policy", "tone"))),
        ("", Edit("discarded", 1.0, ("fact", "length", "policy", "tone"))),
    ],
)
def test_an_edit_has_a_size_and_what_it_touched(after: str, expected: Edit) -> None:
    assert edit(after) == expected


def test_another_language_is_touched() -> None:
    assert "language" in edit("Hallo Ana, Ihre Bestellung kam an.", language="de").touched


@given(st.text(), st.text())
def test_every_pair_of_texts_has_an_edit(before: str, after: str) -> None:
    drafts = [Draft(text=text, language="en", author="agent") for text in (before, after)]
    found = edit_of(drafts[0], drafts[1])
    assert 0.0 <= found.changed <= 1.0
    assert (found.kind == "unchanged") == (before.split() == after.split())


def test_a_hostile_text_is_measured_in_linear_time() -> None:
    long = "a." * 100_000
    assert edit_of(Draft(text=long, language="en", author="agent"), Draft(text="b", language="en", author="agent")).kind


def test_a_period_is_told_beside_the_one_before(store: ReviewStore, clock: Clock) -> None:
    start = clock.now
    warns = Finding(rule="T001", severity="warn", status="violated", message="no greeting")
    store.submit(review("r0", ticket_id="t0"), SNAPSHOT)
    store.decide("r0", Decision(kind="approve", agent="ana"))

    clock.now = start + timedelta(days=7)
    store.submit(review("r1", ticket_id="t1", findings=[warns]), SNAPSHOT)
    store.decide("r1", Decision(kind="approve", agent="ana"))
    store.release("r1", "k", unchanged)
    clock.forward(hours=1)
    store.confirm_sent("r1", "k")
    store.resolve("t1")
    store.submit(blocked("r2", ticket_id="t2"), SNAPSHOT)
    store.decide("r2", Decision(kind="approve", agent="ana", override=True, reason="confirmed by phone"))
    store.submit(blocked("r3", ABOVE, ticket_id="t3"), SNAPSHOT)
    store.decide("r3", Decision(kind="reject", agent="ben", reason="too much"))
    store.submit(review("r4", ticket_id="t4"), SNAPSHOT)
    store.decide("r4", Decision(kind="edit", agent="ben", text=TEXT.replace("Hello", "Dear")), findings=[])
    for score in (5, 4, 2):
        store.rate("t1", "csat", score)
    for score in (10, 9, 7, 3):
        store.rate("t1", "nps", score)
    store.rate("t1", "ces", 6)
    store.report_wrong("r4", "ben", "the lamp was never sent")

    now, before = store.stats(start + timedelta(days=7), start + timedelta(days=14))
    assert (before.prepared, before.decisions, before.drafts) == (1, {"approve": 1}, {"unchanged": 1})
    assert (before.first_response, before.ratings) == (None, {})
    assert (now.prepared, now.clean, now.unsure, now.blocked) == (4, 2, 0, 2)
    assert now.decisions == {"approve": 2, "edit": 1, "reject": 1}
    assert now.drafts == {"discarded": 1, "light": 1, "unchanged": 2}
    assert now.touched == {"tone": 1}
    assert (now.released, now.expired, now.wrong_reports) == (1, 0, 1)
    assert now.rules == (
        RuleCount("F002", fired=1, blocked=1, overridden=1),
        RuleCount("P004", fired=1, blocked=1, overridden=0),
        RuleCount("T001", fired=1, blocked=0, overridden=0),
    )
    assert now.gaps == (Gap("return", "en", prepared=4, blocked=2, empty=0, reviews=("r2", "r3")),)
    asked = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    seconds = (start + timedelta(days=7, hours=1) - asked).total_seconds()
    assert now.first_response == Spread(1, seconds, seconds)
    assert now.resolution == Spread(1, seconds, seconds)
    assert now.ratings == {"ces": Rating(1, 6.0), "csat": Rating(3, 0.6667), "nps": Rating(4, 0.25)}


def test_a_rating_off_its_scale_is_refused(store: ReviewStore) -> None:
    for about, score in (("csat", 6), ("nps", -1), ("stars", 3)):
        with pytest.raises(ReviewError, match="expected csat 1 to 5, nps 0 to 10, ces 1 to 7"):
            store.rate("t1", about, score)
    assert store.log() == ()


def test_a_clean_draft_that_was_wrong_becomes_a_case(store: ReviewStore) -> None:
    store.submit(review(), SNAPSHOT)
    store.report_wrong("r1", "ben", "the lamp was never sent")
    assert [(wrong.review, wrong.agent, wrong.reason) for wrong in store.wrong_drafts()] == [
        (review(), "ben", "the lamp was never sent")
    ]
    store.erase(customer_id="ana_1")
    assert store.wrong_drafts() == ()


def test_the_figures_outlive_what_they_were_taken_from(store: ReviewStore, clock: Clock) -> None:
    store.submit(blocked(finding=BLOCKING), SNAPSHOT)
    store.decide("r1", Decision(kind="reject", agent="ana", reason="wrong"))
    since, until = clock.now - timedelta(days=1), clock.now + timedelta(days=1)
    before = store.stats(since, until)
    store.erase(customer_id="ana_1")
    assert store.stats(since, until) == before
