"""What no rule has read: trusted where it is harmless talk or a page says the same, marked where it is neither."""

from collections.abc import Callable

import pytest

from copilot.checks import Reading, check
from copilot.checks.rules.understood import open_units, own_sentences
from copilot.checks.spoken_of import widened
from copilot.checks.support import likely
from copilot.checks.trees import stored
from copilot.checks.trust import signals
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
    near, far = likely(said, [source, other])
    assert (near > 0.7, far < 0.3) == (True, True)


def test_no_source_says_nothing() -> None:
    assert likely("We don't sell cartridges.", []) == []


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
    """At 1 all that no rule has read is marked, at 0 nothing is; what rules find stays as it is."""
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    text = "The sorting centre burned down last night. Order QM-99999 is on its way."
    strict, free = ([f.rule for f in check(text, "en", evidence, trust=trust)] for trust in (1.0, 0.0))
    assert ("U001" in free, strict.count("U001")) == (False, 1)
    assert [rule for rule in strict if rule != "U001"] == free


def test_words_in_no_order_are_marked(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is my kettle?", customer_id=HANNAH)
    salad = "Purple seventeen bicycle put under moon the lid together. " * 3
    assert "U001" in {finding.rule for finding in check(salad, "en", evidence)}


def test_trees_ask_for_no_signal_that_is_not_told(evidence_for: Callable[..., Evidence]) -> None:
    reading = Reading(
        "The sorting centre burned down last night.", "en", evidence_for("Where is my kettle?", customer_id=HANNAH)
    )
    told = signals(reading, open_units(reading, own_sentences(reading)))
    assert [stored("trust").feature.max() < len(row) for row in told] == [True]
