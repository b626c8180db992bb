"""Copy files: every language has every sentence with the same slots, and what is wrong is said at once."""

from pathlib import Path

import pytest

from copilot.errors import PromptError
from copilot.prompts import load_copy
from copilot.values import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_and_words(language: str) -> None:
    copy, reference = load_copy(language), load_copy("en")
    assert copy.sentences.keys() == reference.sentences.keys()
    assert {kind: words.keys() for kind, words in copy.words.items()} == {
        kind: words.keys() for kind, words in reference.words.items()
    }


def test_the_shops_own_sentences_and_words_stand_in_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "de.yaml").write_text('return_free: "Das kostet nichts."\nstatuses: {pending: wartet}\n')
    own, ours = load_copy("de", tmp_path), load_copy("de")
    assert own.sentences == {**ours.sentences, "return_free": "Das kostet nichts."}
    assert own.words["statuses"] == {**ours.words["statuses"], "pending": "wartet"}


def test_all_that_is_wrong_is_said_with_its_fix(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    path = tmp_path / "copy" / "en.yaml"
    path.write_text('tracking: "Number {number}"\ntotal: "{amount"\nhaiku: "Leaves fall"\nmoods: {sad: sad}\n')
    with pytest.raises(PromptError) as refused:
        load_copy("en", tmp_path)
    assert str(refused.value) == (
        f"the copy {str(path)!r} has 4 fault(s): "
        "'haiku' is no sentence that is used: take it out; "
        "'moods' is no list that is used: take it out; "
        "'tracking' has the slots {number}: use each of {tracking}, and no other; "
        "'total' has the slots that cannot be read, a brace is missing: use each of {amount}, {order}, and no other"
    )


def test_a_sentence_is_filled_with_exactly_its_slots() -> None:
    assert load_copy("en").pieces("tracking", frozenset({"tracking"})) == [
        ("The tracking number is ", "tracking"),
        (".", None),
    ]
    with pytest.raises(PromptError, match=r"has the slots \['tracking'\]; expected exactly \['number'\]"):
        load_copy("en").pieces("tracking", frozenset({"number"}))
