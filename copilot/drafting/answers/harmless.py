"""What a page says of something that looks like a fault and is none."""

from copilot.drafting.said import says
from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import Line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence


def harmless_lines(evidence: Evidence) -> list[Line]:
    """The sentences that answer the customer's words and tell that nothing is wrong; none where danger is named."""
    if says(evidence, "danger"):
        return []
    return [one for one in sure_sentences(evidence) if is_about(str(one.slots["text"]), "harmless")]
