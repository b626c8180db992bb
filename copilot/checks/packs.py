"""Goods that come in packs: the words for packs, and how many pieces are in one."""

from functools import cache
from importlib.resources import files

from copilot.models import OrderItem
from copilot.shipped import read_words

from .sentences import Word


def is_pack(word: Word) -> bool:
    """Whether a word is one for packs: "two boxes of filter papers"."""
    return word.text in _listed()["packs"]


def pieces(item: OrderItem) -> set[str]:
    """How many pieces one of an item is, by an option that says so: 300 of a pack of 300, never a size 42."""
    known = _listed()["pieces"]
    return {
        figure
        for name, figure in item.options.items()
        if figure.isdecimal() and " ".join(name.casefold().replace("_", " ").split()) in known
    }


@cache
def _listed() -> dict[str, frozenset[str]]:
    data = read_words((files(__package__) / "words" / "packs.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in data.items()}
