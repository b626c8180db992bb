"""What a customer wants: every intent of the messages that wait for an answer, in the order in which it comes up."""

import re
from collections.abc import Sequence

from copilot.models import Intent

from .signs import Heard, Sign, Signs

_ALONE = 0.08
"""The likeliest intent is taken from here on: a customer who writes wants something."""
_BESIDE = 0.6
"""What of the chance of the likeliest intent that the same part shows another one has to reach: few words ask once."""
_BACKGROUND = "other"


def wanted(signs: Signs, messages: Sequence[Heard], before: Sequence[Heard] = ()) -> list[Intent]:
    """The intents that are likely enough, else the likeliest; "other" where none is.

    A few words that only go on ("and the other one?") want what the last message of `before` wanted.
    """
    found = _wanted(signs, messages)
    if (
        before
        and _goes_on(messages)
        and all(intent.label == _BACKGROUND or intent.confidence < _WEAK for intent in found)
    ):
        return _wanted(signs, before[-1:])
    return found


_WEAK = 0.45
_FEW_WORDS = 8
_MORE = re.compile(
    r"\s*(?:and|also|what about|how about|und|auch|was ist mit|et|aussi|y|también|e|ed|anche|também|en|ook"
    r"|hoe zit het met)\b",
    re.IGNORECASE,
)


def _goes_on(messages: Sequence[Heard]) -> bool:
    text = " ".join(heard.said.text for heard in messages)
    return bool(_MORE.match(text)) and len(text.split()) <= _FEW_WORDS


def _wanted(signs: Signs, messages: Sequence[Heard]) -> list[Intent]:
    found: dict[str, float] = {}
    best: tuple[str, Sign] | None = None
    for heard in messages:
        told = signs.of(heard)
        taken = {label: sign for label, sign in told.items() if sign.share >= signs.least[label]}
        for label, sign in sorted(taken.items(), key=lambda pair: (pair[1].place, -pair[1].share)):
            rivals = (other.share for other in taken.values() if other.place == sign.place)
            if sign.share >= _BESIDE * max(rivals):
                found[label] = max(found.get(label, 0.0), sign.share)
        likeliest = max(told.items(), key=lambda pair: pair[1].share)
        if best is None or likeliest[1].share > best[1].share:
            best = likeliest
    if not found and best and best[1].share >= _ALONE:
        found[best[0]] = best[1].share
    if not found:
        found[_BACKGROUND] = 1 - best[1].share if best else 1.0
    return [Intent(label=label, confidence=round(share, 4)) for label, share in found.items()]
