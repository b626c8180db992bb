"""A draft, read once: its statements with their mood, the orders they are about, names and values in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from copilot.evidence import Evidence
from copilot.models import Fact, Order, Slot
from copilot.values import Found, find_values

from .events import EventClaim, event_claims
from .mentions import Mention, Names, narrowed
from .prose import verbatim
from .quoting import apart, quotations
from .sentences import Sentence, Word, sentences, words
from .slotted import Slotted, slotted
from .vocabulary import Vocabulary, vocabulary

Mood = Literal["asserted", "question", "conditional", "reported", "hedged", "quoted"]
TAG = 1  # words of a question that only asks for assent
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
    before: tuple[Mention, ...] = ()
    """The items named last, in an earlier sentence."""
    joining: frozenset[str] = frozenset()
    """Words that join two statements in this language: "and", "but"."""

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
        current = self._in_question(names)
        read: list[ReadSentence] = []
        last: tuple[Mention, ...] = ()
        joining = frozenset(self.vocabulary.lists["joining"].by_first if self.vocabulary else ())
        spans = quotations(self.text, self.evidence)
        pieces = (piece for sentence in sentences(self.text) for piece in apart(sentence, spans))
        for sentence, cited in pieces:
            found_names = self._slotted.named(tuple(names.find(sentence.words)), sentence.start, sentence.end)
            mentions = narrowed(found_names)
            by_item = self._orders_of_items(mentions, current)
            named = self._orders_named(mentions) or self._orders_tracked(mentions, by_item or current)
            by_item = () if named else by_item
            if named or (by_item and len(by_item) < max(2, len(current))):
                current = named or by_item
            orders = named or by_item or current
            quoted = cited or self._quotes(sentence)
            found = values.until(sentence.end)
            statements = (
                ()
                if self.vocabulary is None
                else tuple(
                    self._statements(
                        sentence,
                        mentions,
                        orders,
                        found,
                        quoted,
                        self.vocabulary,
                        () if sentence.opens_paragraph else last,
                    )
                )
            )
            read.append(ReadSentence(sentence, orders, mentions, found, statements, quoted, last, joining))
            last = tuple(m for m in mentions if any(f.role == "item" for f in m.facts)) or last
        return tuple(read)

    def _in_question(self, names: Names) -> tuple[Order, ...]:
        """The orders of the ticket; where it names none, those of the things that it names in its own language."""
        focus = self.evidence.focus
        if focus.how != "all":
            return focus.orders
        said = [word for text in self.evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))]
        return self._orders_of_items(tuple(names.find(said)), focus.orders) or focus.orders

    def _orders_named(self, mentions: Sequence[Mention]) -> tuple[Order, ...]:
        subjects = {f.subject for m in mentions for f in m.of("id") if f.role in ("order_id", "return_id")}
        return tuple(order for order in self.evidence.orders if f"order:{order.id}" in subjects)

    def _orders_tracked(self, mentions: Sequence[Mention], current: tuple[Order, ...]) -> tuple[Order, ...]:
        """The order of a tracking number, among several that are spoken of; one alone is not changed by it."""
        subjects = {f.subject for m in mentions for f in m.of("tracking")}
        return tuple(order for order in current if f"order:{order.id}" in subjects) if len(current) > 1 else ()

    def _orders_of_items(self, mentions: Sequence[Mention], current: tuple[Order, ...]) -> tuple[Order, ...]:
        """The orders that hold the items named; those spoken of already are preferred."""
        named = [{f.subject.partition("/line:")[0] for f in m.of("product") if f.role == "item"} for m in mentions]
        held = [subjects for subjects in named if subjects]
        subjects = set.intersection(*held) if held and set.intersection(*held) else set[str]().union(*held)
        holding = tuple(order for order in self.evidence.orders if f"order:{order.id}" in subjects)
        return tuple(order for order in holding if order in current) or holding

    def _quotes(self, sentence: Sentence) -> bool:
        """Whether the sentence quotes: a document word for word, or the customer, in marks or as a line."""
        body = sentence.text.strip()
        if not body:
            return False
        if body.startswith(">") or verbatim(self.evidence, body):
            return True
        _, colon, told = body.partition(":")
        if colon and told.strip()[:1] in _QUOTES and verbatim(self.evidence, told):
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
        last: Sequence[Mention],
    ) -> Iterator[Statement]:
        before: Mood = "asserted"
        parts = tuple(_parts(self.text, sentence, values, know))
        asked = _asked(self.text, sentence, parts)
        for part in parts:
            start, end = part[0].start, part[-1].end
            inside = [m for m in mentions if start <= m.start < end]
            own = self._orders_named(inside) or self._orders_of_items(inside, orders) or orders
            mood: Mood = "quoted" if quoted else _mood(sentence, part, know, part[0].start >= asked)
            if before == "reported" and mood == "asserted" and know.lists["that"].at(part, 0):
                mood = before  # "you wrote that it was delivered", with a comma before "that"
            before = mood
            lines = _lines(inside or mentions or last)
            inner = [value for value in values if start <= value.start < end]
            past, money = any(map(self._has_passed, inner)), any(value.type == "money" for value in inner)
            yield Statement(sentence, start, end, part, mood, own, lines, tuple(event_claims(part, know, past, money)))

    def _has_passed(self, value: Found) -> bool:
        return value.type == "date" and max(value.values, default="9") < self.evidence.today.isoformat()


def kinds_near(reading: Reading, sentence: ReadSentence) -> frozenset[str]:
    """The kinds of events that a sentence speaks of, or the sentences before it in its paragraph."""
    know = reading.vocabulary
    place = reading.sentences.index(sentence)
    while know is not None and place >= 0:
        read = reading.sentences[place]
        kinds = frozenset(form.kind for _, _, form in know.events.find(read.sentence.words))
        if kinds or read.sentence.opens_paragraph:
            return kinds
        place -= 1
    return frozenset()


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


def _lines(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """The line ids that items in these mentions stand on, by order id."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        for fact in mention.of("product"):
            if fact.role == "item":
                order, _, line = fact.subject.removeprefix("order:").partition("/line:")
                found.setdefault(order, set()).add(line)
    return {order: frozenset(lines) for order, lines in found.items()}


