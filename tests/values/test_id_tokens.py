"""Ids are compared without case and '#', and only as whole tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.values import find_id, normal_id, same_id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("#W2611340", "W2611340", True),
        ("#W2611340", " w2611340 ", True),
        ("LS-10432", "ls-10432", True),
        ("LS-10432", "LS10432", False),
        ("#W2611340", "#W2611341", False),
    ],
)
def test_ids_are_one_whatever_their_case_and_hash(one: str, other: str, same: bool) -> None:
    assert same_id(one, other) is same


@pytest.mark.parametrize(
    ("text", "known", "span"),
    [
        ("Your order #W2611340 is here", "#W2611340", (11, 20)),
        ("Your order w2611340.", "#W2611340", (11, 19)),
        ("(W2611340)", "W2611340", (1, 9)),
        ("XW2611340 and W26113401", "W2611340", None),
        ("W2611340-2 is another, W2611340 is it", "#W2611340", (23, 31)),
        ("order 1043", "104", None),
        ("SO#123-A", "123-A", None),
        ("anything", "#", None),
    ],
)
def test_an_id_is_found_as_a_whole_token_only(text: str, known: str, span: tuple[int, int] | None) -> None:
    assert find_id(text, known) == span


@given(
    st.from_regex(r"#?[A-Z]{1,3}-?[0-9]{3,10}", fullmatch=True), st.sampled_from(["({})", "{}, yes", "is {}.", "{}"])
)
def test_any_id_in_a_sentence_is_found(known: str, frame: str) -> None:
    text = frame.format(known.lower())
    start, end = find_id(text, known) or (0, 0)
    assert normal_id(text[start:end]) == normal_id(known)
