"""The ledger: every fact that a draft about a ticket may rely on."""

from .focus import Focus, lines_spoken_of
from .gathering import gather, passages_for
from .ledger import Evidence
from .weighing import reweighed, scope_of

__all__ = ["Evidence", "Focus", "gather", "lines_spoken_of", "passages_for", "reweighed", "scope_of"]
