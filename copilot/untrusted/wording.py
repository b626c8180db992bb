"""The patterns of wording.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

Kinds = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def wording(table: str) -> Kinds:
    """Each pattern of this table with its kind, in the order of the file."""
    read = tomllib.loads((files("copilot.untrusted") / "wording.toml").read_text("utf-8"))
    words = {name: _joined(value) for name, value in read["words"].items()}
    return tuple(
        (kind, re.compile(_filled(pattern, words), re.IGNORECASE | re.MULTILINE))
        for kind, entry in read[table].items()
        for pattern in ([entry] if isinstance(entry, str) else entry)
    )


def _filled(pattern: str, words: dict[str, str]) -> str:
    """The pattern with its {names} replaced by what they stand for, which may hold names in turn."""
    joined = _joined(pattern)
    while (filled := _NAME.sub(lambda match: words[match[1]], joined)) != joined:
        joined = filled
    return joined


def _joined(written: str) -> str:
    return written.replace("\n", "")


_NAME = re.compile(r"\{([a-z]+)\}")
