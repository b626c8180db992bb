"""How soon a human should look: a classifier first, then the facts and hard rules below which it cannot fall."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copilot.models import Urgency

from .floors import LEVELS, Floor, Level
from .linear import Linear
from .risks import Risk

if TYPE_CHECKING:
    from .embedding import Vectors

_SURE = 0.55
_PIECE_SURE = 0.75
"""A sentence alone outvotes the whole text only when it is plain."""


def urgency(
    classifier: Linear,
    pieces: Sequence[str],
    vectors: "Vectors",
    whole: "Vectors",
    floors: Sequence[Floor],
    risks: Sequence[Risk],
) -> Urgency:
    """The label with its reasons; unsure where the words alone decided and did not decide clearly."""
    level, share, reasons = _read(classifier, pieces, vectors, whole)
    asked = [*(Floor(risk.floor, f'{risk.name}: "{risk.quote}"') for risk in risks), *floors]
    floor = max((LEVELS.index(item.label) for item in asked), default=0)
    reasons = [item.reason for item in sorted(asked, key=lambda item: -LEVELS.index(item.label))] + reasons
    return Urgency(label=LEVELS[max(level, floor)], reasons=reasons, unsure=floor <= level and share < _SURE)


def _read(
    classifier: Linear, pieces: Sequence[str], vectors: "Vectors", whole: "Vectors"
) -> tuple[int, float, list[str]]:
    """(level, its probability, the words that decide it) of what is written."""
    if not len(whole):
        return LEVELS.index("normal"), 0.0, []
    row = classifier.probabilities(whole[-1:])[0]
    level, share = _best(classifier, row)
    reasons: list[str] = []
    if len(vectors):
        rows = classifier.probabilities(vectors)
        for piece, piece_row in zip(pieces, rows, strict=True):
            piece_level, piece_share = _best(classifier, piece_row)
            if piece_level > level and piece_share >= _PIECE_SURE:
                level, share, reasons = piece_level, piece_share, [f'"{piece[:120]}"']
        if not reasons and level >= LEVELS.index("high"):
            place = max(range(len(pieces)), key=lambda place: rows[place][classifier.labels.index(LEVELS[level])])
            reasons = [f'"{pieces[place][:120]}"']
    return level, share, reasons


def _best(classifier: Linear, row: "Vectors") -> tuple[int, float]:
    place = int(row.argmax())
    return LEVELS.index(_level(classifier.labels[place])), float(row[place])


def _level(label: str) -> Level:
    return next(level for level in LEVELS if level == label)
