"""What customers say for themselves: their text without what speaks to an assistant."""

import re

from copilot.untrusted import instructions

_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\s+(?=[\[({<])")


def own_words(text: str) -> str:
    """The text without the sentences and brackets that speak to an assistant."""
    return "\n".join(_before(line) for line in text.splitlines())


def _before(line: str) -> str:
    """What a line says; its sentences one by one where some of it speaks to an assistant."""
    if not instructions(line):
        return line
    kept = [sentence for sentence in _SENTENCES.split(line) if not instructions(sentence)]
    return " ".join(kept)
