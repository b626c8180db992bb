"""Reviews wait here for a human, and only what was approved leaves: decisions, release, audit log."""

from .chain import Entry, Happening, Head, Verification
from .opening import LEASE, open_reviews
from .protocol import ReviewStore
from .records import Fresh, Snapshot, Standing, WrongDraft
from .resting import evidence_then, policy_now, snapshot_of
from .seconding import unfit_second
from .stats import Stats

__all__ = [
    "LEASE",
    "Entry",
    "Fresh",
    "Happening",
    "Head",
    "ReviewStore",
    "Snapshot",
    "Standing",
    "Stats",
    "Verification",
    "WrongDraft",
    "evidence_then",
    "open_reviews",
    "policy_now",
    "snapshot_of",
    "unfit_second",
]
