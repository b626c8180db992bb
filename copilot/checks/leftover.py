"""Which words of a statement nothing explains, in languages that are read by the clause."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from .pointing import granted
from .problem import Problem
from .reading import Reading
from .sentences import Word, words
from .statements import ReadSentence, Statement
from .vocabulary import Phrases, Vocabulary


def left_over(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> Iterator[Problem]:
    """A statement without a claim in which a word stands that no list, name or value explains."""
    spoken = statement.words
    possible = granted(reading, sentence, statement, know)
    sure = know.says("assurance", spoken) and not know.says("negation", spoken)
    if (
        not sure
        and possible is not False
        and (know.says("courtesy", spoken) or _hangs_on_courtesy(sentence, statement, know))
    ):
        return
    if know.says("approval", spoken) and know.says("obligation", spoken):
        return  # "a colleague has to agree to it"
    left = left_words(reading, sentence, statement, know, sure=sure, possible=possible is not None)
    if possible is False and not left:
        says = reading.text[statement.start : statement.end]
        message = "what can be and what cannot is otherwise by the entitlements"
        yield Problem("unchecked", message, statement.start, statement.end, says)
    if left and _speaks_of_the_matter(sentence, statement, know):
        message = f"what {left[0].text!r} says here was not understood"
        says = reading.text[statement.start : statement.end]
        yield Problem("unchecked", message, statement.start, statement.end, says)


def left_words(
    reading: Reading,
    sentence: ReadSentence,
    statement: Statement,
    know: Vocabulary,
    *,
    sure: bool = False,
    possible: bool = False,
) -> list[Word]:
    """The words of a statement that no list, name or value explains; `sure`: nor does what the customer wrote."""
    spoken = statement.words
    explained: set[int] = set()
    measured = know.says("free", spoken) or any(statement.start <= v.start < statement.end for v in sentence.values)
    bare = not any(know.says(kind, spoken) for kind in _VERBS) and not know.carriers.within(spoken)
    judged = (know.events,) if measured or bare else ()  # "cancelling is free", "the refund: €20", "after the return"
    more = (
        *(() if _ours(spoken, know) else ("ordinary",)),
        *(_POSSIBLE if possible else ()),
        *(_DUTY if measured else ()),
    )
    for phrases in (*(know.lists[name] for name in (*_EXPLAINED, *more)), *_roles(know), *judged):
        for place, length, _ in phrases.find(spoken):
            explained.update(range(place, place + length))
    spans = [*((m.start, m.end) for m in sentence.mentions), *((v.start, v.end) for v in sentence.values)]
    own = frozenset[str]() if sure else reading.customers_words | reading.products_words
    return [
        word
        for place, word in enumerate(spoken)
        if place not in explained
        and not word.text.isdigit()
        and len(word.text) > 1
        and (word.text not in own or _may(word.text, know))
        and not any(start <= word.start < end for start, end in spans)
    ]


def _ours(spoken: Sequence[Word], know: Vocabulary) -> bool:
    """Whether words are of what we do, or of what will, may or must be: then no word of them is ordinary."""
    endings = bool(know.us_endings) and any(word.text.endswith(know.us_endings) for word in spoken)
    return endings or any(know.says(kind, spoken) for kind in _BINDING)


_DUTY = ("obligation",)  # "it has to leave by the 25th": the day is for the dates to judge
_BINDING = ("us", "future", "becoming", "obligation", "assurance")
_POSSIBLE = ("permission", "possible", "pointing", "ordinary")


def _hangs_on_courtesy(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether it is what we are sorry for ("…, that you had to wait"), or what is asked ("…, what broke")."""
    if know.lists["asking"].at(statement.words, 0):
        return True
    place = sentence.statements.index(statement)
    before = sentence.statements[place - 1].words if place else ()
    ours = any(know.says(kind, statement.words) for kind in ("us", "future", "becoming"))
    return bool(know.lists["that"].at(statement.words, 0)) and know.says("courtesy", before) and not ours


