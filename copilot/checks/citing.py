"""What a plain text rests on: the facts that its sentences state, as citations."""

from copilot.evidence import Evidence
from copilot.models import Citation, Fact

from .reading import Reading
from .statements import ReadSentence


def citations(text: str, language: str, evidence: Evidence) -> list[Citation]:
    """One citation for each sentence that states facts; a sentence that states none has none."""
    reading = Reading(text, language, evidence)
    found = []
    for sentence in reading.sentences:
        sources = dict.fromkeys(fact.id for fact in _stated(sentence, evidence))
        if sources:
            span = sentence.sentence
            found.append(Citation(start=span.start, end=span.end, sources=list(sources)))
    return found


def _stated(sentence: ReadSentence, evidence: Evidence) -> list[Fact]:
    """The facts named or written in a sentence, of the orders that it is about; the status where it tells one."""
    facts = [fact for mention in sentence.mentions for fact in mention.facts]
    for value in sentence.values:
        for canonical in value.values:
            facts += evidence.by_value.get((value.type, canonical), ())
    subjects = {f"order:{order.id}" for order in sentence.orders}
    own = [
        fact
        for fact in facts
        if not fact.subject.startswith("order:") or fact.subject.partition("/line:")[0] in subjects
    ]
    if any(statement.events for statement in sentence.statements):
        own += [fact for subject in sorted(subjects) if (fact := evidence.fact(subject, "status"))]
    return own
