"""Lists of words, from words.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list of this name, in small letters."""
    return frozenset(_tables()[name].split())


@cache
def ordinary_in(language: str | None) -> frozenset[str]:
    """The words of a language that are names of people elsewhere; none of one that has no list."""
    return frozenset(_tables()["ordinary_in"].get(language, "").split())


def _tables() -> dict[str, Any]:
    return tomllib.loads((files("copilot.privacy") / "words.toml").read_text("utf-8"))