def catalogued(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> Iterator[Problem]:
    """Items of the catalogue that no order of the customer holds, that they did not name, and nobody offers."""
    if know.says("catalogue", statement.words):
        return
    own = reading.customers_words
    for mention in (m for m in sentence.mentions if statement.start <= m.start < statement.end and m.of("product")):
        spoken = {word.text for word in statement.words if mention.start <= word.start < mention.end}
        if not any(fact.role == "item" for fact in mention.facts) and not spoken & own:
            says = reading.text[mention.start : mention.end]
            message = f"{says!r} is in the catalogue, and on no order of this customer"
            yield Problem("unchecked", message, mention.start, mention.end, says)


def misnamed(reading: Reading, sentence: ReadSentence, statement: Statement) -> Iterator[Problem]:
    """Names put together of a known product's word and another: "Lumo Kettle" where only a "Lumo Blender" is known."""
    names = [
        tuple(word.text for word in words(fact.value, 0, len(fact.value)))
        for fact in reading.evidence.facts
        if fact.type == "product"
    ]
    first = {word for name in names for word in name}
    pairs = {pair for name in names for pair in pairwise(name)}
    covered = [(m.start, m.end) for m in sentence.mentions]
    for one, other in pairwise(statement.words):
        beside = reading.text[one.end : other.start] == " " and one.capital and other.capital
        known = (one.text, other.text) in pairs or any(s <= w.start < e for s, e in covered for w in (one, other))
        if beside and one.text in first and not known:
            says = reading.text[one.start : other.end]
            yield Problem("unchecked", f"nothing in the evidence is called {says!r}", one.start, other.end, says)


def strangers(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> Iterator[Problem]:
    """Words behind an article that nothing explains, where something is said to have happened to what they name."""
    spoken = statement.words
    explained = {n for at, length, _ in know.events.find(spoken) for n in range(at, at + length)}
    lists: list[Phrases[Any]] = [*know.lists.values(), know.carriers, *_roles(know)]
    own = reading.customers_words | reading.products_words
    for place in range(1, min(len(spoken), SUBJECT)):
        word = spoken[place]
        if place in explained or word.text in own or not know.is_("determiners", spoken[place - 1]):
            continue
        values = any(v.start <= word.start < v.end for v in sentence.values)
        named = any(m.start <= word.start < m.end for m in sentence.mentions)
        if not (values or named or word.text.isdigit() or any(p.by_first.get(word.text) for p in lists)):
            says = reading.text[word.start : word.end]
            yield Problem("unchecked", f"nothing in the evidence is called {says!r}", word.start, word.end, says)


SUBJECT = 5  # words at the head of a statement among which what it speaks of is looked for


def _may(word: str, know: Vocabulary) -> bool:
    """Whether a word permits or demands: that the customer asked "can I" does not explain a "you can"."""
    return any(word in know.lists[kind].by_first for kind in ("permission", "obligation", "possible"))


def _speaks_of_the_matter(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether words are of us, of an order or a thing, of what will, may or must be: what evidence should bear out."""
    spoken = statement.words
    if any(know.says(kind, spoken) for kind in _MATTER) or know.events.within(spoken) or know.carriers.within(spoken):
        return True
    if know.us_endings and any(word.text.endswith(know.us_endings) for word in spoken):
        return True
    inside = [m for m in sentence.mentions if statement.start <= m.start < statement.end]
    values = [v for v in sentence.values if statement.start <= v.start < statement.end]
    goods = know.things.within(spoken) or know.methods.within(spoken) or know.money_roles.within(spoken)
    return bool(values) or goods or any(m.of("product") or m.of("id") or m.of("tracking") for m in inside)


_MATTER = (
    "us", "future", "becoming", "permission", "obligation", "possible", "assurance", "nouns", "free", "money_words",
    "approval",
)  # fmt: skip
_VERBS = ("perfect", "passive", "becoming", "permission", "future", "obligation", "possible")
_EXPLAINED = (
    "small", "us", "customer", "determiners", "adverbs", "negation", "nouns", "perfect", "passive", "been", "just",
    "now",     "future", "becoming",
    "greetings", "closings", "titles", "conditional", "joining", "that", "possible", "partial", "spans", "catalogue",
    "generic", "free", "tails", "not_names",
)  # fmt: skip
"""Lists whose words assert nothing by themselves, or what a rule of their own judges."""


def _roles(know: Vocabulary) -> tuple[Phrases[str], ...]:
    return (know.money_roles, know.date_roles, know.methods, know.counted, know.things, know.colours)
