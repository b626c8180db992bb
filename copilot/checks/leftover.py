"""Which words of a statement nothing explains, in languages that are read by the clause."""

from collections.abc import Iterator

from .problem import Problem
from .reading import Reading, ReadSentence, Statement
from .sentences import words
from .vocabulary import Phrases, Vocabulary


def left_over(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> Iterator[Problem]:
    """A statement without a claim in which a word stands that no list, name or value explains."""
    spoken = statement.words
    sure = know.says("assurance", spoken) and not know.says("negation", spoken)
    if know.says("courtesy", spoken) and not sure:
        return
    explained: set[int] = set()
    for phrases in (*(know.lists[name] for name in _EXPLAINED), *_roles(know)):
        for place, length, _ in phrases.find(spoken):
            explained.update(range(place, place + length))
    spans = [*((m.start, m.end) for m in sentence.mentions), *((v.start, v.end) for v in sentence.values)]
    own = set() if sure else _own(reading)
    left = [
        word
        for place, word in enumerate(spoken)
        if place not in explained
        and not word.text.isdigit()
        and len(word.text) > 1
        and word.text not in own
        and not any(start <= word.start < end for start, end in spans)
    ]
    if left:
        message = f"what {left[0].text!r} says here was not understood"
        says = reading.text[statement.start : statement.end]
        yield Problem("unchecked", message, statement.start, statement.end, says)


_EXPLAINED = (
    "small", "us", "customer", "determiners", "adverbs", "negation", "nouns", "perfect", "passive", "been", "just", "now",
    "future", "becoming",
    "greetings", "closings", "titles", "conditional", "joining", "that", "possible", "partial", "spans", "catalogue",
    "generic", "free", "tails", "not_names",
)  # fmt: skip
"""Lists whose words assert nothing by themselves, or what a rule of their own judges."""


def _roles(know: Vocabulary) -> tuple[Phrases[str], ...]:
    return (know.money_roles, know.date_roles, know.methods, know.counted, know.things, know.colours)


def _own(reading: Reading) -> set[str]:
    """The words of the shop's name and of the customer, whose own words promise nothing."""
    texts = [reading.evidence.shop.name or "", *reading.evidence.ticket.said]
    return {word.text for text in texts for word in words(text, 0, len(text))}
