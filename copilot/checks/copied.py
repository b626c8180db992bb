"""Sentences of the composer: their words between slots are the shop's own copy, which says nothing unknown."""

from collections.abc import Iterator, Sequence
from functools import cache
from string import Formatter

from copilot.prompts import has_copy, load_copy

from .reading import Reading
from .sentences import Word, sentences, words
from .statements import ReadSentence
from .vocabulary import Phrases


def from_copy(reading: Reading, sentence: ReadSentence) -> bool:
    """Whether a sentence is made of nothing but the copy, and of values and names beside it.

    These are for the other rules to judge. The composer may put pieces together; of a model's or an agent's words
    nothing is taken for granted but a whole sentence of the copy in which a slot was filled.
    """
    if not has_copy(reading.language):
        return False
    if reading.author == "composer":
        pieces = _pieces(reading.language)
        return all(_made_of(run, pieces, sentence.joining) for run in _runs(reading, sentence))
    if not any(sentence.sentence.start <= slot.start < sentence.sentence.end for slot in reading.slots):
        return False
    runs = tuple(tuple(word.text for word in run) for run in _runs(reading, sentence))
    return runs in _wholes(reading.language)


def _runs(reading: Reading, sentence: ReadSentence) -> list[list[Word]]:
    """The words between slots, values and names."""
    taken = [(slot.start, slot.end) for slot in reading.slots]
    taken += [(value.start, value.end) for value in sentence.values]
    taken += [(mention.start, mention.end) for mention in sentence.mentions if mention.facts]
    runs: list[list[Word]] = [[]]
    for word in sentence.sentence.words:
        if any(start < word.end and word.start < end for start, end in taken):
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _made_of(run: Sequence[Word], pieces: Phrases[bool], joining: frozenset[str]) -> bool:
    """Whether words are whole pieces of the copy, one behind the other; names in a list are joined."""
    ends = {0}
    for place in range(len(run)):
        if place in ends:
            ends |= {
                place + len(parts) for parts, _ in pieces.by_first.get(run[place].text, ()) if _at(run, place, parts)
            }
            ends |= {place + 1} if run[place].text in joining else set()
    return len(run) in ends


def _at(run: Sequence[Word], place: int, parts: tuple[str, ...]) -> bool:
    return tuple(word.text for word in run[place : place + len(parts)]) == parts


@cache
def _pieces(language: str) -> Phrases[bool]:
    """The literals of the copy between its slots, sentence by sentence, and its words for statuses and the like."""
    copy = load_copy(language)
    literals = [literal for text in copy.sentences.values() for literal in _literals(text)]
    literals += [word for kind in copy.words.values() for word in kind.values()]
    found: Phrases[bool] = Phrases()
    for parts in {spoken for literal in literals for spoken in _spoken(literal)}:
        found.by_first.setdefault(parts[0], []).append((parts, True))
    return found


@cache
def _wholes(language: str) -> frozenset[tuple[tuple[str, ...], ...]]:
    """The sentences of the copy as the runs of words between their slots."""
    texts = (part.text for text in load_copy(language).sentences.values() for part in sentences(text))
    return frozenset(tuple(run for literal in _literals(text) if (run := _texts(literal))) for text in texts)


def _texts(literal: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(literal, 0, len(literal)))


def _spoken(literal: str) -> Iterator[tuple[str, ...]]:
    """The words of a literal, all and sentence by sentence."""
    spans = [(0, len(literal)), *((part.start, part.end) for part in sentences(literal))]
    for start, end in spans:
        if parts := tuple(word.text for word in words(literal, start, end)):
            yield parts


def _literals(text: str) -> list[str]:
    return [literal for literal, _, _, _ in Formatter().parse(text)]
