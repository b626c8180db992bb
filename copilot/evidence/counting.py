"""How many of some pieces a customer speaks of: "two of the four mugs", "one too many", "send three mugs back"."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from copilot.shipped import read_words

from .things import plain

_WORD = r"(\d{1,2}|[a-z]{2,7})"
_SENTENCE = re.compile(r"[.!?;\n]+")
_NAME = 2  # words behind a number in which the thing has to be named


def some_of(text: str, whole: int, names: Callable[[str], bool]) -> int | None:
    """How many of the `whole` pieces of one thing a customer's text speaks of; None where of all or none.

    `names` tells whether some words of the text name the thing.
    """
    sentences, said = [plain(sentence) for sentence in _SENTENCE.split(text)], plain(text)
    if _all_named(said, names):
        return None
    if whole % 2 == 0 and any(_of_thing(said, half.end(), names) for half in _found(rf" (?:{_any('half')})", said)):
        return whole // 2
    wanting = [words for words in sentences if re.search(rf" (?:{_any('wanting')})", words)]
    named = (number for words in wanting for number in _named(words, names))
    found = (*_left(said, whole), *_spare(said), *_share(said, whole, names), *_of_whole(said, whole), *named)
    count = next((count for count in found if 0 < count < whole), None)
    if count is not None:
        return count
    return 1 if whole == 2 and (_other(said) or _one_of_two(said)) else None


def _all_named(text: str, names: Callable[[str], bool]) -> bool:
    """Whether all of the thing is spoken of, without a "not" before it: "all the mugs", "both mugs"."""
    pattern = rf"(?: ({_any('not_all')}))? (?:{_any('all')})"
    return any(not found[1] and _of_thing(text, found.end(), names) for found in _found(pattern, text))


def _of_thing(text: str, place: int, names: Callable[[str], bool]) -> bool:
    """Whether the thing, or "of them", stands right behind a place."""
    if re.compile(rf" (?:{_any('of_them')})(?= )").match(text, place):
        return True
    lead = re.compile(rf"(?: (?:{_any('of')}))?(?: (?:{_any('articles')}))?(?: (?:{_either(_numbers())}))?(?= )")
    found = lead.match(text, place)
    return found is not None and names(" ".join(text[found.end() :].split()[:_NAME]))


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"{pattern}(?= )", text)


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


def _share(text: str, whole: int, names: Callable[[str], bool]) -> Iterator[int]:
    """A share of the thing, of them or of their number: "two of the four mugs", "deux des tasses", "one of them"."""
    of = rf"{_any('of_them')}|{_any('of')}"
    for found in _found(rf" (?!(?:{_any('no_share')}) ){_WORD}(?= (?:{of}) )", text):
        number = _number(found[1])
        counted = re.compile(rf" (?:{of})(?: (?:{_any('articles')}))? {_WORD} ").match(text, found.end())
        of_whole = _number(counted[1]) if counted else None
        if number and of_whole in (None, whole) and (of_whole or _of_thing(text, found.end(), names)):
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
    between = rf"(?: [^ ]{{1,30}}){{1,12}} (?:{_any('only')})(?: (?:{_any('the_one')}))?"
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
