"""Building a reply's text sentence by sentence, each with the sources that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.models import Citation, Fact, Slot
from copilot.prompts import Copy
from copilot.values import format_date, format_duration, format_money, format_percent, locale_of


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money that was worked out from facts, as canonical text."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A length of time that a page names, as canonical text."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Several names in one slot, joined as the language joins them."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the copy with its slots filled: by facts, by phrases of the copy, or by a text.

    `otherwise` stands in its place where the reply is not in the language of the shop's own words.
    """

    key: str
    slots: "dict[str, Value]" = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    otherwise: "tuple[Line, ...] | None" = None

    @property
    def rests_on(self) -> tuple[str, ...]:
        found: list[str] = []
        for value in self.slots.values():
            match value:
                case Fact():
                    found.append(value.id)
                case Line():
                    found += value.rests_on
                case Sum() | Time():
                    found += value.sources
        return tuple(dict.fromkeys((*found, *self.sources)))


Value = Fact | Line | Names | Sum | Time | str


def line(key: str, *sources: str, **slots: Value) -> Line:
    """A sentence with its slots, and the sources it needs beyond those of its slots."""
    return Line(key, slots, sources)


@dataclass(frozen=True, slots=True)
class Style:
    """How facts are written: the words of a language, the locale, and the day that a day of this year is told from."""

    copy: Copy
    locale: str
    today: date


def render(paragraphs: Sequence[Sequence[Line]], style: Style) -> tuple[str, list[Citation], list[Slot]]:
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
            sentence, filled = _fill(part, style)
            if previous:
                text += "\n" if sentence.startswith("- ") or previous.startswith("- ") else " "
            start = len(text)
            text += sentence
            slots += [_moved(slot, start) for slot in filled]
            if part.rests_on:
                citations.append(Citation(start=start, end=len(text), sources=list(part.rests_on)))
            previous = sentence
    return text, citations, slots


def shown(fact: Fact, style: Style) -> str:
    """A fact's value as the customer reads it."""
    copy, locale = style.copy, style.locale
    match fact.type:
        case "money":
            return format_money(fact.value, locale)
        case "percent":
            return format_percent(fact.value, locale)
        case "date":
            return format_date(fact.value, locale, today=style.today)
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


def _fill(part: Line, style: Style) -> tuple[str, list[Slot]]:
    """The sentence, and where in it a fact stands."""
    filled = ""
    slots: list[Slot] = []
    for literal, slot in style.copy.pieces(part.key, frozenset(part.slots)):
        filled += literal
        if slot is not None:
            written, found = _written(part.slots[slot], style)
            slots += [_moved(one, len(filled)) for one in found]
            filled += written
    return filled, slots


def _moved(slot: Slot, by: int) -> Slot:
    return Slot(start=slot.start + by, end=slot.end + by, fact=slot.fact)


def _written(value: Value, style: Style) -> tuple[str, list[Slot]]:
    match value:
        case Line():
            return _fill(value, style)
        case Fact():
            text = shown(value, style)
            return text, [Slot(start=0, end=len(text), fact=value.id)]
        case Sum():
            return format_money(value.value, style.locale), []
        case Time():
            return format_duration(value.value, style.locale), []
        case Names():
            from babel.lists import format_list

            return format_list(value.values, locale=locale_of(style.locale)), []
        case _:
            return value, []
