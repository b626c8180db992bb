"""The ledger: every fact that a draft about a ticket may rely on."""

from .focus import Focus
from .gathering import gather, passages_for
from .ledger import Evidence
from .naming import is_named, lines_kept, lines_spoken_of
from .options import names_option
from .shelf import Shelf
from .things import plain
from .wanted import compares
from .weighing import reweighed, scope_of
from .working_out import refund_timings

__all__ = [
    "Evidence",
    "Focus",
    "Shelf",
    "compares",
    "gather",
    "is_named",
    "lines_kept",
    "lines_spoken_of",
    "names_option",
    "passages_for",
    "plain",
    "refund_timings",
    "reweighed",
    "scope_of",
]
