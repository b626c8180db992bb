"""Where a text speaks to a model instead of to people."""

import re
import unicodedata
from collections.abc import Iterator

from copilot.keeping import by_hash

from .hints import hinted
from .wording import wording


def instructions(text: str) -> list[tuple[int, int]]:
    """Where the text speaks to a model instead of to people, in order; half open, in code points.

    It is a hint for whoever reads the text, not a wall: what holds is that no text changes what may be offered.
    """
    return list(_noticed(text))


def obeyed(text: str) -> list[tuple[int, int]]:
    """Where a draft sounds as if it did what such a text orders, in order; half open, in code points."""
    return sorted(_found("obeyed", text))


@by_hash(1_000)
def _noticed(text: str) -> tuple[tuple[int, int], ...]:
    """Kept, because the same passages are read for every ticket."""
    plain, places = _plain(text)
    spans = {*_found("commands", plain), *hinted(plain), *_switches(plain)}
    return tuple(sorted({(places[start], places[end - 1] + 1) for start, end in spans} | set(_smuggled(text))))


def _found(table: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for _, pattern in wording(table) for match in pattern.finditer(text) if match.group())


def _switches(text: str) -> Iterator[tuple[int, int]]:
    """Tasks for a writer, translator or programmer, where most of the text is about something else.

    A text that is nothing but such a task switches from nothing: somebody asks what he likes.
    """
    found = sorted(_found("tasks", text))
    inside = sum(end - start for start, end in found)
    if found and len(text) - inside > max(inside, _ELSE):
        yield from found


_ELSE = 60  # characters about something else that a switch needs


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without invisible characters, in the letters that its look-alikes stand for; and each one's place."""
    letters, places = [], []
    for place, letter in enumerate(text):
        if unicodedata.category(letter) in ("Cf", "Mn", "Co", "Cn") and not letter.isascii():
            continue
        same = unicodedata.normalize("NFKC", letter) if letter > "\u2000" else letter
        letters.append(_ALIKE.get(letter, same if len(same) == 1 else letter))
        places.append(place)
    return "".join(letters), places


_ALIKE = dict(zip("аеіорсухјѕһԁАВЕІКМНОРСТУХ‘’ʼ", "aeiopcyxjshdABEIKMHOPCTYX'''", strict=True))
_TAGS = re.compile("[\U000e0020-\U000e007e]{8,400}")


def _smuggled(text: str) -> Iterator[tuple[int, int]]:
    """Runs of invisible tag letters that are longer than those of any flag."""
    return (match.span() for match in _TAGS.finditer(text))
