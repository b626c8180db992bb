"""Building a reply's text sentence by sentence, each with the sources that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from copilot.models import Citation, Fact
from copilot.prompts import Copy
from copilot.values import format_date, format_duration, format_money, locale_of


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money that was worked out from facts, as canonical text."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Several names in one slot, joined as the language joins them."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the copy with its slots filled: by facts, by phrases of the copy, or by a text."""

    key: str
    slots: "dict[str, Slot]" = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        found: list[str] = []
        for value in self.slots.values():
            match value:
                case Fact():
                    found.append(value.id)
                case Line():
                    found += value.rests_on
                case Sum():
                    found += value.sources
        return tuple(dict.fromkeys((*found, *self.sources)))


Slot = Fact | Line | Names | Sum | str


def line(key: str, *sources: str, **slots: Slot) -> Line:
    """A sentence with its slots, and the sources it needs beyond those of its slots."""
    return Line(key, slots, sources)


def render(paragraphs: Sequence[Sequence[Line]], copy: Copy, locale: str) -> tuple[str, list[Citation]]:
    """The text, a blank line between paragraphs, and the span of each sentence that has sources.

    Sentences of a paragraph are joined by a space; list items ("- …") and what follows them stand on their own lines.
    """
    text, citations = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text and paragraph else ""
        previous = ""
        for part in paragraph:
            sentence = _fill(part, copy, locale)
            if previous:
                text += "\n" if sentence.startswith("- ") or previous.startswith("- ") else " "
            start = len(text)
            text += sentence
            if part.rests_on:
                citations.append(Citation(start=start, end=len(text), sources=list(part.rests_on)))
            previous = sentence
    return text, citations


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
        case "text" if fact.role == "tier":
            return copy.words.get("tiers", {}).get(fact.value, fact.value)
        case "text" if fact.role.endswith(".timing"):
            return copy.words.get("timings", {}).get(fact.value, fact.value)
        case _:
            return fact.value


def _fill(part: Line, copy: Copy, locale: str) -> str:
    filled = ""
    for literal, slot in copy.pieces(part.key, frozenset(part.slots)):
        filled += literal
        if slot is not None:
            filled += _value(part.slots[slot], copy, locale)
    return filled


def _value(value: Slot, copy: Copy, locale: str) -> str:
    if isinstance(value, Line):
        return _fill(value, copy, locale)
    if isinstance(value, Sum):
        return format_money(value.value, locale)
    if isinstance(value, Names):
        from babel.lists import format_list

        return format_list(value.values, locale=locale_of(locale))
    return shown(value, copy, locale) if isinstance(value, Fact) else value
