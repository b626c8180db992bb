"""Phrases that say something, as our files of words list them: beginnings of words, "~" for up to six others.

Words of three letters and less stand as they are: "the" is not the beginning of "them".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

BETWEEN = r"(?: [^ ]{1,40}){0,6}"
"""What stands where a phrase has a "~"."""
SHORT = 3
"""Letters of a word that has no other forms."""


def pattern(words: Sequence[str]) -> str:
    """A pattern for words that begin so, with up to six others where a "~" stands; a point ends a word, as do few letters."""
    made = ""
    for word in words:
        if word == "~":
            made += BETWEEN
        else:
            whole = word.endswith(".") or len(word) <= SHORT
            made += f" {re.escape(word.rstrip('.'))}{'(?= )' if whole else '[^ ]{0,20}'}"
    return made


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
