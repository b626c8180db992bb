"""Cutting a draft into sentences and words, with their places, in time linear in its length."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ITEM = re.compile(r"[ \t]*(?:[-*•–·]|\d{1,2}[.)])[ \t]+")
_RECORD = re.compile(r"[ \t>*_•-]*([^\W\d_][^:\n|().,;!?]{0,40}?)[*_]*:[*_]*[ \t]+(?=\S)")
_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s|$)")
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "nr",
        "approx",
        "e.g",
        "i.e",
        "ca",
        "vs",
        "etc",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "z.b",
        "bzw",
        "inkl",
        "zzgl",
        "sr",
        "sra",
        "p",
        "a.m",
        "p.m",
        *("hr", "fr", "frl", "prof", "dipl", "z.hd", "d.h", "u.a", "evtl", "ggf", "zzt", "tel", "str", "mio", "gem"),
        *("m", "mme", "mlle", "mm", "env", "réf", "cf", "art", "sra", "srta", "d", "dña", "ud", "uds", "p.ej", "núm"),
        *("sig", "sigg", "dott", "ecc", "cad", "ing", "avv", "exmo", "exma", "n.º", "dhr", "mevr", "mw", "bijv", "evt"),
        *("incl", "excl", "resp", "max", "min"),
    ]
)
_MONTHS = frozenset(
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "jänner",
    ]
)
"""What may follow "16." within a sentence: German alone writes days so, and its months with a capital."""
_CONTRACTIONS = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "cannot": ("can", "not"),
}
_ENDINGS = {"'ve": "have", "'ll": "will", "'re": "are", "'m": "am", "'d": "would", "'s": "s"}


class Word(NamedTuple):
    """A word in small letters with its place; "haven't" is two words in one place."""

    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, or record line ("Status: delivered", whose `key` is "status" and ends at `key_end`)."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    question: bool
    key: str | None = None
    key_end: int = 0
    item: bool = False
    opens_paragraph: bool = False


LONGEST = 500
"""Code points of a sentence."""


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of the text in order; headings, list items and record lines stand for themselves."""
    return tuple(sentence for start, end, opens in _blocks(text) for sentence in _split(text, start, end, opens))


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words between two places, contractions ("haven't") and elisions ("l'ordine") taken apart."""
    for match in _WORD.finditer(text, start, end):
        raw = match.group().replace("’", "'")
        capital = raw[0].isupper()
        small = _small(raw)
        if "'" not in raw and small not in _CONTRACTIONS:
            yield Word(small, match.start(), match.end(), capital)
            continue
        parts = _apart(small)
        if len(parts) == 1 and "'" in raw:
            yield from _elided(raw, match.start())
            continue
        for number, part in enumerate(parts):
            yield Word(part, match.start(), match.end(), capital and number == 0)


def word_texts(text: str) -> tuple[str, ...]:
    """The words of a text, without their places."""
    return tuple(word.text for word in words(text, 0, len(text)))


@lru_cache(maxsize=8192)
def all_words(text: str) -> tuple[Word, ...]:
    """All words of a text that stays the same from draft to draft: a page, a fact; never what a customer wrote."""
    return tuple(words(text, 0, len(text)))


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of such a text without their places."""
    return frozenset(word.text for word in words(text, 0, len(text)))


def _elided(raw: str, start: int) -> Iterator[Word]:
    """ "jusqu'à" as two words, each in its own place."""
    for part in raw.split("'"):
        if part:
            yield Word(_small(part), start, start + len(part), part[0].isupper())
        start += len(part) + 1


def _small(raw: str) -> str:
    """The word in small letters, its accents composed."""
    return (raw if raw.isascii() else unicodedata.normalize("NFC", raw)).casefold()


def _apart(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return (word[:-3], "not")
    for ending, meaning in _ENDINGS.items():
        if word.endswith(ending):
            return (word[: -len(ending)], meaning)
    return (word,)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Runs of lines that make one block of prose; a list item or a record line is a block of its own."""
    begin: int | None = None
    place, opens, block_opens, previous = 0, True, True, ""
    for line in text.splitlines(keepends=True):
        start, place = place, place + len(line)
        body = line.strip()
        alone = bool(_ITEM.match(line) or _RECORD.match(line) or body.startswith(("#", "|", ">")))
        if begin is not None and (not body or alone or not _goes_on(previous, body)):
            yield begin, start, block_opens
            begin, opens = None, False
        if not body:
            opens = True
            continue
        if begin is None:
            begin, block_opens = start, opens
        previous = "" if alone else body
    if begin is not None:
        yield begin, len(text), block_opens


def _goes_on(previous: str, body: str) -> bool:
    """Whether a line carries on the sentence of the line before: a text that was wrapped by hand."""
    return bool(previous) and previous[-1] not in ".!?:…" and (body[0].islower() or len(previous) > 60)


def _split(text: str, start: int, end: int, opens: bool) -> Iterator[Sentence]:
    record, item = _RECORD.match(text, start, end), _ITEM.match(text, start, end) is not None
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and (_is_abbreviation(text, begin, match.start()) or _is_day(text, begin, match.end())):
            continue
        yield from _sentence(
            text, begin, match.end(), record if begin == start else None, item, opens and begin == start
        )
        begin = match.end()
    yield from _sentence(text, begin, end, record if begin == start else None, item, opens and begin == start)


def _is_abbreviation(text: str, begin: int, dot: int) -> bool:
    last = text[max(begin, dot - 6) : dot].split()
    word = last[-1].strip("(").casefold() if last and text[dot] == "." else ""
    if word == "no":  # "No. 7", and not "Can it go back? No. It is too late."
        return text[dot + 1 : dot + 3].strip()[:1].isdecimal()
    return word in _ABBREVIATIONS


def _is_day(text: str, begin: int, after: int) -> bool:
    """Whether a full stop belongs to a day: "am 16. November", "kommt am 24. an"."""
    before, behind = text[max(begin, after - 4) : after], text[after : after + 16].split()
    return (
        bool(_DAY.search(before))
        and bool(behind)
        and (behind[0][0].islower() or _small(behind[0]).strip(".,;:!?)") in _MONTHS)
    )


def _sentence(
    text: str, start: int, end: int, record: re.Match[str] | None, item: bool, opens: bool
) -> Iterator[Sentence]:
    body = text[start:end]
    stripped = body.strip()
    if len(stripped) > LONGEST:  # nobody writes so; read in pieces it costs no more than other text
        for first in range(start, end, LONGEST):
            yield from _sentence(text, first, min(first + LONGEST, end), record, item, opens and first == start)
    elif stripped:
        begin = start + len(body) - len(body.lstrip())
        stop = begin + len(stripped)
        yield Sentence(
            text=stripped,
            start=begin,
            end=stop,
            words=tuple(words(text, begin, stop)),
            question="?" in stripped[-4:],
            key=record.group(1).strip(" *_").casefold() if record else None,
            key_end=record.end() if record else 0,
            item=item,
            opens_paragraph=opens,
        )
