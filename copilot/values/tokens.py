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

_COMMON = "com|org|net|edu|gov|io|info|biz|shop|store|app|dev|eu|example|test"
_COUNTRY = "uk|us|ca|au|de|at|ch|fr|be|es|mx|it|pt|br|nl|ie|nz"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"]{1,2000}(?<![.,;:!?)\]}'*_’”»])"
    rf"|(?:[a-z0-9][a-z0-9-]{{0,62}}+\.){{1,4}}(?:(?:{_COMMON})(?![\w@-])(?:/[^\s<>\"]{{0,2000}}(?<![.,;:!?)\]}}'*_’”»]))?"
    rf"|(?:{_COUNTRY})/[^\s<>\"]{{1,2000}}(?<![.,;:!?)\]}}'*_’”»])))"
    r"|(?P<email>[a-z0-9_][\w.+%-]{0,63}+@[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){1,5}(?<!-))"
    r"|(?P<number>\d+(?:[.,'’]\d+)*+)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*+)"
    r"|(?P<space>\s+)"
    r"|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the kind, the folded text, and the span of each token."""

    text: str
    kinds: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def kind(self, at: int) -> str:
        """The kind of the token there; outside of the text a space."""
        return self.kinds[at] if 0 <= at < len(self.kinds) else SPACE

    def word(self, at: int) -> str:
        """The folded text of the token there; outside of the text nothing."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def gap(self, at: int) -> int:
        """The token after a space, or the same token where there is none; a line break is no gap."""
        return at + 1 if self.kind(at) == SPACE and at < len(self.kinds) and self.words[at] == " " else at


def tokenize(text: str) -> Tokens:
    """All tokens of the text, in order and without gaps."""
    kinds: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or SIGN
        piece = match.group()
        kinds.append(kind)
        words.append(_folded(piece, kind))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, kinds, words, starts, ends)


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
