"""T006: what is said to be the shop's policy, or the law, stands in a document of the evidence."""

from collections.abc import Iterator
from itertools import zip_longest

from copilot.checks.manner import manner
from copilot.checks.problem import Problem
from copilot.checks.prose import says
from copilot.checks.reading import Reading
from copilot.checks.statements import Statement


def unsourced(reading: Reading) -> Iterator[Problem]:
    """Each statement that calls on a policy or the law, where no rule judged a claim and no document says the like."""
    known = manner(reading.language).get("grounds")
    if known is None:
        return
    for sentence, following in zip_longest(reading.sentences, reading.sentences[1:]):
        for statement in sentence.statements:
            if (
                sentence.quoted
                or (following and following.quoted)
                or statement.mood != "asserted"
                or _judged(statement)
            ):
                continue
            hit = next(known.find(statement.words), None)
            if hit is None or says(reading.evidence, statement.words):
                continue
            start, end = statement.words[hit[0]].start, statement.words[hit[0] + hit[1] - 1].end
            message = "calls on a policy, and no document in evidence says this"
            yield Problem("unchecked", message, start, end, reading.text[start:end])


def _judged(statement: Statement) -> bool:
    return any(claim.mode in ("allowed", "promised") for claim in statement.events)
