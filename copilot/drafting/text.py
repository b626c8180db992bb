"""Building a reply's text sentence by sentence, each with the sources that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from copilot.models import Citation, Fact, Slot
from copilot.prompts import Copy
from copilot.values import format_date, format_duration, format_money


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the copy with its slots filled: by facts, or by a text that several facts are behind."""

    key: str
    slots: dict[str, Fact | str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        facts = [value.id for value in self.slots.values() if isinstance(value, Fact)]
        return tuple(dict.fromkeys((*facts, *self.sources)))


def line(key: str, *sources: str, **slots: Fact | str) -> Line:
    """A sentence with its slots, and the sources it needs beyond those of its slots."""
    return Line(key, slots, sources)


def render(paragraphs: Sequence[Sequence[Line]], copy: Copy, locale: str) -> tuple[str, list[Citation], list[Slot]]:
    """The text, a blank line between paragraphs, the span of each sentence that has sources, and of each fact in it.

    Sentences of a paragraph are joined by a space; list items ("- …") and what follows them stand on their own lines.
    """
    text = ""
    citations: list[Citation] = []
    slots: list[Slot] = []
    for paragraph in paragraphs:
        text += "\n\n" if text and paragraph else ""
        previous = ""
        for part in paragraph:
            sentence, filled = _fill(part, copy, locale)
            if previous:
                text += "\n" if sentence.startswith("- ") or previous.startswith("- ") else " "
            start = len(text)
            text += sentence
            slots += [Slot(start=start + slot.start, end=start + slot.end, fact=slot.fact) for slot in filled]
            if part.rests_on:
                citations.append(Citation(start=start, end=len(text), sources=list(part.rests_on)))
            previous = sentence
    return text, citations, slots


def shown(fact: Fact, copy: Copy, locale: str) -> str:
    """A fact's value as the customer reads it."""
    match fact.type:
        case "money":
            return format_money(fact.value, locale)
        case "date":
            return format_date(fact.value, locale)
        case "duration":
            return format_duration(fact.value, locale)
        case "status":
            return copy.word("statuses", fact.value)
        case "method":
            return copy.word("methods", fact.value)
        case _:
            return fact.value


def _fill(part: Line, copy: Copy, locale: str) -> tuple[str, list[Slot]]:
    """The sentence, and where in it a fact stands."""
    filled = ""
    slots = []
    for literal, slot in copy.pieces(part.key, frozenset(part.slots)):
        filled += literal
        if slot is not None:
            value = part.slots[slot]
            written = shown(value, copy, locale) if isinstance(value, Fact) else value
            if isinstance(value, Fact):
                slots.append(Slot(start=len(filled), end=len(filled) + len(written), fact=value.id))
            filled += written
    return filled, slots
