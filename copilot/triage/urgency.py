"""How soon a human should look: a classifier first, then the facts and hard rules below which it cannot fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot.models import Urgency

from .floors import LEVELS, Floor
from .linear import Linear

if TYPE_CHECKING:
    from .embedding import Vectors
    from .linear import Matrix


def urgency(
    classifier: Linear, pieces: Sequence[str], vectors: "Vectors", whole: "Vectors", floors: Sequence[Floor]
) -> Urgency:
    """The label with its reasons; unsure where the words alone decided and did not decide clearly."""
    said = _said(classifier, pieces, vectors, whole)
    floor = max((LEVELS.index(item.label) for item in floors), default=0)
    reasons = [item.reason for item in sorted(floors, key=lambda item: -LEVELS.index(item.label))]
    if said.quote and said.level >= floor and not any(said.quote in reason for reason in reasons):
        reasons.append(f'"{said.quote}"')
    alone = not floors or said.level > floor
    return Urgency(label=LEVELS[max(said.level, floor)], reasons=reasons, unsure=alone and said.share < _SURE)


_SURE = 0.55
_URGENT = LEVELS.index("urgent")
_LIKELY_URGENT = 0.2
"""A message this likely to be urgent is called so: five-fold, 0.88 of the urgent training texts are found so."""
_PLAIN = 0.75
_SHARED = 0.1
"""A sentence raises a message that is itself at least this likely to be as urgent: a clause alone means little."""
_SETTLED = 0.6
_QUOTED = 120


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words alone come to, how likely that is, and the sentence that shows it."""

    level: int
    share: float
    quote: str = ""


def _said(classifier: Linear, pieces: Sequence[str], vectors: "Vectors", whole: "Vectors") -> _Said:
    if not len(whole):
        return _Said(LEVELS.index("normal"), 0.0)
    message = _weightiest(_by_level(classifier, whole))
    level = _URGENT if message[_URGENT] >= _LIKELY_URGENT else int(message.argmax())
    said = _Said(level, float(message[level]))
    if not len(vectors):
        return said
    rows = _by_level(classifier, vectors)
    for piece, row in zip(pieces, rows, strict=True):
        level, share = int(row.argmax()), float(row.max())
        if level > said.level and share >= _PLAIN and message[level:].sum() >= _SHARED:
            said = _Said(level, share, piece[:_QUOTED])
    if said.quote or said.level < LEVELS.index("high"):
        return said
    clearest = max(range(len(pieces)), key=lambda place: rows[place][said.level :].sum())
    return _Said(said.level, said.share, pieces[clearest][:_QUOTED])


def _by_level(classifier: Linear, vectors: "Vectors") -> "Matrix":
    """Probabilities with one column a level, the lowest first."""
    columns = [classifier.labels.index(level) for level in LEVELS]
    ordered: Matrix = classifier.probabilities(vectors)[:, columns]
    return ordered


def _weightiest(rows: "Matrix") -> "Matrix":
    """The most urgent message of a conversation, or its last one where that says that all is well."""
    if rows[-1][0] >= _SETTLED:
        last: Matrix = rows[-1]
        return last
    heaviest: Matrix = max(rows, key=lambda row: sum(level * share for level, share in enumerate(row)))
    return heaviest
