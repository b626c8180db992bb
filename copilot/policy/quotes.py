"""Where the words that a clause quotes stand in the prose."""

import re
from functools import lru_cache

_MARKS = re.compile(
    r"(?m)^[ \t]{0,8}(?:#{1,6}[ \t]|>[ \t]?|[-+*][ \t]|\d{1,3}[.)][ \t])"  # headings, quotations, items
    r"|\]\([^()\n]{0,500}\)"  # the address of a link
    r"|[*`~\[\]\\]"
    r"|(?<!\w)_+|_+(?!\w)"
)
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """The span of the quoted words in code points of the text, whatever its line breaks, emphasis, case and dashes."""
    sought, _ = _plain(quote)
    plain, places = _plain(text)
    at = plain.find(sought) if sought else -1
    return None if at < 0 else (places[at], places[at + len(sought) - 1] + 1)


@lru_cache(maxsize=64)  # the prose of a document is searched once for each of its clauses
def _plain(text: str) -> tuple[str, list[int]]:
    """The words alone, and where each of their letters stands."""
    hidden = bytearray(len(text))
    for match in _MARKS.finditer(text):
        hidden[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_SAME)):
        if hidden[place] or (letter.isspace() and (not letters or letters[-1] == " ")):
            continue
        for folded in " " if letter.isspace() else letter.casefold():
            letters.append(folded)
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places
