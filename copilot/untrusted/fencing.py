"""Texts of others between tags that they cannot close."""

import re

_TAG = re.compile(r"<(?=\s{0,3}/?\s{0,3}data\b)", re.IGNORECASE)
_BRACES = str.maketrans("{}", "()")


def fenced(kind: str, text: str) -> str:
    """The text between tags that it cannot close itself; braces, which are slots elsewhere, become parentheses."""
    body = _TAG.sub("(", text).translate(_BRACES)
    return f'<data kind="{kind}">\n{body}\n</data>'
