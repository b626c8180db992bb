"""The shop's own intents: learnt from a few examples, found again in other words, silent about the rest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from copilot.errors import BadInput, IndexMismatch
from copilot.models import Message, Shop, Ticket
from copilot.triage import Example, OwnIntents, classify, own_intents, train

EXAMPLES = [
    ("I'd like to book a tasting", "TASTING"),
    ("can we come for a wine tasting on Saturday", "TASTING"),
    ("is the tasting room open for groups", "TASTING"),
    ("reserve a tasting for six people", "TASTING"),
    ("do you print our logo on the bottles", "LOGO"),
    ("we want labels with our company logo", "LOGO"),
    ("custom label for a wedding", "LOGO"),
    ("can you put our brand on the label", "LOGO"),
    ("how should I store the bottles", "STORAGE"),
    ("what temperature for the cellar", "STORAGE"),
    ("how long does an open bottle keep", "STORAGE"),
    ("do I have to lay the wine down", "STORAGE"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    train([Example(text=text, label=label) for text, label in EXAMPLES], folder)
    return folder


def wants(text: str, own: OwnIntents | None) -> list[str]:
    ticket = Ticket(id="t1", channel="chat", messages=[Message(author="customer", body=text)])
    return [intent.label for intent in classify(ticket, shop=Shop(), as_of=datetime.now(UTC), own=own).intents]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("could five of us taste your wines next week?", "TASTING"),
        ("is it possible to have our firm's logo on the labels?", "LOGO"),
        ("at which temperature do I keep the bottles?", "STORAGE"),
    ],
)
def test_other_words(data: Path, text: str, label: str) -> None:
    """A message in words that no example uses; the shop's intent stands first."""
    assert wants(text, own_intents(data))[0] == label


def test_what_fits_none(data: Path) -> None:
    """A message that fits none of the shop's intents keeps the built-in ones alone."""
    assert wants("My card was charged twice.", own_intents(data)) == ["charge_dispute"]


def test_nothing_learnt(tmp_path: Path) -> None:
    """Without training, and without a data directory, there are no intents of the shop's own."""
    assert own_intents(tmp_path) is None
    assert own_intents(None) is None


def test_one_intent_is_not_enough(tmp_path: Path) -> None:
    """A single intent has nothing to be told apart from."""
    with pytest.raises(BadInput, match="expected two intents or more"):
        train([Example(text="hello", label="A"), Example(text="hi", label="A")], tmp_path)


def test_an_intent_with_one_example(tmp_path: Path) -> None:
    """One example of an intent is little, and allowed."""
    learnt = train([Example(text="book a tasting", label="A"), Example(text="our logo", label="B")], tmp_path)
    assert learnt.labels == ("A", "B")


def test_another_embedder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learnt with another embedder is refused, and the message says what to do."""
    monkeypatch.setattr("copilot.triage.embedding.Paired.name", "another")
    with pytest.raises(IndexMismatch, match="copilot triage train"):
        own_intents(data)
