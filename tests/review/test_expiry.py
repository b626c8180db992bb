"""What takes an approval back, and what does not."""

from dataclasses import replace

from copilot.models import Citation, Draft, Fact, Finding, Review
from copilot.review import Fresh
from copilot.review.expiry import what_changed

from .examples import DELIVERED, FACTS, GOODWILL, OTHER_PRICE, POLICY, RETURN, STATUS, TEXT, review

UNCHANGED = Fresh(FACTS, (RETURN, GOODWILL), (), POLICY)


def changes(now: Fresh, approved: Review | None = None) -> list[str]:
    return what_changed(approved or review(), POLICY, now)


def test_evidence_that_is_the_same_under_other_ids_changes_nothing() -> None:
    facts = [replace(fact, id=f"new-{fact.id}") for fact in reversed(FACTS)]
    assert changes(replace(UNCHANGED, facts=facts)) == []


def test_a_cited_fact_with_another_value() -> None:
    facts = [replace(DELIVERED, value="2026-11-13"), STATUS, OTHER_PRICE]
    assert changes(replace(UNCHANGED, facts=facts)) == [
        "delivered_at of 'order:#W1' was '2026-11-12', is now '2026-11-13'"
    ]


def test_a_cited_fact_that_is_gone() -> None:
    assert changes(replace(UNCHANGED, facts=[STATUS, OTHER_PRICE])) == [
        "delivered_at of 'order:#W1' was '2026-11-12', is now not on record"
    ]


def test_an_order_that_was_refunded_meanwhile() -> None:
    refund = Fact("f9", "money", "refund", "order:#W1", "40.00 EUR", "orders.jsonl")
    assert changes(replace(UNCHANGED, facts=[*FACTS, refund])) == [
        "refund of 'order:#W1' was not on record, is now '40.00 EUR'"
    ]


def test_a_second_refund_of_the_same_amount() -> None:
    refund = Fact("f9", "money", "refund", "order:#W1", "40.00 EUR", "orders.jsonl")
    approved = review(facts=[*FACTS, refund])
    now = replace(UNCHANGED, facts=[*FACTS, refund, replace(refund, id="f10")])
    assert changes(now, approved) == ["refund of 'order:#W1' was '40.00 EUR', is now '40.00 EUR', '40.00 EUR'"]


def test_an_event_on_another_order_of_the_customer_changes_nothing() -> None:
    other = Fact("f9", "status", "status", "order:#W2", "cancelled", "orders.jsonl")
    assert changes(replace(UNCHANGED, facts=[*FACTS, other])) == []


def test_an_edited_passage_that_the_draft_cites() -> None:
    from_passage = Fact("p#1:0-9:policy", "duration", "policy", "passage:p#1", "30 days", "p:0-9")
    policy = {**POLICY, "p#1": "v1", "p#2": "v1"}
    cites = review(draft=review().draft.model_copy(update={"citations": [Citation(start=0, end=9, sources=["p#2"])]}))
    told = review(
        facts=[*FACTS, from_passage],
        draft=review().draft.model_copy(update={"citations": [Citation(start=0, end=9, sources=[from_passage.id])]}),
    )
    now = replace(UNCHANGED, facts=[*FACTS, from_passage], policy={**policy, "p#1": "v2"})
    assert what_changed(cites, policy, now) == []
    assert what_changed(told, policy, now) == ["policy 'p#1' changed"]
    gone = replace(now, policy={**POLICY, "p#1": "v1"})
    assert what_changed(cites, policy, gone) == ["policy 'p#2' is no longer in force"]


def test_a_draft_that_cites_nothing_rests_on_all_orders_entitlements_and_clauses() -> None:
    approved = review(draft=Draft(text=TEXT, language="en", author="agent"))
    facts = [DELIVERED, replace(STATUS, value="returned"), replace(OTHER_PRICE, value="13.00 EUR")]
    now = Fresh(facts, [RETURN], (), {**POLICY, "shipping.targets": "v2"})
    assert changes(now, approved) == [
        "status of 'order:#W1' was 'delivered', is now 'returned'",
        "goodwill for order '#W1' is not what it was",
        "policy 'shipping.targets' changed",
    ]


def test_what_is_worked_out_from_the_clock_changes_nothing_unless_it_is_cited() -> None:
    age = Fact("f9", "duration", "since_delivery", "order:#W1", "10 days", "orders.jsonl", ("today - delivered_at",))
    later = replace(UNCHANGED, facts=[*FACTS, replace(age, value="11 days")])
    assert changes(later, review(facts=[*FACTS, age])) == []
    citation = review().draft.citations[0].model_copy(update={"sources": ["f9"]})
    cites = review().draft.model_copy(update={"citations": [citation]})
    assert changes(later, review(facts=[*FACTS, age], draft=cites)) == [
        "since_delivery of 'order:#W1' was '10 days', is now '11 days'"
    ]


def test_a_cited_entitlement_that_ran_out() -> None:
    offers = [replace(RETURN, state="denied"), GOODWILL]
    assert changes(replace(UNCHANGED, entitlements=offers)) == ["return for order '#W1' line 1 is not what it was"]


def test_a_fact_that_was_drawn_from_an_entitlement_stands_for_it() -> None:
    citation = review().draft.citations[0].model_copy(update={"sources": ["e2.amount"]})
    approved = review(draft=review().draft.model_copy(update={"citations": [citation]}))
    offers = [RETURN, replace(GOODWILL, state="denied")]
    assert changes(replace(UNCHANGED, entitlements=offers), approved) == ["goodwill for order '#W1' is not what it was"]


def test_a_clause_that_is_cited_stands_for_the_entitlements_of_the_orders_it_is_about() -> None:
    other = replace(RETURN, id="e3", order_id="#W2")
    citation = review().draft.citations[0].model_copy(update={"sources": ["f1", "returns.window"]})
    draft = review().draft.model_copy(update={"citations": [citation]})
    approved = review(draft=draft, entitlements=[RETURN, other])
    denied = [replace(RETURN, state="denied"), other]
    assert changes(replace(UNCHANGED, entitlements=denied), approved) == [
        "return for order '#W1' line 1 is not what it was"
    ]
    assert changes(replace(UNCHANGED, entitlements=[RETURN, replace(other, state="denied")]), approved) == []


def test_an_entitlement_that_is_not_cited_changes_nothing() -> None:
    assert changes(replace(UNCHANGED, entitlements=[RETURN])) == []


def test_the_policy_that_a_cited_entitlement_rests_on() -> None:
    assert changes(replace(UNCHANGED, policy={**POLICY, "returns.window": "v2"})) == ["policy 'returns.window' changed"]
    without = {name: version for name, version in POLICY.items() if name != "returns.window"}
    assert changes(replace(UNCHANGED, policy=without)) == ["policy 'returns.window' is no longer in force"]


def test_another_policy_changes_nothing() -> None:
    assert changes(replace(UNCHANGED, policy={**POLICY, "shipping.targets": "v2", "new": "v1"})) == []


def test_a_blocking_finding_that_was_not_there() -> None:
    warns = Finding(rule="T001", severity="warn", status="violated", message="no greeting")
    blocks = Finding(rule="F007", severity="block", status="unchecked", message="no such order")
    assert changes(replace(UNCHANGED, findings=[warns, blocks])) == ["F007: no such order"]
    assert changes(replace(UNCHANGED, findings=[blocks]), review(findings=[blocks])) == []
