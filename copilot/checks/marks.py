"""Words that turn what a sentence says: denials, limits, conditions, causes; of all languages together."""

from functools import cache
from importlib.resources import files

from copilot.shipped import read_words

from .sentences import words


def marks_in(text: str) -> list[bool]:
    """Which kinds of such words stand in a text, in the order of `words/marks.yaml`."""
    told = {word.text for word in words(text, 0, len(text))}
    return [bool(listed & told) for listed in _marks()]


@cache
def _marks() -> tuple[frozenset[str], ...]:
    data = read_words((files(__package__) / "words" / "marks.yaml").read_text(encoding="utf-8"))
    return tuple(frozenset(listed) for listed in data.values())
