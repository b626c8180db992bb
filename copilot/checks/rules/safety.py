"""S001: instructions of others obeyed, and what stays inside the house: prompts, slots, notes."""

import re
from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.untrusted import obeyed

_INSIDE = re.compile(
    r"(?i)\b(?:system prompt|my (?:instructions|guidelines|prompt) (?:are|is|say|says|tell)"
    r"|as an? (?:ai|language) model"
    r"|ignor(?:e|ing|ed) (?:all |any |the |my )?(?:previous|prior|above|earlier) (?:instructions|rules)"
    r"|internal (?:note|use|only|memo)|do not (?:share|forward|show) (?:this )?(?:with|to) the customer|for agents only"
    r"|developer mode|jailbreak|<\|?(?:system|assistant|im_start)\|?>)"
)
_OBEYED = re.compile(
    r"(?i)\b(?:as (?:the|your) (?:note|message|document|text|instruction)s? (?:instructs?|says to|demands|orders)"
    r"|as instructed (?:by|in) (?:the|your) (?:note|message|document|text)"
    r"|following the instructions? (?:in|of) (?:the|your))"
)


def inside(reading: Reading) -> Iterator[Problem]:
    """Each turn of phrase that shows what is for the house only, or that obeys a text instead of the shop."""
    for pattern, what in ((_INSIDE, "this is not for customers"), (_OBEYED, "this obeys a text, not the shop")):
        for match in pattern.finditer(reading.text):
            yield Problem("violated", what, match.start(), match.end(), match.group())
    for start, end in obeyed(reading.text):
        yield Problem("unchecked", "this may obey a text, not the shop", start, end, reading.text[start:end])
