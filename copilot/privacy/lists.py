"""First and last names from everywhere, and which words of a text they may be mistaken for; Faker's lists, offline."""

import re
from collections.abc import Iterator
from functools import cache

from copilot.bytepairs import vocabulary
from copilot.values import LANGUAGES

from .words import ordinary_in, words


@cache
def first_names() -> frozenset[str]:
    """First names of some seventy countries as they are written in Latin letters, in small letters."""
    return frozenset(_listed("first_name"))


@cache
def last_names() -> frozenset[str]:
    """Last names likewise."""
    return frozenset(_listed("last_name"))


def is_ordinary(word: str, language: str | None = None) -> bool:
    """Whether the word is known in small letters, and more so than with a capital: "rose", "will", "blanket".

    A text's language has words of its own ("Roman" in German) that are names in any other.
    """
    small = word.casefold()
    return small in _ORDINARY or small in ordinary_in(language) or _rank(small) < _rank(small.capitalize())


def is_frequent(word: str) -> bool:
    """Whether it is one of the few thousand words that every text has: "will", "can", "mark"."""
    return _rank(word.casefold()) < _FREQUENT


def is_rare(word: str, language: str | None = None) -> bool:
    """Whether nobody's vocabulary has the word as a whole, with or without a capital."""
    return not is_ordinary(word, language) and not word.isupper() and _rank(word) == _rank(word.casefold()) == _UNKNOWN


def is_country(word: str) -> bool:
    """Whether it is a country or a continent, in any language that the checks read."""
    return word.casefold() in _countries()


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset(name.casefold() for code in LANGUAGES for name in Locale(code).territories.values())


def _listed(kind: str) -> Iterator[str]:
    import pkgutil
    from importlib import import_module

    from faker.providers import person

    for country in pkgutil.iter_modules(person.__path__, f"{person.__name__}."):
        provider = import_module(country.name).Provider
        for name in dir(provider):
            values = getattr(provider, name)
            if name.startswith(kind) and isinstance(values, dict | tuple | list | set):
                for value in values:
                    yield from (part.casefold() for part in str(value).split() if _LATIN.fullmatch(part))


_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:['’-][^\W\d_]+)*")
_ORDINARY = words("ordinary") | words("no_names")
_FREQUENT = 3_000
_UNKNOWN = 1_000_000


def _rank(word: str) -> int:
    """How late a byte-pair vocabulary, which is ordered by how often things are written, has the word as a whole."""
    try:
        return vocabulary().encode_single_token(f" {word}".encode())
    except KeyError:
        return _UNKNOWN
