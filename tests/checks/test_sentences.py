"""Sentences and words keep their places, whatever the text."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from copilot.checks.sentences import sentences


def test_lists_records_and_wrapped_lines() -> None:
    text = "Hi Ana,\n\nyour order was sent on Dec. 5 with\nthe kettle. All good?\n- Kettle: €5\nStatus: shipped"
    assert [(s.text, s.key, s.item, s.question) for s in sentences(text)] == [
        ("Hi Ana,", None, False, False),
        ("your order was sent on Dec. 5 with\nthe kettle.", None, False, False),
        ("All good?", None, False, True),
        ("- Kettle: €5", "kettle", True, False),
        ("Status: shipped", "status", False, False),
    ]


def test_contractions_are_taken_apart() -> None:
    (sentence,) = sentences("It hasn't shipped, we can't say; you'll see.")
    assert [w.text for w in sentence.words] == [
        "it", "has", "not", "shipped", "we", "can", "not", "say", "you", "will", "see",
    ]  # fmt: skip


@given(st.text(max_size=400))
def test_every_sentence_is_a_piece_of_the_text(text: str) -> None:
    found = sentences(text)
    assert [s.text for s in found] == [text[s.start : s.end] for s in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert {c for c in text if c.isalnum()} == {c for s in found for c in s.text if c.isalnum()}
