"""What the words of a text are about: one column for each kind of words in `words.toml`, whatever their language."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def kinds_of_words(texts: Sequence[str], language: str | None = None) -> "NDArray[np.float32]":
    """One row a text, one column a kind: 1 where the text has a word or a sign of it, else 0. Linear in the texts.

    Only words of `language` and English ones are looked for; of every language where it is None or not in the file.
    """
    import numpy as np

    known = language if language in _languages() else None
    found = {text: list(_found(text, known)) for text in dict.fromkeys(texts)}
    rows = np.zeros((len(texts), columns()), np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[found[text]] = 1.0
    return rows


def has(kind: str, text: str) -> bool:
    """Whether a text has a word of this kind, in any language."""
    return place_of(kind) in _found(text, None)


def columns() -> int:
    """How many kinds there are, kinds of signs among them."""
    return len(_table()) + len(_SIGNS)


_SIGNS = tuple(
    map(
        re.compile,
        (
            r"\?",
            r"!",
            r"[!?]{2}",
            "[😀😃😄😁😊🙂😍🤩🥰😘❤🧡💛💚💙💜💕👏👍🙏🎉🥳⭐🌟✨🙌😻💯☺]",
            "[😡🤬😠😤😒👎😩😫😞😢😭💔😖😣☹🙁]",
            "[💀🙄😂🤣🤡🙃😑🤦😅🤷]",
            r"(?:\b[A-ZÀ-ÖØ-Þ]{2,}\b[^\w]+){2}[A-ZÀ-ÖØ-Þ]{2,}\b",
        ),
    )
)
"""A question, an exclamation, more than one of them, joy, anger, irony, shouting."""
_START = re.compile(r"(?<![^\W_])[^\W_]")
_READ = 6_000


def _found(text: str, language: str | None) -> set[int]:
    plain = folded(text[:_READ])
    found = {place for place, sign in enumerate(_SIGNS, len(_table())) if sign.search(text[:_READ])}
    phrases = _phrases(language)
    for match in _START.finditer(plain):
        at = match.start()
        for phrase, whole, kind in phrases.get(plain[at : at + 2], ()):
            if kind not in found and plain.startswith(phrase, at):
                end = at + len(phrase)
                if not whole or end == len(plain) or not plain[end].isalnum():
                    found.add(kind)
    return found


def folded(text: str) -> str:
    """The text in small letters, without accents, with plain apostrophes."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def place_of(kind: str) -> int:
    """The column of a kind of words, by its name in the file."""
    return list(tomllib.loads((files("copilot.triage") / "words.toml").read_text("utf-8"))).index(kind)


@cache
def _table() -> tuple[dict[str, str], ...]:
    """The phrases of each kind by language, in the order of the file."""
    return tuple(tomllib.loads((files("copilot.triage") / "words.toml").read_text("utf-8")).values())


@cache
def _languages() -> frozenset[str]:
    return frozenset(language for kind in _table() for language in kind)


@cache
def _phrases(language: str | None) -> dict[str, list[tuple[str, bool, int]]]:
    """(phrase, whether it ends with its word, kind), by its first two letters."""
    found: dict[str, list[tuple[str, bool, int]]] = {}
    for place, kind in enumerate(_table()):
        lines = [line for spoken, line in kind.items() if language is None or spoken in (language, "en")]
        phrases = dict.fromkeys(folded(phrase) for line in lines for phrase in line.split(", "))
        for phrase in phrases:
            bare = phrase.removesuffix("/")
            found.setdefault(bare[:2], []).append((bare, bare != phrase, place))
    return found
