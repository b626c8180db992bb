"""How many of some pieces a customer speaks of: "two of the four mugs", "one too many", "send three mugs back"."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from copilot.shipped import read_words

_WORD = r"(\d{1,2}|[a-z]{2,7})"
_NAME = 2  # words behind a number in which the thing has to be named


def some_of(text: str, whole: int, names: Callable[[str], bool]) -> int | None:
    """How many of the `whole` pieces of one thing a text that `plain` made speaks of; None where of all or none.

    `names` tells whether some words of the text name the thing.
    """
    if whole % 2 == 0 and re.search(rf" (?:{_any('half')}) ", text):
        return whole // 2
    found = (*_left(text, whole), *_spare(text), *_share(text, whole), *_of_whole(text, whole), *_named(text, names))
    count = next((count for count in found if 0 < count < whole), None)
    if count is not None:
        return count
    return 1 if whole == 2 and (_other(text) or _one_of_two(text)) else None


def _left(text: str, whole: int) -> Iterator[int]:
    """What goes where the number of those that stay is told: "I keep one"."""
    for kept in re.finditer(rf" (?:{_any('keeps')})(?: (?:{_any('only')})){{0,2}} {_WORD} ", text):
        if number := _number(kept[1]):
            yield whole - number


def _spare(text: str) -> Iterator[int]:
    """Those that are too many: "one too many", "il y en a un qui"."""
    for phrase in _words("spare"):
        pattern = rf" {phrase} ".replace("~", _WORD)
        yield from filter(None, (_number(found[1]) for found in re.finditer(pattern, text)))


def _share(text: str, whole: int) -> Iterator[int]:
    """A share: "two of the four mugs", "deux des tasses"."""
    for found in re.finditer(rf" {_WORD} (?:{_any('of')})(?: (?:{_any('articles')}))?(?: {_WORD})?(?= )", text):
        number, named = _number(found[1]), _number(found[2] or "")
        if number and named in (None, whole):
            yield number


def _of_whole(text: str, whole: int) -> Iterator[int]:
    """A share with the whole first: "of the four mugs two are broken"."""
    behind = re.compile(rf" {_WORD} [a-z]{{2,20}}(?: [a-z0-9]{{1,20}}){{0,7}}? (\d{{1,2}}|{_either(_numbers())})(?= )")
    for lead in re.finditer(rf" (?:{_any('of')})(?: (?:{_any('articles')}))?(?= )", text):
        found = behind.match(text, lead.end())
        if found and _number(found[1]) == whole and (number := _number(found[2])):
            yield number


def _named(text: str, names: Callable[[str], bool]) -> Iterator[int]:
    """A number right before the thing: "send two mugs back"; the article of some languages is none."""
    words = text.split()
    for place, word in enumerate(words):
        number = _number(word)
        counts = number is not None and (number > 1 or word in _words("counting"))
        if number and counts and names(" ".join(words[place + 1 : place + 1 + _NAME])):
            yield number


def _other(text: str) -> bool:
    return any(f" {words} " in text for words in _words("other"))


def _one_of_two(text: str) -> bool:
    """Whether one of two came: "there were to be two mugs, and there was only the one"."""
    one, two = (_either(_of_number(number)) for number in (1, 2))
    between = rf"(?: [^ ]{{1,30}}){{1,12}} (?:{_any('only')})(?: (?:{_any('articles')}|el|la|il|o|a|das))?"
    return re.search(rf" (?:{two}){between} (?:{one}) ", text) is not None


def _number(word: str) -> int | None:
    return _numbers().get(word) or (int(word) if word.isdigit() else None)


def _of_number(number: int) -> list[str]:
    return [word for word, own in _numbers().items() if own == number]


@cache
def _numbers() -> Mapping[str, int]:
    return {word: number for number, words in enumerate(_listed()["numbers"], 1) for word in words}


def _any(what: str) -> str:
    return _either(_words(what))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def _words(what: str) -> Sequence[str]:
    return tuple(_listed()[what])


@cache
def _listed() -> dict[str, Any]:
    return dict(read_words(files("copilot.evidence").joinpath("pieces.yaml").read_text("utf-8")))
