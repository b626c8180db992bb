"""Which of a few sentences is nearest in meaning to a question, in English and across languages."""

import pytest

from copilot.knowledge.likeness import _vectors, likenesses

SENTENCES = [
    "Hammock: Ropes and hooks do not come with it, and neither does a stand.",
    "Hammock: Hang it so that the lowest point is not more than 50 cm above soft ground.",
    "Hammock: Wash the cotton at 30 °C and let it dry in the air.",
]


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Will she need to buy cords to put it up, or are they included?", 0),
        ("At which temperature may I clean the fabric?", 2),
        ("¿Se puede lavar a máquina?", 2),
    ],
)
def test_the_sentence_that_answers_is_nearest(question: str, nearest: int) -> None:
    found = likenesses(question, SENTENCES)
    assert found.index(max(found)) == nearest


def test_nothing_is_near_to_nothing() -> None:
    assert (likenesses(" ", SENTENCES), likenesses("Is it heavy?", [])) == ([0.0, 0.0, 0.0], [])


def test_nothing_of_a_question_is_kept() -> None:
    likenesses("What did Marjorie Quill order?", SENTENCES)
    before = len(_vectors)
    likenesses("And where does Marjorie Quill live?", SENTENCES)
    assert len(_vectors) == before