def _asked(text: str, sentence: Sentence, parts: Sequence[Sequence[Word]]) -> int:
    """Where the question begins in a sentence: behind a colon, and at the tag of "I cancelled it, okay?"."""
    if not sentence.question or not parts:
        return sentence.end
    if len(parts) > 1 and len(parts[-1]) <= TAG:
        return parts[-1][0].start
    colon = max(text.rfind(sign, sentence.start, parts[-1][0].start) for sign in ":;")
    return max(colon, sentence.start)


def _mood(sentence: Sentence, words: Sequence[Word], know: Vocabulary, asked: bool) -> Mood:
    if asked:
        return "question"
    if know.lists["conditional"].at(words, 0) or _inverted(sentence, words, know):
        return "conditional"
    if know.says("reported", words):
        return "reported"
    if know.says("hedged", words):
        return "hedged"
    return "asserted"


def _inverted(sentence: Sentence, words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a sentence begins with its verb to set a condition: "Sollte es nicht kommen, schreiben Sie uns"."""
    first = words[0] is sentence.words[0] and words[-1] is not sentence.words[-1]
    return first and know.lists["inverted"].at(words, 0) is not None


def _parts(text: str, sentence: Sentence, values: Sequence[Found], know: Vocabulary) -> Iterator[tuple[Word, ...]]:
    """The sentence's words, cut at commas and colons, before words like "if", and at an "and" that joins two events."""
    words = sentence.words
    inner = {n for value in values for n in range(value.start + 1, value.end)}
    dated = {value.start for value in values if value.type in ("date", "time", "duration")}
    part: list[Word] = []
    for place, word in enumerate(words):
        if part and _ends_condition(part, words, place, know):
            yield tuple(part)
            part = []
        if part and word.start not in inner and _cuts(text, words, place, dated, know) and word.start != part[-1].start:
            yield tuple(part)
            part = []
        part.append(word)
    if part:
        yield tuple(part)


def _ends_condition(part: Sequence[Word], words: Sequence[Word], place: int, know: Vocabulary) -> bool:
    """Whether what one may do begins behind a condition without a comma: "mientras siga pendiente | podemos …"."""
    if know.auxiliaries != "anywhere" or not know.lists["conditional"].at(part, 0):
        return False
    begins = know.is_("permission", words[place]) and not know.is_("negation", part[-1])
    denied = know.is_("negation", words[place]) and any(know.is_("permission", w) for w in words[place + 1 : place + 3])
    return (begins or denied) and _finite(part[1:], know)


def _cuts(text: str, words: Sequence[Word], place: int, dated: set[int], know: Vocabulary) -> bool:
    word, before = words[place], words[place - 1]
    if any(sign in ",;:()–—\n…" for sign in text[before.end : word.start]):
        return True
    reflexive = text[word.start - 1 : word.start] == "-" or know.is_("reflexive_after", before)
    if know.lists["conditional"].at(words, place) and not (place and reflexive):
        following = words[place + 1].start if place + 1 < len(words) else -1
        return not any(following <= start < following + 6 for start in dated)
    if know.is_("joining", word) and know.auxiliaries == "anywhere":
        phrase = know.date_roles.at(words, place - 1) if place else None
        if phrase and phrase[0] > 1:
            return False  # "tot en met"
        left = words[:place]
        stated = _finite(left, know) or know.says("negation", left) or know.says("courtesy", left)
        return stated and _finite(words[place + 1 :], know)
    if know.is_("joining", word):
        return any(True for _ in know.events.find(words[place + 1 :])) and any(
            True for _ in know.events.find(words[:place])
        )
    return False


def _finite(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a verb stands in these words: of an event, or an auxiliary."""
    verbs = any(form.forms != {"noun"} for _, _, form in know.events.find(words))
    return verbs or any(know.says(kind, words) for kind in _AUXILIARIES)


_AUXILIARIES = ("perfect", "passive", "becoming", "permission", "future")
