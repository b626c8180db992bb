"""What of a thing is asked, and how a sentence is known that tells it: "what is it made of" and "pure virgin wool"."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from copilot.evidence import plain
from copilot.shipped import read_words

_UNIT = re.compile(r"\d ?(°C|cm|mm|kg|ml|m|g|l|W|V)(?!\w)")


def attributes(question: str, names: Collection[str] = ()) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of words, and the units, by which an answer to the question is known; of some attributes alone."""
    from copilot.knowledge.words import stems

    text = plain(question)
    told = [
        word
        for name, one in _attributes().items()
        if not names or name in names
        if any(f" {cue}" in text for cue in one["asked"])
        for word in one["told"]
    ]
    words = frozenset(stem for word in told if not word.startswith("=") for stem in stems(word))
    return words, frozenset(word[1:] for word in told if word.startswith("="))


def units_in(text: str) -> frozenset[str]:
    """The units that stand behind a figure."""
    return frozenset(match[1] for match in _UNIT.finditer(text))


@cache
def _attributes() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("copilot.drafting").joinpath("attributes.yaml").read_text("utf-8")
    return {str(name): dict(one) for name, one in read_words(text).items()}
