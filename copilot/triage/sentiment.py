"""How the customer feels about the shop over the whole conversation, the latest words weighing most."""

from collections.abc import Sequence
from typing import Literal

from copilot.models import Sentiment

from .signs import Heard, Signs

_EARLIER = 0.5
"""A message counts half as much as the one after it."""
_SURE = 0.6
_QUOTED = 120


def feeling(signs: Signs, messages: Sequence[Heard]) -> Sentiment:
    """The label with a score of positive less negative, and the words that decided it.

    `signs` are those of "sentiment", where a failure that is calmly reported is neutral, or those of "public", where
    it is a complaint: who goes there with it means to complain.
    """
    if not messages:
        return Sentiment(label="neutral", score=0.0, confidence=0.0, unsure=True)
    told = [signs.of(heard) for heard in messages]
    weights = [_EARLIER ** (len(told) - 1 - place) for place in range(len(told))]
    shares = {
        label: sum(weight * one[label].share for weight, one in zip(weights, told, strict=True)) / sum(weights)
        for label in signs.labels
    }
    negative, positive, report = shares["negative"], shares["positive"], shares.get("report", 0.0)
    score = round(max(-1.0, min(1.0, positive - max(negative, report * _CALM))), 4)
    label: Label = "neutral"
    margins = {"negative": negative - signs.least["negative"], "positive": positive - signs.least["positive"]}
    if max(margins.values()) >= 0:
        label = "negative" if margins["negative"] >= margins["positive"] else "positive"
    share = {"negative": negative, "positive": positive, "neutral": 1 - max(negative, positive)}[label]
    confidence = round(max(0.0, min(1.0, share)), 4)
    shown = [feeling for feeling in margins if margins[feeling] >= 0]
    quotes = [max((one[feeling] for one in told), key=lambda sign: sign.share).quote for feeling in shown]
    reasons = [f'{feeling}: "{quote[:_QUOTED]}"' for feeling, quote in zip(shown, quotes, strict=True)]
    return Sentiment(label=label, score=score, confidence=confidence, reasons=reasons, unsure=confidence < _SURE)


Label = Literal["negative", "neutral", "positive"]
_CALM = 0.3
"""What a reported failure takes from the score where no feeling is voiced."""
