"""S002: nobody is asked for a password, a full card number or the code of a gift card."""

from collections.abc import Iterator, Sequence

from copilot.checks.certainty import against, by_grammar
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import Word
from copilot.checks.vocabulary import Vocabulary

BEFORE = 6  # words before a secret that may say which part of it is meant


def secrets(reading: Reading) -> Iterator[Problem]:
    """Each request for what stays with the customer."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        for statement in sentence.statements:
            words = statement.words
            if sentence.quoted or not know.says("demanding", words):
                continue
            for place, length, _ in know.lists["secrets"].find(words):
                denied = know.says("negation", words[:place] if by_grammar(reading) else words)
                if not denied and not _may_be_asked(words, place, length, know):
                    start, end = words[place].start, words[place + length - 1].end
                    says = reading.text[start:end]
                    yield Problem(against(by_grammar(reading)), f"asks for {says!r}", start, end, says)


def _may_be_asked(words: Sequence[Word], place: int, length: int, know: Vocabulary) -> bool:
    """Whether only the end of a card number is asked for, or of a new secret nothing is demanded before it is named."""
    named, before = words[place : place + length], words[max(0, place - BEFORE) : place]
    if know.says_of("secret", "card", named):
        return know.says_of("secret", "part", before)
    new = know.says_of("secret", "new", [*before[-2:], *words[place + length : place + length + 1]])
    return new and not know.says("demanding", words[:place])
