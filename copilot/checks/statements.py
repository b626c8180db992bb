"""What one sentence of a draft says: its statements with their mood, the orders, names and values in it."""

from dataclasses import dataclass
from functools import cached_property

from copilot.models import Order
from copilot.values import Found

from .events import EventClaim
from .mentions import Mention
from .parts import Mood
from .sentences import Sentence, Word

_NAMING = ("option", "product", "address", "method", "name", "text", "email", "phone", "link")


@dataclass(frozen=True)
class Statement:
    """A part of a sentence with one verb of its own, and the events it speaks of."""

    sentence: Sentence
    start: int
    end: int
    words: tuple[Word, ...]
    mood: Mood
    orders: tuple[Order, ...]
    lines: dict[str, frozenset[str]]
    events: tuple[EventClaim, ...]

    @cached_property
    def texts(self) -> frozenset[str]:
        """The statement's words, in small letters."""
        return frozenset(word.text for word in self.words)

    @property
    def asserts(self) -> bool:
        """Whether the shop says it as its own: not as a question, a condition, a quotation or a report."""
        return self.mood in ("asserted", "hedged")


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with what was found in it: the orders it is about, the names and values that stand in it."""

    sentence: Sentence
    orders: tuple[Order, ...]
    mentions: tuple[Mention, ...]
    values: tuple[Found, ...]
    statements: tuple[Statement, ...]
    quoted: bool
    before: tuple[Mention, ...] = ()
    """The items named last, in an earlier sentence."""
    joining: frozenset[str] = frozenset()
    """Words that join two statements in this language: "and", "but"."""

    @cached_property
    def texts(self) -> frozenset[str]:
        """The sentence's words, in small letters."""
        return frozenset(word.text for word in self.sentence.words)

    def holding(self, value: Found) -> Statement | None:
        """The statement in which a value stands."""
        return next((part for part in self.statements if part.start <= value.start < part.end), None)

    def depends(self, value: Found) -> bool:
        """Whether a value stands in a sentence that begins with a condition, or in a part that is not asserted."""
        moods = [part.mood for part in self.statements if part.start <= value.start < part.end]
        return "asserted" not in moods or any(part.mood == "conditional" for part in self.statements[:1])

    def within_name(self, value: Found, text: str) -> bool:
        """Whether every digit of a value belongs to a name that the evidence knows ("i5", "size: 10")."""
        named = [m for m in self.mentions if any(f.type in _NAMING for f in m.facts)]
        if value.type == "count":  # a bare number counts something; it names nothing unless more words go with it
            named = [m for m in named if m.start < value.start or m.end > value.end]
        digits = [place for place in range(value.start, value.end) if text[place].isdigit()]
        return bool(digits) and all(any(m.start <= place < m.end for m in named) for place in digits)
