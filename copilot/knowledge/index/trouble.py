"""What the disk, SQLite and Chroma say when an index cannot be used, with what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromadb.errors import ChromaError

from copilot.errors import UnusableIndex


@contextmanager
def told(place: Path | str | None) -> Iterator[None]:
    """UnusableIndex, with the place of the index, for what SQLite and Chroma raise inside."""
    try:
        yield
    except (sqlite3.Error, ChromaError) as error:
        raise unusable(place, str(error)) from error


def folder(directory: Path) -> None:
    """Make the folder of an index; UnusableIndex where that cannot be."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(directory, str(error.strerror)) from error


def unusable(place: Path | str | None, reason: str) -> UnusableIndex:
    """The error for an index that cannot be used for this reason."""
    return UnusableIndex(
        f"the index in {str(place)!r} cannot be used: {reason}; see to room and rights there, or delete it and index "
        "again: it holds nothing that the documents do not"
    )
