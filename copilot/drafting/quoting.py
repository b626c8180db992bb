"""Sentences of the shop's own pages and clauses, word for word with their source."""

import re
from collections.abc import Sequence

from copilot.evidence import Evidence
from copilot.values import language_of, locale_of

from .text import Line

QUOTED = ("quoted", "event_note")
"""Sentences that hold words of the shop as they stand."""
_FRAGMENT = re.compile(r"^(?:and|or|but|[Tt]hen)\s+(?=[a-z])")
"""How the words of a clause begin that is the second half of a sentence, or goes on from the one before it."""
_TO_AGENTS = re.compile(
    r"\busers?\b(?! (?:manual|guide|account))|\bthe (?:customers?|agent)\b|\bagents? may\b"
    r"|\btak(?:e|ing) (?:the |an )?actions?\b"
    r"|\bd(?:er|ie|en|em) kund(?:e|en|in)\b|\ble client\b|\bla cliente\b|\bel cliente\b|\bil cliente\b|\bo cliente\b"
    r"|\bde klant\b",
    re.IGNORECASE,
)
"""How a page speaks that tells agents what to do: of customers, and not to them."""


def for_agents(words: str) -> bool:
    """Whether these words tell an agent what to do, so that a customer is not meant to read them."""
    return _TO_AGENTS.search(words) is not None


def quote(words: str, *sources: str, otherwise: tuple[Line, ...] | None = None) -> Line:
    """The words as they stand, as a sentence; `otherwise` is what a reply in another language says instead."""
    text = _FRAGMENT.sub("", " ".join(words.split()))
    text = text if text[-1:] in (".", "!", "?") else f"{text}."
    return Line("quoted", {"text": text[0].upper() + text[1:]}, sources, otherwise)


def policy_language(evidence: Evidence) -> str:
    """The language that the shop's pages and clauses are written in: that of its locale."""
    return language_of(evidence.shop.locale) or "en"


def marked(paragraphs: Sequence[Sequence[Line]], evidence: Evidence, language: str) -> list[list[Line]]:
    """The paragraphs with quotations that are not in the reply's language replaced or marked, neighbours in one."""
    theirs = policy_language(evidence)
    if theirs == language:
        return [list(paragraph) for paragraph in paragraphs]
    name = locale_of(language).languages.get(theirs, theirs)
    told = [_marked([own for part in paragraph for own in _in_other_words(part)], name) for paragraph in paragraphs]
    return [paragraph for paragraph in told if paragraph]


def _in_other_words(part: Line) -> tuple[Line, ...]:
    return (part,) if part.otherwise is None else part.otherwise


def _marked(paragraph: Sequence[Line], name: str) -> list[Line]:
    lines: list[Line] = []
    for part in paragraph:
        if part.key not in QUOTED:
            lines.append(part)
        elif lines and lines[-1].key == "quoted_foreign":
            text = f"{lines[-1].slots['text']} {part.slots['text']}"
            sources = tuple(dict.fromkeys((*lines[-1].sources, *part.sources)))
            lines[-1] = Line("quoted_foreign", {"text": text, "language": name}, sources)
        else:
            lines.append(Line("quoted_foreign", {**part.slots, "language": name}, part.sources))
    return lines
