"""What triage reads texts as."""

import numpy as np
import pytest

from copilot.triage.embedding import bare, embedder


def test_handles_name_and_mean_nothing() -> None:
    """Whose account a post is addressed to, and its order number, leave its row as it is."""
    rows = embedder().embed(["@lampshop where is my lamp 40118?", "where is my lamp ?"])
    assert np.array_equal(rows[0], rows[1])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Where is QM-72601?", "Where is my order ?"),
        ("#4711", "my order"),
        ("Where is @lampshop", "Where is"),
        ("My parcel QM-72601 should have come on Monday", "My parcel should have come on Monday"),
    ],
)
def test_in_a_few_words_the_number_is_what_they_are_about(said: str, read: str) -> None:
    """An order's number stands for the order where little else is said, and is left out elsewhere."""
    assert bare(said) == read
