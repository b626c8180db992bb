"""What others would do with the same passages and the same embedder."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from copilot.knowledge import MiniLM
from copilot.models import Document, Passage, Query

MOST = 100


class Baselines:
    """Words alone, meaning alone, their reciprocal rank fusion; each gives documents, best first."""

    def __init__(self, documents: Iterable[Document], embedder: MiniLM) -> None:
        from rank_bm25 import BM25Okapi

        from copilot.knowledge import passages_of
        from copilot.knowledge.words import stems

        self.passages = [passage for document in documents for passage in passages_of(document)]
        self._stems = stems
        self._words = BM25Okapi([stems(_text(passage)) for passage in self.passages])
        self._vectors = embedder.embed([_text(passage) for passage in self.passages])
        self.embedder = embedder

    def words(self, text: str) -> list[str]:
        return self._documents(np.argsort(-self._words.get_scores(self._stems(text)), kind="stable"))

    def meaning(self, text: str) -> list[str]:
        return self._documents(np.argsort(-(self._vectors @ self.embedder.embed([text])[0]), kind="stable"))

    def rank_fusion(self, text: str) -> list[str]:
        total: dict[str, float] = {}
        for ranked in (self.words(text), self.meaning(text)):
            for rank, document in enumerate(ranked[:MOST], 1):
                total[document] = total.get(document, 0.0) + 1 / (60 + rank)
        return sorted(total, key=lambda document: -total[document])

    def _documents(self, order: Sequence[int]) -> list[str]:
        return list(dict.fromkeys(self.passages[place].document for place in order))


def ensemble(baselines: Baselines) -> Any:
    """LangChain's EnsembleRetriever over its BM25Retriever and its vector store, as its documentation has it."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore

    class Ours(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return baselines.embedder.embed(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    pieces = [LangChainDocument(_text(p), metadata={"document": p.document}) for p in baselines.passages]
    words = BM25Retriever.from_documents(pieces)
    words.k = MOST
    store = InMemoryVectorStore.from_documents(pieces, Ours())
    both = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": MOST})], weights=[0.5, 0.5])

    def search(text: str) -> list[str]:
        return list(dict.fromkeys(found.metadata["document"] for found in both.invoke(text)))

    return search


def alone(query: Query) -> str:
    return query.text


def pasted(query: Query) -> str:
    """The question after the customer's earlier turns."""
    return "\n".join([*(text for author, text in query.history if author == "user"), query.text])


def _text(passage: Passage) -> str:
    place = dict.fromkeys((passage.title, *passage.headings))
    return "\n".join([*(part for part in place if part), passage.text])
