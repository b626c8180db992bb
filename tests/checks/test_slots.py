"""Slots: what was filled with a fact is read as that fact, and never believed blindly."""

from collections.abc import Callable

from copilot.checks import check, repair
from copilot.drafting import answer, compose
from copilot.evidence import Evidence
from copilot.models import Draft, Slot
from copilot.prompts import load_copy
from copilot.triage import classify

HANNAH = "C1001"


def slots(text: str, **facts: str) -> list[Slot]:
    """A slot for each word of the text that is a key, filled with the fact."""
    return [Slot(start=text.index(said), end=text.index(said) + len(said), fact=fact) for said, fact in facts.items()]


def test_a_slot_settles_which_fact_an_ambiguous_value_is(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    text = "QM-72601 was shipped on 13/11/2026, and you paid €90.70."
    filled = slots(text, **{"€90.70": "order:QM-72601.paid", "13/11/2026": "order:QM-72601.shipped_at.1"})
    assert check(text, "en", evidence, slots=filled) == ()


def test_the_words_around_a_slot_still_decide(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    text = "You paid €64.90 in total for QM-72601."
    filled = slots(text, **{"€64.90": "order:QM-72601/line:1.unit_price"})
    assert [(f.rule, f.status, f.says) for f in check(text, "en", evidence, slots=filled)] == [
        ("F001", "violated", "€64.90")
    ]


def test_a_slot_that_says_something_else_is_not_believed(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    text = "You paid €90.75 for QM-72601."
    filled = slots(text, **{"€90.75": "order:QM-72601.paid"})
    assert check(text, "en", evidence, slots=filled) == check(text, "en", evidence) != ()


def test_slots_of_the_composer_are_where_their_facts_stand_and_move_with_a_repair(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Hello, where is my order QM-72601?", customer_id=HANNAH)
    triage = classify(evidence.ticket, shop=evidence.shop, as_of=evidence.as_of, customer=evidence.customer)
    draft = compose(answer(evidence, triage))
    said = {slot.fact: draft.text[slot.start : slot.end] for slot in draft.slots}
    assert said["order:QM-72601.order_id"] == "QM-72601"
    greeted = draft.text.index("Hannah")
    wrong = Draft(
        text=draft.text.replace("Hannah", "Bartholomew", 1),
        language="en",
        author="agent",
        slots=[slot.model_copy(update={"start": slot.start + 5, "end": slot.end + 5}) for slot in draft.slots],
    )
    mended = repair(wrong, check(wrong.text, "en", evidence, slots=wrong.slots))
    assert mended.text == draft.text and greeted < draft.slots[0].start
    assert mended.slots == draft.slots


def test_the_copy_is_understood_where_the_composer_wrote_it_and_nowhere_else(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Where is it?", customer_id=HANNAH)
    text = f"{load_copy('en').sentences['already_in_return']} It was eaten by the courier's dog."
    found = {author: check(text, "en", evidence, author=author) for author in ("composer", "agent")}
    assert {author: [f.says for f in said if f.rule == "U001"] for author, said in found.items()} == {
        "composer": ["It was eaten by the courier's dog"],
        "agent": ["A return of it is on our records already", "It was eaten by the courier's dog"],
    }


def test_a_whole_sentence_of_the_copy_is_understood_around_a_filled_slot(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence = evidence_for("Where is my money?", customer_id=HANNAH)
    text = "I do not see a refund for order QM-72601 in our records, so a colleague is looking into it, and you will hear from us."
    filled = slots(text, **{"QM-72601": "order:QM-72601.order_id"})
    assert check(text, "en", evidence, slots=filled) == ()
    changed = text.replace("a colleague is looking into it", "the bank has lost it in a strike")
    assert "U001" in [f.rule for f in check(changed, "en", evidence, slots=filled)]
