"""Kinds of words: found in any of seven languages, from the beginning of a word, whatever its accents and capitals."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.triage.words import columns, kinds_of_words

KINDS = list(tomllib.loads((files("copilot.triage") / "words.toml").read_text("utf-8")))
SIGNS = ("question", "exclamation", "many", "joy", "anger_sign", "irony", "shouting")


def kinds(text: str, language: str | None = None) -> set[str]:
    row = kinds_of_words([text], language)[0]
    return {kind for kind, there in zip([*KINDS, *SIGNS], row, strict=True) if there}


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("I'd like to send it back", "en", "returning"),
        ("Kann ich das ZURÜCKGEBEN", "de", "returning"),
        ("je voudrais le retourner", "fr", "returning"),
        ("quiero devolverlo", "es", "returning"),
        ("vorrei restituirlo", "it", "returning"),
        ("queria devolver", "pt", "returning"),
        ("ik wil het terugsturen", "nl", "returning"),
        ("cuando llega, esta retrasado", "es", "late"),
    ],
)
def test_the_same_kind_in_every_language(text: str, language: str, kind: str) -> None:
    """One column for what means the same; accents may be left out."""
    assert kind in kinds(text, language)
    assert kind in kinds(text)


def test_only_words_of_the_language_and_english() -> None:
    """ "hoje" is today in Portuguese, and nothing in German; English words stand in every language."""
    assert "today" in kinds("hoje", "pt")
    assert "today" not in kinds("hoje", "de")
    assert "tracking" in kinds("wo ist mein tracking", "fr")


def test_the_end_of_a_word() -> None:
    """A phrase that must end with its word is not found in a longer one."""
    assert "late" in kinds("it is late", "en")
    assert "late" not in kinds("a lateral table", "en")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("where? !", {"question", "exclamation"}),
        ("what?!", {"question", "exclamation", "many"}),
        ("😍", {"joy"}),
        ("😡", {"anger_sign"}),
        ("feeling so valued 💀", {"irony"}),
        ("THIS IS NOT OKAY", {"shouting"}),
        ("order QM-72362 by DHL", set()),
    ],
)
def test_signs(text: str, signs: set[str]) -> None:
    """Marks, faces and capitals are kinds, too."""
    assert kinds(text) & set(SIGNS) == signs


@given(st.text(max_size=200))
def test_any_text_gives_a_row(text: str) -> None:
    """Every text has one row of zeros and ones."""
    row = kinds_of_words([text, text[::-1]], None)
    assert row.shape == (2, columns())
    assert set(row.ravel().tolist()) <= {0.0, 1.0}
