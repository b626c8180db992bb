"""A draft, read once: its statements with their mood, the orders they are about, names and values in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from copilot.evidence import Evidence
from copilot.models import Fact, Order, Product, Slot, Triage
from copilot.values import Found, find_values, money

from .events import EventClaim, event_claims
from .mentions import Mention, Names, narrowed
from .orders_named import lines_named, orders_named, orders_of_items, orders_tracked
from .parts import Mood, asked_from, mood_of, parts_of
from .quoting import apart, is_quoted, quotations
from .sentences import Sentence, Word, sentences, words, words_of
from .slotted import Slotted, slotted
from .statements import ReadSentence, Statement
from .stems import stem
from .vocabulary import Vocabulary, vocabulary

READ = 5000  # code points of a customer's message that are read for days


Author = Literal["composer", "model", "agent"]
_NUMBER = re.compile(r"\d{1,6}(?:[.]\d{1,3})?")
_CENTS = re.compile(r"\d{1,6}[.,]\d\d")


class Reading:
    """A text read against evidence. `vocabulary` is None for a language that the checks cannot read."""

    def __init__(
        self,
        text: str,
        language: str,
        evidence: Evidence,
        slots: Sequence[Slot] = (),
        triage: Triage | None = None,
        author: Author = "agent",
        limits: Mapping[str, int] = MappingProxyType({}),
        trust: float | None = None,
    ) -> None:
        self.text = text
        self.slots = slots
        self.triage = triage
        self.author = author
        self.limits = limits
        self.trust = trust
        self.borne_abroad: dict[int, bool] = {}
        self.options_written: dict[str, dict[str, set[str]]] = {}
        self.options_told: dict[tuple[int, str], dict[str, list[tuple[Word, str]]]] = {}
        self.asked_products: list[Product] | None = None
        self.own_sentences: list[ReadSentence] | None = None
        self.language = language
        self.evidence = evidence
        self.vocabulary = vocabulary(language)

    @cached_property
    def values(self) -> tuple[Found, ...]:
        """Every value in the text, whatever its sentence; in a slot it is the slot's."""
        narrowed = [self._slotted.narrowed(value) for value in self._written]
        if not any(value.type == "money" for value in narrowed):
            return tuple(narrowed)
        return tuple(self._priced(value) for value in narrowed)

    def _priced(self, value: Found) -> Found:
        """A bare number with cents as money, in a draft that tells sums of money: "54.95 euros (59.90 minus 4.95)"."""
        if value.type not in ("number", "count") or not _CENTS.fullmatch(value.text) or self._no_money(value):
            return value
        amount = money(Decimal(value.text.replace(",", ".")), self.currency)
        return replace(value, type="money", values=(amount,))

    def _no_money(self, value: Found) -> bool:
        """Whether a bare number is a size: of an option, or as the customer wrote it ("a 1.85m person")."""
        figure = value.text.replace(",", ".")
        options = (fact.value for fact in self.evidence.facts if fact.type == "option")
        size = re.compile(rf"(?<![\w.,]){re.escape(value.text)}\s?(?:[a-z]{{1,2}}\b|litre|liter|met)", re.IGNORECASE)
        return any(figure in _NUMBER.findall(option) for option in options) or any(
            size.search(text[:READ]) for text in self.evidence.ticket.said
        )

    def slot(self, value: Found) -> Fact | None:
        """The fact that a value's place was filled with."""
        return self._slotted.fact(value.start, value.end)

    @cached_property
    def _slotted(self) -> Slotted:
        return slotted(self.text, self.slots, self._written, self.evidence)

    @cached_property
    def _written(self) -> tuple[Found, ...]:
        return find_values(self.text, language=self.language, currency=self.currency, today=self.evidence.today)

    @cached_property
    def said_dates(self) -> frozenset[str]:
        """The days that the customer wrote of."""
        texts = self.evidence.ticket.said
        found = (
            value
            for text in texts
            for value in find_values(text[:READ], language=None, currency=self.currency, today=self.evidence.today)
        )
        return frozenset(text for value in found if value.type == "date" for text in value.values)

    @property
    def locale(self) -> str:
        """How values are written in this text: the shop's locale where it is in the shop's language."""
        shop = self.evidence.shop.locale
        return shop if shop.split("_")[0] == self.language else self.language

    @property
    def currency(self) -> str:
        """What amounts without a currency are read in: that of all the orders, or else the shop's."""
        currencies = {order.currency for order in self.evidence.orders}
        return currencies.pop() if len(currencies) == 1 else self.evidence.shop.currency

    @cached_property
    def sentences(self) -> tuple[ReadSentence, ...]:
        """The sentences in order. An order that was named stays the one spoken of until another is."""
        names, values = self._names, _Queue(self.values)
        current = self._in_question(names)
        read: list[ReadSentence] = []
        last: tuple[Mention, ...] = ()
        joining = frozenset(self.vocabulary.lists["joining"].by_first if self.vocabulary else ())
        spans = quotations(self.text, self.evidence)
        pieces = (piece for sentence in sentences(self.text) for piece in apart(sentence, spans))
        for sentence, cited in pieces:
            found_names = self._slotted.named(tuple(names.find(sentence.words)), sentence.start, sentence.end)
            mentions = narrowed(found_names)
            by_item = orders_of_items(mentions, self.evidence, current)
            named = orders_named(mentions, self.evidence) or orders_tracked(mentions, by_item or current)
            by_item = () if named else by_item
            if named or (by_item and len(by_item) < max(2, len(current))):
                current = named or by_item
            orders = named or by_item or current
            quoted = cited or is_quoted(sentence, self.evidence)
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

    def sentence_of(self, statement: Statement) -> ReadSentence:
        """The sentence in which a statement stands."""
        return next(read for read in self.sentences if read.sentence is statement.sentence)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """All words of the draft."""
        return frozenset(word.text for read in self.sentences for word in read.sentence.words)

    @cached_property
    def customers_stems(self) -> frozenset[str]:
        """The stems of the words of the customer."""
        return frozenset(stem(word.text) for word in self._said)

    @cached_property
    def customers_words(self) -> frozenset[str]:
        """The words of the customer and of the shop's name."""
        return self.written | words_of(self.evidence.shop.name or "")

    @cached_property
    def written(self) -> frozenset[str]:
        """All words that the customer wrote; they are kept with this reading and nowhere else."""
        return frozenset(word.text for text in self.evidence.ticket.said for word in words(text, 0, len(text)))

    @cached_property
    def products_words(self) -> frozenset[str]:
        """The words of what the orders and the catalogue hold."""
        return frozenset().union(*(words_of(fact.value) for fact in self.evidence.facts if fact.type == "product"))

    @property
    def customers_said(self) -> Sequence[Word]:
        """The words of the customer in their order."""
        return self._said

    @cached_property
    def _said(self) -> list[Word]:
        """The words of the customer."""
        return [word for text in self.evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))]

    @cached_property
    def _names(self) -> Names:
        spoken = {word.text for word in (*words(self.text, 0, len(self.text)), *self._said)}
        return Names(self.evidence, self.vocabulary, spoken)

    def _in_question(self, names: Names) -> tuple[Order, ...]:
        """The orders of the ticket; where it names none, those of the things that it names in its own language."""
        focus = self.evidence.focus
        if focus.how != "all":
            return focus.orders
        return orders_of_items(tuple(names.find(self._said)), self.evidence, focus.orders) or focus.orders

    @cached_property
    def asked_lines(self) -> frozenset[str]:
        """The lines of orders whose items the customer wrote of, as subjects of facts."""
        return frozenset(
            f.subject for m in self._names.find(self._said) for f in m.of("product") if "/line:" in f.subject
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
        parts = tuple(parts_of(self.text, sentence, values, know))
        asked = asked_from(self.text, sentence, parts)
        for part in parts:
            start, end = part[0].start, part[-1].end
            inside = [m for m in mentions if start <= m.start < end]
            own = orders_named(inside, self.evidence) or orders_of_items(inside, self.evidence, orders) or orders
            mood: Mood = "quoted" if quoted else mood_of(sentence, part, know, part[0].start >= asked)
            if before == "reported" and mood == "asserted" and know.lists["that"].at(part, 0):
                mood = before  # "you wrote that it was delivered", with a comma before "that"
            before = mood
            items = [m for m in inside if any(f.role == "item" for f in m.facts)]
            lines = lines_named(items or mentions or last) or lines_named(mentions) or lines_named(last)
            inner = [value for value in values if start <= value.start < end]
            past, money = any(map(self._has_passed, inner)), any(value.type == "money" for value in inner)
            claims = tuple(c for c in event_claims(part, know, past, money) if not _left_with(c, part, inside, know))
            yield Statement(sentence, start, end, part, mood, own, lines, claims)

    def _has_passed(self, value: Found) -> bool:
        return value.type == "date" and max(value.values, default="9") < self.evidence.today.isoformat()


def _left_with(claim: EventClaim, part: Sequence[Word], mentions: Sequence[Mention], know: Vocabulary) -> bool:
    """Whether an event's words only look like it: "you are left with two options" ships nothing."""
    if not know.says("left_with", [word for word in part if claim.start <= word.start < claim.end]):
        return False
    before = [word for word in part if word.end <= claim.start][-1:]
    behind = [word for word in part if word.start >= claim.end][:2]
    carried = behind[know.is_("determiners", behind[0]) :][:1] if behind else []
    named = carried and any(
        f.role == "carrier" for m in mentions if m.start <= carried[0].start < m.end for f in m.facts
    )
    return any(know.is_("passive", word) for word in before) or not (named or know.says("hauliers", carried))


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
