"""Questions find passages in other languages; English ones among themselves are not touched by it."""

from collections.abc import Iterator

import numpy as np
import pytest

from copilot.knowledge import KnowledgeIndex, MiniLM
from copilot.knowledge.conversation import asked_in_english
from copilot.knowledge.index.ranking import across, best, fused, on_topic
from copilot.knowledge.multilingual import Multilingual, is_foreign
from copilot.knowledge.topics import topic_of
from copilot.models import Document, Query

PAGES = [
    Document(id="returns", text="# Returns\n\nYou may send things back within 45 days. The label is free."),
    Document(id="garantie", text="# Garantie\n\nWir reparieren zwei Jahre lang, was von selbst kaputtgeht."),
    Document(id="livraison", text="# Livraison\n\nNous livrons en cinq jours ouvrables. Le port coûte 4 euros."),
    Document(id="regalo", text="# Tarjeta regalo\n\nLa tarjeta regalo caduca a los tres años de la compra."),
]


@pytest.fixture(scope="module")
def index() -> Iterator[KnowledgeIndex]:
    with KnowledgeIndex.open() as opened:
        opened.update(PAGES)
        yield opened


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Until when can I send this back?", "returns"),
        ("Bis wann darf ich das zurückschicken?", "returns"),
        ("Tot wanneer mag ik dit terugsturen?", "returns"),
        ("Do you repair it if it breaks after a year?", "garantie"),
        ("C'est cassé après un an, vous le réparez ?", "garantie"),
        ("How much is postage?", "livraison"),
        ("Quanto costa la spedizione?", "livraison"),
        ("When does my gift card expire?", "regalo"),
        ("Quando expira o meu cartão-presente?", "regalo"),
    ],
)
def test_question_and_passage_may_be_in_different_languages(
    index: KnowledgeIndex, question: str, document: str
) -> None:
    """Of a knowledge base in four languages, the right page comes first in any."""
    assert index.search(question, 1)[0].passage.document == document


def test_a_language_that_no_glossary_has_is_read_too(index: KnowledgeIndex) -> None:
    """Polish is one of the sixteen that the multilingual embedder knows."""
    assert index.search("Do kiedy mogę to odesłać?", 1)[0].passage.document == "returns"


def test_english_among_english_asks_one_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second embedder is not even loaded."""
    with KnowledgeIndex.open() as index:
        index.update(PAGES[:1])
        other = index._readers.other
        assert other is not None
        asked: list[tuple[str, ...]] = []
        monkeypatch.setattr(other, "meaning", asked.append)
        index.search("How long can I send things back?")
        assert asked == []


def test_a_conversation_is_in_the_language_of_its_turns() -> None:
    """ "Ok?" says nothing; the turn before it does."""
    assert not asked_in_english(Query(id="1", text="Ok?", history=[("user", "Wo ist mein Paket geblieben?")]))
    assert asked_in_english(Query(id="1", text="And the other one?", history=[("user", "Where is my parcel?")]))
    assert (is_foreign("Where is my parcel?"), is_foreign("4711"), is_foreign("¿Dónde está?")) == (False, False, True)


def test_hostile_text_is_embedded() -> None:
    """Lone surrogates, nothing at all, and 200 KB of one sign."""
    rows = Multilingual().embed(["\ud800", "", "ß" * 200_000, "a b"])
    assert (rows.shape, bool(np.isfinite(rows).all())) == ((4, 512), True)


def test_a_message_is_near_the_policy_on_its_topic() -> None:
    """In customers' words that share nothing with the policy's, and in another language."""
    policies = MiniLM().embed(["Exchanges: another size or colour", "Privacy and your data", "Warranty"])
    english = policies @ topic_of(MiniLM().embed(["too tight, I need one size up"])[0], english=True)
    german = policies @ topic_of(Multilingual().embed(["Zu eng, ich bräuchte es weiter."])[0], english=False)
    assert (int(english.argmax()), int(german.argmax())) == (0, 0)


def test_what_is_about_no_topic_stays_as_it_is() -> None:
    """A question that no shop is asked hardly moves the scores."""
    strange, usual = MiniLM().embed(
        ["How do I undo a merge commit?", "I want to send it back, how many days do I have?"]
    )
    assert np.linalg.norm(topic_of(strange, english=True)) < 0.5 * np.linalg.norm(topic_of(usual, english=True))


def test_scores_run_from_zero_to_one() -> None:
    """Whatever is fused, the best possible is 1 and the worst 0."""
    one, none = np.ones(1, np.float32), -np.ones(1, np.float32)
    assert fused(one, one).tolist() == across(one, one).tolist() == on_topic(one, one).tolist() == pytest.approx([1])
    assert fused(none, 0 * one).tolist() == across(0 * one, none).tolist() == on_topic(0 * one, none).tolist() == [0]


def test_the_best_are_in_order_and_one_of_each_group() -> None:
    """Ties go to the first; what is outside is never among them."""
    scores = np.array([0.5, 0.9, 0.9, 0.1, 0.7], np.float32)
    inside = np.array([True, True, True, True, False])
    assert best(scores, inside, None, 3) == [1, 2, 0]
    assert best(scores, inside, np.array([1, 2, 2, 3, 4], np.int32), 5) == [1, 0, 3]
    many = np.zeros(500, np.float32)
    assert best(many, np.ones(500, bool), np.arange(500, dtype=np.int32) // 250, 3) == [0, 250]
