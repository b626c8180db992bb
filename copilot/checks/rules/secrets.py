"""S002: nobody is asked for a password, a full card number or the code of a gift card."""

from collections.abc import Iterator

from copilot.checks.certainty import against, by_grammar
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.tokens import customer_needs


def secrets(reading: Reading) -> Iterator[Problem]:
    """Each request for what stays with the customer."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        for statement in sentence.statements:
            demanded = know.says("demanding", statement.words)
            denied = know.says("negation", statement.words)
            for place, length, _ in know.lists["secrets"].find(statement.words):
                if demanded and not denied and not sentence.quoted and not customer_needs(statement.words, place):
                    start, end = statement.words[place].start, statement.words[place + length - 1].end
                    says = reading.text[start:end]
                    yield Problem(against(by_grammar(reading)), f"asks for {says!r}", start, end, says)
