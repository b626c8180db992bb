"""Which words passages and questions share, by BM25."""

import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

SATURATION = 1.2
LENGTH = 0.75
"""k1 and b of BM25, where most of the literature has them; other values measured no better."""

STEMMERS = {
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64


def stems(text: str, language: str | None = None) -> list[str]:
    """The words of a text in order, without accents, case and the endings of its language (default: English)."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return [stem(word[:_LONGEST], language) for word in _WORD.findall(plain.casefold())]


class WordIndex:
    """The words of all passages, held so that one question is scored against every passage at once."""

    def __init__(self, words: Mapping[str, int], rows: "Sequence[Ints]", counts: "Sequence[Ints]") -> None:
        """`rows[p]` are the numbers of the words in passage p, `counts[p]` how often each stands there."""
        self._words = words
        self._passages = len(rows)
        lengths = np.array([count.sum() for count in counts], np.float32)
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
        flat = np.concatenate(rows) if rows else np.zeros(0, np.int32)
        often = (np.concatenate(counts) if counts else np.zeros(0, np.int32)).astype(np.float32)
        order = np.argsort(flat, kind="stable")
        self._owner = owner[order]
        self._starts = np.searchsorted(flat[order], np.arange(max(words.values(), default=0) + 2))
        share = lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
        dampened = often + SATURATION * (1 - LENGTH + LENGTH * share[owner])
        self._impact = (often * (SATURATION + 1) / dampened)[order]

    def shares(self, weights: Mapping[str, float]) -> "Floats":
        """For each passage how much of the question's words it holds: 0 to 1, rare words counting more."""
        scores = np.zeros(self._passages, np.float32)
        most = 0.0
        for word, weight in weights.items():
            number = self._words.get(word, -1)
            first, last = (self._starts[number], self._starts[number + 1]) if number >= 0 else (0, 0)
            worth = weight * self._rarity(int(last - first))
            most += worth * (SATURATION + 1)
            scores[self._owner[first:last]] += worth * self._impact[first:last]
        return scores / np.float32(most) if most else scores

    def _rarity(self, holders: int) -> float:
        """A word that more than half of the passages hold tells nothing."""
        return max(0.0, float(np.log((self._passages - holders + 0.5) / (holders + 0.5))))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str | None) -> str:
    """The stem of a word in small letters, by the rules of a language; English ones where we have none."""
    algorithm = STEMMERS.get(language or "", "porter")
    if not hasattr(_stemmers, algorithm):
        setattr(_stemmers, algorithm, snowballstemmer.stemmer(algorithm))
    found: str = getattr(_stemmers, algorithm).stemWord(word)
    return found


_stemmers = threading.local()
"""A stemmer works on a word in place, so each thread has its own."""
