"""Language: right on short texts in the languages of a helpdesk, unsure where a text is too short or mixed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.language import LanguageGuess, detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Where is my parcel?", "en"),
        ("Wo ist mein Paket?", "de"),
        ("Où est mon colis ?", "fr"),
        ("¿Dónde está mi paquete?", "es"),
        ("Dov'è il mio pacco?", "it"),
        ("Onde está a minha encomenda?", "pt"),
        ("Waar is mijn pakket?", "nl"),
        ("Gdzie jest moja paczka?", "pl"),
        ("merci beaucoup", "fr"),
        ("Danke!", "de"),
    ],
)
def test_short_messages(text: str, code: str) -> None:
    """A handful of words is enough."""
    assert detect(text).code == code


@pytest.mark.parametrize("text", ["", "   ", "👍👍👍", "!!!", "12 345", "https://example.com/track?id=9"])
def test_no_words(text: str) -> None:
    """A text without words is in no language."""
    assert detect(text) == LanguageGuess("und", 0.0, True)


def test_order_numbers_do_not_count() -> None:
    """Numbers and addresses leave the language of the words around them."""
    assert detect("Bestellung #W5512 an ana@example.com, wann kommt sie?").code == "de"


def test_mixed_text_is_unsure() -> None:
    """Half one language and half another: the guess says that it is one."""
    guess = detect("Where is my parcel? I have been waiting.\nWo ist mein Paket? Ich warte schon lange.")
    assert guess.code in ("en", "de")
    assert guess.unsure


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    """Surrogates, control characters, right-to-left marks: a guess with a confidence, never an exception."""
    guess = detect(text)
    assert 0.0 <= guess.confidence <= 1.0
    assert guess.code


def test_long_text() -> None:
    """200 KB are read in part."""
    assert detect("Das ist ein sehr langer Text. " * 7000).code == "de"
