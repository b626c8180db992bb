"""What customers say for themselves: their text without what speaks to an assistant."""

import re

from copilot.untrusted import instructions

_ENDS = re.compile(r"[.!?…\n](?=\s)|\s(?=[\[({<])")


def own_words(text: str) -> str:
    """The text, each line of which ends where a sentence or a bracket begins that speaks to an assistant."""
    return "\n".join(_before(line) for line in text.splitlines())


def _before(line: str) -> str:
    """What a line says before its first instruction; nothing where that is how it begins."""
    spoken = instructions(line)
    if not spoken:
        return line
    ends = [end.end() for end in _ENDS.finditer(line) if end.end() <= spoken[0][0] + 1]
    kept = line[: ends[-1]].rstrip() if ends else ""
    return "" if instructions(kept) else kept
