"""Placeholders such as <NAME_1>: what leaves instead of personal data, and the way back."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from .finding import Span, find_personal
from .known import Kind, Personal
from .words import words

_PLACEHOLDER = re.compile(r"<(NAME|EMAIL|PHONE|ADDRESS|CARD|ID)_(\d{1,4})>")


class Placeholders:
    """The placeholders of one conversation: equal values have one placeholder, and only it knows what they stand for.

    `known` values are found exactly, in any case and spacing. Of ids, those to `keep` stay readable whatever they look
    like, and those to `hide` become placeholders too. What is called like one of the shop's `things` is no person, nor
    is an ordinary word of the `language` that the person writes.
    """

    def __init__(
        self,
        known: Sequence[Personal] = (),
        keep: Iterable[str] = (),
        hide: Iterable[str] = (),
        things: Iterable[str] = (),
        language: str | None = None,
    ) -> None:
        self._known = (*known, *(Personal("id", value) for value in hide))
        self._values: dict[str, str] = {}
        self._names: dict[tuple[Kind, str], str] = {}
        self._kept = _any_of(keep)
        self._language = language
        self._things = frozenset(word.casefold() for thing in things for word in _WORD.findall(thing))
        self._patterns = [
            (one, pattern) for one in self._known if (pattern := _any_of((one.value, *one.variants))) is not None
        ]

    def hide(self, text: str) -> str:
        """A person's own words with every known value, and what looks personal besides, replaced."""
        text = _disarmed(clean(text))
        kept = [match.span() for match in self._kept.finditer(text)] if self._kept else []
        spans = [*self._known_spans(text, theirs=True), *find_personal(text, self._things, self._language)]
        return self._replaced(text, spans, kept)

    def hide_known(self, text: str) -> str:
        """The shop's own words without the known values, as the records write them, nor those hidden before."""
        kept = [match.span() for match in self._kept.finditer(text)] if self._kept else []
        return self._replaced(text, [*self._known_spans(text, theirs=False), *self._found_before(text)], kept)

    def restore(self, text: str) -> str:
        """The text with the values back; a placeholder that was never given out becomes an empty slot."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match[0], f"{{{match[0][1:-1].lower()}}}"), text)

    def leaks(self, text: str) -> tuple[str, ...]:
        """The kinds of whole known values that stand in the text."""
        return tuple(sorted({one.kind for one, pattern in self._patterns if not one.part and pattern.search(text)}))

    def _known_spans(self, text: str, *, theirs: bool) -> list[Span]:
        """Whole values in any case; parts, in the shop's own words, only as they are written on the record."""
        found = []
        for one, pattern in self._patterns:
            writings = {one.value, *one.variants}
            for match in pattern.finditer(text):
                written = match.group()
                if one.part and not theirs and written not in writings:
                    continue
                if one.part and one.kind == "name" and written.islower() and written in _ORDINARY:
                    continue
                found.append(Span(one.kind, match.start(), match.end(), one.value))
        return found

    def _found_before(self, text: str) -> Iterator[Span]:
        """Values that no record has and that a person's own words gave away: a draft may hold them by now."""
        known = {one.value.casefold() for one in self._known}
        for (kind, small), placeholder in self._names.items():
            if small not in known and (pattern := _any_of([self._values[placeholder]])):
                yield from (Span(kind, *match.span(), self._values[placeholder]) for match in pattern.finditer(text))

    def _replaced(self, text: str, spans: Sequence[Span], kept: Sequence[tuple[int, int]]) -> str:
        """The longest span wins where several meet; nothing that is kept is touched."""
        taken = bytearray(len(text))
        for start, end in kept:
            taken[start:end] = bytes([1]) * (end - start)
        chosen: list[Span] = []
        for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
            if not any(taken[span.start : span.end]):
                chosen.append(span)
                taken[span.start : span.end] = bytes([1]) * (span.end - span.start)
        pieces, at = [], 0
        for span in sorted(chosen, key=lambda span: span.start):
            pieces += [text[at : span.start], self._name(span)]
            at = span.end
        return "".join([*pieces, text[at:]])

    def _name(self, span: Span) -> str:
        key = (span.kind, " ".join(span.value.casefold().split()))
        if key not in self._names:
            number = sum(kind == span.kind for kind, _ in self._names) + 1
            self._names[key] = f"<{span.kind.upper()}_{number}>"
            self._values[self._names[key]] = span.value
        return self._names[key]


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ORDINARY = words("ordinary")
"""Names that are ordinary words where they are written small."""


def clean(text: str) -> str:
    """The text in composed letters, without control and invisible characters, which hide values and instructions."""
    normal = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode())
    return "".join(c for c in normal if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)


_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def _disarmed(text: str) -> str:
    """Placeholders that somebody typed stand for nothing."""
    return _PLACEHOLDER.sub(lambda match: f"({match[1]} {match[2]})", text)


def _any_of(values: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these values as whole words, in any case, with any spacing."""
    words = sorted({clean(value).strip() for value in values} - {""}, key=len, reverse=True)
    if not words:
        return None
    alternatives = "|".join(r"\s{1,3}".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
