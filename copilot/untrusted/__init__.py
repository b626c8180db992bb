"""Texts that others wrote are data: how they are fenced, and how instructions to a model within them are noticed."""

from .fencing import fenced
from .noticing import instructions, obeyed

__all__ = ["fenced", "instructions", "obeyed"]
