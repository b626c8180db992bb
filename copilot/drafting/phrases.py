"""Phrases that say something, as our files of words list them: beginnings of words, "~" for up to six others.

Articles, pronouns and the like stand as they are: "the" is not the beginning of "them".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.shipped import read_words

BETWEEN = r"(?: [^ ]{1,40}){0,6}"
"""What stands where a phrase has a "~"."""


def pattern(words: Sequence[str]) -> str:
    """A pattern for words that begin so, up to six others where a "~" stands; points end words, small ones end so."""
    made = ""
    for word in words:
        if word == "~":
            made += BETWEEN
        else:
            whole = word.endswith(".") or word in _small()
            made += f" {re.escape(word.rstrip('.'))}{'(?= )' if whole else '[^ ]{0,20}'}"
    return made


@cache
def _small() -> frozenset[str]:
    """Words that have no other forms: articles, pronouns, prepositions."""
    return frozenset(_words()["small"])


@cache
def goes_on() -> tuple[str, ...]:
    """Beginnings of sentences that go on about the one before them."""
    return tuple(_words()["goes_on"])


@cache
def _words() -> Mapping[str, list[str]]:
    text = files("copilot.drafting").joinpath("small.yaml").read_text("utf-8")
    return {str(kind): list(words) for kind, words in read_words(text).items()}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by what they say, held so that a text is read once for all of them."""

    by_start: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    def said_in(self, text: str) -> Iterator[str]:
        """What a text that `plain` made says, in the order in which it stands there; the same may come twice."""
        for word in _WORD.finditer(text):
            own = word.group()[1:]
            for length in range(1, min(len(own), _LONGEST) + 1):
                for what, phrase in self.by_start.get(own[:length], ()):
                    if phrase.match(text, word.start()):
                        yield what


def phrases(listed: Mapping[str, Sequence[str]]) -> Phrases:
    """The phrases of a file, found by the beginning of their first word."""
    by_start: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for what, own in listed.items():
        for phrase in own:
            words = phrase.split()
            start = words[0].rstrip(".")
            by_start.setdefault(start[:_LONGEST], []).append((what, re.compile(pattern(words))))
    return Phrases({start: tuple(found) for start, found in by_start.items()})


_WORD = re.compile(r" [^ ]+(?= )")
_LONGEST = 20
