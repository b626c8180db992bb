"""The pages and goods of which a draft speaks, beside those that were found for the ticket."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from copilot.evidence import Evidence
from copilot.models import Document

from .sentences import words
from .stems import is_content, stem

MOST = 4  # pages that a draft adds
_HEADING = re.compile(r"^#{1,2}[ \t]+([^\n]{1,120})$", re.MULTILINE)


def widened(evidence: Evidence, text: str) -> Evidence:
    """The evidence with goods of the shelf, and pages, that the draft or the customer names.

    Each is named by the last word of its name or title at least.
    """
    told = [said[:_READ] for said in (text, *evidence.ticket.said)]
    evidence = evidence.with_shelved("\n".join(told))
    said = frozenset(stem(word.text) for one in told for word in words(one, 0, len(one)))
    named = [(shared, page) for page in evidence.pages if (shared := _shared(page, said))]
    named.sort(key=lambda found: -found[0])
    if not named:
        return evidence
    return replace(evidence, documents=(*evidence.documents, *(page for _, page in named[:MOST])))


def _shared(page: Document, said: frozenset[str]) -> int:
    """How many words of a title of this page are said; none where its last word is not."""
    titles = [title for last, title in _titles(page.title or "", page.text) if last in said]
    return max((len(title & said) for title in titles), default=0) if titles else 0


@lru_cache(maxsize=4096)
def _titles(title: str, text: str) -> Sequence[tuple[str, frozenset[str]]]:
    """The last content word of each title of a page, and all of its words, as stems."""
    found = []
    for heading in (title, *_HEADING.findall(text)[:1]):
        telling = [word for word in re.findall(r"[^\W\d_]+", heading.casefold()) if is_content(word)]
        if telling:
            found.append((stem(telling[-1]), frozenset(map(stem, telling))))
    return found


_READ = 6_000
