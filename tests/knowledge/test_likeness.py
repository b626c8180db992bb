"""Which of a few sentences is nearest in meaning to a question, in English and across languages."""

from collections import OrderedDict
from pathlib import Path

import pytest

from copilot.knowledge import likeness
from copilot.knowledge.learned import Learned, read_learned
from copilot.knowledge.likeness import learn, likenesses

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
    before = len(likeness._vectors)
    likenesses("And where does Marjorie Quill live?", SENTENCES)
    assert len(likeness._vectors) == before


def test_what_was_learned_is_only_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    question, fresh = "At which temperature may I clean it?", [f"{sentence} Please!" for sentence in SENTENCES]
    met = likenesses(question, fresh)
    learn(fresh, tmp_path)
    monkeypatch.setattr("copilot.knowledge.likeness._vectors", OrderedDict())
    assert likenesses(question, fresh) == met
    assert not likeness._vectors


def test_what_is_no_longer_on_the_pages_is_dropped(tmp_path: Path) -> None:
    learn(SENTENCES, tmp_path)
    learn(SENTENCES[1:], tmp_path)
    assert [len(read_learned(file).places) for file in sorted(tmp_path.iterdir())] == [2, 2]
    learn([], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_cut_short_holds_nothing(tmp_path: Path) -> None:
    learn(SENTENCES, tmp_path)
    file = min(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:200])
    assert read_learned(file) == Learned()
