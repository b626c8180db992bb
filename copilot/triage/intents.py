"""What a customer wants: every intent of the messages, in the order in which it comes up."""

from typing import TYPE_CHECKING

from copilot.models import Intent

from .linear import Linear

if TYPE_CHECKING:
    from .embedding import Vectors

_TAKEN = 0.55
_ALSO = 0.35
_ALONE = 0.3
_BACKGROUND = "other"


def wanted(classifier: Linear, pieces: "Vectors", whole: "Vectors") -> list[Intent]:
    """The intents of the pieces in order of appearance; of the whole text where no piece says enough; else "other"."""
    found: dict[str, float] = {}
    if len(pieces):
        for row in classifier.probabilities(pieces):
            best = max(row)
            for label, share in sorted(zip(classifier.labels, row, strict=True), key=lambda pair: -pair[1])[:2]:
                if label != _BACKGROUND and share >= (_TAKEN if share == best else _ALSO):
                    found[label] = max(found.get(label, 0.0), float(share))
    if not found and len(whole):
        row = classifier.probabilities(whole[-1:])[0]
        label, share = max(zip(classifier.labels, row, strict=True), key=lambda pair: pair[1])
        if label != _BACKGROUND and share >= _ALONE:
            found[label] = float(share)
        else:
            rest = max(
                float(share) for label, share in zip(classifier.labels, row, strict=True) if label != _BACKGROUND
            )
            return [Intent(label=_BACKGROUND, confidence=round(1 - rest, 4))]
    if not found:
        return [Intent(label=_BACKGROUND, confidence=1.0)]
    return [Intent(label=label, confidence=round(min(share, 1.0), 4)) for label, share in found.items()]
