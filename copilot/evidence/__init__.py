"""The ledger: every fact that a draft about a ticket may rely on."""

from .focus import Focus, lines_spoken_of
from .gathering import gather
from .ledger import Evidence

__all__ = ["Evidence", "Focus", "gather", "lines_spoken_of"]
