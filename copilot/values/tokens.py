"""A text cut into tokens: numbers, words, spaces, signs, and links and addresses in one piece. Linear in the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NUMBER: Final = "number"
WORD: Final = "word"
SPACE: Final = "space"
SIGN: Final = "sign"
LINK: Final = "link"
EMAIL: Final = "email"

_PADDING = 8
_COMMON = "com|org|net|edu|gov|io|info|biz|shop|store|app|dev|eu|example|test"
_COUNTRY = "uk|us|ca|au|de|at|ch|fr|be|es|mx|it|pt|br|nl|ie|nz"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"]{1,2000}(?<![.,;:!?)\]}'*_’”»])"
    rf"|(?:[a-z0-9][a-z0-9-]{{0,62}}+\.){{1,4}}(?:(?:{_COMMON})(?![\w@-])(?:/[^\s<>\"]{{0,2000}}(?<![.,;:!?)\]}}'*_’”»]))?"
    rf"|(?:{_COUNTRY})/[^\s<>\"]{{1,2000}}(?<![.,;:!?)\]}}'*_’”»])))"
    r"|(?P<email>[a-z0-9_][\w.+%-]{0,63}+@[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){1,5}(?<!-))"
    r"|(?P<number>\d+(?:[.,'’]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)"
    r"|(?P<space>\s+)"
    r"|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the kind, the folded text, and the span of each token.

    One empty token stands in front and eight behind, so that readers may look around without asking where they are.
    """

    text: str
    kinds: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def kind(self, at: int) -> str:
        """The kind of the token there."""
        return self.kinds[at]

    def word(self, at: int) -> str:
        """The folded text of the token there; of a space " ", of a line break "\\n"."""
        return self.words[at]

    def gap(self, at: int) -> int:
        """The token after a space, or the same token where there is none; a line break is no gap."""
        return at + 1 if self.words[at] == " " else at

    def raw(self, at: int) -> str:
        """The text of the token as it is written."""
        return self.text[self.starts[at] : self.ends[at]]


def tokenize(text: str) -> Tokens:
    """All tokens of the text, in order and without gaps."""
    kinds, words, starts, ends = [SPACE], [""], [0], [0]
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or SIGN
        kinds.append(kind)
        words.append(_folded(match.group(), kind))
        starts.append(match.start())
        ends.append(match.end())
    end = len(text)
    return Tokens(
        text, [*kinds, *[SPACE] * _PADDING], [*words, *[""] * _PADDING],
        [*starts, *[end] * _PADDING], [*ends, *[end] * _PADDING],
    )  # fmt: skip


@lru_cache(maxsize=4096)
def phrase(text: str) -> tuple[str, ...]:
    """The folded words of a phrase, spaces left out."""
    tokens = tokenize(text)
    return tuple(word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind != SPACE)


def _folded(piece: str, kind: str) -> str:
    if kind == SPACE:
        return "\n" if "\n" in piece or "\r" in piece or len(piece) > 3 else " "
    if kind == SIGN:
        return "'" if piece == "’" else piece
    if kind == WORD and len(piece) < 64:
        return (piece if piece.isascii() else unicodedata.normalize("NFC", piece)).lower()
    return piece
