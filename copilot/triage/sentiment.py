"""How the customer feels over the whole conversation, the latest words weighing most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from copilot.models import Intent, Sentiment

from .linear import Linear

if TYPE_CHECKING:
    from .embedding import Vectors

_EARLIER = 0.5
"""A message counts half as much as the one after it."""
_SURE = 0.6


def feeling(classifier: Linear, messages: "Vectors", intents: Sequence[Intent]) -> Sentiment:
    """The label that the weighed messages give, with a score of positive less negative.

    Kind words about a failure, with no thanks beside them, are sarcasm as often as not: negative, and unsure.
    """
    if not len(messages):
        return Sentiment(label="neutral", score=0.0, confidence=0.0, unsure=True)
    rows = classifier.probabilities(messages)
    weights = [_EARLIER ** (len(rows) - 1 - place) for place in range(len(rows))]
    shares = {
        label: sum(float(row[column]) * weight for row, weight in zip(rows, weights, strict=True)) / sum(weights)
        for column, label in enumerate(classifier.labels)
    }
    score = round(max(-1.0, min(1.0, shares["positive"] - shares["negative"])), 4)
    label: Label = max(_LABELS, key=lambda label: shares[label])
    confidence = round(min(1.0, shares[label]), 4)
    if label == "positive" and _about_a_failure(intents):
        return Sentiment(label="negative", score=-score, confidence=confidence, unsure=True)
    return Sentiment(label=label, score=score, confidence=confidence, unsure=confidence < _SURE)


Label = Literal["negative", "neutral", "positive"]
_LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")

_EARLIER = 0.5
"""A message counts half as much as the one after it."""
_SURE = 0.6
_PLAIN = 0.8
_FAILURES = frozenset(
    {
        "late_delivery",
        "lost_parcel",
        "damaged_item",
        "wrong_item",
        "missing_item",
        "charge_dispute",
        "complaint",
        "safety",
    }
)


def _about_a_failure(intents: Sequence[Intent]) -> bool:
    labels = {intent.label for intent in intents if intent.confidence >= _PLAIN}
    return bool(labels & _FAILURES) and "praise" not in {intent.label for intent in intents}
