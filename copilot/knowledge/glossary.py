"""What a customer asks in another language, in the English words of shops' policies."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from .multilingual import language_of
from .words import STEMMERS, stem

LANGUAGES = tuple(STEMMERS)
_COMPOUNDING = ("de", "nl")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 1000
_LONGEST = 40
_SHORTEST_PART = 4


def foreign_language(text: str) -> str | None:
    """The language that a text is most likely in, where the glossary has it; None for English."""
    code = language_of(text)
    return code if code in LANGUAGES else None


def in_english(text: str, language: str) -> str:
    """The English words for what the text names, with its names and numbers; nothing where it names no shop's word."""
    terms, longest = _terms(language)
    words = [match for _, match in zip(range(_MOST_WORDS), _WORD.finditer(text), strict=False)]
    stems = [_stem(word.group(), language) for word in words]
    found: list[str] = []
    names: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            if english := terms.get(tuple(stems[position : position + length])):
                found.append(english)
                position += length
                break
        else:
            found += _parts(stems[position], language)
            names += [words[position].group()] if _is_name(words[position], text) else []
            position += 1
    return " ".join(dict.fromkeys([*found, *names])) if found else ""


def _parts(stem: str, language: str) -> list[str]:
    """What the two halves of a compound mean, where both are known."""
    if language not in _COMPOUNDING:
        return []
    terms, _ = _terms(language)
    for cut in range(len(stem) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        second = terms.get((_stem(stem[cut:], language),))
        heads = (stem[:cut], stem[:cut].removesuffix("s"), stem[:cut].removesuffix("n"), stem[:cut].removesuffix("en"))
        first = next((terms[key] for head in heads if (key := (_stem(head, language),)) in terms), None)
        if first and second:
            return [first, second]
    return []


def _is_name(word: re.Match[str], text: str) -> bool:
    inside = word.start() > 0 and not re.search(r"[.!?\n]\W*\Z", text[max(0, word.start() - 4) : word.start()])
    return any(sign.isdigit() for sign in word.group()) or (inside and word.group()[0].isupper())


@cache
def _terms(language: str) -> tuple[dict[tuple[str, ...], str], int]:
    """(the English for each sequence of stems, how many stems the longest has)."""
    terms: dict[tuple[str, ...], str] = {}
    for english, alternatives in _rows(language):
        for alternative in alternatives:
            terms.setdefault(tuple(_stem(word, language) for word in _WORD.findall(alternative)), english)
    return terms, max(map(len, terms))


def _rows(language: str) -> Iterator[tuple[str, list[str]]]:
    lines = files(__package__).joinpath("glossary.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    column = header.index(language)
    return ((row[0], row[column].split(", ")) for row in rows)


def _stem(word: str, language: str) -> str:
    plain = unicodedata.normalize("NFKD", stem(word[:_LONGEST].casefold(), language))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
