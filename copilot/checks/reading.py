"""A draft, read once: its statements with their mood, the orders they are about, names and values in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from copilot.evidence import Evidence
from copilot.models import Fact, Order, Slot
from copilot.values import Found, find_values

from .events import EventClaim, event_claims
from .mentions import Mention, Names
from .sentences import Sentence, Word, sentences
from .slotted import Slotted, slotted
from .vocabulary import Vocabulary, vocabulary

Mood = Literal["asserted", "question", "conditional", "reported", "hedged", "quoted"]
READ = 5000  # code points of a customer's message that are read for days
_NAMING = ("option", "product", "address", "method", "name", "text", "email", "phone", "link")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}


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


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with what was found in it: the orders it is about, the names and values that stand in it."""

    sentence: Sentence
    orders: tuple[Order, ...]
    mentions: tuple[Mention, ...]
    values: tuple[Found, ...]
    statements: tuple[Statement, ...]
    quoted: bool

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


class Reading:
    """A text read against evidence. `vocabulary` is None for a language that the checks cannot read."""

    def __init__(self, text: str, language: str, evidence: Evidence, slots: Sequence[Slot] = ()) -> None:
        self.text = text
        self.slots = slots
        self.language = language
        self.evidence = evidence
        self.vocabulary = vocabulary(language)

    @cached_property
    def values(self) -> tuple[Found, ...]:
        """Every value in the text, whatever its sentence; in a slot it is the slot's."""
        return tuple(self._slotted.narrowed(value) for value in self._written)

    def slot(self, value: Found) -> Fact | None:
        """The fact that a value's place was filled with."""
        return self._slotted.fact(value.start, value.end)

    @cached_property
    def _slotted(self) -> Slotted:
        return slotted(self.text, self.slots, self._written, self.evidence)

    @cached_property
    def _written(self) -> tuple[Found, ...]:
        return find_values(self.text, language=self.language, currency=self._currency, today=self.evidence.today)

    @cached_property
    def said_dates(self) -> frozenset[str]:
        """The days that the customer wrote of."""
        texts = self.evidence.ticket.said
        found = (
            value
            for text in texts
            for value in find_values(text[:READ], language=None, currency=self._currency, today=self.evidence.today)
        )
        return frozenset(text for value in found if value.type == "date" for text in value.values)

    @property
    def locale(self) -> str:
        """How values are written in this text: the shop's locale where it is in the shop's language."""
        shop = self.evidence.shop.locale
        return shop if shop.split("_")[0] == self.language else self.language

    @property
    def _currency(self) -> str:
        currencies = {order.currency for order in self.evidence.orders}
        return currencies.pop() if len(currencies) == 1 else self.evidence.shop.currency

    @cached_property
    def sentences(self) -> tuple[ReadSentence, ...]:
        """The sentences in order. An order that was named stays the one spoken of until another is."""
        names, values = Names(self.evidence, self.vocabulary), _Queue(self.values)
        current = _focus(self.evidence)
        read = []
        for sentence in sentences(self.text):
            mentions = self._slotted.named(tuple(names.find(sentence.words)), sentence.start, sentence.end)
            named = self._orders_named(mentions) or self._orders_tracked(mentions, current)
            current = named or current
            orders = named or self._orders_of_items(mentions, current) or current
            quoted = self._quotes(sentence)
            found = values.until(sentence.end)
            statements = (
                ()
                if self.vocabulary is None
                else tuple(self._statements(sentence, mentions, orders, found, quoted, self.vocabulary))
            )
            read.append(ReadSentence(sentence, orders, mentions, found, statements, quoted))
        return tuple(read)

    def _orders_named(self, mentions: Sequence[Mention]) -> tuple[Order, ...]:
        subjects = {f.subject for m in mentions for f in m.of("id") if f.role in ("order_id", "return_id")}
        return tuple(order for order in self.evidence.orders if f"order:{order.id}" in subjects)

    def _orders_tracked(self, mentions: Sequence[Mention], current: tuple[Order, ...]) -> tuple[Order, ...]:
        """The order of a tracking number, among several that are spoken of; one alone is not changed by it."""
        subjects = {f.subject for m in mentions for f in m.of("tracking")}
        return tuple(order for order in current if f"order:{order.id}" in subjects) if len(current) > 1 else ()

    def _orders_of_items(self, mentions: Sequence[Mention], current: tuple[Order, ...]) -> tuple[Order, ...]:
        """The orders that hold the items named; those spoken of already are preferred."""
        subjects = {f.subject.partition("/line:")[0] for m in mentions for f in m.of("product") if f.role == "item"}
        holding = tuple(order for order in self.evidence.orders if f"order:{order.id}" in subjects)
        return tuple(order for order in holding if order in current) or holding

    def _quotes(self, sentence: Sentence) -> bool:
        """Whether the sentence is a quotation of the customer: a quoted line, or in marks and found in the ticket."""
        body = sentence.text
        if body.startswith(">"):
            return True
        closing = _QUOTES.get(body[0])
        inner = body[1:].rstrip(".!? ").rstrip(closing or "").strip(".!? ")
        return (
            closing is not None
            and body.rstrip(".!? ").endswith(closing)
            and any(inner in said for said in self.evidence.ticket.said)
        )

    def _statements(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        orders: tuple[Order, ...],
        values: Sequence[Found],
        quoted: bool,
        know: Vocabulary,
    ) -> Iterator[Statement]:
        for words in _parts(self.text, sentence, values, know):
            start, end = words[0].start, words[-1].end
            inside = [m for m in mentions if start <= m.start < end]
            own = self._orders_named(inside) or self._orders_of_items(inside, orders) or orders
            mood: Mood = "quoted" if quoted else _mood(sentence, words, know)
            lines = _lines(inside or mentions)
            yield Statement(sentence, start, end, words, mood, own, lines, tuple(event_claims(words, know)))


