"""What a page says of something that looks like a fault and is none."""

import re

from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import Line
from copilot.evidence import Evidence

_HARMLESS = re.compile(
    r"(?i)\b(?:not a (?:fault|defect)|no (?:fault|defect)|harmless|is normal|are normal|kein (?:fehler|mangel)"
    r"|harmlos|pas un défaut|sans danger|no es (?:un )?defecto|inofensiv|non è un difetto|innocu|não é defeito"
    r"|geen (?:fout|gebrek)|onschuldig)"
)
"""How a page tells that what looks like a fault is none."""


def harmless_lines(evidence: Evidence) -> list[Line]:
    """The sentences that answer the customer's words and tell that nothing is wrong."""
    return [one for one in sure_sentences(evidence) if _HARMLESS.search(str(one.slots["text"]))]
