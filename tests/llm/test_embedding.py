"""Embedders through LangChain: what leaves, what comes back, and what a failure becomes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from knowledge.words import SHOP, WordEmbedder

from copilot.errors import IndexMismatch, MissingExtra, ModelError, SettingsError
from copilot.knowledge import KnowledgeIndex
from copilot.llm import LangChainEmbedder, open_embedder
from copilot.models import Query
from copilot.privacy import Personal
from llm.servers import Scripted, serving


class WordEmbeddings:
    """A LangChain Embeddings object; keeps the questions it was asked, and may be told to fail."""

    model = "words"

    def __init__(self) -> None:
        self._words = WordEmbedder()
        self.passages: list[str] = []
        self.questions: list[str] = []
        self.fails = False

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.passages += texts
        return self._vectors(texts)

    def embed_query(self, text: str) -> list[float]:
        self.questions.append(text)
        if self.fails:
            raise ConnectionError("the line is dead")
        return self._vectors([text])[0]

    def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        rows: list[list[float]] = (3 * self._words.embed(texts)).tolist()
        return rows


def vectors(*rows: Sequence[float]) -> Scripted:
    """The answer of an embedding server."""
    data = [{"object": "embedding", "index": number, "embedding": row} for number, row in enumerate(rows)]
    body = {"object": "list", "model": "scripted", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    return Scripted(200, json.dumps(body), {"Content-Type": "application/json"})


def test_any_langchain_embeddings_serve(tmp_path: Path) -> None:
    """An object with LangChain's two methods is enough; the index knows it again, and refuses another."""
    with KnowledgeIndex.open(tmp_path, WordEmbeddings()) as index:
        index.update(SHOP)
        assert index.search("gift cards", 1)[0].passage.document == "gifts"
    with KnowledgeIndex.open(tmp_path, WordEmbeddings()) as index:
        assert index.matches(SHOP)
    with pytest.raises(IndexMismatch, match="'langchain:WordEmbeddings:words', which was given as an object"):
        KnowledgeIndex.open(tmp_path)


def test_vectors_have_length_one() -> None:
    """Whatever a model returns, a cosine is a product of ours."""
    rows = LangChainEmbedder(WordEmbeddings()).embed(["a", "b c"])
    assert (rows.shape, rows.dtype) == ((2, 64), np.float32)
    assert np.linalg.norm(rows, axis=1).tolist() == pytest.approx([1, 1])


def test_personal_data_stays_here() -> None:
    """Of a question and the turns before it, placeholders leave; equal values share one."""
    embeddings = WordEmbeddings()
    query = Query(
        id="1",
        text="I am Ana Lopes, refund my card 4111 1111 1111 1111 and write to ana@example.com",
        history=[("user", "Ana Lopes here, where is my parcel?")],
    )
    with KnowledgeIndex.open(None, embeddings) as index:
        index.update(SHOP)
        index.search(query, personal=[Personal("name", "Ana Lopes")])
        index.embed(["Call me on +49 341 1234567, Ana Lopes"])
    sent = "\n".join(embeddings.questions)
    assert [word for word in ("Ana", "Lopes", "4111", "ana@", "341") if word in sent] == []
    assert "I am <NAME_1>, refund my card <CARD_1> and write to <EMAIL_1>" in sent
    assert "<NAME_1> here, where is my parcel?" in sent


def test_an_embedder_that_is_down_leaves_the_words(caplog: pytest.LogCaptureFixture) -> None:
    """A reply does not wait for a provider: passages are found by their words, and it is logged."""
    embeddings = WordEmbeddings()
    with KnowledgeIndex.open(None, embeddings) as index:
        index.update(SHOP)
        embeddings.fails = True
        hits = index.search("gift cards", 1)
    assert [(hit.passage.document, hit.similarity) for hit in hits] == [("gifts", 0.0)]
    assert caplog.messages == ["searching by words alone: 'langchain:WordEmbeddings:words' failed: ConnectionError"]


def test_openai_is_sent_text_and_no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is tokenized on the way, which would download a vocabulary; the key goes to the provider alone."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    with serving(vectors([3.0, 4.0], [0.0, 2.0])) as server:
        embedder = open_embedder("openai:scripted", server.base_url)
        assert embedder.name == "openai:scripted"
        assert embedder.embed(["one", "two"]).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 1]]
        assert json.loads(server.requests[0])["input"] == ["one", "two"]
        assert {name.lower(): value for name, value in server.heads[0].items()}["authorization"] == "Bearer sk-test"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Scripted(401, "{}"), "rejected"),
        (vectors([1.0, 0.0]), "invalid"),
        (vectors([1.0], [1.0, 0.0]), "invalid"),
        (vectors([1.0, 0.0], [float("nan"), 0.0]), "invalid"),
        (Scripted(200, "no JSON", {"Content-Type": "application/json"}), "invalid"),
    ],
)
def test_what_cannot_be_used_is_an_error(answer: Scripted, reason: str) -> None:
    """Fewer vectors than texts, several lengths, no numbers: none of it gets into an index."""
    with serving(answer) as server, pytest.raises(ModelError) as failed:
        open_embedder("openai:scripted", server.base_url).embed(["one", "two"])
    assert failed.value.reason == reason


def test_names_that_nothing_stands_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to write, to install or to set."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="has no provider; expected one such as 'openai:small'"):
        open_embedder("small")
    with pytest.raises(MissingExtra, match="pip install langchain-cohere"):
        open_embedder("cohere:embed-v4")
    with pytest.raises(ModelError, match="'openai:text-embedding-3-small' cannot be opened"):
        open_embedder("openai:text-embedding-3-small")
    with pytest.raises(ModelError, match="'nobody:x' cannot be opened"):
        open_embedder("nobody:x")


def test_what_is_no_embedder_is_refused() -> None:
    """An object must be able to embed."""
    nothing: Any = object()
    with pytest.raises(SettingsError, match="is no embedder; expected a name such as"):
        KnowledgeIndex.open(None, nothing)
