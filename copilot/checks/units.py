"""What of a draft is left to be understood: runs of statements that no rule has read to their end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .events import ENTITLED
from .sentences import Word
from .statements import ReadSentence, Statement
from .stems import is_content
from .vocabulary import Phrases, Vocabulary


@dataclass(frozen=True, slots=True)
class Unit:
    """Statements of one sentence that stand together, and what is not read of them.

    `judged`: another rule has decided on something in it, a value or an event. `asserts`: it is of a deed of ours, a
    future or a duty. `permits`: it says what somebody else than us can do. `names`: it tells something of an item.
    `causal`: it tells why. `telling`: words stand in it beside names and values; "You did" tells nothing by itself.
    `grants`: it allows what entitlements are about.
    """

    start: int
    end: int
    statements: tuple[Statement, ...]
    words: tuple[Word, ...]
    left: tuple[Word, ...]
    judged: bool
    asserts: bool
    deed: bool
    permits: bool
    names: bool
    telling: bool
    causal: bool
    assures: bool
    courteous: bool
    grants: bool


_Part = tuple[Statement, list[Word]]
"""A statement, and what is not read of it."""


def units(sentence: ReadSentence, know: Vocabulary) -> tuple[list[Unit], Unit]:
    """The runs of statements in a sentence that assert something and are not read to their end; and all of it."""
    parts = [(statement, unread_words(sentence, statement, know)) for statement in sentence.statements]
    runs = list(_runs(sentence, parts, know))
    whole = next((run for run in runs if len(run.statements) == len(parts)), None)
    return runs, whole or _unit(sentence, parts, know)


def _runs(sentence: ReadSentence, parts: Sequence[_Part], know: Vocabulary) -> Iterator[Unit]:
    run: list[_Part] = []
    for part in parts:
        if not part[0].asserts or _is_read(sentence, *part, know):
            if run:
                yield _unit(sentence, run, know)
            run = []
        else:
            run.append(part)
    if run:
        yield _unit(sentence, run, know)


def unread_words(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> list[Word]:
    """The content words of a statement that belong to nothing that a rule has judged."""
    words = statement.words
    taken = [(m.start, m.end) for m in sentence.mentions] + [(v.start, v.end) for v in sentence.values]
    taken += [(claim.start, claim.end) for claim in statement.events]
    phrases = (know.money_roles, know.date_roles, know.methods, know.counted, know.events)
    lists: list[Phrases[Any]] = [*phrases]
    spoken = {word.text for word in words}
    for known in (*lists, *(know.lists[name] for name in _LISTS if name in know.lists)):
        if known.by_first.keys().isdisjoint(spoken):
            continue
        taken += [(words[place].start, words[place + length - 1].end) for place, length, _ in known.find(words)]
    return [
        word for word in words if is_content(word.text) and not any(start <= word.start < end for start, end in taken)
    ]


_LISTS = (
    "plain", "adverbs", "nouns", "generic", "determiners", "not_names", "greetings", "closings", "future", "permission",
    "obligation", "perfect", "passive", "negation", "us", "customer", "hedged", "reported", "conditional", "free",
    "in_stock", "sold_out", "approval", "late_words", "accepting", "rejecting", "spans", "partial", "just", "courtesy",
    "possible", "holding",
)  # fmt: skip


def _is_read(sentence: ReadSentence, statement: Statement, left: Sequence[Word], know: Vocabulary) -> bool:
    if left or _assures(sentence, statement, know):
        return False
    return _is_judged(sentence, statement, know) and not _asserts(sentence, statement, left, know)


def _unit(sentence: ReadSentence, parts: Sequence[_Part], know: Vocabulary) -> Unit:
    run = [statement for statement, _ in parts]
    plain = tuple(word for statement in run for word in _plain(sentence, statement))
    courteous = know.says("courtesy", plain)
    return Unit(
        start=run[0].start,
        end=run[-1].end,
        statements=tuple(run),
        words=tuple(word for statement in run for word in statement.words),
        left=tuple(word for _, left in parts for word in left),
        judged=any(_is_judged(sentence, statement, know) for statement in run),
        asserts=not courteous and any(_asserts(sentence, *part, know) for part in parts),
        deed=not courteous and any(_deed(_plain(sentence, statement), know) for statement in run),
        permits=any(_permits(statement.words, know) for statement in run),
        names=any(m.of("product") for m in sentence.mentions if run[0].start <= m.start < run[-1].end),
        causal=know.says("causal", tuple(word for statement in run for word in statement.words)),
        telling=_telling(sentence, run, know),
        assures=any(_assures(sentence, statement, know) for statement in run),
        courteous=courteous,
        grants=any(c.mode == "allowed" and c.kind in ENTITLED for statement in run for c in statement.events),
    )


def _telling(sentence: ReadSentence, run: Sequence[Statement], know: Vocabulary) -> bool:
    named = [(m.start, m.end) for m in sentence.mentions if m.facts] + [(v.start, v.end) for v in sentence.values]
    words = [w for statement in run for w in statement.words if not any(know.is_(kind, w) for kind in _EMPTY)]
    if know.lists["greetings"].at(run[0].words, 0):
        words = [word for word in words if not word.capital]  # whom a draft greets is for the names to answer
    return any(is_content(word.text) and not any(start <= word.start < end for start, end in named) for word in words)


_EMPTY = ("nouns", "greetings", "titles")  # words that name or address


def _is_judged(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether another rule decides on something in a statement: an event, a value, what is free or in stock."""
    words = statement.words
    return (
        bool(statement.events)
        or any(statement.start <= v.start < statement.end + 3 and v.type not in _NAMING for v in sentence.values)
        or any(
            statement.start <= m.start < statement.end and (m.of("name") or m.of("tracking") or m.of("address"))
            for m in sentence.mentions
        )
        or _of_the_order(sentence, statement, know)
        or know.says("free", words)
        or know.says("in_stock", words)
        or know.says("sold_out", words)
        or know.says("unpaid", words)
        or know.methods.within(words)
        or (know.says("back_here", words) and any(order.returns for order in statement.orders))
    )


