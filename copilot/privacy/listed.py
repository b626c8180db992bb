"""Names of people that nothing around them gives away: found by lists of first and last names."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from .lists import first_names, is_country, is_frequent, is_ordinary, is_rare, last_names


def listed_names(text: str, spare: Set[str] = frozenset(), language: str | None = None) -> Iterator[tuple[int, int]]:
    """Each first name with the last name that follows it, and each last name that stands alone, in capitals.

    Ordinary words ("Rose", "Price") count only beside another name. Where nouns have capitals, last names do, too.
    Words to `spare`, in small letters, are what the shop calls its things.
    """
    nouns = len(_GERMAN.findall(text, 0, _READ)) > 1
    yield from _small(text, language)
    for words in _runs(text, spare, language):
        at = 0
        while at < len(words):
            length = _length(words[at : at + _MOST], nouns)
            if length:
                yield words[at].start, words[at + length - 1].end
            at += length or 1


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a capital; `opens` a sentence, or stands in `place` of a town."""

    text: str
    start: int
    end: int
    opens: bool
    place: bool
    language: str | None

    @property
    def first(self) -> bool:
        return _all_in(self.text, first_names())

    @property
    def last(self) -> bool:
        return _is_last(self.text)

    @property
    def plain(self) -> bool:
        """Not to be mistaken for an ordinary word."""
        return not any(is_ordinary(part, self.language) for part in _PARTS.split(self.text))

    @property
    def rare(self) -> bool:
        """In nobody's vocabulary, as most words are not that are no names."""
        return len(self.text) > 3 and is_rare(self.text, self.language)


def _length(words: Sequence[_Word], nouns: bool) -> int:
    """Of how many of these words the name consists that begins with the first of them; 0 where none does."""
    one, rest = words[0], words[1:]
    if len(one.text) < 2 or (not rest and is_country(one.text)):
        return 0
    if one.first and one.plain:
        return 1 + _more(rest, nouns)
    beside = bool(rest) and (rest[0].last or (rest[0].rare and not nouns)) and rest[0].plain
    if one.first and beside and not (one.opens and is_frequent(one.text)):
        return 1 + _more(rest, nouns)
    alone = not nouns and not one.place and len(one.text) > 2
    if one.last and one.plain and alone:
        return 1 + _more(rest, nouns)
    if one.rare and alone and any(word.rare or word.last for word in rest[:2]):
        return 1 + _more(rest, nouns)
    return 0


def _more(words: Sequence[_Word], nouns: bool) -> int:
    """How many of these words go on with a name: initials, other names, and what no one knows as a word."""
    count = 0
    for word in words:
        known = word.first or word.last
        if len(word.text) > 1 and not (known if nouns else known or word.plain):
            break
        count += 1
    return count - 1 if count and words[count - 1].text in ("A", "I") else count


def _runs(text: str, spare: Set[str], language: str | None) -> Iterator[list[_Word]]:
    """Words with a capital that stand side by side, with nothing but a blank or a particle between them."""
    run: list[_Word] = []
    for match in _WORD.finditer(text):
        if match.group().casefold() in spare:
            continue
        before = text[max(0, match.start() - _LOOK) : match.start()]
        word = _Word(match.group(), *match.span(), bool(_OPENS.search(before)), bool(_PLACE.search(before)), language)
        if run and not _joined(run[-1], text[run[-1].end : match.start()]):
            yield from _persons(run, text)
            run = []
        run.append(word)
    yield from _persons(run, text)


def _joined(word: _Word, between: str) -> bool:
    """A full stop ends a sentence, unless it stands behind an initial."""
    return len(between) <= _LOOK and bool(_GAP.fullmatch(between)) and (between[0] != "." or len(word.text) == 1)


def _persons(run: list[_Word], text: str) -> Iterator[list[_Word]]:
    """The run, unless it is a firm's name."""
    if run and not _FIRM.match(text, run[-1].end) and not any(word.text in _FIRMS for word in run):
        yield run


def _small(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Names that are written small, as in a chat: a first name with a last name behind it, neither of them a word."""
    for match in _SMALL.finditer(text):
        first, last = match.groups()
        plain = not is_ordinary(first, language) and not is_ordinary(last, language)
        if plain and first in first_names() and _is_last(last):
            yield match.start(), match.end(2)


def _is_last(word: str) -> bool:
    return _all_in(word, last_names()) or bool(_ENDING.search(word))


def _all_in(word: str, names: frozenset[str]) -> bool:
    small = word.casefold()
    return small in names or ("-" in small and all(part in names for part in small.split("-")))


_SMALL = re.compile(r"(?<![\w@./#&+'’-])([^\W\d_A-Z]{3,20})[ \t](?:[a-z]\.?[ \t])?(?=([^\W\d_A-Z]{3,20})(?![\w@./-]))")
_MOST = 4  # words of a name
_READ = 20_000
_LOOK = 12
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_WORD = re.compile(rf"(?<![\w@./#&+-])[{_UPPER}][^\W\d_]{{0,30}}(?:['’-][{_UPPER}][^\W\d_]{{1,30}}){{0,2}}(?![\w@])")
_GAP = re.compile(
    r"\.?[ \t](?:(?:van|von|vom|zu|de|der|den|del|della|di|da|do|dos|das|la|le|el|al|bin|ten|ter|y|e)[ \t]){0,2}"
)
_OPENS = re.compile(r"(?:\A|[.!?:;>\n\"“”„«»(*•-][ \t]{0,4})\Z")
_PLACE = re.compile(r"\b(?:in|near|nach|aus|à|a|en|em|of|de|da|do|di|naar|uit|te)[ \t]\Z", re.IGNORECASE)
_FIRM = re.compile(
    r"(?:,?[ \t](?:ltd|inc|llc|gmbh|ag|corp|co|sa|s\.a|bv|plc|group|partners)\b|[ \t](?:&|and sons))", re.I
)
_FIRMS = frozenset({"Ltd", "Inc", "LLC", "GmbH", "AG", "Corp", "PLC", "Group", "Co"})
_ENDING = re.compile(
    r"\w{3}(?:sson|dóttir|ević|ović|ovi[cć]h?|evi[cć]h?|[oe]v[aá]?|enko|[wńnmr]sk[iay]|czyk|adze|shvili|opoulos|idis)\Z"
)
_PARTS = re.compile(r"['’-]")
_GERMAN = re.compile(r"\b(?:und|ich|nicht|ist|das|mit|für|bitte|meine?|wir)\b", re.IGNORECASE)
