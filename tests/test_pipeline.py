"""One ticket the whole way: prepared, decided, released; and what is refused on the way."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import KNOWLEDGE, SHOP

from copilot import Copilot, Decision, Settings, Ticket
from copilot.errors import ReviewConflict
from copilot.models import Action

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    data: Path = tmp_path_factory.mktemp("data")
    with Copilot(Settings(shop=SHOP, knowledge=KNOWLEDGE, data=data), clock=lambda: NOW) as opened:  # type: ignore[arg-type]
        yield opened


def test_a_ticket_waits_for_a_human_and_leaves_only_approved(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    review = copilot.prepare(make_ticket("Can I still cancel QM-72923?", customer_id="C1007"))
    assert (review.state, review.blocked, review.clean, review.as_of) == ("pending", False, True, NOW)
    assert {"gather", "classify", "write", "check"} <= set(review.run.timings)
    copilot.decide(review.id, Decision(kind="approve", agent="ana"))
    text = copilot.release(review.id, key="mail-1")
    assert text == review.draft.text
    assert copilot.release(review.id, key="mail-1") == text


def test_a_review_holds_no_second_copy_of_what_the_customer_wrote(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    """The single sentences are read for the draft, and neither kept nor written."""
    ticket = make_ticket("Where is QM-72601? I live in Leeds.", id="T9", customer_id="C1001")
    triage = copilot.classify(copilot.gather(ticket))
    assert [one.words for one in triage.statements] == ["Where is QM-72601?", "I live in Leeds."]
    assert "live in Leeds" not in triage.model_dump_json()
    review = copilot.prepare(ticket)
    assert review.triage == triage.model_copy(update={"statements": []})
    assert copilot.reviews.get(review.id) == review
    assert copilot.replay(review.id).identical


def test_preparing_again_supersedes_what_waits(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket("Where is QM-72601?", id="T2", customer_id="C1001")
    first, second = copilot.prepare(ticket), copilot.prepare(ticket)
    assert copilot.reviews.get(first.id).state == "superseded"
    assert copilot.reviews.get(second.id).state == "pending"


def test_earlier_tickets_that_are_not_settled_count(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    asked = {"body": "Could you send me the invoice for my order, please?", "customer_id": "C1010"}
    reasons = [
        copilot.prepare(make_ticket(id=f"again-{day}", **asked), as_of=NOW + timedelta(days=day)).triage.urgency.reasons
        for day in range(3)
    ]
    assert "2 earlier contacts, not settled" in reasons[2]
    assert not any("earlier contact" in reason for reason in reasons[0])


def test_an_edit_is_checked_like_any_draft(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    review = copilot.prepare(make_ticket("Where is QM-72601?", id="T3", customer_id="C1001"))
    with pytest.raises(ReviewConflict):
        copilot.decide(review.id, Decision(kind="edit", agent="ana", text="Hi Hannah, I have refunded QM-72601."))
    edited = copilot.decide(
        review.id, Decision(kind="edit", agent="ana", text="Hi Hannah, QM-72601 is on its way to you.")
    )
    assert (edited.state, edited.clean) == ("edited", True)


def test_check_takes_any_text(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket("Where is QM-72601?", customer_id="C1001")
    found = copilot.check(ticket, "QM-72601 has been delivered, Hannah.")
    assert [(f.rule, f.severity) for f in found] == [("T003", "warn"), ("F003", "block")]


def test_the_gold_answer_is_not_looked_at(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    asked = {"body": "Where is QM-72601?", "customer_id": "C1001"}
    plain = copilot.prepare(make_ticket(**asked, id="T4"))
    with_gold = copilot.prepare(make_ticket(**asked, id="T4", gold={"reply": "QM-72601 was delivered to the moon."}))
    assert (plain.draft, plain.facts) == (with_gold.draft, with_gold.facts)


def test_a_huge_or_wordless_ticket_gets_an_honest_reply(copilot: Copilot, make_ticket: Callable[..., Ticket]) -> None:
    for body in ("where is my order? " * 10_000, "😡🚚❓", ""):
        review = copilot.prepare(make_ticket(body, customer_id="C1001"))
        assert review.draft.text.startswith("Hello Hannah,")
        assert review.clean


GIVEN = Action.model_validate({"kind": "goodwill", "order_id": "QM-72601", "amount": "20.00"})


def test_what_an_agent_gave_counts_the_next_time_and_takes_no_approval_back(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    def left(id: str) -> list[str | None]:
        review = copilot.prepare(make_ticket("My kettle is late again.", id=id, customer_id="C1001"))
        return [e.amount or e.state for e in review.entitlements if e.id.startswith("goodwill:QM-72601@")]

    first = copilot.prepare(make_ticket("My kettle is late.", id="T5", customer_id="C1001"))
    assert left("T6") == ["25.00 EUR", "75.00 EUR", "150.00 EUR"]
    said = "Hi Hannah, sorry for the wait. QM-72601 is on its way to you."
    edit = Decision(kind="edit", agent="ana", text=said, actions=[GIVEN])
    assert copilot.decide(first.id, edit).state == "edited"
    assert left("T7") == ["5.00 EUR", "55.00 EUR", "130.00 EUR"]
    assert copilot.release(first.id, key="mail-5") == said


def test_what_an_agent_may_not_decide_alone_takes_a_second_person_whom_the_shop_knows(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    def agreed(agent: str) -> str:
        decision = Decision(kind="approve", agent=agent, override=True, reason="the seals are unbroken")
        return copilot.decide(review.id, decision).state

    review = copilot.prepare(make_ticket("Can I return the pillows?", id="T8", customer_id="C1027"))
    said = "Hi Noël, you can return the pillows from QM-71721."
    edit = Decision(kind="edit", agent="ana", text=said, override=True, reason="the seals are unbroken")
    assert copilot.decide(review.id, edit).state == "escalated"
    for agent, why in (
        ("ana", "'ana' is 'agent'"),
        ("nobody", "'nobody' is no agent"),
        ("jonas", "'jonas' is 'agent'"),
    ):
        with pytest.raises(ReviewConflict, match=why):
            agreed(agent)
    assert agreed("ines") == "approved"


def test_a_review_is_claimed_given_back_and_closed_when_it_was_sent(
    copilot: Copilot, make_ticket: Callable[..., Ticket]
) -> None:
    review = copilot.prepare(make_ticket("Can I still cancel QM-72923?", id="T9", customer_id="C1007"))
    assert copilot.claim(review.id, "ana").state == "claimed"
    with pytest.raises(ReviewConflict, match="in the hands of 'ana'"):
        copilot.decide(review.id, Decision(kind="approve", agent="jonas"))
    assert copilot.unclaim(review.id, "ana").state == "pending"
    copilot.decide(review.id, Decision(kind="approve", agent="jonas"))
    copilot.release(review.id, key="mail-9")
    assert copilot.confirm_sent(review.id, key="mail-9").state == "sent"
