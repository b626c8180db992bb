"""Writing a reply from the evidence."""

from .composer import compose

__all__ = ["compose"]
