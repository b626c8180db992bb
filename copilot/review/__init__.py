"""Reviews wait here for a human, and only what was approved leaves: decisions, release, audit log."""

from .chain import Entry, Happening, Head, Verification
from .opening import open_reviews, reviews_of
from .protocol import ReviewStore
from .records import Fresh, Snapshot, Standing, WrongDraft
from .seconding import unfit_second
from .stats import Stats

__all__ = [
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
    "open_reviews",
    "reviews_of",
    "unfit_second",
]
