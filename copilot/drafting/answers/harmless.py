"""What a page says of something that looks like a fault and is none, or is not covered."""

from copilot.drafting.passages import asked_stems, stems_of
from copilot.drafting.questions import things_pages
from copilot.drafting.quoting import quote
from copilot.drafting.said import says
from copilot.drafting.said_on_pages import said_on
from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import Line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence

SHARED = 2  # words of the message that such a sentence of the thing's page has


def harmless_lines(evidence: Evidence) -> list[Line]:
    """The sentences that answer the customer's words and tell that nothing is wrong; none where danger is named."""
    if says(evidence, "danger"):
        return []
    pages = things_pages(evidence)
    names = frozenset[str]().union(*(stems_of(page.title) for page in pages))
    asked = asked_stems(evidence) - names
    told = [one for one in said_on(evidence, pages) if is_about(one.words, "harmless")]
    if shared := [one for one in told if len(one.stems & asked) >= SHARED]:
        best = max(shared, key=lambda one: len(one.stems & asked))
        return [quote(best.quotation, best.source)]
    return [one for one in sure_sentences(evidence) if is_about(str(one.slots["text"]), "harmless")]
