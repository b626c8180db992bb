"""Text of customers and documents on its way to a terminal."""

import re

from rich.markup import escape

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which move cursors and rename windows, and those that turn the order of what follows."""


def plain(text: str) -> str:
    """The text with the characters that a terminal would obey made visible."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def literal(text: str) -> str:
    """The same for places where rich reads markup: brackets are brackets."""
    return escape(plain(text))
