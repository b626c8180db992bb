"""How many of some pieces a customer speaks of, in words of several languages; none where all or nothing is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.evidence.counting import some_of


def names(words: str) -> bool:
    return any(word.startswith(("mug", "tass", "taz", "mok", "can")) for word in words.split())


@pytest.mark.parametrize(
    ("text", "whole", "count"),
    [
        ("two of the four mugs are broken", 4, 2),
        ("sur les quatre tasses, deux sont cassées", 4, 2),
        ("I'd like to send two mugs back", 4, 2),
        ("Ich möchte zwei Tassen zurückgeben", 6, 2),
        ("van de drie mokken is er eentje te veel", 3, 1),
        ("there is one mug too many", 3, 1),
        ("j'ai reçu deux tasses, il y en a une de trop", 2, 1),
        ("j'ai reçu deux tasses, il y en a une qui est restée emballée", 2, 1),
        ("von den vier Tassen ist eine zu viel", 4, 1),
        ("de las cuatro tazas me sobran dos", 4, 2),
        ("I keep one", 4, 3),
        ("half of them", 4, 2),
        ("half the mugs are chipped", 4, 2),
        ("two of them leak", 4, 2),
        ("Zwei davon sind kaputt", 4, 2),
        ("not all the mugs are broken, only two of the mugs", 4, 2),
        ("First of all, thanks. One of the mugs is chipped", 4, 1),
        ("die andere ist heil", 2, 1),
    ],
)
def test_some_pieces_are_counted(text: str, whole: int, count: int) -> None:
    assert some_of(text, whole, names) == count


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("I ordered four mugs and all of them are broken", 4),
        ("eine Tasse ist eine schöne Sache", 4),
        ("the four mugs came in two boxes", 4),
        ("I have two children and four mugs", 4),
        ("the mugs are broken", 4),
        ("I want to return all the mugs, even one mug would be too big for my shelf.", 4),
        ("Ich möchte alle Tassen zurückgeben, eine Tasse ist schon zu groß", 4),
        ("I want both mugs gone, and I keep one box", 2),
        ("I bought two mugs in another shop before. I want to return the mugs", 4),
        ("Your shop is one of the best, I want to return the mugs", 4),
        ("c'est une des pires commandes", 4),
        ("es geht um das Geschirr", 4),
        ("I waited half an hour for the mugs", 2),
        ("I am handing this one over to you", 2),
    ],
)
def test_all_pieces_are_no_share(text: str, whole: int) -> None:
    assert some_of(text, whole, names) is None


@given(st.text(max_size=300), st.integers(min_value=2, max_value=50))
def test_any_text_has_fewer_pieces_than_all_or_none(text: str, whole: int) -> None:
    count = some_of(text, whole, names)
    assert count is None or 0 < count < whole