class _Queue:
    """Values handed out sentence by sentence."""

    def __init__(self, values: Sequence[Found]) -> None:
        self._values = values
        self._next = 0

    def until(self, end: int) -> tuple[Found, ...]:
        start = self._next
        while self._next < len(self._values) and self._values[self._next].start < end:
            self._next += 1
        return tuple(self._values[start : self._next])


def _focus(evidence: Evidence) -> tuple[Order, ...]:
    return evidence.focus.orders


def _lines(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """The line ids that items in these mentions stand on, by order id."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        for fact in mention.of("product"):
            if fact.role == "item":
                order, _, line = fact.subject.removeprefix("order:").partition("/line:")
                found.setdefault(order, set()).add(line)
    return {order: frozenset(lines) for order, lines in found.items()}


def _mood(sentence: Sentence, words: Sequence[Word], know: Vocabulary) -> Mood:
    if sentence.question:
        return "question"
    if know.lists["conditional"].at(words, 0):
        return "conditional"
    if know.says("reported", words):
        return "reported"
    if know.says("hedged", words):
        return "hedged"
    return "asserted"


def _parts(text: str, sentence: Sentence, values: Sequence[Found], know: Vocabulary) -> Iterator[tuple[Word, ...]]:
    """The sentence's words, cut at commas and colons, before words like "if", and at an "and" that joins two events."""
    words = sentence.words
    dated = {value.start for value in values if value.type in ("date", "time", "duration")}
    part: list[Word] = []
    for place, word in enumerate(words):
        if part and _cuts(text, words, place, dated, know) and word.start != part[-1].start:
            yield tuple(part)
            part = []
        part.append(word)
    if part:
        yield tuple(part)


def _cuts(text: str, words: Sequence[Word], place: int, dated: set[int], know: Vocabulary) -> bool:
    word, before = words[place], words[place - 1]
    if any(sign in ",;:()–—\n" for sign in text[before.end : word.start]):
        return True
    if know.lists["conditional"].at(words, place):
        following = words[place + 1].start if place + 1 < len(words) else -1
        return not any(following <= start < following + 6 for start in dated)
    if word.text in ("and", "but", "so", "because", "or"):
        return any(True for _ in know.events.find(words[place + 1 :])) and any(
            True for _ in know.events.find(words[:place])
        )
    return False
