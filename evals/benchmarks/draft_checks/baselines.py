"""Other checkers that need no model, each as a function: may this draft be shown as clean on this evidence?

`figured` and `ancora-rag` are no dependencies of the project: `pip install figured==0.4.3 ancora-rag==0.1.1`.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from ancora import Chunk, Document, GroundingChecker, chunk_documents
from figured.agents import AgentPolicy, RunMonitor

from copilot.evidence import Evidence

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def numbers(text: str, evidence: Evidence) -> bool:
    """Every number of the draft stands somewhere in the facts, the policies or the ticket."""
    known = {figure for words in _texts(evidence) for figure in _FIGURE.findall(words)}
    return all(figure in known for figure in _FIGURE.findall(text))


def figured(text: str, evidence: Evidence) -> bool:
    """`figured` traces every id, address, date and amount of the draft to the records, the policies and the ticket."""
    monitor = RunMonitor(AgentPolicy.build(check_text=True))
    for said in evidence.ticket.said:
        monitor.user(said)
    monitor.tool_result("records", evidence.records())
    monitor.tool_result("facts", [{"role": fact.role, "value": fact.value} for fact in evidence.facts])
    monitor.tool_result("policies", [document.text for document in evidence.documents])
    return all(check.status == "sourced" for check in monitor.assistant(text))


def ancora(text: str, evidence: Evidence) -> bool:
    """`ancora-rag` finds every sentence of the draft grounded in facts, policies or the ticket, its numbers with it."""
    return all(check.supported for check in GroundingChecker().check_answer(text, _chunks(evidence)))


BASELINES: tuple[tuple[str, Callable[[str, Evidence], bool]], ...] = (
    ("every number stands in the evidence", numbers),
    ("figured 0.4.3", figured),
    ("ancora-rag 0.1.1", ancora),
)


def _texts(evidence: Evidence) -> list[str]:
    facts = [f"{fact.source}: {fact.value}" for fact in evidence.facts]
    return [*facts, *(document.text for document in evidence.documents), *evidence.ticket.said]


def _chunks(evidence: Evidence) -> tuple[Chunk, ...]:
    """The facts of each subject as a chunk of its own, the documents as the package cuts them."""
    about: dict[str, list[str]] = {}
    for fact in evidence.facts:
        about.setdefault(fact.subject, []).append(f"{fact.source}: {fact.value}")
    told = [*about.items(), ("ticket", list(evidence.ticket.said))]
    own = [Chunk(subject, subject, "\n".join(lines), 0, 0) for subject, lines in told]
    return (*own, *_cut(tuple((document.id, document.text) for document in evidence.documents)))


@lru_cache(maxsize=256)
def _cut(texts: tuple[tuple[str, str], ...]) -> tuple[Chunk, ...]:
    return tuple(chunk_documents([Document(id=id, text=text) for id, text in texts]))
