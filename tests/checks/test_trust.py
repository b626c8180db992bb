"""What no rule has read: trusted where it is harmless talk or a page says the same, marked where it is neither."""

from collections.abc import Callable
from math import log

import pytest

from copilot.checks import Reading, check
from copilot.checks.fitting import signs as value_signs
from copilot.checks.hashed import doubt
from copilot.checks.prose import book_of
from copilot.checks.rules.understood import told_units
from copilot.checks.sentences import words
from copilot.checks.spoken_of import widened
from copilot.checks.stems import stem
from copilot.checks.support import likely
from copilot.checks.trees import stored
from copilot.checks.trust import signals
from copilot.checks.wording import NOTHING, gathered, signs, told_in
from copilot.evidence import Evidence

HANNAH = "C1001"


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("We don't sell cartridges ourselves.", "We do not sell cartridges."),
        ("White and black kettles aren't affected by this.", "White and black kettles are not affected."),
    ],
)
def test_a_source_likely_says_what_it_says_in_nearly_the_same_words(said: str, source: str) -> None:
    other = "Wash the apron at 40 degrees and hang it up to dry."
    near, far = likely([(said, source), (said, other)])
    assert (near > 0.7, far < 0.3) == (True, True)


def test_no_source_says_nothing() -> None:
    assert likely([]) == []


def test_a_page_is_evidence_where_the_draft_names_what_it_is_about(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    found = widened(evidence, "The pepper mill is wiped dry.")
    assert "pira-pepper-mill" not in {document.id for document in evidence.documents}
    assert "pira-pepper-mill" in {document.id for document in found.documents}
    assert "pira-pepper-mill" not in {document.id for document in widened(evidence, "Nothing to add.").documents}


def test_an_invented_cause_is_marked_and_thanks_are_not(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    found = check("Thank you for asking. The sorting centre burned down last night.", "en", evidence)
    assert [(finding.rule, finding.says) for finding in found] == [
        ("U001", "The sorting centre burned down last night")
    ]


def test_a_shop_says_how_surely_words_must_be_borne_out(evidence_for: Callable[..., Evidence]) -> None:
    """At 1 every sentence that tells something is marked, at 0 none is; what rules find stays as it is."""
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    text = "The sorting centre burned down last night. Order QM-99999 is on its way."
    strict, free = ([f.rule for f in check(text, "en", evidence, trust=trust)] for trust in (1.0, 0.0))
    assert ("U001" in free, strict.count("U001")) == (False, 2)
    assert [rule for rule in strict if rule != "U001"] == free


def test_words_that_stand_beside_others_in_a_page_have_signs_of_it(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    spoken = tuple(words("Where unicorns", 0, 14))
    (where, unicorns) = signs(spoken, told_in(evidence))
    assert {"w:where", "p:^ where", "n:where unicorns"} <= set(where)
    assert {"w:unicorns", "p:where unicorns", "k:1000000", "h:0", "l:0"} <= set(unicorns)


def test_scores_of_words_come_to_their_least_and_their_doubts() -> None:
    assert gathered([]) == [NOTHING, NOTHING, NOTHING, NOTHING, 0.0, NOTHING]
    assert gathered([4.0, 1.0, 7.0]) == [1.0, 2.5, 4.0, 4.0, pytest.approx(0.332, abs=0.001), 4.0]


def test_a_value_is_known_by_the_roles_of_its_facts(evidence_for: Callable[..., Evidence]) -> None:
    """A day that an order was placed on, of the order that is named; one that nothing knows; its words beside it."""
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    order = next(order for order in evidence.orders if order.placed_at)
    placed = order.placed_at.date().isoformat()
    text = f"Order {order.id} was placed on {placed}, not on 2031-01-01."
    known, unknown = (set(names) for _, names in value_signs(Reading(text, "en", evidence), 0, len(text)))
    assert {"date#placed_at", "date#placed_at@1", "date#placed_at|l1:on", "datel2:placed on"} <= known
    assert {"date#none", "date#away8"} <= unknown


def test_words_in_no_order_are_marked_and_nothing_is_raised(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    salad = "get when put you cracked fine after 1 other this hold for lid together. " * 3
    assert "U001" in {finding.rule for finding in check(salad, "en", evidence)}
    assert (doubt(-1000.0), doubt(1000.0)) == (1000.0, 0.0)


@pytest.mark.parametrize("name", ["trust", "wholes"])
def test_trees_ask_for_no_signal_that_is_not_told(name: str, evidence_for: Callable[..., Evidence]) -> None:
    reading = Reading("The kettle is fine.", "en", evidence_for("Where is my kettle?", customer_id=HANNAH))
    told = signals(reading, told_units(reading)[1], ())
    assert [stored(name).feature.max() < len(row) for row in told] == [True]


def test_sentences_that_share_as_much_stand_in_the_order_of_the_documents() -> None:
    """So that a draft is judged alike in every process, whatever order sets of words have there."""
    book = book_of((("a", "A kettle boils. The lamp burns. A kettle sings."),), "EUR", 2026)
    shared = book.sharing(frozenset(map(stem, ("kettle", "lamp", "sofa"))))
    assert [stated.text for _, stated in shared] == ["The lamp burns.", "A kettle boils.", "A kettle sings."]
    assert [weight for weight, _ in shared] == pytest.approx([log(4), log(2), log(2)])
