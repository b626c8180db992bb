"""Words that every letter has and that say nothing of its matter: greetings, names, wishes, regards."""

import re
import tomllib
from functools import cache
from importlib.resources import files


def without_courtesy(text: str) -> str:
    """The text without them, so that politeness and names move no label; the text itself where nothing else is left."""
    bare = _wishes().sub(" ", _name().sub(" ", _greeting().sub("", _titles().sub("", text)))).strip()
    bare = _signature().sub("", bare)
    return bare if any(map(str.isalnum, bare)) else text


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{_any_of('greetings')})\b[^.!?,:\n]{{0,30}}[.!?,:\n]+", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    name = r"\w{1,30}(?:[ -]\w{1,30}){0,2}"
    return re.compile(rf"{_BEGINS}(?:{_any_of('names')}) {name}\s*[.,!\n]+", re.IGNORECASE)


@cache
def _wishes() -> re.Pattern[str]:
    parts = [rf"{_BEGINS}{wish}\s*[.,!\n]*" for wish in _words("wishes")]
    parts.append(rf"(?:{_any_of('thanks')}) (?:{_any_of('in_advance')})\s*[.,!]*")
    parts += [rf"{regards}[^.!?\n]{{0,40}}$" for regards in _words("regards")]
    return re.compile("|".join(parts), re.IGNORECASE | re.MULTILINE)


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:{_any_of('titles')})\.?|M\.) (?=[A-ZÀ-ÖØ-Þ])")


@cache
def _signature() -> re.Pattern[str]:
    first = r"[A-ZÀ-ÖØ-Þ](?:\.|[^\W\d_]{0,20}\.?)"
    more = rf"[ \-’'](?:[A-ZÀ-ÖØ-Þ]|(?:{_any_of('particles')})\b)[^\W\d_]{{0,20}}\.?"
    place = r"(?:, [A-Z][^\W\d_]{1,20}(?: [A-Z]{2})?)?"
    return re.compile(rf"(?<=[.!?,:;)\n])\s*(?:[-–/]\s*)?{first}(?:{more}){{0,4}}{place}\s*$")


_BEGINS = r"(?:^|(?<=[.!?,\n ]))"


def _any_of(kind: str) -> str:
    return "|".join(_words(kind))


def _words(kind: str) -> list[str]:
    return [word for words in _table()[kind].values() for word in words]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("copilot.triage") / "courtesy.toml").read_text("utf-8"))
