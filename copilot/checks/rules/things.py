"""F012: a thing or a colour that is named in common words is one of the evidence, or of what the customer wrote."""

from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import words_of


def things(reading: Reading) -> Iterator[Problem]:
    """Each word for goods or a colour that nothing in the evidence is called, and the customer did not use."""
    know = reading.vocabulary
    if know is None:
        return
    texts = [*reading.evidence.ticket.said, *(hit.passage.text for hit in reading.evidence.hits)]
    said = set[str]().union(*map(words_of, texts))
    for sentence in reading.sentences:
        if sentence.quoted:
            continue
        spoken = sentence.sentence.words
        idiom = {
            n for at, length, _ in know.lists["approval"].find(spoken) if length > 1 for n in range(at, at + length)
        }
        for phrases in (know.things, know.colours):
            for place, length, name in phrases.find(spoken):
                start, end = spoken[place].start, spoken[place + length - 1].end
                if place in idiom:
                    continue  # "le feu vert"
                named = any(m.start < end and start < m.end for m in sentence.mentions)
                if not named and not said.issuperset(word.text for word in spoken[place : place + length]):
                    says = reading.text[start:end]
                    message = f"{says!r}: no {name} is in the evidence"
                    yield Problem("unchecked", message, start, end, says)