def _of_the_order(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether it says which items an order holds, or where it goes: the names beside it decide that."""
    inside = [m for m in sentence.mentions if statement.start <= m.start < statement.end]
    if know.says("negation", statement.words):
        return False
    items = know.says("holding", statement.words) and any(f.role == "item" for m in inside for f in m.facts)
    placed = bool(_PLACES & {word.text for word in statement.words}) and any(m.of("address") for m in inside)
    return items or placed


_PLACES = frozenset(["address", "destination"])


_NAMING = ("id", "tracking", "link", "email", "phone", "card")
"""Values that name what is spoken of; what is said of it is not judged with them."""


def _plain(sentence: ReadSentence, statement: Statement) -> list[Word]:
    """The words of a statement that belong to no product's name."""
    names = [(m.start, m.end) for m in sentence.mentions if m.of("product")]
    return [word for word in statement.words if not any(start <= word.start < end for start, end in names)]


def _assures(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    plain = _plain(sentence, statement)
    return know.says("assurance", plain) and not know.says("negation", plain)


def _asserts(sentence: ReadSentence, statement: Statement, left: Sequence[Word], know: Vocabulary) -> bool:
    """Whether words without an event are of a deed of ours, a future, a duty or a permission."""
    plain = _plain(sentence, statement)
    if know.says("another_time", plain):
        return True
    if statement.events or (know.says("negation", plain) and _deed(plain, know)):
        return False
    if not left and _is_judged(sentence, statement, know):
        ours = any(
            know.is_("us", word) for word in plain
        )  # what else will be is told by a value that a rule has judged
        return _deed(plain, know) or (ours and _demands(plain, know))
    return _demands(plain, know) or _deed(plain, know)


def _demands(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a word of future, duty or permission stands there, other than a duty of ours ("I have to ask")."""
    return any(
        words[place].text in ("will", "shall")
        or not any(know.is_("us", word) for word in words[max(0, place - 2) : place])
        for place, _, _ in know.lists["modal"].find(words)
    )


def _permits(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether the words say what can or cannot be done, by anybody but us."""
    return (know.says("possible", words) and know.events.within(words)) or any(
        word.text in ("can", "may", "cannot") and place and not know.is_("us", words[place - 1])
        for place, word in enumerate(words)
    )


def _deed(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether somebody of the shop is said to have done something: "we've asked", "I put", "our team moved it"."""
    for place, word in enumerate(words):
        if (know.lists["us"].at(words, place) and word.text != "us") or word.text in _OTHERS:
            after = [w for w in words[place + 1 : place + 5] if not know.is_("adverbs", w)]
            perfect = bool(after) and know.is_("perfect", after[0])
            verb = next((w for w in (after[1:] if perfect else after[:1]) if _past(w, know)), None)
            if verb and know.money_roles.at((verb,), 0) is None:  # what was charged is for the amounts to answer
                return True
    return False


_OTHERS = frozenset(["she", "he", "they", "somebody", "someone", "colleague", "colleagues"])


def _past(word: Word, know: Vocabulary) -> bool:
    return word.text.endswith("ed") or know.is_("past_verbs", word)
