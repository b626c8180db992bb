"""For LangChain: the copilot as a Runnable, and its knowledge as a retriever."""

from typing import TYPE_CHECKING, Any

from copilot.errors import MissingExtra
from copilot.models import Hit, Ticket
from copilot.pipeline import Copilot

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import RunnableLambda
    from pydantic import ConfigDict
except ImportError as error:
    raise MissingExtra("langchain", 'pip install "support-copilot[langchain]"') from error

if TYPE_CHECKING:
    from copilot.knowledge import KnowledgeIndex

__all__ = ["PassageRetriever", "drafting"]


def drafting(copilot: Copilot) -> "RunnableLambda[Ticket | dict[str, Any], dict[str, Any]]":
    """A Runnable from a ticket, or its record, to the record of a review that waits for a human."""

    def prepare(ticket: Ticket | dict[str, Any]) -> dict[str, Any]:
        review = copilot.prepare(ticket if isinstance(ticket, Ticket) else Ticket.model_validate(ticket))
        return review.model_dump(mode="json")

    return RunnableLambda(prepare, name="copilot")


class PassageRetriever(BaseRetriever):
    """Passages of the shop's documents as LangChain documents, best first; score and place stand in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Any
    """A KnowledgeIndex, such as `copilot.index`."""
    limit: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  the seam's
        index: KnowledgeIndex = self.index
        return [_document(hit) for hit in index.search(query, self.limit)]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document": passage.document,
            "title": passage.title,
            "headings": list(passage.headings),
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "similarity": hit.similarity,
        },
    )
