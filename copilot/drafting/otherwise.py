"""Things that customers call by what their pages call them: "the carafe" for a pour-over set."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from copilot.evidence import Evidence
from copilot.evidence.naming import ordinary
from copilot.keeping import for_a_review
from copilot.models import Order

from .passages import own_stems, prose, stems_of

LONGEST = 1000  # code points of a text that are read
_SHORT = 4  # letters that such a word has at least
_NOUN = re.compile(
    r"(?i)\b(?:the|my|our|this|that|der|die|das|den|dem|meine?[nmr]?|unsere?[nmr]?|la|le|les|mon|ma|mes|notre|el|los|las"
    r"|mi|mis|il|lo|gli|mio|mia|o|a|os|as|meu|minha|de|het|mijn|ons|onze)\s+([^\W\d_]{4,30})|\bl['’]([^\W\d_]{4,30})"
)
"""A word that an article or "my" stands before."""


def called_by_pages(evidence: Evidence, words: str, orders: Sequence[Order]) -> frozenset[tuple[str, str]]:
    """(order id, line id) of the one thing whose page begins with a word for it that no other page begins with."""
    pages = {document.title: document.text for document in evidence.documents if document.kind == "product"}
    items = [(order.id, item) for order in orders for item in order.items if item.name in pages]
    if len({item.name for _, item in items}) < 2:
        return frozenset()
    described = {item.name: _described(pages[item.name]) for _, item in items}
    spread = Counter(stem for stems in described.values() for stem in stems)
    said = _said(words[:LONGEST])
    meant = {name for name, stems in described.items() if any(spread[stem] == 1 for stem in stems & said)}
    found = frozenset((id, item.id) for id, item in items if item.name in meant)
    return found if len(meant) == 1 else frozenset()


@lru_cache(maxsize=256)
def _described(page: str) -> frozenset[str]:
    """The words of the sentence that says what the thing is."""
    first = next(iter(prose(page)), None)
    return stems_of(first.text) if first else frozenset()


@for_a_review(128)
def _said(words: str) -> frozenset[str]:
    """The stems of the things that are spoken of, in English, too, where they have another language's name."""
    from copilot.knowledge.glossary import foreign_language, in_english

    nouns = " ".join(match[1] or match[2] for match in _NOUN.finditer(words))
    language = foreign_language(words)
    own = own_stems(f"{nouns} {in_english(nouns, language)}" if language else nouns)
    return frozenset(stem for stem in own if len(stem) >= _SHORT and stem not in ordinary())
