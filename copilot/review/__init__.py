"""Reviews wait here for a human, and only what was approved leaves: decisions, release, audit log."""

from .opening import LEASE, open_reviews
from .protocol import ReviewStore
from .records import Fresh, Snapshot, Standing

__all__ = ["LEASE", "Fresh", "ReviewStore", "Snapshot", "Standing", "open_reviews"]
