"""Content words by their stems, and whether words deny."""

from collections.abc import Sequence
from functools import lru_cache

from .sentences import Word

SHORT, ENOUGH, LONG = 3, 4, 6
"""Letters: a word of so many says nothing by itself; a stem keeps so many when an ending goes; and has no more."""

_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "y", "e")
_DENYING = frozenset(["not", "no", "never", "neither", "nor", "none", "nothing", "without", "cannot", "nobody"])
_EMPTY = frozenset(
    [
        "that",
        "this",
        "these",
        "those",
        "with",
        "from",
        "have",
        "has",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "could",
        "may",
        "might",
        "must",
        "does",
        "did",
        "done",
        "been",
        "being",
        "were",
        "your",
        "yours",
        "ours",
        "their",
        "theirs",
        "them",
        "they",
        "there",
        "here",
        "what",
        "which",
        "when",
        "where",
        "while",
        "until",
        "into",
        "onto",
        "over",
        "under",
        "than",
        "then",
        "also",
        "just",
        "only",
        "still",
        "again",
        "very",
        "much",
        "many",
        "more",
        "most",
        "some",
        "such",
        "each",
        "every",
        "both",
        "any",
        "all",
        "other",
        "another",
        "because",
        "about",
        "after",
        "before",
        "between",
        "through",
        "during",
        "against",
        "once",
        "please",
    ]
)


def stems(words: Sequence[Word]) -> frozenset[str]:
    """The stems of the content words."""
    return frozenset(stem(word.text) for word in words if is_content(word.text))


def is_content(word: str) -> bool:
    """Whether a word says something by itself; short and empty words do not."""
    return len(word) > SHORT and word not in _EMPTY and not word.isdecimal()


def polarity(words: Sequence[Word]) -> bool:
    """Whether the words deny: an odd number of denying words."""
    return sum(word.text in _DENYING for word in words) % 2 == 1


def denies(words: Sequence[Word]) -> bool:
    """Whether the words deny; "not without" and "nothing … no" do not count twice."""
    found = [word.text for word in words if word.text in _DENYING]
    doubled = "without" in found and any(text in ("not", "never", "cannot") for text in found)
    return bool(found) and not doubled


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The beginning that a word in small letters shares with its other forms."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= ENOUGH:
            return word[: -len(ending)][:LONG]
    return word[:LONG]
