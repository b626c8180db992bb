"""What a page reserves where it says something: conditions and exceptions that our own sentence would leave out."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.evidence import plain
from copilot.shipped import read_words

from .phrases import goes_on

KINDS = ("only", "if", "but", "some", "whose", "where", "cost")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a page's sentence, from which to which of them it says what is looked for, and what comes next."""

    text: str
    first: int
    last: int
    after: str = ""

    @property
    def words(self) -> list[str]:
        return plain(self.text).split()

    def begins(self, sign: str) -> int:
        """The word with which the part begins that says it, where the sentence is cut at a sign."""
        return max(place for place in self._cuts(sign) if place <= self.first)

    def ends(self, sign: str) -> int:
        """The word before which that part ends."""
        return min(place for place in (*self._cuts(sign), len(self.words)) if place >= self.last)

    def crosses(self, sign: str) -> bool:
        """Whether the sign stands within what says it."""
        return any(self.first < place < self.last for place in self._cuts(sign))

    def _cuts(self, sign: str) -> list[int]:
        pieces = self.text.split(sign)
        return [len(plain(sign.join(pieces[:number])).split()) for number in range(len(pieces))]


def limited(said: Said, copy: str) -> bool:
    """Whether it holds only as far as words say that our sentence in the copy has not.

    A semicolon or colon ends what is said; what follows there and in the next sentence may still take it back.
    """
    words, end = said.words, min(said.ends(";"), said.ends(":"))
    behind = next((place for place in range(said.last, end) if words[place] in _words()["and"]), end)
    following = (words[end:], plain(said.after).split())
    return (
        _more(words[said.begins(";") : end], plain(copy).split())
        or not _words()["denials"].isdisjoint(words[said.last : behind])
        or any(_takes_back(own) for own in following if own)
    )


def names_scope(said: Said) -> bool:
    """Whether it says for what or whom it holds: "for the United Kingdom the price includes duties"."""
    words, start, kinds = said.words, said.begins(";"), _words()
    before, behind = words[start : said.first], words[said.last : said.last + 1]
    scoped = before[:1] and before[0] in kinds["for"] and not kinds["nothing"].issuperset(before[1:])
    return bool(scoped) or not kinds["for"].isdisjoint(behind)


def denied(said: Said, own: frozenset[str]) -> bool:
    """Whether a word denies it before its end that is none of the phrase's `own`."""
    start = 0 if said.crosses(":") else said.begins(":")
    denials = _words()["denials"]
    return own.isdisjoint(denials) and not denials.isdisjoint(said.words[start : said.last])


def _more(words: list[str], ours: list[str]) -> bool:
    """Whether there are more words of some kind than in our own sentence; what is free costs nobody anything."""
    paid = _words()["free"].isdisjoint(words)
    kinds = [_words()[kind] for kind in KINDS if kind != "cost" or paid]
    return any(sum(word in kind for word in words) > sum(word in kind for word in ours) for kind in kinds)


def _takes_back(words: list[str]) -> bool:
    """Whether words that follow go back on what was said before: "but then", "this does not hold for"."""
    goes = any(" ".join((*words, "")).startswith(f"{begin} ") for begin in goes_on())
    reserved = _more(words, []) or not _words()["denials"].isdisjoint(words) or any(map(str.isdecimal, words))
    return words[0] in _words()["back"] or (goes and reserved)


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("copilot.drafting").joinpath("reserves.yaml").read_text("utf-8")
    return {str(kind): frozenset(words) for kind, words in read_words(text).items()}
