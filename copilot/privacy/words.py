"""Lists of words, from words.toml."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list of this name, in small letters."""
    table = tomllib.loads((files("copilot.privacy") / "words.toml").read_text("utf-8"))
    return frozenset(table[name].split())
