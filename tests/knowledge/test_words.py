"""Words in common, by BM25."""

import math

import numpy as np
import pytest

from copilot.knowledge.words import WordIndex, stems


def index_of(*texts: str) -> WordIndex:
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(word, len(numbers)) for word in dict.fromkeys(stems(text))] for text in texts]
    counts = [[stems(text).count(word) for word in dict.fromkeys(stems(text))] for text in texts]
    return WordIndex(numbers, [np.array(r, np.int32) for r in rows], [np.array(c, np.int32) for c in counts])


def test_stems_are_plain_words() -> None:
    """Case, accents, punctuation and English endings make no difference."""
    assert stems("Returning CAFÉS, don't_stop 42!") == ["return", "cafe", "don", "t", "stop", "42"]


def test_a_share_is_the_part_of_the_question_that_is_there() -> None:
    """Rare words count more, words that half of all hold nothing, and unknown ones are missing from every passage."""
    index = index_of("red shoe", "red hat", "red red coat", "coat", "blue")
    shares = index.shares({"red": 1, "shoe": 1, "zebra": 1})
    rare, unknown = math.log(4.5 / 1.5), math.log(5.5 / 0.5)
    length = 2 / (9 / 5)
    impact = 2.2 / (1 + 1.2 * (0.25 + 0.75 * length))
    assert shares.tolist() == pytest.approx([rare * impact / (2.2 * (rare + unknown)), 0, 0, 0, 0])


def test_nothing_in_common_is_nothing() -> None:
    """No words and no passages are no error."""
    assert index_of().shares({"a": 1}).tolist() == []
    assert index_of("a b").shares({}).tolist() == [0]
