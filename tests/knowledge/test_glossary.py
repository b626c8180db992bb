"""Questions in other languages become the English words of shops' policies."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.knowledge import KnowledgeIndex
from copilot.knowledge.glossary import LANGUAGES, foreign_language, in_english
from copilot.models import Document


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("de", "Wo bleibt mein Paket? Es ist verspätet!", "where parcel package late delayed"),
        ("fr", "Ma carte cadeau est-elle encore valable ?", "gift card voucher still expire valid until"),
        ("es", "¿Cuánto cuesta el envío a Tenerife?", "cost how much shipping Tenerife"),
        ("it", "Vorrei annullare l'ordine 4711", "cancel order 4711"),
        ("pt", "O artigo chegou danificado", "item article arrived damaged broken"),
        ("nl", "Ik wil mijn bestelling retourneren", "order return"),
    ],
)
def test_shop_words_are_found_in_any_form(language: str, text: str, english: str) -> None:
    """Inflected words are found by their stems, names and numbers are kept, and the rest is left out."""
    assert (foreign_language(text), in_english(text, language)) == (language, english)


def test_compounds_are_taken_apart() -> None:
    """What German and Dutch write as one word is read as two."""
    assert in_english("Garantieantwort", "de") == "warranty answer reply"


def test_a_text_that_names_nothing_of_a_shop_has_no_reading() -> None:
    """Then the text itself is searched for, so an English one taken for another language loses nothing."""
    assert in_english("Why does Facebook do that", "pt") == ""
    assert foreign_language("Where is my parcel?") is None


def test_every_row_has_every_language() -> None:
    """The glossary is complete: an English term, and at least one word in each language."""
    lines = files("copilot.knowledge").joinpath("glossary.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == ["english", *LANGUAGES]
    assert [row for row in rows if len(row) != 7 or not all(row)] == []


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    """No text raises, and the same text always reads the same."""
    assert in_english(text, language) == in_english(text, language)


def test_questions_and_passages_meet_in_english() -> None:
    """A German question finds an English passage, and an English question a German one."""
    english = [
        Document(id="returns", title="Returns", text="You may send things back within 45 days. Labels are free."),
        Document(id="gifts", title="Gift cards", text="Gift cards are valid for three years."),
    ]
    german = [
        Document(id="rueckgabe", text="# Rückgabe\n\nSie können Artikel innerhalb von 45 Tagen zurücksenden."),
        Document(id="gutschein", text="# Gutscheine\n\nGutscheine sind drei Jahre lang gültig."),
    ]
    with KnowledgeIndex.open() as index:
        index.update(english)
        assert index.search("Wie lange kann ich etwas zurückgeben?", 1)[0].passage.document == "returns"
        assert index.search("Wie lange ist der Geschenkgutschein gültig?", 1)[0].passage.document == "gifts"
        index.update(german)
        assert index.search("How long can I return an item?", 1)[0].passage.document == "rueckgabe"
        assert index.search("Wie lange ist mein Gutschein gültig?", 1)[0].passage.document == "gutschein"


def test_long_texts_are_read_in_time() -> None:
    """A page without end is cut, not read for minutes."""
    assert in_english("bestellung " * 100_000, "de") == "order"
    assert in_english("ä" * 200_000, "nl") == ""
