"""Personal data on its way out: found, and replaced by typed placeholders that can be turned back."""

from .finding import find_personal
from .known import Personal, known_personal
from .placeholders import Placeholders, clean

__all__ = ["Personal", "Placeholders", "clean", "find_personal", "known_personal"]
