"""How the customer feels over the whole conversation, the latest words weighing most."""

from typing import TYPE_CHECKING

from copilot.models import Sentiment

from .linear import Linear

if TYPE_CHECKING:
    from .embedding import Vectors

_EARLIER = 0.5
"""A message counts half as much as the one after it."""
_SURE = 0.6


def feeling(classifier: Linear, messages: "Vectors") -> Sentiment:
    """The label that the weighed messages give, with a score of positive less negative."""
    if not len(messages):
        return Sentiment(label="neutral", score=0.0, confidence=0.0, unsure=True)
    rows = classifier.probabilities(messages)
    weights = [_EARLIER ** (len(rows) - 1 - place) for place in range(len(rows))]
    shares = dict.fromkeys(classifier.labels, 0.0)
    for row, weight in zip(rows, weights, strict=True):
        for label, share in zip(classifier.labels, row, strict=True):
            shares[label] += float(share) * weight / sum(weights)
    score = round(max(-1.0, min(1.0, shares["positive"] - shares["negative"])), 4)
    confidence = round(min(1.0, max(shares.values())), 4)
    unsure = confidence < _SURE
    if shares["negative"] == max(shares.values()):
        return Sentiment(label="negative", score=score, confidence=confidence, unsure=unsure)
    if shares["positive"] == max(shares.values()):
        return Sentiment(label="positive", score=score, confidence=confidence, unsure=unsure)
    return Sentiment(label="neutral", score=score, confidence=confidence, unsure=unsure)
